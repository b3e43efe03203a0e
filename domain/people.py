"""People as every noun knows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who wrote to the bot. `name` and `username` stay empty until they consent.

    `time_zone` is None for the association's own.
    """

    id: int
    language: str
    first_seen_at: int
    first_source: str | None = None
    last_source: str | None = None
    name: str | None = None
    username: str | None = None
    consented: bool = False
    reachable: bool = True
    time_zone: str | None = None


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One line of a person's history; `at` in microseconds UTC."""

    at: int
    kind: str
    data: Mapping[str, Any]


class ContactsGateway(Protocol):
    """People and their history."""

    async def find(self, person_id: int) -> Person | None: ...

    async def add(self, person: Person) -> None: ...

    async def save(self, person: Person) -> None: ...

    async def record(self, person_id: int, kind: str, at: int, data: Mapping[str, Any]) -> None: ...

    async def history(self, person_id: int) -> Sequence[HistoryEntry]: ...

    async def search(self, *, username: str = "", name: str = "") -> Sequence[Person]: ...

    async def erase(self, person_id: int) -> None: ...

    async def forget_guests(self, before: int) -> int: ...
