"""The secretary's work for the board: dates, agendas, decisions on applications."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from domain.answers import Wrong
from domain.applications.entities import Application, Card, Note, Step
from domain.applications.life import ApplicationAction
from domain.board.admissions import Admissions
from domain.board.ballots import Agenda, Ballot, BallotKind
from domain.board.context import VoteContext
from domain.board.entities import Decision, Meeting, MeetingKind
from domain.board.events import ApplicationDecided, BoardShown, MeetingEnded, MeetingPlanned
from domain.board.life import BALLOT, MEETING, BallotAction, BallotStatus, MeetingAction
from domain.board.minutes import has_minutes, order_minutes
from domain.dues.billing import Billing
from domain.groups.places import Groups
from domain.members.use_cases import Members
from domain.moments import read_moment
from domain.people import Person
from domain.reasons import said
from domain.refusal import Gone, InvalidAnswer
from domain.roles import Role
from domain.time import local, microseconds
from domain.use_case import use_case

STEPS = {
    Decision.ADMIT: (ApplicationAction.ADMIT, Step.ADMITTED),
    Decision.REFUSE: (ApplicationAction.REFUSE, Step.REFUSED),
    Decision.POSTPONE: (ApplicationAction.POSTPONE, Step.POSTPONED),
}
# The effect of a decision entered on an application's card on the open vote about it.
IN_ROOM = {
    Decision.ADMIT: BallotAction.ADOPT,
    Decision.REFUSE: BallotAction.REJECT,
    Decision.POSTPONE: BallotAction.POSTPONE,
}


@use_case
class Board:
    """The secretary's work for the board."""

    _context: VoteContext
    _admissions: Admissions
    _members: Members
    _groups: Groups
    _billing: Billing

    async def show(self, actor: Person) -> BoardShown:
        """Return a secretary's meetings and a board member's open questions. Raises NotAllowed."""
        context = self._context
        held = await context.roles.of(actor)
        if Role.SECRETARY not in held:
            await context.roles.require(actor, Role.SECRETARY, Role.BOARD_MEMBER)
        mine = await context.open_cards() if Role.BOARD_MEMBER in held else None
        if Role.SECRETARY not in held:
            return BoardShown(actor, None, mine)
        waiting = len(await context.applications.gateway.unscheduled()) + len(
            await context.ballots.unscheduled()
        )
        return BoardShown(actor, tuple(await self.planned(actor)), mine, waiting)

    async def planned(self, actor: Person) -> Sequence[Agenda]:
        """Return all meetings that are not over, with their agendas. Raises NotAllowed."""
        await self._context.roles.require(actor, Role.SECRETARY)
        meetings = [*await self._context.meetings.voting(), *await self._context.meetings.planned()]
        return [await self._context.agenda(meeting) for meeting in meetings]

    async def look(self, actor: Person, meeting_id: int) -> Agenda:
        """Return a meeting and its agenda. Raises NotAllowed, Gone."""
        await self._context.roles.require(actor, Role.SECRETARY)
        return await self._context.agenda(await self._context.meeting(actor, meeting_id))

    async def plan(self, actor: Person, kind: MeetingKind, text: str) -> MeetingPlanned:
        """Plan a meeting. Unscheduled questions, and those of later meetings, go on its agenda.

        Raises NotAllowed, InvalidAnswer.
        """
        context = self._context
        await context.roles.require(actor, Role.SECRETARY)
        now = context.clock.now()
        try:
            at = microseconds(read_moment(text, local(now, context.terms.time_zone)))
        except Wrong:
            raise InvalidAnswer(actor, "board-date-wrong") from None
        if at <= now:
            raise InvalidAnswer(actor, "board-date-wrong")
        meeting = await context.meetings.add(at, kind)
        await context.audit.record(now, actor.id, "meeting-planned", None, {"meeting": meeting.id, "at": at})
        # Unscheduled questions beside a planned meeting were postponed by that meeting.
        waiting = list(await context.applications.gateway.unscheduled())
        questions = list(await context.ballots.unscheduled())
        upcoming = await context.meetings.next(now)
        if upcoming is not None and upcoming.id == meeting.id:
            for later in await context.meetings.planned():
                if later.at > at:
                    waiting += await context.applications.gateway.agenda(later.id)
                    others = await context.ballots.of_meeting(later.id)
                    questions += [it for it in others if it.status is BallotStatus.WAITING]
        scheduled = [await self.schedule(application, meeting) for application in waiting]
        for question in questions:
            await context.carry(question, meeting)
        return MeetingPlanned(
            actor,
            await context.agenda(meeting),
            tuple(scheduled),
            await self._context.applications.secretaries(),
        )

    async def hold(self, actor: Person, meeting_id: int) -> MeetingEnded:
        """Close a meeting held without a vote in the chat; undecided questions go to the next one.

        Orders the minutes of what was decided at the meeting. Raises NotAllowed, Gone.
        """
        return await self._end(actor, meeting_id, MeetingAction.HOLD)

    async def cancel(self, actor: Person, meeting_id: int) -> MeetingEnded:
        """Cancel a meeting and its vote; its agenda goes to the next one.

        Raises NotAllowed, Gone.
        """
        return await self._end(actor, meeting_id, MeetingAction.CANCEL)

    async def _end(self, actor: Person, meeting_id: int, action: MeetingAction) -> MeetingEnded:
        context = self._context
        await context.roles.require(actor, Role.SECRETARY)
        meeting = await context.meeting(actor, meeting_id)
        status = MEETING.get((meeting.status, action))
        if status is None:
            raise Gone(actor, "board-stale")
        now = context.clock.now()
        meeting = replace(meeting, status=status, closed_at=now, version=meeting.version + 1)
        await context.meetings.save(meeting)
        await context.audit.record(now, actor.id, f"meeting-{status}", None, {"meeting": meeting.id})
        ended, moved, put_off = await self.put_off(meeting)
        minutes = None
        if action is MeetingAction.HOLD and has_minutes(
            meeting, await context.ballots.of_meeting(meeting.id)
        ):
            minutes = await order_minutes(context, meeting, actor)
        return MeetingEnded(
            actor,
            meeting,
            moved,
            await self._context.applications.secretaries(),
            put_off,
            tuple([await context.card(ballot) for ballot in ended]),
            await context.board() if ended or minutes is not None else (),
            minutes,
        )

    async def put_off(self, meeting: Meeting) -> tuple[tuple[Ballot, ...], tuple[Card, ...], int]:
        """Move all undecided questions of a meeting to the next one.

        Returns the questions whose vote ends, the applications moved, and the number of other questions moved.
        """
        context, ended, put_off = self._context, [], 0
        upcoming = await context.meetings.next(context.clock.now())
        for ballot in await context.ballots.of_meeting(meeting.id):
            if ballot.status is BallotStatus.OPEN:
                gone = await context.is_moot(ballot)
                action = BallotAction.WITHDRAW if gone else BallotAction.POSTPONE
                ended.append(await context.settle(ballot, BALLOT[ballot.status, action]))
                if gone:
                    continue
            elif ballot.status is not BallotStatus.WAITING:
                continue
            if ballot.kind is not BallotKind.ADMISSION:
                await context.carry(ballot if ballot.status is BallotStatus.WAITING else ended[-1], upcoming)
                put_off += 1
        left = await context.applications.gateway.agenda(meeting.id)
        moved = tuple([await self.schedule(application, upcoming) for application in left])
        return tuple(ended), moved, put_off

    async def decide(
        self, actor: Person, application_id: int, version: int, decision: Decision, reason: str
    ) -> ApplicationDecided:
        """Enter the board's decision; an admitted applicant becomes a member at once and gets a group.

        This ends an open vote on the application and goes into the minutes of its meeting. Raises NotAllowed, Gone,
        ApplicationStatusConflict, InvalidAnswer (an admission needs no reason).
        """
        application = await self._context.applications.find(actor, application_id, version)
        await self._context.applications.step(actor, application, STEPS[decision][0])
        reason = reason.strip() if decision is Decision.ADMIT else said(actor, reason)
        decided = await self.settle(actor, application, decision, reason)
        vote = await self._admissions.decided_in_room(
            application, decided.card, actor, IN_ROOM[decision], reason
        )
        return replace(decided, vote=vote)

    async def settle(
        self, actor: Person | None, application: Application, decision: Decision, reason: str
    ) -> ApplicationDecided:
        """Apply the board's decision, entered or counted. Raises ApplicationStatusConflict."""
        context = self._context
        action, step = STEPS[decision]
        applicant = await context.contacts.find(application.person_id)
        if applicant is None:
            raise LookupError(f"application {application.id} has no applicant")
        status = await self._context.applications.step(applicant, application, action)
        now, who = context.clock.now(), None if actor is None else actor.id
        meeting_id, position = application.meeting_id, application.position
        if decision is Decision.POSTPONE:
            meeting_id, position = await self._place_after(application)
        application = replace(
            application,
            status=status,
            reason=reason,
            decided_by=who,
            meeting_id=meeting_id,
            position=position,
            version=application.version + 1,
            updated_at=now,
        )
        await context.applications.gateway.save(application)
        await context.applications.gateway.note(application.id, Note(now, who, step, reason))
        await context.audit.record(
            now,
            who,
            f"application-{decision}",
            application.person_id,
            {"application": application.id, "status": status.value},
        )
        await context.contacts.record(
            application.person_id, f"application-{step}", now, {"application": application.id}
        )
        member, group, invoice = None, None, None
        if decision is Decision.ADMIT:
            member = await self._members.admit(application)
            wishes = application.answers.get("groups") or ()
            group = await self._groups.assign(member.id, application.person_id, tuple(wishes))
            invoice = await self._billing.bill_admission(member, actor)
        return ApplicationDecided(
            await self._context.applications.card(application),
            actor,
            await self._context.applications.secretaries(),
            decision,
            member,
            group,
            invoice,
        )

    async def _place_after(self, application: Application) -> tuple[int | None, int]:
        """Return the meeting after the one that postponed the application, and the last place on it."""
        context, meeting_id = self._context, application.meeting_id
        held = None if meeting_id is None else await context.meetings.find(meeting_id)
        after = context.clock.now() if held is None else max(held.at, context.clock.now())
        later = await context.meetings.next(after)
        if later is None:
            return None, 0
        return later.id, await context.applications.gateway.last_position(later.id) + 1

    async def schedule(self, application: Application, meeting: Meeting | None) -> Card:
        """Put an application at the end of a meeting's agenda, or let it wait for a meeting."""
        context, now = self._context, self._context.clock.now()
        position = 0 if meeting is None else await context.applications.gateway.last_position(meeting.id) + 1
        application = replace(
            application,
            meeting_id=None if meeting is None else meeting.id,
            position=position,
            version=application.version + 1,
            updated_at=now,
        )
        await context.applications.gateway.save(application)
        await context.applications.gateway.note(application.id, Note(now, None, Step.SCHEDULED))
        return await self._context.applications.card(application)
