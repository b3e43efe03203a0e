"""The board's meetings."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from domain.applications.gateways import MeetingsLookup
from domain.board.entities import Meeting, MeetingKind
from domain.board.gateways import MeetingsGateway
from domain.board.life import MeetingStatus
from storage.engine import Transaction
from storage.tables.board import meetings

_row = meetings.c
_planned = _row.status == bindparam(None, MeetingStatus.PLANNED.value)
_held = _row.status == bindparam(None, MeetingStatus.HELD.value)
_voting = _row.status == bindparam(None, MeetingStatus.VOTING.value)

ADD = insert(meetings).values({name: bindparam(name) for name in ("at", "kind", "status")}).returning(_row.id)
SAVE = (
    update(meetings)
    .where(_row.id == bindparam("meeting"))
    .values({column.name: bindparam(column.name) for column in _row if column.name != "id"})
)
FIND = select(meetings).where(_row.id == bindparam("meeting"))
NEXT = select(meetings).where(_planned, _row.at > bindparam("after")).order_by(_row.at, _row.id).limit(1)
PLANNED = select(meetings).where(_planned).order_by(_row.at, _row.id).limit(50)
HELD = (
    select(meetings)
    .where(_held)
    .order_by(_row.at.desc(), _row.id.desc())
    .limit(bindparam("most"))
    .offset(bindparam("skip"))
)
VOTING = select(meetings).where(_voting).order_by(_row.until, _row.id)


def _meeting(row: Any) -> Meeting:
    return Meeting(
        row["id"],
        row["at"],
        MeetingKind(row["kind"]),
        MeetingStatus(row["status"]),
        row["opened_at"],
        row["until"],
        row["closed_at"],
        row["reminded"],
        bool(row["all_voted"]),
        bool(row["missed"]),
        row["version"],
    )


class MeetingsTable(MeetingsGateway, MeetingsLookup):
    """The board's meetings."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction

    async def add(self, at: int, kind: MeetingKind) -> Meeting:
        """Keep a new meeting, planned for `at` (microseconds UTC)."""
        row = await self._tx.first(ADD, at=at, kind=kind.value, status=MeetingStatus.PLANNED.value)
        if row is None:
            raise LookupError("the meeting was not kept")
        return Meeting(row["id"], at, kind, MeetingStatus.PLANNED)

    async def save(self, meeting: Meeting) -> None:
        """Overwrite what is kept of the meeting with this."""
        await self._tx.run(
            SAVE,
            meeting=meeting.id,
            at=meeting.at,
            kind=meeting.kind.value,
            status=meeting.status.value,
            opened_at=meeting.opened_at,
            until=meeting.until,
            closed_at=meeting.closed_at,
            reminded=meeting.reminded,
            all_voted=int(meeting.all_voted),
            missed=int(meeting.missed),
            version=meeting.version,
        )

    async def find(self, meeting_id: int) -> Meeting | None:
        """The meeting, or None."""
        row = await self._tx.first(FIND, meeting=meeting_id)
        return None if row is None else _meeting(row)

    async def next(self, after: int) -> Meeting | None:
        """The first meeting planned for later than `after` (microseconds UTC), or None."""
        row = await self._tx.first(NEXT, after=after)
        return None if row is None else _meeting(row)

    async def planned(self) -> Sequence[Meeting]:
        """Every meeting that was neither put to the vote, closed nor cancelled, in order of date."""
        return [_meeting(row) for row in await self._tx.all(PLANNED)]

    async def voting(self) -> Sequence[Meeting]:
        """Every meeting on whose agenda the board votes, in order of the deadlines."""
        return [_meeting(row) for row in await self._tx.all(VOTING)]

    async def held(self, skip: int, most: int) -> Sequence[Meeting]:
        """The meetings that were held, the latest first."""
        return [_meeting(row) for row in await self._tx.all(HELD, skip=skip, most=most)]
