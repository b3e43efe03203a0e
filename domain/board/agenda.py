"""Agenda items other than applications, and the order of an agenda."""

from __future__ import annotations

from dataclasses import replace

from domain.board.ballots import Agenda, AgendaItem, Ballot, BallotKind
from domain.board.context import VoteContext
from domain.board.entities import Meeting
from domain.board.events import AgendaChanged
from domain.board.life import BallotAction, BallotStatus, MeetingStatus
from domain.board.refusals import BallotOver
from domain.members.entities import Member
from domain.members.life import MEMBERSHIP, MemberAction
from domain.people import Person
from domain.reasons import LONGEST_TEXT
from domain.refusal import Gone, InvalidAnswer
from domain.roles import Role
from domain.use_case import use_case


@use_case
class Agendas:
    """The secretary's work on agendas."""

    _context: VoteContext

    async def put_question(self, actor: Person, meeting_id: int, text: str) -> AgendaChanged:
        """Put a question in free text on an agenda. Raises NotAllowed, Gone, InvalidAnswer."""
        await self._context.roles.require(actor, Role.SECRETARY)
        meeting = await self._open(actor, meeting_id)
        text = self._said(actor, text)
        await self._add(actor, Ballot(0, None, BallotKind.FREE, text=text), meeting)
        return AgendaChanged(actor, await self._context.agenda(meeting))

    async def may_expel(self, actor: Person, member_id: int) -> Member:
        """Return the member if their expulsion can be put on an agenda.

        Raises NotAllowed, Gone.
        """
        context = self._context
        await context.roles.require(actor, Role.SECRETARY)
        member = await context.register.find(member_id)
        if member is None:
            raise Gone(actor, "members-missing")
        if (member.status, MemberAction.EXPEL) not in MEMBERSHIP:
            raise Gone(actor, "members-changed")
        if await context.ballots.on_member(member_id) is not None:
            raise Gone(actor, "board-question-stands")
        return member

    async def put_expulsion(self, actor: Person, member_id: int, reason: str) -> AgendaChanged:
        """Put a member's expulsion on the next meeting's agenda, or let it wait for a meeting.

        Raises NotAllowed, Gone, InvalidAnswer.
        """
        await self.may_expel(actor, member_id)
        ballot = Ballot(0, None, BallotKind.EXPULSION, member_id=member_id, text=self._said(actor, reason))
        meeting = await self._context.meetings.next(self._context.clock.now())
        await self._add(actor, ballot, meeting)
        return AgendaChanged(actor, None if meeting is None else await self._context.agenda(meeting))

    async def take_off(self, actor: Person, ballot_id: int) -> AgendaChanged:
        """Take a question off its agenda before it is voted on. Raises NotAllowed, Gone, BallotOver."""
        context = self._context
        await context.roles.require(actor, Role.SECRETARY)
        ballot, status = await context.find(actor, ballot_id, BallotAction.WITHDRAW)
        if ballot.status is not BallotStatus.WAITING:
            raise BallotOver(actor, await context.card(ballot))
        now = context.clock.now()
        meeting = None if ballot.meeting_id is None else await context.meetings.find(ballot.meeting_id)
        await context.save(ballot, status=status, meeting_id=None, decided_by=actor.id, decided_at=now)
        await context.audit.record(now, actor.id, "question-withdrawn", None, {"ballot": ballot.id})
        return AgendaChanged(actor, None if meeting is None else await context.agenda(meeting))

    async def question(self, actor: Person, ballot_id: int) -> tuple[AgendaItem, Meeting | None]:
        """Return an undecided question with its meeting. Raises NotAllowed, Gone, BallotOver."""
        context = self._context
        await context.roles.require(actor, Role.SECRETARY)
        ballot, _ = await context.find(actor, ballot_id, BallotAction.ADOPT)
        meeting = None if ballot.meeting_id is None else await context.meetings.find(ballot.meeting_id)
        return await context.item(ballot), meeting

    async def move(
        self, actor: Person, meeting_id: int, number: int, up: int, *, ballot: bool = False
    ) -> Agenda:
        """Move an application, or a question (`ballot`), one place up (1) or down (-1) on an agenda.

        Raises NotAllowed, Gone.
        """
        context = self._context
        await context.roles.require(actor, Role.SECRETARY)
        agenda = await context.agenda(await context.meeting(actor, meeting_id))
        if agenda.meeting.status is not MeetingStatus.PLANNED:
            return agenda
        order = list(agenda.items)
        place = next(
            (
                place
                for place, item in enumerate(order)
                if item.id == number and (item.ballot is not None) is ballot
            ),
            None,
        )
        if place is None or not 0 <= place - up < len(order):
            return agenda
        order[place], order[place - up] = order[place - up], order[place]
        for position, item in enumerate(order):
            if item.position != position:
                order[position] = replace(item, position=position)
                await self._place(item, position)
        await context.audit.record(
            context.clock.now(), actor.id, "agenda-ordered", None, {"meeting": meeting_id}
        )
        return Agenda(agenda.meeting, tuple(order))

    async def _place(self, item: AgendaItem, position: int) -> None:
        if item.ballot is not None:
            await self._context.ballots.save(replace(item.ballot, position=position))
        elif item.application is not None:
            await self._context.applications.gateway.place(item.application.id, position)

    async def _open(self, actor: Person, meeting_id: int) -> Meeting:
        meeting = await self._context.meeting(actor, meeting_id)
        if meeting.status is not MeetingStatus.PLANNED:
            raise Gone(actor, "board-stale")
        return meeting

    async def _add(self, actor: Person, ballot: Ballot, meeting: Meeting | None) -> None:
        context = self._context
        if meeting is not None:
            position = await context.applications.gateway.last_position(meeting.id) + 1
            ballot = replace(ballot, meeting_id=meeting.id, position=position)
        ballot = await context.ballots.add(ballot)
        await context.audit.record(
            context.clock.now(), actor.id, "question-put", None, {"ballot": ballot.id, "kind": ballot.kind}
        )

    @staticmethod
    def _said(actor: Person, text: str) -> str:
        text = text.strip()[:LONGEST_TEXT].strip()
        if not text:
            raise InvalidAnswer(actor, "board-question-unfit")
        return text
