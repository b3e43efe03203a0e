"""The outbox: calls of the Bot API that are owed, in the order said within each chat."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

from pydantic_core import from_json, to_json
from sqlalchemy import (
    BigInteger,
    ClauseElement,
    ColumnElement,
    Text,
    and_,
    bindparam,
    case,
    cast,
    exists,
    func,
    literal_column,
    not_,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.sql.dml import ReturningUpdate

from domain.outbox import Lane, Outgoing
from storage.engine import AmongIds, JsonField
from storage.gateway import Gateway
from storage.tables.base import written
from storage.tables.people import consents
from storage.tables.street import Job, Outbox, jobs, outbox

_row = outbox.c

TEXT = "sendMessage"
ACTS: ColumnElement[int] = written(Lane.ACTS)
BULK: ColumnElement[int] = written(Lane.BULK)
SUBJECTS = (
    "user_id",
    "sender_chat_id",
    "message_id",
    "message_ids",
)  # the first of them is what an act is about
POINTERS = ("message_id", "message_ids")  # by these a call names messages of its chat
# What a call says is kept until it is sent, and no longer: of a settled call only its key and message are looked up.
GONE: ColumnElement[str] = literal_column("'{}'")


@dataclass(frozen=True, slots=True)
class Owed:
    """A call that was claimed. `target` is the message that an edit or a deletion by key is about.

    `key` is the name of the message: the call's own, or that of the message it edits. `unanswered`: how many tries
    there were before of which nobody knows whether they arrived.
    """

    id: int
    method: str
    params: dict[str, Any]
    chat_id: int | None
    lane: Lane
    again: bool
    attempts: int
    result_topic: str | None
    job_id: int | None
    target: int | None
    unanswered: int = 0
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a claimed call; `due_at` (microseconds UTC) only where it waits for another try.

    `counts` is False for a try that Telegram never judged: no connection, or too many calls at once. `unanswered`:
    nobody knows whether it arrived.
    """

    id: int
    state: Outbox
    message_id: int | None = None
    error: str | None = None
    due_at: int = 0
    counts: bool = True
    unanswered: bool = False


# Adding calls

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
                "result_topic",
                "due_at",
                "created_at",
                "fades_at",
                "screen",
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
REPLACE_SCREENS = (
    update(outbox)
    .where(_row.chat_id == bindparam("chat"), _row.state == Outbox.WAITING.sql, _row.screen == written(1))
    .values(state=Outbox.DROPPED.sql, params=GONE, error="overtaken", settled_at=bindparam("at"))
)

# Whoever takes a message away before its time has come doesn't want it taken away again.
KEEP = update(outbox).where(_row.key == bindparam("which")).values(fades_at=None)
STAY_ON = (
    update(outbox)
    .where(_row.key == bindparam("which"), _row.fades_at < bindparam("until"))
    .values(fades_at=bindparam("until"))
)
# What was never shown, or can't be reached any more, gives its key up.
UNNAME = (
    update(outbox)
    .where(_row.key == bindparam("which"), _row.state >= Outbox.SENT.sql, _row.message_id.is_(None))
    .values(key=None)
)
NAMED = select(_row.id).where(_row.key == bindparam("which"))

# Claiming: which calls may go out now

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


def _subject(row: Any) -> ColumnElement[str]:
    """What an act is about: a message with a key, a person, a channel, a message; else its chat."""
    names = (literal_column(f"'{name}'", Text) for name in SUBJECTS)
    return func.coalesce(
        row.edits, *(name + JsonField(row.params, name) for name in names), literal_column("''")
    )


# Nobody knows whether it arrived, and its next try is still to come.
_in_doubt = and_(_before.c.unanswered > literal_column("0"), _before.c.error.is_not(None))
# A mailing lets what a person is waiting for pass; everything else of a chat goes in the order said, but for
# what still waits for something else. A chat in flight or in a pause gets no message at all.
_words_before = exists().where(
    _o.c.lane != ACTS,
    _before.c.chat_id == _o.c.chat_id,
    _open,
    _before.c.lane != ACTS,
    or_(
        _before.c.state == Outbox.IN_FLIGHT.sql,
        and_(_before.c.due_at > bindparam("now"), not_(_in_doubt)),
        and_(
            _before.c.id < _o.c.id,
            _before.c.due_at <= bindparam("now"),
            or_(_before.c.lane < BULK, _o.c.lane == BULK),
            not_(_waits(_before.c)),
        ),
    ),
)
# An act waits for earlier ones about the same, and while its chat may get no act (429: a wait without an error).
_acts_before = exists().where(
    _before.c.chat_id == _o.c.chat_id,
    _open,
    _before.c.lane == ACTS,
    or_(
        and_(_before.c.due_at > bindparam("now"), _before.c.error.is_(None)),
        and_(_before.c.id < _o.c.id, _subject(_before.c) == _subject(_o.c), not_(_waits(_before.c))),
    ),
)
_may_go = and_(
    _o.c.state == Outbox.WAITING.sql,
    _o.c.lane.between(bindparam("first"), bindparam("last")),
    _o.c.due_at <= bindparam("now"),
    not_(_waits(_o.c)),
)
_rests = AmongIds(_o.c.chat_id, bindparam("resting"))
_words = and_(_may_go, _o.c.lane != ACTS, ~_words_before, or_(_o.c.chat_id.is_(None), not_(_rests)))
_acts = and_(_may_go, _o.c.lane == ACTS, ~_acts_before)
_some = select(_row.id).where(_row.state == Outbox.WAITING.sql).limit(bindparam("many")).subquery("some")
_an_act = exists().where(_o.c.state == Outbox.WAITING.sql, _o.c.lane == ACTS)
WAITING = select(func.count().label("calls"), _an_act.label("acts")).select_from(_some)
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


_edited = cast(JsonField(_row.params, literal_column("'message_id'", Text)), BigInteger)


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
# What comes to be tried again while something newer stands in its place, or is about to.
_newer = outbox.alias("newer")
_superseded = and_(
    _row.attempts > literal_column("0"),
    _row.result_topic.is_(None),
    exists().where(
        _newer.c.chat_id == _row.chat_id,
        _newer.c.id > _row.id,
        _newer.c.state <= Outbox.SENT.sql,
        or_(
            and_(_newer.c.screen == written(1), _row.screen == written(1)),
            _newer.c.edits == _row.edits,
            and_(_row.method.like(literal_column("'editMessage%'")), _newer.c.message_id == _edited),
        ),
    ),
)
_dropped = or_(_outlived, _unwanted, _bereft, _superseded)


def _claim(which: ColumnElement[bool]) -> ReturningUpdate[Any]:
    chosen = select(_o.c.id).where(which).order_by(_o.c.lane, _o.c.id).limit(bindparam("many"))
    return (
        update(outbox)
        .where(_row.id.in_(chosen))
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
            _row.result_topic,
            _row.job_id,
            _row.edits,
            _row.unanswered,
            _row.key,
        )
    )


CLAIM_WORDS, CLAIM_ACTS = _claim(_words), _claim(_acts)
# A statement of its own: within RETURNING SQLite looks through the whole table for it.
TARGET = select(_row.message_id).where(_row.key == bindparam("name"))

# Settling

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
        unanswered=_row.unanswered + bindparam("unanswered"),
    )
)
PAUSE = (
    update(outbox)
    .where(
        _row.chat_id == bindparam("chat"),
        _row.state == Outbox.WAITING.sql,
        _row.due_at < bindparam("until"),
        case((_row.lane == ACTS, 1), else_=0) == bindparam("acts"),
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
IN_FLIGHT = select(_row.id).where(_row.state == Outbox.IN_FLIGHT.sql)
GIVE_BACK = (
    update(outbox)
    .where(_row.state == Outbox.IN_FLIGHT.sql, not_(AmongIds(_row.id, bindparam("known"))))
    .values(state=Outbox.WAITING.sql, attempts=_row.attempts - 1)
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

# A chat that gets another id

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


class OutboxTable(Gateway):
    """The outbox within one transaction."""

    async def add(self, calls: Iterable[Outgoing], now: int) -> None:
        """Owe these calls, in this order. A key that was said before is not said again.

        Of the screens that one `add` after another shows a person, those of the last one wait: a person who writes
        faster than Telegram takes answers is shown where they are, once.
        """
        rows: list[dict[str, Any]] = []
        shown: set[int | None] = set()
        for said in calls:
            call = said
            if call.screen and call.chat_id not in shown:
                await self._tx.run(REPLACE_SCREENS, chat=call.chat_id, at=now)
                shown.add(call.chat_id)
            if call.edits is not None:
                await self._tx.run(OVERTAKE, which=call.edits, at=now)
                rows = [row for row in rows if row["edits"] != call.edits]
                if call.method == "deleteMessage":
                    await self._tx.run(KEEP, which=call.edits)
                if call.resend_if_missing and not any(row["key"] == call.edits for row in rows):
                    call = await self._resend(call)
                if call.edits is not None and call.fades_at is not None:
                    await self._tx.run(STAY_ON, which=call.edits, until=call.fades_at)
                    call = replace(call, fades_at=None)
            if call.lane is Lane.BULK:
                self._tx.touch("bulk")
            rows.append(
                {
                    "method": call.method,
                    "params": to_json(call.params).decode(),
                    "chat_id": call.chat_id,
                    "lane": _lane_of(call).value,
                    "again": int(call.again),
                    "key": call.key,
                    "edits": call.edits,
                    "after": call.after,
                    "consent": call.consent,
                    "expires_at": call.expires_at,
                    "job_id": call.job,
                    "result_topic": call.result_topic,
                    "due_at": now,
                    "created_at": now,
                    "fades_at": call.fades_at,
                    "screen": int(call.screen),
                }
            )
        if rows:
            await self._tx.run_many(ADD, rows)
            self._tx.touch("outbox")

    async def _resend(self, call: Outgoing) -> Outgoing:
        """The edit, or a new message if there is none to edit."""
        await self._tx.run(UNNAME, which=call.edits)
        if await self._tx.first(NAMED, which=call.edits) is not None:
            return call
        return replace(call, method="sendMessage", key=call.edits, edits=None)

    async def claim(
        self,
        lanes: tuple[Lane, Lane],
        many: int,
        now: int,
        resting: Iterable[int] = (),
        *,
        acts: bool = True,
    ) -> Sequence[Owed]:
        """Take up to `many` calls that may go out now, from the first to the last of `lanes`.

        What expired, rests on a consent that no longer stands, or depends on what was not sent or made is
        dropped by the same statement. Chats in `resting` get no message; acts are taken all the same, unless
        `acts` is False.
        """
        claimed: list[Owed] = []
        bounds = {"first": lanes[0].value, "last": lanes[1].value, "now": now}
        if acts and lanes[0] <= Lane.ACTS <= lanes[1]:
            await self._claim(CLAIM_ACTS, claimed, many, bounds)
        if lanes != (Lane.ACTS, Lane.ACTS):
            await self._claim(
                CLAIM_WORDS, claimed, many, bounds | {"resting": to_json(list(resting)).decode()}
            )
        return sorted(claimed, key=attrgetter("lane", "id"))

    async def _claim(
        self, statement: ClauseElement, claimed: list[Owed], many: int, values: Mapping[str, Any]
    ) -> None:
        while len(claimed) < many:
            dropped = False
            for row in await self._tx.all(statement, many=many - len(claimed), **values):
                if row["state"] == Outbox.IN_FLIGHT:
                    claimed.append(await self._owed(row))
                else:
                    dropped = True
            if not dropped:
                break

    async def waiting(self, many: int) -> tuple[int, bool]:
        """How many calls wait, `many` at most, and whether an act does: those that may not go out now count too."""
        row = await self._tx.first(WAITING, many=many)
        return (0, False) if row is None else (int(row["calls"]), bool(row["acts"]))

    async def _owed(self, row: Any) -> Owed:
        edited = None if row["edits"] is None else await self._tx.first(TARGET, name=row["edits"])
        return Owed(
            row["id"],
            row["method"],
            from_json(row["params"]),
            row["chat_id"],
            Lane(row["lane"]),
            bool(row["again"]),
            row["attempts"],
            row["result_topic"],
            None if row["method"] == TEXT else row["job_id"],
            None if edited is None else edited["message_id"],
            row["unanswered"],
            row["edits"] or row["key"],
        )

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
                    "unanswered": int(outcome.unanswered),
                }
                for outcome in outcomes
            ],
        )

    async def pause(self, chat_id: int, until: int, *, acts: bool) -> None:
        """Let the chat get no message before `until` (microseconds UTC), or no act."""
        await self._tx.run(PAUSE, chat=chat_id, until=until, acts=int(acts))

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

    async def in_flight(self) -> set[int]:
        """The calls that are claimed and not settled."""
        return {row["id"] for row in await self._tx.all(IN_FLIGHT)}

    async def give_back_all_but(self, known: Iterable[int]) -> None:
        """Let calls that were claimed, but by nobody who knows of it, wait again: they were never made."""
        await self._tx.run(GIVE_BACK, known=to_json(list(known)).decode())

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


def _lane_of(call: Outgoing) -> Lane:
    if call.is_act:
        return Lane.ACTS
    return Lane.REPLIES if call.lane is Lane.ACTS else call.lane
