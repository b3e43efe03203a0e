"""A chat's new id, for what is not yet sent there."""

from pydantic_core import from_json, to_json
from sqlalchemy import bindparam, exists, select, update

from storage.engine import Transaction
from storage.outbox.rows import GONE
from storage.tables.street import Outbox, outbox

_row = outbox.c

POINTERS = ("message_id", "message_ids")  # by these a call names messages of its chat

_needed = outbox.alias("needed")
_stood = (
    exists()
    .where(_needed.c.key == _row.edits, _needed.c.state == Outbox.SENT.sql)
    .correlate(outbox)
    .label("stood")
)
UNSENT = select(_row.id, _row.method, _row.params, _row.edits, _stood).where(
    _row.chat_id == bindparam("chat"), _row.state <= Outbox.IN_FLIGHT.sql
)
REDIRECT = (
    update(outbox)
    .where(_row.id == bindparam("row"))
    .values(
        chat_id=bindparam("new_chat"),
        method=bindparam("new_method"),
        params=bindparam("new_params"),
        edits=bindparam("new_edits"),
    )
)
# What is in flight comes back refused, and is dropped then.
STAY = (
    update(outbox)
    .where(_row.id == bindparam("row"), _row.state == Outbox.WAITING.sql)
    .values(state=Outbox.DROPPED.sql, params=GONE, error="left behind", settled_at=bindparam("at"))
)
LEAVE_BEHIND = (
    update(outbox)
    .where(_row.chat_id == bindparam("chat"), _row.state >= Outbox.SENT.sql)
    .values(message_id=None, fades_at=None)
)


class MovingTable:
    """Calls to a chat that moves."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction

    async def redirect(self, old: int, new: int, now: int) -> None:
        """A chat has another id now: what is not yet sent goes there.

        Its messages stayed behind and their numbers mean others there: what would change or delete one of them is
        dropped at `now` (microseconds UTC), a text in its place is a new message.
        """
        for row in await self._tx.all(UNSENT, chat=old):
            params, method, edits = from_json(row["params"]), row["method"], row["edits"]
            if row["stood"] or (edits is None and not params.keys().isdisjoint(POINTERS)):
                if method != "editMessageText":
                    await self._tx.run(STAY, row=row["id"], at=now)
                    continue
                method, edits = "sendMessage", None
            params = {name: value for name, value in params.items() if name not in POINTERS or edits}
            await self._tx.run(
                REDIRECT,
                row=row["id"],
                new_chat=new,
                new_method=method,
                new_params=to_json({**params, "chat_id": new}).decode(),
                new_edits=edits,
            )
        await self._tx.run(LEAVE_BEHIND, chat=old)
        self._tx.touch("outbox")
