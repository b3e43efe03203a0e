"""What leaving needs of storage and of other nouns."""

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
        """The open application of a member, or None."""
        ...

    async def asked(self) -> Sequence[Departure]:
        """All open applications, longest first."""
        ...

    async def end_all(self, member_id: int, at: int) -> None:
        """Close what is open of a member, because the membership it was about is over."""
        ...

    async def say(self, departure_id: int, words: Words) -> None: ...

    async def words(self, departure_id: int) -> Sequence[Words]:
        """All that was said about it, oldest first."""
        ...
