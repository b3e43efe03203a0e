"""Calls of the Bot API that are owed, in the order said within each chat."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    and_,
    bindparam,
    case,
    exists,
    literal_column,
    not_,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert

from domain.outbox import Lane, Outgoing
from storage import tables as t
from storage.engine import AmongIds, Transaction
from storage.tables import Job, Outbox

_row = t.outbox.c
BULK: ColumnElement[int] = literal_column(str(Lane.BULK.value))


@dataclass(frozen=True, slots=True)
class Owed:
    """A call that was claimed. `target` is the message that an edit or a deletion by key is about."""

    id: int
    method: str
    params: dict[str, Any]
    chat_id: int | None
    lane: Lane
    again: bool
    attempts: int
    wants: str | None
    job_id: int | None
    target: int | None


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a claimed call; `due_at` (microseconds UTC) only where it waits for another try."""

    id: int
    state: Outbox
    message_id: int | None = None
    error: str | None = None
    due_at: int = 0


ADD = (
    insert(t.outbox)
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
            )
        }
    )
    .on_conflict_do_nothing(index_elements=["key"])
)
OVERTAKE = (
    update(t.outbox)
    .where(_row.edits == bindparam("which"), _row.state == Outbox.WAITING.sql)
    .values(state=Outbox.DROPPED.sql, error="overtaken", settled_at=bindparam("at"))
)

_o = t.outbox.alias("o")
_before = t.outbox.alias("before")
_needed = t.outbox.alias("needed")
_open = _before.c.state < Outbox.SENT.sql
# A mailing lets what a person is waiting for pass; everything else of a chat goes in the order said. A chat
# in flight or in a pause takes nothing at all.
_held_back = exists().where(
    _before.c.chat_id == _o.c.chat_id,
    _open,
    or_(
        _before.c.state == Outbox.IN_FLIGHT.sql,
        _before.c.due_at > bindparam("now"),
        and_(_before.c.id < _o.c.id, or_(_before.c.lane < BULK, _o.c.lane == BULK)),
    ),
)


def _named_is_sent(name: ColumnElement[str]) -> ColumnElement[bool]:
    sent = exists().where(_needed.c.key == name, _needed.c.state == Outbox.SENT.sql)
    return or_(name.is_(None), sent)


_file_is_made = or_(
    _o.c.job_id.is_(None), exists().where(t.jobs.c.id == _o.c.job_id, t.jobs.c.state == Job.DONE.sql)
)
_chosen = (
    select(_o.c.id)
    .where(
        _o.c.state == Outbox.WAITING.sql,
        _o.c.lane.between(bindparam("first"), bindparam("last")),
        _o.c.due_at <= bindparam("now"),
        ~_held_back,
        _named_is_sent(_o.c.after),
        _named_is_sent(_o.c.edits),
        _file_is_made,
        or_(_o.c.chat_id.is_(None), not_(AmongIds(_o.c.chat_id, bindparam("resting")))),
    )
    .order_by(_o.c.lane, _o.c.id)
    .limit(bindparam("many"))
)
_keyed = t.outbox.alias("keyed")
_target = select(_keyed.c.message_id).where(_keyed.c.key == _row.edits).scalar_subquery().label("target")
_outlived = and_(_row.expires_at.is_not(None), _row.expires_at <= bindparam("now"))
_unwanted = and_(
    _row.consent.is_not(None),
    ~exists().where(
        t.consents.c.person_id == _row.chat_id,
        t.consents.c.purpose == _row.consent,
        t.consents.c.withdrawn_at.is_(None),
    ),
)
CLAIM = (
    update(t.outbox)
    .where(_row.id.in_(_chosen))
    .values(
        state=case((or_(_outlived, _unwanted), Outbox.DROPPED.sql), else_=Outbox.IN_FLIGHT.sql),
        settled_at=case((or_(_outlived, _unwanted), bindparam("now", type_=BigInteger)), else_=None),
        attempts=_row.attempts + 1,
    )
    .returning(
        _row.id,
        _row.state,
        _row.method,
        _row.params,
        _row.chat_id,
        _row.lane,
        _row.again,
        _row.attempts,
        _row.wants,
        _row.job_id,
        _target,
    )
)
SETTLE = (
    update(t.outbox)
    .where(_row.id == bindparam("row"))
    .values(
        state=bindparam("new_state"),
        message_id=bindparam("message"),
        error=bindparam("reason"),
        due_at=bindparam("due"),
        settled_at=bindparam("at"),
    )
)
DROP_DEPENDENTS = (
    update(t.outbox)
    .where(
        _row.state == Outbox.WAITING.sql,
        or_(
            *(
                name.in_(
                    select(_needed.c.key).where(
                        _needed.c.key.is_not(None),
                        _needed.c.state.in_([Outbox.FAILED.sql, Outbox.DROPPED.sql, Outbox.UNKNOWN.sql]),
                    )
                )
                for name in (_row.after, _row.edits)
            )
        ),
    )
    .values(state=Outbox.DROPPED.sql, error="what it depends on was not sent", settled_at=bindparam("at"))
)
PAUSE = (
    update(t.outbox)
    .where(
        _row.chat_id == bindparam("chat"),
        _row.state == Outbox.WAITING.sql,
        _row.due_at < bindparam("until"),
    )
    .values(due_at=bindparam("until"))
)
REPLACE = (
    update(t.outbox)
    .where(_row.id == bindparam("row"))
    .values(method=bindparam("new_method"), params=bindparam("new_params"))
)
RECOVER = (
    update(t.outbox)
    .where(_row.state == Outbox.IN_FLIGHT.sql)
    .values(
        state=case((_row.again == 1, Outbox.WAITING.sql), else_=Outbox.UNKNOWN.sql),
        settled_at=case((_row.again == 1, None), else_=bindparam("at", type_=BigInteger)),
    )
)


class OutboxTable:
    """The outbox within one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction

    async def add(self, calls: Iterable[Outgoing], now: int) -> None:
        """Owe these calls, in this order. A key that was said before is not said again."""
        rows = []
        for call in calls:
            if call.edits is not None:
                await self._tx.run(OVERTAKE, which=call.edits, at=now)
            rows.append(
                {
                    "method": call.method,
                    "params": json.dumps(call.params, ensure_ascii=False),
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
                }
            )
        if rows:
            await self._tx.run_many(ADD, rows)
            self._tx.touch("outbox")
            if any(row["lane"] == Lane.BULK for row in rows):
                self._tx.touch("bulk")

    async def claim(
        self, lanes: tuple[Lane, Lane], many: int, now: int, resting: Iterable[int] = ()
    ) -> Sequence[Owed]:
        """Take up to `many` calls that may go out now, from the first to the last of `lanes`.

        What expired, or rests on a consent that no longer stands, is dropped by the same statement. Chats in
        `resting` are passed over.
        """
        rows = await self._tx.all(
            CLAIM,
            first=lanes[0].value,
            last=lanes[1].value,
            many=many,
            now=now,
            resting=json.dumps(list(resting)),
        )
        claimed = [
            Owed(
                row["id"],
                row["method"],
                json.loads(row["params"]),
                row["chat_id"],
                Lane(row["lane"]),
                bool(row["again"]),
                row["attempts"],
                row["wants"],
                row["job_id"],
                row["target"],
            )
            for row in rows
            if row["state"] == Outbox.IN_FLIGHT
        ]
        if len(claimed) < len(rows):
            await self._drop_dependents(now)
        return sorted(claimed, key=lambda owed: (owed.lane, owed.id))

    async def settle(self, outcomes: Sequence[Settled], now: int) -> None:
        """Note what became of claimed calls; what depended on a call that failed is dropped."""
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
                }
                for outcome in outcomes
            ],
        )
        if any(outcome.state not in (Outbox.SENT, Outbox.WAITING) for outcome in outcomes):
            await self._drop_dependents(now)

    async def _drop_dependents(self, now: int) -> None:
        while await self._tx.run(DROP_DEPENDENTS, at=now):
            pass

    async def pause(self, chat_id: int, until: int) -> None:
        """Send nothing to the chat before `until` (microseconds UTC)."""
        await self._tx.run(PAUSE, chat=chat_id, until=until)

    async def replace(self, row_id: int, method: str, params: Mapping[str, Any]) -> None:
        """Let a call be made in another way from now on."""
        await self._tx.run(
            REPLACE, row=row_id, new_method=method, new_params=json.dumps(params, ensure_ascii=False)
        )

    async def recover(self, now: int) -> int:
        """After a stop nobody planned: what was in flight waits again, or is given up where it must not be doubled."""
        return await self._tx.run(RECOVER, at=now)
