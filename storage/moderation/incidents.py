"""Messages at issue, and who reported them."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import bindparam, exists, func, literal_column, select, update
from sqlalchemy.dialects.postgresql import insert as insert_once

from domain.moderation.entities import Incident
from domain.moderation.gateways import IncidentsGateway
from storage.gateway import Gateway
from storage.inbox import InboxTable
from storage.mapping import Mapper, new_id
from storage.tables.moderation import incident_reports, incidents

_incident = incidents.c

INCIDENT = Mapper(Incident, incidents)

ADD = INCIDENT.insert().returning(_incident.id)
SAVE = INCIDENT.update().where(_incident.id == bindparam("row"))
FIND = INCIDENT.select().where(_incident.id == bindparam("row"))
AT = INCIDENT.select().where(
    _incident.chat_number == bindparam("chat"), _incident.message_id == bindparam("message")
)
LEAVE_BEHIND = (
    update(incidents)
    .where(_incident.chat_number == bindparam("chat"), _incident.message_id > literal_column("0"))
    .values(message_id=-_incident.message_id, message_ids=literal_column("'[]'"))
)
REPORT = (
    insert_once(incident_reports)
    .values(incident_id=bindparam("incident"), person_id=bindparam("person"))
    .on_conflict_do_nothing(index_elements=["incident_id", "person_id"])
)
REPORTS = (
    select(func.count())
    .select_from(incident_reports)
    .where(incident_reports.c.incident_id == bindparam("incident"))
)
REPORTED = select(func.count()).where(
    _incident.created_at > bindparam("since"),
    _incident.chat_number == bindparam("chat"),
    exists().where(incident_reports.c.incident_id == _incident.id),
)
REPORTS_BY = (
    select(func.count())
    .select_from(incident_reports.join(incidents, _incident.id == incident_reports.c.incident_id))
    .where(incident_reports.c.person_id == bindparam("person"), _incident.created_at > bindparam("since"))
)


class IncidentsTable(Gateway, IncidentsGateway):
    """Messages at issue, and who reported them."""

    async def album_of(self, chat_id: int, message_id: int) -> Sequence[int]:
        """The messages of the album that a message belongs to; empty where it stands alone or is over 48 h old."""
        return await InboxTable(self._tx).album_of(chat_id, message_id)

    # Messages at issue

    async def incident_at(self, chat_number: int, message_id: int) -> Incident | None:
        """The message at issue that begins with this one, or None."""
        return INCIDENT.one(await self._tx.first(AT, chat=chat_number, message=message_id))

    async def incident(self, incident_id: int) -> Incident | None:
        """The message at issue, or None where it is kept no longer."""
        return INCIDENT.one(await self._tx.first(FIND, row=incident_id))

    async def add_incident(self, incident: Incident) -> Incident:
        """Keep a message at issue; returns it with its id."""
        return replace(incident, id=new_id(await self._tx.first(ADD, **INCIDENT.values(incident))))

    async def save_incident(self, incident: Incident) -> None:
        """Overwrite what is kept of it with this."""
        await self._tx.run(SAVE, row=incident.id, **INCIDENT.values(incident))

    async def leave_behind(self, chat_number: int) -> None:
        """Make the ids of messages at issue negative: the chat is now a supergroup, which numbers its messages from the start."""
        await self._tx.run(LEAVE_BEHIND, chat=chat_number)

    async def add_report(self, incident_id: int, person_id: int) -> bool:
        """Note that somebody reported the message; False where they had before."""
        return await self._tx.run(REPORT, incident=incident_id, person=person_id) > 0

    async def count_reports(self, incident_id: int) -> int:
        """How many people reported the message."""
        row = await self._tx.first(REPORTS, incident=incident_id)
        return 0 if row is None else int(row[0])

    async def reported(self, chat_number: int, since: int) -> int:
        """How many of the chat's messages, at issue later than `since` (microseconds UTC), were reported."""
        row = await self._tx.first(REPORTED, chat=chat_number, since=since)
        return 0 if row is None else int(row[0])

    async def reports_by(self, person_id: int, since: int) -> int:
        """How many messages, at issue later than `since` (microseconds UTC), somebody reported."""
        row = await self._tx.first(REPORTS_BY, person=person_id, since=since)
        return 0 if row is None else int(row[0])
