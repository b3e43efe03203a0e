"""What becomes of calls: sent, refused, put off, taken away, or unknown after a stop."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic_core import to_json
from sqlalchemy import BigInteger, bindparam, case, update

from storage.engine import Transaction
from storage.outbox.rows import GONE
from storage.tables.street import Outbox, outbox

_row = outbox.c


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a claimed call; `due_at` (microseconds UTC) only where it waits for another try.

    `counts` is False for a try that Telegram never judged: no connection, or too many calls at once.
    """

    id: int
    state: Outbox
    message_id: int | None = None
    error: str | None = None
    due_at: int = 0
    counts: bool = True


SETTLE = (
    update(outbox)
    .where(_row.id == bindparam("row"))
    .values(
        state=bindparam("new_state"),
        params=case((bindparam("new_state") >= Outbox.SENT.sql, GONE), else_=_row.params),
        message_id=bindparam("message"),
        error=bindparam("reason"),
        due_at=bindparam("due"),
        settled_at=bindparam("at"),
        attempts=_row.attempts - bindparam("uncounted"),
    )
)
PAUSE = (
    update(outbox)
    .where(
        _row.chat_id == bindparam("chat"),
        _row.state == Outbox.WAITING.sql,
        _row.due_at < bindparam("until"),
    )
    .values(due_at=bindparam("until"))
)
NEARER = (
    update(outbox)
    .where(_row.state == Outbox.WAITING.sql, _row.due_at > bindparam("now"))
    .values(due_at=_row.due_at - bindparam("by"))
)
# Nothing is said in the future: what seems to be was said before the clock went back.
NEARER_AFTER_STOP = (
    update(outbox)
    .where(_row.state == Outbox.WAITING.sql, _row.created_at > bindparam("now"))
    .values(due_at=_row.due_at - (_row.created_at - bindparam("now")))
)
REPLACE = (
    update(outbox)
    .where(_row.id == bindparam("row"))
    .values(method=bindparam("new_method"), params=bindparam("new_params"))
)
RECOVER = (
    update(outbox)
    .where(_row.state == Outbox.IN_FLIGHT.sql)
    .values(
        state=case((_row.again == 1, Outbox.WAITING.sql), else_=Outbox.UNKNOWN.sql),
        params=case((_row.again == 1, _row.params), else_=GONE),
        settled_at=case((_row.again == 1, None), else_=bindparam("at", type_=BigInteger)),
    )
)


class SettlingTable:
    """Calls as they end."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction

    async def settle(self, outcomes: Sequence[Settled], now: int) -> None:
        """Note what became of claimed calls; what they said is forgotten once it waits no more."""
        await self._tx.run_many(
            SETTLE,
            [
                {
                    "row": outcome.id,
                    "new_state": outcome.state.value,
                    "message": outcome.message_id,
                    "reason": outcome.error,
                    "due": outcome.due_at,
                    "at": None if outcome.state == Outbox.WAITING else now,
                    "uncounted": int(not outcome.counts),
                }
                for outcome in outcomes
            ],
        )

    async def pause(self, chat_id: int, until: int) -> None:
        """Send nothing to the chat before `until` (microseconds UTC)."""
        await self._tx.run(PAUSE, chat=chat_id, until=until)

    async def follow_back(self, now: int, by: int) -> None:
        """The clock went back by so many microseconds: what waits for a moment waits no longer than before."""
        await self._tx.run(NEARER, now=now, by=by)

    async def replace(self, row_id: int, method: str, params: Mapping[str, Any]) -> None:
        """Let a call be made in another way from now on."""
        await self._tx.run(REPLACE, row=row_id, new_method=method, new_params=to_json(params).decode())

    async def recover(self, now: int) -> int:
        """After a stop nobody planned: what was in flight waits again, or is given up where it must not be doubled."""
        await self._tx.run(NEARER_AFTER_STOP, now=now)
        return await self._tx.run(RECOVER, at=now)
