"""Keep the open vote on an application in step with the application."""

from __future__ import annotations

from dataclasses import replace

from domain.applications.entities import Application, Card
from domain.applications.gateways import BallotKeeper
from domain.board.ballots import Ballot, BallotKind
from domain.board.desk import VoteDesk
from domain.board.events import BallotChanged
from domain.board.life import BALLOT, BallotAction, BallotStatus, MeetingStatus
from domain.people import Person


class Admissions(BallotKeeper):
    """The questions on applications."""

    def __init__(self, desk: VoteDesk) -> None:
        self._desk = desk

    async def application_moved(
        self, card: Card, asked_by: Person | None = None, *, answered: bool = False
    ) -> BallotChanged | None:
        """Return the event for the open vote on a changed application, or None without one."""
        desk = self._desk
        ballot = await desk.ballots.on_application(card.application.id)
        if ballot is None:
            return None
        if await desk.is_moot(ballot):
            ballot = await desk.settle(ballot, BALLOT[ballot.status, BallotAction.WITHDRAW])
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
        desk = self._desk
        ballot = await desk.ballots.on_application(before.id)
        open_vote = ballot is not None
        if ballot is None:
            meeting = None if before.meeting_id is None else await desk.meetings.find(before.meeting_id)
            if meeting is None or meeting.status is not MeetingStatus.PLANNED:
                return None
            ballot = await desk.ballots.add(
                Ballot(0, meeting.id, BallotKind.ADMISSION, before.id, position=before.position)
            )
        ballot = await desk.settle(ballot, BALLOT[ballot.status, action], actor, reason, room=True)
        return await self._changed(ballot, card) if open_vote else None

    async def _changed(
        self, ballot: Ballot, of: Card | None = None, asked_by: Person | None = None
    ) -> BallotChanged:
        """Build the event for a changed question."""
        desk = self._desk
        card = await desk.card(ballot, of)
        progress = await desk.progress(card.meeting)
        return BallotChanged(card, await desk.board(), progress, await desk.secretaries(), asked_by)
