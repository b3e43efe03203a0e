"""The outbox as tests use it, with a transaction for each step."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from domain.outbox import Lane, Outgoing
from storage.engine import Database
from storage.outbox import OutboxTable, Owed, Settled
from storage.tables.street import Outbox, outbox

NOW = 1_000_000
ALL = (Lane.REPLIES, Lane.BULK)
ROWS = select(outbox).order_by(outbox.c.id)


def message(text: str, chat: int | None = 1, **how: Any) -> Outgoing:
    return Outgoing("sendMessage", {"chat_id": chat, "text": text}, chat, **how)


@dataclass
class Books:
    """The outbox, with a transaction for each step, as the program has it."""

    database: Database

    async def add(self, *calls: Outgoing, now: int = NOW) -> None:
        async with self.database.transaction() as transaction:
            await OutboxTable(transaction).add(calls, now)

    async def claim(
        self,
        lanes: tuple[Lane, Lane] = ALL,
        many: int = 100,
        now: int = NOW,
        resting: Sequence[int] = (),
    ) -> list[Owed]:
        async with self.database.transaction() as transaction:
            return list(await OutboxTable(transaction).claim(lanes, many, now, resting))

    async def said(self, **how: Any) -> list[str]:
        """The texts of what may go out now; it is in flight then."""
        return [owed.params.get("text", owed.method) for owed in await self.claim(**how)]

    async def settle(self, *outcomes: Settled, now: int = NOW) -> None:
        async with self.database.transaction() as transaction:
            await OutboxTable(transaction).settle(outcomes, now)

    async def send_owed(self, **how: Any) -> list[Owed]:
        """Send what may go out now; the message's id is ten times the row's."""
        claimed = await self.claim(**how)
        await self.settle(*(Settled(owed.id, Outbox.SENT, owed.id * 10) for owed in claimed))
        return claimed

    async def send(self, **how: Any) -> list[str]:
        """The same, by their texts."""
        return [owed.params.get("text", owed.method) for owed in await self.send_owed(**how)]

    async def send_all(self, **how: Any) -> list[str]:
        texts: list[str] = []
        while sent := await self.send(**how):
            texts += sent
        return texts

    async def rows(self) -> list[Any]:
        async with self.database.transaction() as transaction:
            return [dict(row) for row in await transaction.all(ROWS)]

    async def states(self) -> list[Outbox]:
        return [Outbox(row["state"]) for row in await self.rows()]
