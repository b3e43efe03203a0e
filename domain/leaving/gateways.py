"""What leaving needs from storage and from other nouns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from domain.leaving.entities import Departure, Words


class DeparturesGateway(Protocol):
    """Applications to leave, at most one open for a member. Moments in microseconds UTC."""

    async def add(self, member_id: int, person_id: int, reason: str, at: int) -> Departure: ...

    async def save(self, departure: Departure) -> None: ...

    async def find(self, departure_id: int) -> Departure | None: ...

    async def asked_of(self, member_id: int) -> Departure | None:
        """Return a member's open application to leave, or None."""
        ...

    async def asked(self) -> Sequence[Departure]:
        """Return all open applications to leave, longest waiting first."""
        ...

    async def end_all(self, member_id: int, at: int) -> None:
        """Close a member's open application to leave, because the membership has ended."""
        ...

    async def say(self, departure_id: int, words: Words) -> None: ...

    async def words(self, departure_id: int) -> Sequence[Words]:
        """Return the messages about it, oldest first."""
        ...
