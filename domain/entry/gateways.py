"""What entry needs from storage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from domain.chats.entities import Chat
from domain.entry.entities import JoinRequest
from domain.people import Person


class EntryGateway(Protocol):
    """Requests to join. Moments in microseconds UTC."""

    async def add(self, request: JoinRequest) -> JoinRequest:
        """Add a request; return it with its new number."""
        ...

    async def save(self, request: JoinRequest) -> None: ...

    async def find(self, number: int) -> JoinRequest | None: ...

    async def latest_of(self, chat_number: int, person_id: int) -> JoinRequest | None:
        """Return the person's last request to join the chat; only that one can be open."""
        ...

    async def admitted(self, chat_number: int, since: int, *, but: int) -> int:
        """Return how many were let into the chat after `since`, apart from the request with the number `but`."""
        ...

    async def overdue(self, now: int, many: int) -> Sequence[JoinRequest]:
        """Return open requests that were not answered in time, the longest overdue first."""
        ...


class PartingGateway(Protocol):
    """People in a working group's chat who do not belong to the group, and those who belong again.

    Belonging is defined by `AudienceLookup.belongs`.
    """

    async def note_belonging(self) -> None:
        """Record everybody in an open group's chat who belongs to the group now."""
        ...

    async def to_part(self, many: int) -> Sequence[tuple[Person, Chat]]:
        """Return people recorded as belonging who no longer do, where the bot can act on them.

        Except those who lead the chat or the group, or hold an office.
        """
        ...

    async def parted(self, chat_number: int, person_id: int, at: int) -> None:
        """Record that a person has lost the chat."""
        ...

    async def returning(self, many: int) -> Sequence[tuple[Person, Chat]]:
        """Return people who lost a chat that the bot is still in, and belong to its group again."""
        ...

    async def returned(self, chat_number: int, person_id: int) -> None:
        """Delete the record that a person had lost the chat."""
        ...
