"""Applications and their histories."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, func, insert, select, union_all, update

from domain.answers import Answers
from domain.applications.entities import Application, Note, Step
from domain.applications.gateways import ApplicationsGateway
from domain.applications.life import ApplicationStatus
from domain.files import Scan
from domain.parties import PartyKind
from storage.engine import Transaction
from storage.tables.applications import application_notes, applications, is_open
from storage.tables.board import ballots

_row = applications.c
_names = [column.name for column in applications.c]

ADD = (
    insert(applications)
    .values(
        {
            name: bindparam(name)
            for name in ("person_id", "kind", "status", "created_at", "updated_at", "answers")
        }
    )
    .returning(_row.id)
)
SAVE = (
    update(applications)
    .where(_row.id == bindparam("application"))
    .values({name: bindparam(name) for name in _names if name not in ("id", "person_id", "created_at")})
)
PLACE = update(applications).where(_row.id == bindparam("application")).values(position=bindparam("place"))
FIND = select(applications).where(_row.id == bindparam("application"))
OPEN_OF = select(applications).where(_row.person_id == bindparam("person_id"), is_open)
LATEST_OF = (
    select(applications).where(_row.person_id == bindparam("person_id")).order_by(_row.id.desc()).limit(1)
)
LIST_OPEN = (
    select(applications)
    .where(is_open, _row.cards > 0)
    .order_by(_row.updated_at, _row.id)
    .limit(bindparam("many"))
)
_undecided = _row.status.in_(
    [bindparam(None, ApplicationStatus.COMPLETE.value), bindparam(None, ApplicationStatus.POSTPONED.value)]
)
UNSCHEDULED = (
    select(applications)
    .where(is_open, _row.meeting_id.is_(None), _undecided)
    .order_by(_row.updated_at, _row.id)
)
AGENDA = (
    select(applications)
    .where(is_open, _row.meeting_id == bindparam("meeting"))
    .order_by(_row.position, _row.id)
)
_places = union_all(
    select(_row.position).where(is_open, _row.meeting_id == bindparam("meeting")),
    select(ballots.c.position).where(ballots.c.meeting_id == bindparam("meeting")),
).subquery("places")
LAST_POSITION = select(func.coalesce(func.max(_places.c.position), -1).label("last"))

_note = application_notes.c
NOTE = insert(application_notes).values(
    {name: bindparam(name) for name in ("application_id", "at", "author_id", "step", "text")}
)
NOTES = (
    select(_note.at, _note.author_id, _note.step, _note.text)
    .where(_note.application_id == bindparam("application"))
    .order_by(_note.id)
)


def _application(row: Any) -> Application:
    return Application(
        id=row["id"],
        person_id=row["person_id"],
        kind=PartyKind(row["kind"]),
        status=ApplicationStatus(row["status"]),
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        answers=json.loads(row["answers"]),
        files=tuple(Scan(*page) for page in json.loads(row["files"])),
        confirmed_at=row["confirmed_at"],
        meeting_id=row["meeting_id"],
        position=row["position"],
        reason=row["reason"],
        decided_by=row["decided_by"],
        cards=row["cards"],
        version=row["version"],
    )


class ApplicationsTable(ApplicationsGateway):
    """Applications and their histories."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction

    async def add(self, person_id: int, kind: PartyKind, answers: Answers, at: int) -> Application:
        """Keep a new application; the person must have none that goes on."""
        row = await self._tx.first(
            ADD,
            person_id=person_id,
            kind=kind.value,
            status=ApplicationStatus.FILLING.value,
            created_at=at,
            updated_at=at,
            answers=json.dumps(answers, ensure_ascii=False),
        )
        if row is None:
            raise LookupError("the application was not kept")
        return Application(row["id"], person_id, kind, ApplicationStatus.FILLING, at, at, dict(answers))

    async def save(self, application: Application) -> None:
        """Overwrite what is kept of the application with this."""
        await self._tx.run(
            SAVE,
            application=application.id,
            kind=application.kind.value,
            status=application.status.value,
            updated_at=application.updated_at,
            answers=json.dumps(application.answers, ensure_ascii=False),
            files=json.dumps(
                [(page.file_id, page.kind, page.name, page.album) for page in application.files],
                ensure_ascii=False,
            ),
            confirmed_at=application.confirmed_at,
            meeting_id=application.meeting_id,
            position=application.position,
            reason=application.reason,
            decided_by=application.decided_by,
            cards=application.cards,
            version=application.version,
        )

    async def find(self, application_id: int) -> Application | None:
        """The application, or None."""
        return self._one(await self._tx.first(FIND, application=application_id))

    async def open_of(self, person_id: int) -> Application | None:
        """The person's application that goes on, or None."""
        return self._one(await self._tx.first(OPEN_OF, person_id=person_id))

    async def latest_of(self, person_id: int) -> Application | None:
        """The person's latest application, whatever became of it, or None."""
        return self._one(await self._tx.first(LATEST_OF, person_id=person_id))

    async def list_open(self) -> Sequence[Application]:
        """Applications that go on and that secretaries have seen, those that wait longest first, 50 at most."""
        return [_application(row) for row in await self._tx.all(LIST_OPEN, many=50)]

    async def unscheduled(self) -> Sequence[Application]:
        """Complete applications that stand on no agenda, those that wait longest first."""
        return [_application(row) for row in await self._tx.all(UNSCHEDULED)]

    async def agenda(self, meeting_id: int) -> Sequence[Application]:
        """What a meeting still has to decide on, in order."""
        return [_application(row) for row in await self._tx.all(AGENDA, meeting=meeting_id)]

    async def last_position(self, meeting_id: int) -> int:
        """The last place taken on an agenda, by an application or another question; -1 on an empty one."""
        row = await self._tx.first(LAST_POSITION, meeting=meeting_id)
        return -1 if row is None else int(row["last"])

    async def place(self, application_id: int, position: int) -> None:
        """Give an application its place on its agenda."""
        await self._tx.run(PLACE, application=application_id, place=position)

    async def note(self, application_id: int, note: Note) -> None:
        """Append to an application's history."""
        await self._tx.run(
            NOTE,
            application_id=application_id,
            at=note.at,
            author_id=note.author_id,
            step=note.step.value,
            text=note.text,
        )

    async def notes(self, application_id: int) -> Sequence[Note]:
        """An application's history, oldest first."""
        rows = await self._tx.all(NOTES, application=application_id)
        return [Note(row["at"], row["author_id"], Step(row["step"]), row["text"]) for row in rows]

    @staticmethod
    def _one(row: Any | None) -> Application | None:
        return None if row is None else _application(row)
