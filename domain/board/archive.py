"""Past meetings: their results and minutes."""

from __future__ import annotations

from domain.board.context import VoteContext
from domain.board.entities import Meeting
from domain.board.events import MeetingResults, MeetingsHeld, MinutesOrdered
from domain.board.life import MeetingStatus
from domain.board.minutes import has_minutes, order_minutes
from domain.people import Person
from domain.refusal import Gone
from domain.roles import Role
from domain.use_case import use_case

PAGE = 8  # meetings on a page
LAST_PAGE = 1000


@use_case
class Archive:
    """Past meetings, for secretaries and board members."""

    _context: VoteContext

    async def browse(self, actor: Person, page: int = 0) -> MeetingsHeld:
        """Return a page of past meetings, the latest first. Raises NotAllowed."""
        await self._require(actor)
        page = min(max(page, 0), LAST_PAGE)
        meetings = await self._context.meetings.held(page * PAGE, PAGE + 1)
        return MeetingsHeld(tuple(meetings[:PAGE]), page, len(meetings) > PAGE)

    async def look(self, actor: Person, meeting_id: int) -> MeetingResults:
        """Return the results of a past meeting. Raises NotAllowed, Gone."""
        meeting = await self._held(actor, meeting_id)
        cards = await self._context.cards(meeting)
        return MeetingResults(meeting, cards, has_minutes(meeting, [card.ballot for card in cards]))

    async def minutes(self, actor: Person, meeting_id: int) -> MinutesOrdered:
        """Order the minutes of a past meeting again. Raises NotAllowed, Gone."""
        meeting = await self._held(actor, meeting_id)
        if not has_minutes(meeting, await self._context.ballots.of_meeting(meeting.id)):
            raise Gone(actor, "board-stale")
        return MinutesOrdered(actor, meeting, await order_minutes(self._context, meeting, actor))

    async def _held(self, actor: Person, meeting_id: int) -> Meeting:
        await self._require(actor)
        meeting = await self._context.meeting(actor, meeting_id)
        if meeting.status is not MeetingStatus.HELD:
            raise Gone(actor, "board-stale")
        return meeting

    async def _require(self, actor: Person) -> None:
        await self._context.roles.require(actor, Role.SECRETARY, Role.BOARD_MEMBER)
