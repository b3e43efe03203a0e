"""The board's meetings."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import bindparam

from domain.applications.gateways import MeetingsLookup
from domain.board.entities import Meeting, MeetingKind
from domain.board.gateways import MeetingsGateway
from domain.board.life import MeetingStatus
from storage.gateway import Gateway
from storage.mapping import Mapper, new_id
from storage.tables.board import meetings

_row = meetings.c
_planned = _row.status == bindparam(None, MeetingStatus.PLANNED.value)
_held = _row.status == bindparam(None, MeetingStatus.HELD.value)
_voting = _row.status == bindparam(None, MeetingStatus.VOTING.value)

MEETING = Mapper(Meeting, meetings)

ADD = MEETING.insert().returning(_row.id)
SAVE = MEETING.update().where(_row.id == bindparam("meeting"))
FIND = MEETING.select().where(_row.id == bindparam("meeting"))
NEXT = MEETING.select().where(_planned, _row.at > bindparam("after")).order_by(_row.at, _row.id).limit(1)
PLANNED = MEETING.select().where(_planned).order_by(_row.at, _row.id).limit(50)
HELD = (
    MEETING.select()
    .where(_held)
    .order_by(_row.at.desc(), _row.id.desc())
    .limit(bindparam("most"))
    .offset(bindparam("skip"))
)
VOTING = MEETING.select().where(_voting).order_by(_row.until, _row.id)


class MeetingsTable(Gateway, MeetingsGateway, MeetingsLookup):
    """The board's meetings."""

    async def add(self, at: int, kind: MeetingKind) -> Meeting:
        """Keep a new meeting, planned for `at` (microseconds UTC)."""
        meeting = Meeting(0, at, kind, MeetingStatus.PLANNED)
        return replace(meeting, id=new_id(await self._tx.first(ADD, **MEETING.values(meeting))))

    async def save(self, meeting: Meeting) -> None:
        """Overwrite what is kept of the meeting with this."""
        await self._tx.run(SAVE, meeting=meeting.id, **MEETING.values(meeting))

    async def find(self, meeting_id: int) -> Meeting | None:
        """The meeting, or None."""
        return MEETING.one(await self._tx.first(FIND, meeting=meeting_id))

    async def next(self, after: int) -> Meeting | None:
        """The first meeting planned for later than `after` (microseconds UTC), or None."""
        return MEETING.one(await self._tx.first(NEXT, after=after))

    async def planned(self) -> Sequence[Meeting]:
        """Every meeting that was neither put to the vote, closed nor cancelled, in order of date."""
        return MEETING.all(await self._tx.all(PLANNED))

    async def voting(self) -> Sequence[Meeting]:
        """Every meeting on whose agenda the board votes, in order of the deadlines."""
        return MEETING.all(await self._tx.all(VOTING))

    async def held(self, skip: int, most: int) -> Sequence[Meeting]:
        """The meetings that were held, the latest first."""
        return MEETING.all(await self._tx.all(HELD, skip=skip, most=most))
