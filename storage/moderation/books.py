"""What an anonymous administrator wants, the log of what moderators did, and what is forgotten."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, bindparam, delete, exists, insert, literal_column, select

from domain.moderation.entities import LogEntry, Named
from domain.moderation.gateways import ModerationLogGateway, WishesGateway
from storage.gateway import Gateway
from storage.mapping import dumps, new_id
from storage.moderation.measures import IN_FORCE
from storage.tables.chats import chats
from storage.tables.moderation import (
    appeals,
    incident_reports,
    incidents,
    moderation_wishes,
    sanctions,
    warnings,
)
from storage.tables.people import audit, people

_incident, _warning, _sanction, _appeal = incidents.c, warnings.c, sanctions.c, appeals.c

PUT_OFF = (
    insert(moderation_wishes)
    .values(chat_number=bindparam("chat"), wish=bindparam("wish"), at=bindparam("at"))
    .returning(moderation_wishes.c.id)
)
WISH = select(moderation_wishes.c.chat_number, moderation_wishes.c.wish).where(
    moderation_wishes.c.id == bindparam("row"), moderation_wishes.c.at > bindparam("since")
)
FULFIL = delete(moderation_wishes).where(moderation_wishes.c.id == bindparam("row"))

# What the log of moderation shows of the audit.
LOGGED = (
    *("warned", "joined", "breach", "removed", "muted", "blocked", "spam-blocked", "lifted", "undone"),
    *("dismissed", "released", "block-by-hand", "mute-by-hand", "undone-by-hand", "reason-given", "failed"),
    *("appealed", "appeal-upheld", "appeal-declined"),
)
_actors, _subjects = people.alias("actors"), people.alias("subjects")
_logged = audit.c
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
        audit.outerjoin(_actors, _actors.c.id == _logged.actor_id).outerjoin(
            _subjects, _subjects.c.id == _logged.subject_id
        )
    )
    .where(_logged.act.in_([literal_column(f"'{act}'") for act in LOGGED]))
    .order_by(_logged.id.desc())
    .limit(bindparam("many"))
)
TITLES = select(chats.c.number, chats.c.title)

# What still counts keeps its evidence.
_counts = exists().where(
    _warning.incident_id == _incident.id,
    _warning.lifted_at.is_(None),
    _warning.expires_at > bindparam("now"),
)
_binds = exists().where(_sanction.incident_id == _incident.id, *IN_FORCE, _sanction.until.is_not(None))
_old: ColumnElement[bool] = _incident.created_at < bindparam("before")
FORGET_INCIDENTS = delete(incidents).where(_old, ~_counts, ~_binds)
FORGET_REPORTS = delete(incident_reports).where(incident_reports.c.incident_id.not_in(select(_incident.id)))
FORGET = (
    delete(warnings).where(_warning.expires_at < bindparam("before")),
    delete(appeals).where(_appeal.at < bindparam("before"), _appeal.decided_at.is_not(None)),
    delete(moderation_wishes).where(moderation_wishes.c.at < bindparam("before")),
)


class WishesTable(Gateway, WishesGateway):
    """What an anonymous administrator wants until they have said who they are."""

    async def put_off(self, chat_number: int, wish: Mapping[str, Any], at: int) -> int:
        """Keep a wish, made at `at` (microseconds UTC), until its author is known; returns its number."""
        row = await self._tx.first(PUT_OFF, chat=chat_number, wish=dumps(wish), at=at)
        return new_id(row)

    async def wish(self, number: int, since: int) -> tuple[int, Mapping[str, Any]] | None:
        """A wish, with its chat's number, if it was kept later than `since` (microseconds UTC) and not fulfilled."""
        row = await self._tx.first(WISH, row=number, since=since)
        return None if row is None else (row["chat_number"], json.loads(row["wish"]))

    async def fulfil(self, number: int) -> None:
        """Forget a wish: what was wanted is done."""
        await self._tx.run(FULFIL, row=number)


class ModerationLogTable(Gateway, ModerationLogGateway):
    """What moderators did, and what of it is forgotten."""

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
