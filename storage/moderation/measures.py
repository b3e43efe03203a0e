"""Warnings, sanctions, and the appeals against them."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import bindparam, or_

from domain.moderation.entities import Appeal, GivenWarning, ModerationAct, Sanction
from domain.moderation.gateways import MeasuresGateway
from storage.gateway import Gateway
from storage.mapping import Mapper, new_id
from storage.tables.moderation import appeals, sanctions, warnings

_warning, _sanction, _appeal = warnings.c, sanctions.c, appeals.c

WARNING = Mapper(GivenWarning, warnings)
ADD_WARNING = WARNING.insert().returning(_warning.id)
SAVE_WARNING = WARNING.update().where(_warning.id == bindparam("row"))
FIND_WARNING = WARNING.select().where(_warning.id == bindparam("row"))
SANCTION = Mapper(Sanction, sanctions)
ADD_SANCTION = SANCTION.insert().returning(_sanction.id)
SAVE_SANCTION = SANCTION.update().where(_sanction.id == bindparam("row"))
FIND_SANCTION = SANCTION.select().where(_sanction.id == bindparam("row"))
APPEAL = Mapper(Appeal, appeals)
ADD_APPEAL = APPEAL.insert().returning(_appeal.id)
SAVE_APPEAL = APPEAL.update().where(_appeal.id == bindparam("row"))
FIND_APPEAL = APPEAL.select().where(_appeal.id == bindparam("row"))

WARNINGS = (
    WARNING.select()
    .where(_warning.chat_number == bindparam("chat"), _warning.subject_id == bindparam("subject"))
    .order_by(_warning.at, _warning.id)
)
WARNINGS_OF = (
    WARNING.select()
    .where(
        _warning.subject_id == bindparam("subject"),
        _warning.lifted_at.is_(None),
        _warning.expires_at >= bindparam("now"),
    )
    .order_by(_warning.at, _warning.id)
)
SANCTION_OF = (
    SANCTION.select()
    .where(_sanction.incident_id == bindparam("incident"))
    .order_by(_sanction.id.desc())
    .limit(1)
)
IN_FORCE = (_sanction.ended_at.is_(None), _sanction.undone_at.is_(None))
STANDING = (
    SANCTION.select()
    .where(
        _sanction.chat_number == bindparam("chat"),
        _sanction.subject_id == bindparam("subject"),
        _sanction.act != bindparam(None, ModerationAct.REMOVE.value),
        *IN_FORCE,
    )
    .order_by(_sanction.id)
)
ENDING = (
    SANCTION.select()
    .where(_sanction.until <= bindparam("now"), *IN_FORCE)
    .order_by(_sanction.until, _sanction.id)
    .limit(bindparam("many"))
)
APPEAL_ABOUT = APPEAL.select().where(
    or_(_appeal.warning_id == bindparam("warning"), _appeal.sanction_id == bindparam("sanction"))
)


class MeasuresTable(Gateway, MeasuresGateway):
    """Warnings, sanctions, and the appeals against them."""

    async def warnings(self, chat_number: int, subject_id: int) -> Sequence[GivenWarning]:
        """All warnings to somebody in a chat, oldest first, lifted and expired ones too."""
        return WARNING.all(await self._tx.all(WARNINGS, chat=chat_number, subject=subject_id))

    async def warnings_of(self, subject_id: int, now: int) -> Sequence[GivenWarning]:
        """The warnings to somebody in all chats that are valid now (microseconds UTC), oldest first."""
        return WARNING.all(await self._tx.all(WARNINGS_OF, subject=subject_id, now=now))

    async def warning(self, warning_id: int) -> GivenWarning | None:
        """The warning, or None."""
        return WARNING.one(await self._tx.first(FIND_WARNING, row=warning_id))

    async def add_warning(self, warning: GivenWarning) -> GivenWarning:
        """Keep a warning; returns it with its id."""
        return replace(warning, id=new_id(await self._tx.first(ADD_WARNING, **WARNING.values(warning))))

    async def save_warning(self, warning: GivenWarning) -> None:
        """Overwrite what is kept of it with this."""
        await self._tx.run(SAVE_WARNING, row=warning.id, **WARNING.values(warning))

    # Sanctions

    async def sanction(self, sanction_id: int) -> Sanction | None:
        """The sanction, or None."""
        return SANCTION.one(await self._tx.first(FIND_SANCTION, row=sanction_id))

    async def sanction_of(self, incident_id: int) -> Sanction | None:
        """What was done last about a message, or None."""
        return SANCTION.one(await self._tx.first(SANCTION_OF, incident=incident_id))

    async def standing(self, chat_number: int, subject_id: int) -> Sequence[Sanction]:
        """What holds against somebody in a chat, removals aside, oldest first."""
        return SANCTION.all(await self._tx.all(STANDING, chat=chat_number, subject=subject_id))

    async def add_sanction(self, sanction: Sanction) -> Sanction:
        """Keep a sanction; returns it with its id."""
        return replace(sanction, id=new_id(await self._tx.first(ADD_SANCTION, **SANCTION.values(sanction))))

    async def save_sanction(self, sanction: Sanction) -> None:
        """Overwrite what is kept of it with this."""
        await self._tx.run(SAVE_SANCTION, row=sanction.id, **SANCTION.values(sanction))

    async def ending(self, now: int, many: int) -> Sequence[Sanction]:
        """Sanctions that have run out by now (microseconds UTC) and were not told of, `many` at most."""
        return SANCTION.all(await self._tx.all(ENDING, now=now, many=many))

    # Appeals

    async def appeal(self, appeal_id: int) -> Appeal | None:
        """The appeal, or None."""
        return APPEAL.one(await self._tx.first(FIND_APPEAL, row=appeal_id))

    async def appeal_about(self, *, warning_id: int | None, sanction_id: int | None) -> Appeal | None:
        """The appeal against a warning or a sanction, or None."""
        return APPEAL.one(await self._tx.first(APPEAL_ABOUT, warning=warning_id, sanction=sanction_id))

    async def add_appeal(self, appeal: Appeal) -> Appeal:
        """Keep an appeal; returns it with its id."""
        return replace(appeal, id=new_id(await self._tx.first(ADD_APPEAL, **APPEAL.values(appeal))))

    async def save_appeal(self, appeal: Appeal) -> None:
        """Overwrite what is kept of it with this."""
        await self._tx.run(SAVE_APPEAL, row=appeal.id, **APPEAL.values(appeal))
