"""Count votes: when the secretary closes the vote, and at its deadline."""

from __future__ import annotations

from dataclasses import replace

from domain.applications.entities import Card
from domain.board.ballots import (
    Ballot,
    BallotKind,
    has_quorum,
    is_adopted,
)
from domain.board.context import VoteContext
from domain.board.entities import Decision, Meeting
from domain.board.events import (
    ApplicationDecided,
    BallotDecided,
    VoteCounted,
)
from domain.board.gateways import CountWording
from domain.board.life import (
    BALLOT,
    MEETING,
    BallotAction,
    BallotStatus,
    MeetingAction,
)
from domain.board.minutes import order_minutes
from domain.board.refusals import BallotOver, VoteGoesOn
from domain.board.use_cases import Board
from domain.due import due
from domain.members.events import MembershipChanged
from domain.members.use_cases import Members
from domain.people import Person
from domain.reasons import said
from domain.roles import Role
from domain.use_case import use_case

RULINGS = {
    BallotAction.ADOPT: Decision.ADMIT,
    BallotAction.REJECT: Decision.REFUSE,
    BallotAction.POSTPONE: Decision.POSTPONE,
}


@use_case
class Counting:
    """Counts votes and applies the decisions."""

    _context: VoteContext
    _board: Board
    _members: Members
    _wording: CountWording

    async def close(self, actor: Person, meeting_id: int) -> VoteCounted:
        """Decide the questions that have a quorum, move the rest to the next meeting, and end this one.

        Before the deadline, everybody must have voted. Raises NotAllowed, Gone, VoteGoesOn.
        """
        context = self._context
        meeting = await context.stands(actor, meeting_id, MeetingAction.CLOSE_VOTE)
        progress = await context.progress(meeting)
        if not progress.may_close:
            raise VoteGoesOn(actor, progress)
        return await self._count(meeting, actor, due=True, end=True)

    async def enter(self, actor: Person, ballot_id: int, action: BallotAction, reason: str) -> BallotDecided:
        """Enter a decision that the board took at the meeting itself, with the reason.

        Raises NotAllowed, Gone, BallotOver, InvalidAnswer.
        """
        context = self._context
        await context.roles.require(actor, Role.SECRETARY)
        ballot, status = await context.find(actor, ballot_id, action)
        if action not in RULINGS or ballot.meeting_id is None or await context.is_moot(ballot):
            raise BallotOver(actor, await context.card(ballot))
        reason = said(actor, reason)
        ballot = await context.settle(ballot, status, actor, reason, room=True)
        outcome = await self._effect(ballot, action, actor, reason)
        if isinstance(outcome, ApplicationDecided):  # what the actor sees is the agenda
            outcome = replace(outcome, actor=None)
        elif outcome is not None:
            others = tuple(person for person in outcome.secretaries if person.id != actor.id)
            outcome = replace(outcome, actor=None, secretaries=others)
        await context.audit.record(
            context.clock.now(), actor.id, f"ballot-{status}", None, {"ballot": ballot.id, "room": 1}
        )
        meeting = None if ballot.meeting_id is None else await context.meetings.find(ballot.meeting_id)
        voted = meeting is not None and meeting.opened_at is not None
        return BallotDecided(
            actor,
            await context.card(ballot),
            outcome,
            await context.board() if voted else (),
            await context.secretaries(),
            await context.progress(meeting) if meeting is not None and voted else None,
            await context.agenda(meeting) if meeting is not None and not voted else None,
        )

    # The clock

    @due()
    async def count_due(self) -> tuple[VoteCounted, ...]:
        """Count one vote that is due: its deadline is past, or one of its questions is moot."""
        for meeting in await self._context.meetings.voting():
            due = self._is_over(meeting) and not meeting.missed
            if due or await self._has_moot(meeting):
                return (await self._count(meeting, None, due=due, end=False),)
        return ()

    def _is_over(self, meeting: Meeting) -> bool:
        return meeting.until is not None and self._context.clock.now() >= meeting.until

    async def _has_moot(self, meeting: Meeting) -> bool:
        """Whether no question is open any more, or one is moot."""
        ballots = await self._context.ballots.of_meeting(meeting.id)
        open_ones = [ballot for ballot in ballots if ballot.status is BallotStatus.OPEN]
        gone = [
            ballot
            for ballot in open_ones
            # Applications report their changes at once (`Admissions.application_moved`), except for an erasure.
            if (ballot.kind is BallotKind.EXPULSION or ballot.application_id is None)
            and await self._context.is_moot(ballot)
        ]
        return not open_ones or bool(gone)

    # Counting

    async def _count(self, meeting: Meeting, actor: Person | None, *, due: bool, end: bool) -> VoteCounted:
        """Withdraw moot questions and, if the vote is `due`, decide those with a quorum.

        `end`: move the rest to the next meeting.
        """
        context = self._context
        results, outcomes, rest = [], [], 0
        for ballot in await context.ballots.of_meeting(meeting.id):
            if ballot.status is not BallotStatus.OPEN:
                continue
            if await context.is_moot(ballot):
                withdrawn = BALLOT[ballot.status, BallotAction.WITHDRAW]
                results.append(await context.settle(ballot, withdrawn))
            elif due and (decided := await self._decide(ballot, actor)) is not None:
                results.append(decided[0])
                outcomes.append(decided[1])
            else:
                rest += 1
        moved: tuple[Card, ...] = ()
        job, progress = None, None
        if end or not rest:
            meeting = await self._end(meeting, actor)
            put_off, moved, _ = await self._board.put_off(meeting)
            results += put_off
            job = await order_minutes(context, meeting, actor)
        else:
            if due:
                meeting = replace(meeting, missed=True)
                await context.meetings.save(meeting)
            progress = await context.progress(meeting)
        return VoteCounted(
            actor,
            meeting,
            tuple([await context.card(ballot) for ballot in results]),
            tuple(outcome for outcome in outcomes if outcome is not None),
            moved,
            await context.board(),
            await context.secretaries(),
            progress,
            job,
            due and bool(rest) and not end,
            await context.cards(meeting),
        )

    async def _decide(self, ballot: Ballot, actor: Person | None) -> tuple[Ballot, object | None] | None:
        """Decide a question and apply the decision; None without a quorum."""
        context, terms = self._context, self._context.terms
        tally, of = await context.count(ballot)
        if not has_quorum(tally.given, of, terms.quorum):
            return None
        adopted = is_adopted(tally, terms.share(ballot.kind))
        action = BallotAction.ADOPT if adopted else BallotAction.REJECT
        ballot = await context.settle(ballot, BALLOT[ballot.status, action])
        who = None if actor is None else actor.id
        act, data = f"ballot-{ballot.status}", {"ballot": ballot.id, "room": 0}
        await context.audit.record(context.clock.now(), who, act, None, data)
        reason = "" if adopted else await self._worded(ballot)
        return ballot, await self._effect(ballot, action, None, reason)

    async def _worded(self, ballot: Ballot) -> str:
        """Put the count into words, in the language of the person who is given it as the reason."""
        if ballot.application_id is None:
            return ""
        application = await self._context.applications.gateway.find(ballot.application_id)
        applicant = None if application is None else await self._context.contacts.find(application.person_id)
        return "" if applicant is None else self._wording.word(applicant.language, ballot.tally)

    async def _effect(
        self, ballot: Ballot, action: BallotAction, actor: Person | None, reason: str
    ) -> ApplicationDecided | MembershipChanged | None:
        """Apply a decision: admit, expel, or move the question to another agenda."""
        context = self._context
        if ballot.kind is BallotKind.ADMISSION:
            number = ballot.application_id
            application = None if number is None else await context.applications.gateway.find(number)
            if application is None:
                return None
            return await self._board.settle(actor, application, RULINGS[action], reason)
        if action is BallotAction.POSTPONE:
            meeting = None if ballot.meeting_id is None else await context.meetings.find(ballot.meeting_id)
            after = context.clock.now() if meeting is None else max(meeting.at, context.clock.now())
            await context.carry(ballot, await context.meetings.next(after))
            return None
        if ballot.member_id is None or action is not BallotAction.ADOPT:
            return None
        return await self._members.expel(ballot.member_id, ballot.text, actor)

    async def _end(self, meeting: Meeting, actor: Person | None) -> Meeting:
        context, now = self._context, self._context.clock.now()
        meeting = replace(
            meeting,
            status=MEETING[meeting.status, MeetingAction.CLOSE_VOTE],
            closed_at=now,
            version=meeting.version + 1,
        )
        await context.meetings.save(meeting)
        await context.ballots.keep_roll(meeting.id, [person.id for person in await context.board()])
        who = None if actor is None else actor.id
        await context.audit.record(now, who, "vote-closed", None, {"meeting": meeting.id})
        return meeting
