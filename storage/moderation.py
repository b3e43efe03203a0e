"""Messages at issue, warnings, sanctions and appeals."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Table,
    bindparam,
    delete,
    exists,
    func,
    insert,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert as insert_once

from domain.moderation import Act, Appeal, GivenWarning, Incident, LogEntry, Named, Sanction, Stage
from storage import tables as t
from storage.engine import Transaction
from storage.inbox import InboxTable

Entity = TypeVar("Entity", Incident, GivenWarning, Sanction, Appeal)

_incident, _warning, _sanction, _appeal = t.incidents.c, t.warnings.c, t.sanctions.c, t.appeals.c


def _add(table: Table) -> Any:
    names = [column.name for column in table.c if column.name != "id"]
    return insert(table).values({name: bindparam(name) for name in names}).returning(table.c.id)


def _save(table: Table) -> Any:
    names = [column.name for column in table.c if column.name != "id"]
    return (
        update(table).where(table.c.id == bindparam("row")).values({name: bindparam(name) for name in names})
    )


def _find(table: Table) -> Any:
    return select(table).where(table.c.id == bindparam("row"))


ADD = {table: _add(table) for table in (t.incidents, t.warnings, t.sanctions, t.appeals)}
SAVE = {table: _save(table) for table in ADD}
FIND = {table: _find(table) for table in ADD}

INCIDENT_AT = select(t.incidents).where(
    _incident.chat_number == bindparam("chat"), _incident.message_id == bindparam("message")
)
LEAVE_BEHIND = (
    update(t.incidents)
    .where(_incident.chat_number == bindparam("chat"), _incident.message_id > literal_column("0"))
    .values(message_id=-_incident.message_id, message_ids=literal_column("'[]'"))
)
REPORT = (
    insert_once(t.incident_reports)
    .values(incident_id=bindparam("incident"), person_id=bindparam("person"))
    .on_conflict_do_nothing(index_elements=["incident_id", "person_id"])
)
REPORTS = (
    select(func.count())
    .select_from(t.incident_reports)
    .where(t.incident_reports.c.incident_id == bindparam("incident"))
)
REPORTS_BY = (
    select(func.count())
    .select_from(t.incident_reports.join(t.incidents, _incident.id == t.incident_reports.c.incident_id))
    .where(t.incident_reports.c.person_id == bindparam("person"), _incident.created_at > bindparam("since"))
)
WARNINGS = (
    select(t.warnings)
    .where(_warning.chat_number == bindparam("chat"), _warning.subject_id == bindparam("subject"))
    .order_by(_warning.at, _warning.id)
)
WARNINGS_OF = (
    select(t.warnings)
    .where(
        _warning.subject_id == bindparam("subject"),
        _warning.lifted_at.is_(None),
        _warning.expires_at >= bindparam("now"),
    )
    .order_by(_warning.at, _warning.id)
)
SANCTION_OF = (
    select(t.sanctions)
    .where(_sanction.incident_id == bindparam("incident"))
    .order_by(_sanction.id.desc())
    .limit(1)
)
_in_force = (_sanction.ended_at.is_(None), _sanction.undone_at.is_(None))
STANDING = (
    select(t.sanctions)
    .where(
        _sanction.chat_number == bindparam("chat"),
        _sanction.subject_id == bindparam("subject"),
        _sanction.act != bindparam(None, Act.REMOVE.value),
        *_in_force,
    )
    .order_by(_sanction.id)
)
ENDING = (
    select(t.sanctions)
    .where(_sanction.until <= bindparam("now"), *_in_force)
    .order_by(_sanction.until, _sanction.id)
    .limit(bindparam("many"))
)
APPEAL_ABOUT = select(t.appeals).where(
    or_(_appeal.warning_id == bindparam("warning"), _appeal.sanction_id == bindparam("sanction"))
)
PUT_OFF = (
    insert(t.moderation_wishes)
    .values(chat_number=bindparam("chat"), wish=bindparam("wish"), at=bindparam("at"))
    .returning(t.moderation_wishes.c.id)
)
WISH = select(t.moderation_wishes.c.chat_number, t.moderation_wishes.c.wish).where(
    t.moderation_wishes.c.id == bindparam("row"), t.moderation_wishes.c.at > bindparam("since")
)
FULFIL = delete(t.moderation_wishes).where(t.moderation_wishes.c.id == bindparam("row"))

# What the log of moderation shows of the audit.
LOGGED = (
    *("warned", "joined", "breach", "removed", "muted", "blocked", "spam-blocked", "lifted", "undone"),
    *("dismissed", "released", "block-by-hand", "mute-by-hand", "undone-by-hand", "reason-given", "failed"),
    *("appealed", "appeal-upheld", "appeal-declined"),
)
_actors, _subjects = t.people.alias("actors"), t.people.alias("subjects")
_logged = t.audit.c
LOG = (
    select(
        _logged.at,
        _logged.act,
        _logged.actor_id,
        _logged.subject_id,
        _logged.data,
        _actors.c.name.label("actor"),
        _subjects.c.name.label("subject"),
    )
    .select_from(
        t.audit.outerjoin(_actors, _actors.c.id == _logged.actor_id).outerjoin(
            _subjects, _subjects.c.id == _logged.subject_id
        )
    )
    .where(_logged.act.in_([literal_column(f"'{act}'") for act in LOGGED]))
    .order_by(_logged.id.desc())
    .limit(bindparam("many"))
)
TITLES = select(t.chats.c.number, t.chats.c.title)

# What still counts keeps its evidence.
_counts = exists().where(
    _warning.incident_id == _incident.id,
    _warning.lifted_at.is_(None),
    _warning.expires_at > bindparam("now"),
)
_binds = exists().where(_sanction.incident_id == _incident.id, *_in_force, _sanction.until.is_not(None))
_old: ColumnElement[bool] = _incident.created_at < bindparam("before")
FORGET_INCIDENTS = delete(t.incidents).where(_old, ~_counts, ~_binds)
FORGET_REPORTS = delete(t.incident_reports).where(
    t.incident_reports.c.incident_id.not_in(select(_incident.id))
)
FORGET = (
    delete(t.warnings).where(_warning.expires_at < bindparam("before")),
    delete(t.appeals).where(_appeal.at < bindparam("before"), _appeal.decided_at.is_not(None)),
    delete(t.moderation_wishes).where(t.moderation_wishes.c.at < bindparam("before")),
)


def _numbers(value: str) -> tuple[int, ...]:
    return tuple(json.loads(value))


def _incident_of(row: Any) -> Incident:
    values = {name: row[name] for name in t.incidents.c.keys()}  # noqa: SIM118 -- a collection of columns
    return Incident(
        **{
            **values,
            "message_ids": _numbers(row["message_ids"]),
            "stage": Stage(row["stage"]),
            "shown": bool(row["shown"]),
        }
    )


def _warning_of(row: Any) -> GivenWarning:
    return GivenWarning(**{name: row[name] for name in t.warnings.c.keys()})  # noqa: SIM118


def _sanction_of(row: Any) -> Sanction:
    values = {name: row[name] for name in t.sanctions.c.keys()}  # noqa: SIM118
    return Sanction(**{**values, "act": Act(row["act"]), "by_hand": bool(row["by_hand"])})


def _appeal_of(row: Any) -> Appeal:
    values = {name: row[name] for name in t.appeals.c.keys()}  # noqa: SIM118
    return Appeal(**{**values, "upheld": bool(row["upheld"])})


def _columns(entity: Any, table: Table) -> dict[str, Any]:
    """An entity as its row: flags are numbers, lists are JSON."""
    values = {column.name: getattr(entity, column.name) for column in table.c if column.name != "id"}
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, Act | Stage):
        return value.value
    return json.dumps(list(value)) if isinstance(value, list | tuple) else value


class ModerationTable:
    """Implements `domain.ports.ModerationGateway`."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction

    async def album_of(self, chat_id: int, message_id: int) -> Sequence[int]:
        """The messages of the album that a message belongs to; empty where it stands alone or is over 48 h old."""
        return await InboxTable(self._tx).album_of(chat_id, message_id)

    # Messages at issue

    async def incident_at(self, chat_number: int, message_id: int) -> Incident | None:
        """The message at issue that begins with this one, or None."""
        row = await self._tx.first(INCIDENT_AT, chat=chat_number, message=message_id)
        return None if row is None else _incident_of(row)

    async def incident(self, incident_id: int) -> Incident | None:
        """The message at issue, or None where it is kept no longer."""
        row = await self._tx.first(FIND[t.incidents], row=incident_id)
        return None if row is None else _incident_of(row)

    async def add_incident(self, incident: Incident) -> Incident:
        """Keep a message at issue; returns it with its id."""
        return await self._added(t.incidents, incident)

    async def save_incident(self, incident: Incident) -> None:
        """Overwrite what is kept of it with this."""
        await self._saved(t.incidents, incident)

    async def leave_behind(self, chat_number: int) -> None:
        """The chat is a supergroup from now on, where messages are numbered anew: those at issue lie below zero."""
        await self._tx.run(LEAVE_BEHIND, chat=chat_number)

    async def add_report(self, incident_id: int, person_id: int) -> bool:
        """Note that somebody reported the message; False where they had before."""
        return await self._tx.run(REPORT, incident=incident_id, person=person_id) > 0

    async def count_reports(self, incident_id: int) -> int:
        """How many people reported the message."""
        row = await self._tx.first(REPORTS, incident=incident_id)
        return 0 if row is None else int(row[0])

    async def reports_by(self, person_id: int, since: int) -> int:
        """How many messages, at issue later than `since` (microseconds UTC), somebody reported."""
        row = await self._tx.first(REPORTS_BY, person=person_id, since=since)
        return 0 if row is None else int(row[0])

    # Warnings

    async def warnings(self, chat_number: int, subject_id: int) -> Sequence[GivenWarning]:
        """All warnings to somebody in a chat, oldest first, lifted and expired ones too."""
        return [
            _warning_of(row) for row in await self._tx.all(WARNINGS, chat=chat_number, subject=subject_id)
        ]

    async def warnings_of(self, subject_id: int, now: int) -> Sequence[GivenWarning]:
        """The warnings to somebody in all chats that are valid now (microseconds UTC), oldest first."""
        return [_warning_of(row) for row in await self._tx.all(WARNINGS_OF, subject=subject_id, now=now)]

    async def warning(self, warning_id: int) -> GivenWarning | None:
        """The warning, or None."""
        row = await self._tx.first(FIND[t.warnings], row=warning_id)
        return None if row is None else _warning_of(row)

    async def add_warning(self, warning: GivenWarning) -> GivenWarning:
        """Keep a warning; returns it with its id."""
        return await self._added(t.warnings, warning)

    async def save_warning(self, warning: GivenWarning) -> None:
        """Overwrite what is kept of it with this."""
        await self._saved(t.warnings, warning)

    # Sanctions

    async def sanction(self, sanction_id: int) -> Sanction | None:
        """The sanction, or None."""
        row = await self._tx.first(FIND[t.sanctions], row=sanction_id)
        return None if row is None else _sanction_of(row)

    async def sanction_of(self, incident_id: int) -> Sanction | None:
        """What was done last about a message, or None."""
        row = await self._tx.first(SANCTION_OF, incident=incident_id)
        return None if row is None else _sanction_of(row)

    async def standing(self, chat_number: int, subject_id: int) -> Sequence[Sanction]:
        """What holds against somebody in a chat, removals aside, oldest first."""
        rows = await self._tx.all(STANDING, chat=chat_number, subject=subject_id)
        return [_sanction_of(row) for row in rows]

    async def add_sanction(self, sanction: Sanction) -> Sanction:
        """Keep a sanction; returns it with its id."""
        return await self._added(t.sanctions, sanction)

    async def save_sanction(self, sanction: Sanction) -> None:
        """Overwrite what is kept of it with this."""
        await self._saved(t.sanctions, sanction)

    async def ending(self, now: int, many: int) -> Sequence[Sanction]:
        """Sanctions that have run out by now (microseconds UTC) and were not told of, `many` at most."""
        return [_sanction_of(row) for row in await self._tx.all(ENDING, now=now, many=many)]

    # Appeals

    async def appeal(self, appeal_id: int) -> Appeal | None:
        """The appeal, or None."""
        row = await self._tx.first(FIND[t.appeals], row=appeal_id)
        return None if row is None else _appeal_of(row)

    async def appeal_about(self, *, warning_id: int | None, sanction_id: int | None) -> Appeal | None:
        """The appeal against a warning or a sanction, or None."""
        row = await self._tx.first(APPEAL_ABOUT, warning=warning_id, sanction=sanction_id)
        return None if row is None else _appeal_of(row)

    async def add_appeal(self, appeal: Appeal) -> Appeal:
        """Keep an appeal; returns it with its id."""
        return await self._added(t.appeals, appeal)

    async def save_appeal(self, appeal: Appeal) -> None:
        """Overwrite what is kept of it with this."""
        await self._saved(t.appeals, appeal)

    # What an anonymous administrator wants

    async def put_off(self, chat_number: int, wish: Mapping[str, Any], at: int) -> int:
        """Keep a wish, made at `at` (microseconds UTC), until its author is known; returns its number."""
        row = await self._tx.first(
            PUT_OFF, chat=chat_number, wish=json.dumps(wish, ensure_ascii=False), at=at
        )
        if row is None:
            raise LookupError("the wish was not kept")
        return int(row["id"])

    async def wish(self, number: int, since: int) -> tuple[int, Mapping[str, Any]] | None:
        """A wish, with its chat's number, if it was kept later than `since` (microseconds UTC) and not fulfilled."""
        row = await self._tx.first(WISH, row=number, since=since)
        return None if row is None else (row["chat_number"], json.loads(row["wish"]))

    async def fulfil(self, number: int) -> None:
        """Forget a wish: what was wanted is done."""
        await self._tx.run(FULFIL, row=number)

    # Books

    async def log(self, many: int) -> Sequence[LogEntry]:
        """What moderators did last, newest first."""
        titles = {row["number"]: row["title"] for row in await self._tx.all(TITLES)}
        return [
            LogEntry(
                row["at"],
                row["act"],
                Named(row["actor_id"] or 0, row["actor"] or ""),
                Named(row["subject_id"] or 0, row["subject"] or ""),
                titles.get(json.loads(row["data"]).get("chat"), ""),
            )
            for row in await self._tx.all(LOG, many=many)
        ]

    async def forget(self, before: int, now: int) -> None:
        """Forget what is older than `before` and binds nobody `now` (microseconds UTC)."""
        await self._tx.run(FORGET_INCIDENTS, before=before, now=now)
        await self._tx.run(FORGET_REPORTS)
        for statement in FORGET:
            await self._tx.run(statement, before=before)

    async def _added(self, table: Table, entity: Entity) -> Entity:
        row = await self._tx.first(ADD[table], **_columns(entity, table))
        if row is None:
            raise LookupError("nothing was kept")
        return replace(entity, id=row["id"])

    async def _saved(self, table: Table, entity: Incident | GivenWarning | Sanction | Appeal) -> None:
        await self._tx.run(SAVE[table], row=entity.id, **_columns(entity, table))
