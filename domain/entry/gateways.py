"""What entry needs of storage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from domain.chats.entities import Chat
from domain.entry.entities import JoinRequest
from domain.people import Person


class EntryGateway(Protocol):
    """Requests to join. Moments in microseconds UTC."""

    async def add(self, request: JoinRequest) -> JoinRequest:
        """Keep a new request, whatever its number says; returns it with the number that it got."""
        ...

    async def save(self, request: JoinRequest) -> None: ...

    async def find(self, number: int) -> JoinRequest | None: ...

    async def latest_of(self, chat_number: int, person_id: int) -> JoinRequest | None:
        """The person's last request to join the chat, settled or not; at most that one is open."""
        ...

    async def overdue(self, now: int, many: int) -> Sequence[JoinRequest]:
        """Open requests that nobody answered in time, the longest overdue first."""
        ...


class PartingGateway(Protocol):
    """Who is in a working group's chat without belonging to the group, and who belongs again.

    Somebody belongs to a group as `AudienceLookup.belongs` says.
    """

    async def note_belonging(self) -> None:
        """Note of everybody in an open group's chat who belongs to the group that they did."""
        ...

    async def to_part(self, many: int) -> Sequence[tuple[Person, Chat]]:
        """Those of whom that was noted and who belong no longer, where the bot can act on them.

        Not whoever leads the chat, leads the group, or holds an office.
        """
        ...

    async def parted(self, chat_number: int, person_id: int, at: int) -> None:
        """Note that somebody has lost the chat."""
        ...

    async def returning(self, many: int) -> Sequence[tuple[Person, Chat]]:
        """Those who lost a chat where the bot still is, and belong to its group again."""
        ...

    async def returned(self, chat_number: int, person_id: int) -> None:
        """Forget that somebody had lost the chat."""
        ...
