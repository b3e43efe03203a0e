"""Applications and their histories."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import bindparam, func, insert, select, union_all, update

from domain.answers import Answers
from domain.applications.entities import Application, Note
from domain.applications.gateways import ApplicationsGateway
from domain.applications.life import ApplicationStatus
from domain.parties import PartyKind
from storage.gateway import Gateway
from storage.mapping import Mapper, bound, new_id
from storage.tables.applications import application_notes, applications, is_open
from storage.tables.board import ballots

_row = applications.c
APPLICATION = Mapper(Application, applications)
NOTE = Mapper(Note, application_notes)

ADD = APPLICATION.insert().returning(_row.id)
SAVE = APPLICATION.update(
    *(name for name in APPLICATION.names if name not in {"id", "person_id", "created_at"})
).where(_row.id == bindparam("application"))
PLACE = update(applications).where(_row.id == bindparam("application")).values(position=bindparam("place"))
FIND = APPLICATION.select().where(_row.id == bindparam("application"))
OPEN_OF = APPLICATION.select().where(_row.person_id == bindparam("person_id"), is_open)
LATEST_OF = (
    APPLICATION.select().where(_row.person_id == bindparam("person_id")).order_by(_row.id.desc()).limit(1)
)
LIST_OPEN = (
    APPLICATION.select()
    .where(is_open, _row.cards > 0)
    .order_by(_row.updated_at, _row.id)
    .limit(bindparam("many"))
)
_undecided = _row.status.in_(
    [bindparam(None, ApplicationStatus.COMPLETE.value), bindparam(None, ApplicationStatus.POSTPONED.value)]
)
UNSCHEDULED = (
    APPLICATION.select()
    .where(is_open, _row.meeting_id.is_(None), _undecided)
    .order_by(_row.updated_at, _row.id)
)
AGENDA = (
    APPLICATION.select()
    .where(is_open, _row.meeting_id == bindparam("meeting"))
    .order_by(_row.position, _row.id)
)
_places = union_all(
    select(_row.position).where(is_open, _row.meeting_id == bindparam("meeting")),
    select(ballots.c.position).where(ballots.c.meeting_id == bindparam("meeting")),
).subquery("places")
LAST_POSITION = select(func.coalesce(func.max(_places.c.position), -1).label("last"))

_note = application_notes.c
ADD_NOTE = insert(application_notes).values(bound("application_id", *NOTE.names))
NOTES = NOTE.select().where(_note.application_id == bindparam("application")).order_by(_note.id)


class ApplicationsTable(Gateway, ApplicationsGateway):
    """Applications and their histories."""

    async def add(self, person_id: int, kind: PartyKind, answers: Answers, at: int) -> Application:
        """Keep a new application; the person must have none that goes on."""
        application = Application(0, person_id, kind, ApplicationStatus.FILLING, at, at, dict(answers))
        row = await self._tx.first(ADD, **APPLICATION.values(application))
        return replace(application, id=new_id(row))

    async def save(self, application: Application) -> None:
        """Overwrite what is kept of the application with this."""
        await self._tx.run(SAVE, application=application.id, **APPLICATION.values(application))

    async def find(self, application_id: int) -> Application | None:
        """The application, or None."""
        return APPLICATION.one(await self._tx.first(FIND, application=application_id))

    async def open_of(self, person_id: int) -> Application | None:
        """The person's application that goes on, or None."""
        return APPLICATION.one(await self._tx.first(OPEN_OF, person_id=person_id))

    async def latest_of(self, person_id: int) -> Application | None:
        """The person's latest application, whatever became of it, or None."""
        return APPLICATION.one(await self._tx.first(LATEST_OF, person_id=person_id))

    async def list_open(self) -> Sequence[Application]:
        """Applications that go on and that secretaries have seen, those that wait longest first, 50 at most."""
        return APPLICATION.all(await self._tx.all(LIST_OPEN, many=50))

    async def unscheduled(self) -> Sequence[Application]:
        """Complete applications that stand on no agenda, those that wait longest first."""
        return APPLICATION.all(await self._tx.all(UNSCHEDULED))

    async def agenda(self, meeting_id: int) -> Sequence[Application]:
        """What a meeting still has to decide on, in order."""
        return APPLICATION.all(await self._tx.all(AGENDA, meeting=meeting_id))

    async def last_position(self, meeting_id: int) -> int:
        """The last place taken on an agenda, by an application or another question; -1 on an empty one."""
        row = await self._tx.first(LAST_POSITION, meeting=meeting_id)
        return -1 if row is None else int(row["last"])

    async def place(self, application_id: int, position: int) -> None:
        """Give an application its place on its agenda."""
        await self._tx.run(PLACE, application=application_id, place=position)

    async def note(self, application_id: int, note: Note) -> None:
        """Append to an application's history."""
        await self._tx.run(ADD_NOTE, application_id=application_id, **NOTE.values(note))

    async def notes(self, application_id: int) -> Sequence[Note]:
        """An application's history, oldest first."""
        return NOTE.all(await self._tx.all(NOTES, application=application_id))
