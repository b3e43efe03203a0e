"""Board members look at questions, vote, and ask applicants."""

from __future__ import annotations

from dataclasses import replace

from domain.applications.events import ApplicationReviewed
from domain.applications.life import TRANSITIONS, ApplicationAction
from domain.applications.use_cases import Applications
from domain.board.ballots import BallotCard, BallotKind, Choice, Vote
from domain.board.context import VoteContext
from domain.board.events import BallotPapers, VoteCast
from domain.board.life import BALLOT, BallotAction, BallotStatus
from domain.board.refusals import BallotOver
from domain.people import Person
from domain.refusal import Gone
from domain.roles import Role
from domain.use_case import use_case


@use_case
class Voting:
    """A board member's votes. Every method checks the role as it is now."""

    _context: VoteContext
    _applications: Applications

    async def mine(self, person: Person) -> tuple[BallotCard, ...]:
        """Return the open questions with the person's votes. Raises NotAllowed."""
        await self._context.roles.require(person, Role.BOARD_MEMBER)
        return await self._context.open_cards()

    async def look(self, person: Person, ballot_id: int) -> BallotCard:
        """Return a question that was put to the vote. Raises NotAllowed, Gone."""
        context = self._context
        await context.roles.require(person, Role.BOARD_MEMBER)
        ballot = await context.ballots.find(ballot_id)
        if ballot is None or ballot.meeting_id is None or ballot.status is BallotStatus.WAITING:
            raise Gone(person, "board-vote-missing")
        card = await context.card(ballot)
        if card.meeting.opened_at is None:
            raise Gone(person, "board-vote-missing")
        return card

    async def cast(self, person: Person, ballot_id: int, choice: Choice) -> VoteCast:
        """Vote, or change one's vote. Raises NotAllowed, Gone, BallotOver."""
        context = self._context
        card = await self._open(person, ballot_id)
        ballot = card.ballot
        fresh = card.choice_of(person.id) is not choice
        meeting, all_voted = card.meeting, False
        if fresh:
            now = context.clock.now()
            await context.ballots.put(Vote(ballot.id, person.id, choice, now))
            # The vote itself is the voter's own: the audit log, which others read, records only that they voted.
            await context.audit.record(now, person.id, "vote-cast", None, {"ballot": ballot.id})
        progress = await context.progress(meeting)
        if fresh and progress.all_voted and not meeting.all_voted:
            meeting, all_voted = replace(meeting, all_voted=True), True
            await context.meetings.save(meeting)
            progress = replace(progress, meeting=meeting)
        others = await context.board() if context.terms.votes_shown and fresh else ()
        return VoteCast(
            person,
            await context.card(ballot),
            progress,
            await context.secretaries(),
            all_voted,
            fresh,
            others,
        )

    async def may_ask(self, person: Person, ballot_id: int) -> BallotCard:
        """Return a question whose applicant can be asked. Raises NotAllowed, Gone, BallotOver."""
        card = await self._open(person, ballot_id)
        application = card.application
        if application is None or (application.application.status, ApplicationAction.ASK) not in TRANSITIONS:
            raise BallotOver(person, card)
        return card

    async def ask(self, person: Person, ballot_id: int, text: str) -> ApplicationReviewed:
        """Ask the applicant; the answer appears on everybody's card.

        Raises NotAllowed, Gone, BallotOver, InvalidAnswer.
        """
        card = await self.may_ask(person, ballot_id)
        if card.application is None:
            raise BallotOver(person, card)
        return await self._applications.ask_for_board(person, card.application.application, text)

    async def papers(self, person: Person, ballot_id: int) -> BallotPapers:
        """Send what the applicant handed in again. Raises NotAllowed, Gone, BallotOver."""
        card = await self.look(person, ballot_id)
        if card.ballot.kind is not BallotKind.ADMISSION or card.application is None:
            raise BallotOver(person, card)
        job = await self._context.applications.copy(card.application.application)
        return BallotPapers(person, card, job)

    async def _open(self, person: Person, ballot_id: int) -> BallotCard:
        context = self._context
        card = await self.look(person, ballot_id)
        past = card.meeting.until is not None and context.clock.now() >= card.meeting.until
        if (
            (card.ballot.status, BallotAction.VOTE) not in BALLOT
            or past
            or await context.is_moot(card.ballot)
        ):
            raise BallotOver(person, card)
        return card
