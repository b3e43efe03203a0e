"""Owing a call, and what that does to those that were owed before."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from pydantic_core import to_json
from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects.postgresql import insert

from domain.outbox import Lane, Outgoing
from storage.engine import Transaction
from storage.outbox.rows import GONE
from storage.tables.street import Outbox, outbox

_row = outbox.c

ADD = (
    insert(outbox)
    .values(
        {
            name: bindparam(name)
            for name in (
                "method",
                "params",
                "chat_id",
                "lane",
                "again",
                "key",
                "edits",
                "after",
                "consent",
                "expires_at",
                "job_id",
                "wants",
                "due_at",
                "created_at",
                "fades_at",
            )
        }
    )
    .on_conflict_do_nothing(index_elements=["key"], index_where=_row.key.is_not(None))
)
OVERTAKE = (
    update(outbox)
    .where(_row.edits == bindparam("which"), _row.state == Outbox.WAITING.sql)
    .values(state=Outbox.DROPPED.sql, params=GONE, error="overtaken", settled_at=bindparam("at"))
)

# Whoever takes a message away before its time has come doesn't want it taken away again.
KEEP = update(outbox).where(_row.key == bindparam("which")).values(fades_at=None)
# What was never shown, or can't be reached any more, gives its key up.
UNNAME = (
    update(outbox)
    .where(_row.key == bindparam("which"), _row.state >= Outbox.SENT.sql, _row.message_id.is_(None))
    .values(key=None)
)
NAMED = select(_row.id).where(_row.key == bindparam("which"))


class OwingTable:
    """Calls as they are said."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction

    async def add(self, calls: Iterable[Outgoing], now: int) -> None:
        """Owe these calls, in this order. A key that was said before is not said again."""
        rows: list[dict[str, Any]] = []
        for said in calls:
            call = said
            if call.edits is not None:
                await self._tx.run(OVERTAKE, which=call.edits, at=now)
                rows = [row for row in rows if row["edits"] != call.edits]
                if call.method == "deleteMessage":
                    await self._tx.run(KEEP, which=call.edits)
                if call.resend_if_missing and not any(row["key"] == call.edits for row in rows):
                    call = await self._resend(call)
            rows.append(
                {
                    "method": call.method,
                    "params": to_json(call.params).decode(),
                    "chat_id": call.chat_id,
                    "lane": call.lane.value,
                    "again": int(call.again),
                    "key": call.key,
                    "edits": call.edits,
                    "after": call.after,
                    "consent": call.consent,
                    "expires_at": call.expires_at,
                    "job_id": call.job,
                    "wants": call.wants,
                    "due_at": now,
                    "created_at": now,
                    "fades_at": call.fades_at,
                }
            )
        if rows:
            await self._tx.run_many(ADD, rows)
            self._tx.touch("outbox")
            if any(row["lane"] == Lane.BULK for row in rows):
                self._tx.touch("bulk")

    async def _resend(self, call: Outgoing) -> Outgoing:
        """The edit, or a new message if there is none to edit."""
        await self._tx.run(UNNAME, which=call.edits)
        if await self._tx.first(NAMED, which=call.edits) is not None:
            return call
        return replace(call, method="sendMessage", key=call.edits, edits=None)
