"""Keep the open vote on an application in step with the application."""

from __future__ import annotations

from dataclasses import replace

from domain.applications.entities import Application, Card
from domain.applications.gateways import BallotKeeper
from domain.board.ballots import Ballot, BallotKind
from domain.board.context import VoteContext
from domain.board.events import BallotChanged
from domain.board.life import BALLOT, BallotAction, BallotStatus, MeetingStatus
from domain.people import Person
from domain.use_case import use_case


@use_case
class Admissions(BallotKeeper):
    """The questions on applications."""

    _context: VoteContext

    async def application_moved(
        self, card: Card, asked_by: Person | None = None, *, answered: bool = False
    ) -> BallotChanged | None:
        """Return the event for the open vote on a changed application, or None without one."""
        context = self._context
        ballot = await context.ballots.on_application(card.application.id)
        if ballot is None:
            return None
        if await context.is_moot(ballot):
            ballot = await context.settle(ballot, BALLOT[ballot.status, BallotAction.WITHDRAW])
        event = await self._changed(ballot, card, asked_by)
        if not answered or ballot.status is not BallotStatus.OPEN:
            return event
        asked = card.answered_to
        return replace(event, answered=tuple(person for person in event.board if person.id in asked))

    async def decided_in_room(
        self, before: Application, card: Card, actor: Person, action: BallotAction, reason: str
    ) -> BallotChanged | None:
        """As above, when a secretary enters the decision; `before` is the application's previous state.

        On a planned meeting's agenda a decided question remains, for the minutes.
        """
        context = self._context
        ballot = await context.ballots.on_application(before.id)
        open_vote = ballot is not None
        if ballot is None:
            meeting = None if before.meeting_id is None else await context.meetings.find(before.meeting_id)
            if meeting is None or meeting.status is not MeetingStatus.PLANNED:
                return None
            ballot = await context.ballots.add(
                Ballot(0, meeting.id, BallotKind.ADMISSION, before.id, position=before.position)
            )
        ballot = await context.settle(ballot, BALLOT[ballot.status, action], actor, reason, room=True)
        return await self._changed(ballot, card) if open_vote else None

    async def _changed(
        self, ballot: Ballot, of: Card | None = None, asked_by: Person | None = None
    ) -> BallotChanged:
        """Build the event for a changed question."""
        context = self._context
        card = await context.card(ballot, of)
        progress = await context.progress(card.meeting)
        return BallotChanged(card, await context.board(), progress, await context.secretaries(), asked_by)
