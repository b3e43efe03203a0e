"""Which calls may go out now: in the order said within each chat, each after what it waits for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic_core import from_json, to_json
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal_column,
    not_,
    or_,
    select,
    update,
)

from domain.outbox import Lane
from storage.engine import AmongIds, Transaction
from storage.outbox.rows import GONE
from storage.tables.people import consents
from storage.tables.street import Job, Outbox, jobs, outbox

_row = outbox.c

TEXT = "sendMessage"
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


_o = outbox.alias("o")
_before = outbox.alias("before")
_needed = outbox.alias("needed")
_open = _before.c.state < Outbox.SENT.sql


def _still_owed(name: ColumnElement[str]) -> ColumnElement[bool]:
    return exists().where(_needed.c.key == name, _needed.c.state < Outbox.SENT.sql)


def _waits(row: Any) -> ColumnElement[bool]:
    """Whether a call waits for another call, or for its file."""
    file_is_unmade = exists().where(jobs.c.id == row.job_id, jobs.c.state == Job.WAITING.sql)
    return or_(_still_owed(row.after), _still_owed(row.edits), file_is_unmade)


# A mailing lets what a person is waiting for pass; everything else of a chat goes in the order said, but for
# what still waits for something else. A chat in flight or in a pause takes nothing at all.
_held_back = exists().where(
    _before.c.chat_id == _o.c.chat_id,
    _open,
    or_(
        _before.c.state == Outbox.IN_FLIGHT.sql,
        _before.c.due_at > bindparam("now"),
        and_(_before.c.id < _o.c.id, or_(_before.c.lane < BULK, _o.c.lane == BULK), not_(_waits(_before.c))),
    ),
)
_chosen = (
    select(_o.c.id)
    .where(
        _o.c.state == Outbox.WAITING.sql,
        _o.c.lane.between(bindparam("first"), bindparam("last")),
        _o.c.due_at <= bindparam("now"),
        not_(_waits(_o.c)),
        ~_held_back,
        or_(_o.c.chat_id.is_(None), not_(AmongIds(_o.c.chat_id, bindparam("resting")))),
    )
    .order_by(_o.c.lane, _o.c.id)
    .limit(bindparam("many"))
)
_some = select(_row.id).where(_row.state == Outbox.WAITING.sql).limit(bindparam("many")).subquery("some")
WAITING = select(func.count()).select_from(_some)
_outlived = and_(_row.expires_at.is_not(None), _row.expires_at <= bindparam("now"))
_unwanted = and_(
    _row.consent.is_not(None),
    ~exists().where(
        consents.c.person_id == _row.chat_id,
        consents.c.purpose == _row.consent,
        consents.c.withdrawn_at.is_(None),
    ),
)


def _never_sent(name: ColumnElement[str]) -> ColumnElement[bool]:
    sent = exists().where(_needed.c.key == name, _needed.c.state == Outbox.SENT.sql)
    return and_(name.is_not(None), ~sent)


def _nothing_stands(name: ColumnElement[str]) -> ColumnElement[bool]:
    stands = exists().where(_needed.c.key == name, _needed.c.message_id.is_not(None))
    return and_(name.is_not(None), ~stands)


_bereft = or_(
    _never_sent(_row.after),
    _nothing_stands(_row.edits),
    and_(
        _row.job_id.is_not(None),
        _row.method != literal_column(f"'{TEXT}'"),  # a text only waits for what stands before it
        ~exists().where(jobs.c.id == _row.job_id, jobs.c.state == Job.DONE.sql),
    ),
)
_dropped = or_(_outlived, _unwanted, _bereft)
CLAIM = (
    update(outbox)
    .where(_row.id.in_(_chosen))
    .values(
        state=case((_dropped, Outbox.DROPPED.sql), else_=Outbox.IN_FLIGHT.sql),
        params=case((_dropped, GONE), else_=_row.params),
        settled_at=case((_dropped, bindparam("now", type_=BigInteger)), else_=None),
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
        _row.edits,
    )
)
# A statement of its own: within RETURNING SQLite looks through the whole table for it.
TARGET = select(_row.message_id).where(_row.key == bindparam("name"))


def _owed(row: Any, target: int | None) -> Owed:
    return Owed(
        row["id"],
        row["method"],
        from_json(row["params"]),
        row["chat_id"],
        Lane(row["lane"]),
        bool(row["again"]),
        row["attempts"],
        row["wants"],
        None if row["method"] == TEXT else row["job_id"],
        target,
    )


class ClaimingTable:
    """Calls as they go out."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction

    async def claim(
        self, lanes: tuple[Lane, Lane], many: int, now: int, resting: Iterable[int] = ()
    ) -> Sequence[Owed]:
        """Take up to `many` calls that may go out now, from the first to the last of `lanes`.

        What expired, rests on a consent that no longer stands, or depends on what was not sent or made is
        dropped by the same statement. Chats in `resting` are passed over.
        """
        claimed: list[Owed] = []
        while len(claimed) < many:
            rows = await self._tx.all(
                CLAIM,
                first=lanes[0].value,
                last=lanes[1].value,
                many=many - len(claimed),
                now=now,
                resting=to_json(list(resting)).decode(),
            )
            going = [
                _owed(row, await self._target(row["edits"]))
                for row in rows
                if row["state"] == Outbox.IN_FLIGHT
            ]
            claimed += going
            if len(going) == len(rows):
                break
        return sorted(claimed, key=lambda owed: (owed.lane, owed.id))

    async def waiting(self, many: int) -> int:
        """How many calls wait, `many` at most: those that may not go out now are among them."""
        row = await self._tx.first(WAITING, many=many)
        return 0 if row is None else int(row[0])

    async def _target(self, key: str | None) -> int | None:
        row = None if key is None else await self._tx.first(TARGET, name=key)
        return None if row is None else row["message_id"]
