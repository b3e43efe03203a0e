"""What the association's chats need of storage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from domain.chats.entities import Chat, ChatKind, Inside


class ChatsGateway(Protocol):
    """Chats where the bot is or was. Moments in microseconds UTC."""

    async def by_id(self, chat_id: int) -> Chat | None:
        """The chat by Telegram's id."""
        ...

    async def find(self, number: int) -> Chat | None:
        """The chat by our own number."""
        ...

    async def all(self) -> Sequence[Chat]:
        """Every chat, connected ones first, then by title."""
        ...

    async def of_kind(self, kind: ChatKind) -> Sequence[Chat]: ...

    async def add(self, chat: Chat, at: int) -> Chat:
        """Keep a new chat, whatever its number says; returns it with the number that it got."""
        ...

    async def save(self, chat: Chat) -> None: ...

    async def move(self, chat: Chat, old_id: int, at: int) -> None:
        """Overwrite what is kept of a chat whose id has changed `at` this moment; what waits for the old id goes to
        the new one, and its messages, which stayed behind, are no longer known by their numbers."""
        ...

    async def remove(self, number: int) -> None: ...

    async def inside(self, chat_number: int, person_id: int) -> Inside | None: ...

    async def put(self, inside: Inside) -> None: ...

    async def gone(self, chat_number: int, person_id: int) -> None: ...

    async def messages(self, number: int, since: int) -> int:
        """How many messages there were in a chat after this hour since 1970 (UTC)."""
        ...

    async def forget(self, before: int) -> None:
        """Forget the counts of hours before this one."""
        ...
