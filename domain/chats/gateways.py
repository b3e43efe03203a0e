"""What chats need from storage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from domain.chats.entities import Chat, ChatKind, Inside


class ChatsGateway(Protocol):
    """Chats that the bot is or was in. Moments in microseconds UTC."""

    async def by_id(self, chat_id: int) -> Chat | None:
        """Return the chat by Telegram's id."""
        ...

    async def find(self, number: int) -> Chat | None:
        """Return the chat by our own number."""
        ...

    async def all(self) -> Sequence[Chat]:
        """Return every chat, connected ones first, then by title."""
        ...

    async def of_kind(self, kind: ChatKind) -> Sequence[Chat]: ...

    async def add(self, chat: Chat, at: int) -> Chat:
        """Add a chat; return it with its new number."""
        ...

    async def save(self, chat: Chat) -> None: ...

    async def move(self, chat: Chat, old_id: int, at: int) -> None:
        """Save a chat whose id changed at `at`, and redirect what waits for the old id to the new one.

        Messages from before the migration are no longer known by their ids.
        """
        ...

    async def remove(self, number: int) -> None: ...

    async def inside(self, chat_number: int, person_id: int) -> Inside | None: ...

    async def put(self, inside: Inside) -> None: ...

    async def gone(self, chat_number: int, person_id: int) -> None: ...

    async def messages(self, number: int, since: int) -> int:
        """Return the number of messages in a chat since this hour, counted from 1970 (UTC)."""
        ...

    async def forget(self, before: int) -> None:
        """Delete the counts of hours before this one."""
        ...
