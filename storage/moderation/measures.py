"""Warnings, sanctions, and the appeals against them."""

from collections.abc import Sequence

from sqlalchemy import bindparam, or_, select

from domain.moderation.entities import Appeal, GivenWarning, ModerationAct, Sanction
from domain.moderation.gateways import MeasuresGateway
from storage.moderation.rows import FIND, Rows, appeal_of, sanction_of, warning_of
from storage.tables.moderation import appeals, sanctions, warnings

_warning, _sanction, _appeal = warnings.c, sanctions.c, appeals.c

WARNINGS = (
    select(warnings)
    .where(_warning.chat_number == bindparam("chat"), _warning.subject_id == bindparam("subject"))
    .order_by(_warning.at, _warning.id)
)
WARNINGS_OF = (
    select(warnings)
    .where(
        _warning.subject_id == bindparam("subject"),
        _warning.lifted_at.is_(None),
        _warning.expires_at >= bindparam("now"),
    )
    .order_by(_warning.at, _warning.id)
)
SANCTION_OF = (
    select(sanctions)
    .where(_sanction.incident_id == bindparam("incident"))
    .order_by(_sanction.id.desc())
    .limit(1)
)
IN_FORCE = (_sanction.ended_at.is_(None), _sanction.undone_at.is_(None))
STANDING = (
    select(sanctions)
    .where(
        _sanction.chat_number == bindparam("chat"),
        _sanction.subject_id == bindparam("subject"),
        _sanction.act != bindparam(None, ModerationAct.REMOVE.value),
        *IN_FORCE,
    )
    .order_by(_sanction.id)
)
ENDING = (
    select(sanctions)
    .where(_sanction.until <= bindparam("now"), *IN_FORCE)
    .order_by(_sanction.until, _sanction.id)
    .limit(bindparam("many"))
)
APPEAL_ABOUT = select(appeals).where(
    or_(_appeal.warning_id == bindparam("warning"), _appeal.sanction_id == bindparam("sanction"))
)


class MeasuresTable(Rows, MeasuresGateway):
    """Warnings, sanctions, and the appeals against them."""

    async def warnings(self, chat_number: int, subject_id: int) -> Sequence[GivenWarning]:
        """All warnings to somebody in a chat, oldest first, lifted and expired ones too."""
        return [warning_of(row) for row in await self._tx.all(WARNINGS, chat=chat_number, subject=subject_id)]

    async def warnings_of(self, subject_id: int, now: int) -> Sequence[GivenWarning]:
        """The warnings to somebody in all chats that are valid now (microseconds UTC), oldest first."""
        return [warning_of(row) for row in await self._tx.all(WARNINGS_OF, subject=subject_id, now=now)]

    async def warning(self, warning_id: int) -> GivenWarning | None:
        """The warning, or None."""
        row = await self._tx.first(FIND[warnings], row=warning_id)
        return None if row is None else warning_of(row)

    async def add_warning(self, warning: GivenWarning) -> GivenWarning:
        """Keep a warning; returns it with its id."""
        return await self._added(warnings, warning)

    async def save_warning(self, warning: GivenWarning) -> None:
        """Overwrite what is kept of it with this."""
        await self._saved(warnings, warning)

    # Sanctions

    async def sanction(self, sanction_id: int) -> Sanction | None:
        """The sanction, or None."""
        row = await self._tx.first(FIND[sanctions], row=sanction_id)
        return None if row is None else sanction_of(row)

    async def sanction_of(self, incident_id: int) -> Sanction | None:
        """What was done last about a message, or None."""
        row = await self._tx.first(SANCTION_OF, incident=incident_id)
        return None if row is None else sanction_of(row)

    async def standing(self, chat_number: int, subject_id: int) -> Sequence[Sanction]:
        """What holds against somebody in a chat, removals aside, oldest first."""
        rows = await self._tx.all(STANDING, chat=chat_number, subject=subject_id)
        return [sanction_of(row) for row in rows]

    async def add_sanction(self, sanction: Sanction) -> Sanction:
        """Keep a sanction; returns it with its id."""
        return await self._added(sanctions, sanction)

    async def save_sanction(self, sanction: Sanction) -> None:
        """Overwrite what is kept of it with this."""
        await self._saved(sanctions, sanction)

    async def ending(self, now: int, many: int) -> Sequence[Sanction]:
        """Sanctions that have run out by now (microseconds UTC) and were not told of, `many` at most."""
        return [sanction_of(row) for row in await self._tx.all(ENDING, now=now, many=many)]

    # Appeals

    async def appeal(self, appeal_id: int) -> Appeal | None:
        """The appeal, or None."""
        row = await self._tx.first(FIND[appeals], row=appeal_id)
        return None if row is None else appeal_of(row)

    async def appeal_about(self, *, warning_id: int | None, sanction_id: int | None) -> Appeal | None:
        """The appeal against a warning or a sanction, or None."""
        row = await self._tx.first(APPEAL_ABOUT, warning=warning_id, sanction=sanction_id)
        return None if row is None else appeal_of(row)

    async def add_appeal(self, appeal: Appeal) -> Appeal:
        """Keep an appeal; returns it with its id."""
        return await self._added(appeals, appeal)

    async def save_appeal(self, appeal: Appeal) -> None:
        """Overwrite what is kept of it with this."""
        await self._saved(appeals, appeal)
