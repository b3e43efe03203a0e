"""What the board's use cases share: finding questions, voters, and the cards of questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from domain.applications.context import ApplicationContext
from domain.applications.entities import Card
from domain.applications.life import TRANSITIONS, ApplicationAction
from domain.board.ballots import (
    Agenda,
    AgendaItem,
    Ballot,
    BallotCard,
    BallotKind,
    BoardTerms,
    Choice,
    Progress,
    ProgressLine,
    Tally,
    Vote,
    counted,
    has_quorum,
)
from domain.board.entities import Meeting, MeetingKind
from domain.board.gateways import BallotsGateway, MeetingsGateway
from domain.board.life import (
    BALLOT,
    MEETING,
    UNDECIDED,
    BallotAction,
    BallotStatus,
    MeetingAction,
    MeetingStatus,
)
from domain.board.refusals import BallotOver
from domain.members.gateways import MembersGateway
from domain.members.life import MEMBERSHIP, MemberAction
from domain.people import ContactsGateway, Person
from domain.ports import AuditGateway, Clock, Jobs
from domain.refusal import Gone
from domain.roles import Role, Roles
from domain.use_case import use_case


@use_case
class VoteContext:
    """The gateways of the board's votes, with the operations that several use cases need."""

    meetings: MeetingsGateway
    ballots: BallotsGateway
    applications: ApplicationContext
    register: MembersGateway
    contacts: ContactsGateway
    roles: Roles
    audit: AuditGateway
    clock: Clock
    jobs: Jobs
    terms: BoardTerms

    # People

    async def board(self) -> tuple[Person, ...]:
        """Return the current board members."""
        return tuple(await self.roles.holders(Role.BOARD_MEMBER))

    async def secretaries(self) -> tuple[Person, ...]:
        """Return the current secretaries."""
        return tuple(await self.roles.holders(Role.SECRETARY))

    # Meetings and agendas

    async def meeting(self, actor: Person, meeting_id: int) -> Meeting:
        """Return a meeting by id. Raises Gone."""
        meeting = await self.meetings.find(meeting_id)
        if meeting is None:
            raise Gone(actor, "board-stale")
        return meeting

    async def stands(self, actor: Person, meeting_id: int, action: MeetingAction | None = None) -> Meeting:
        """Return a meeting if the secretary may do this with it now. Raises NotAllowed, Gone."""
        await self.roles.require(actor, Role.SECRETARY)
        meeting = await self.meeting(actor, meeting_id)
        if action is not None and (meeting.status, action) not in MEETING:
            raise Gone(actor, "board-stale")
        return meeting

    async def agenda(self, meeting: Meeting) -> Agenda:
        """Return a meeting's questions, open and decided, in order."""
        ballots = await self.ballots.of_meeting(meeting.id)
        items = [await self.item(ballot) for ballot in ballots]
        # A postponed question can return here when the meeting it went to is cancelled.
        voted_on = {
            item.ballot.application_id
            for item in items
            if item.ballot is not None and item.ballot.status is not BallotStatus.POSTPONED
        }
        items += [
            AgendaItem(BallotKind.ADMISSION, application.position, application.title, application)
            for application in await self.applications.gateway.agenda(meeting.id)
            if application.id not in voted_on
        ]
        items.sort(key=lambda item: item.position)
        return Agenda(meeting, tuple(items))

    async def item(self, ballot: Ballot) -> AgendaItem:
        """Return a question as an agenda item."""
        application, title = None, ballot.text
        if ballot.kind is BallotKind.ADMISSION and ballot.application_id is not None:
            application = await self.applications.gateway.find(ballot.application_id)
            title = "" if application is None else application.title
        elif ballot.kind is BallotKind.EXPULSION:
            member = None if ballot.member_id is None else await self.register.find(ballot.member_id)
            title = "" if member is None else member.name
        return AgendaItem(ballot.kind, ballot.position, title, application, ballot)

    async def carry(self, ballot: Ballot, meeting: Meeting | None) -> Ballot:
        """Move a question to the end of another meeting's agenda; one that was voted on is copied."""
        place: dict[str, Any] = {"meeting_id": None, "position": 0}
        if meeting is not None:
            position = await self.applications.gateway.last_position(meeting.id) + 1
            place = {"meeting_id": meeting.id, "position": position}
        if ballot.status is BallotStatus.WAITING:
            return await self.save(ballot, **place)
        return await self.ballots.add(
            Ballot(0, kind=ballot.kind, member_id=ballot.member_id, text=ballot.text, **place)
        )

    # Ballots

    async def find(self, actor: Person, ballot_id: int, action: BallotAction) -> tuple[Ballot, BallotStatus]:
        """Return a question and its status after the action. Raises Gone, BallotOver."""
        ballot = await self.ballots.find(ballot_id)
        if ballot is None:
            raise Gone(actor, "board-vote-missing")
        status = BALLOT.get((ballot.status, action))
        if status is None:
            raise BallotOver(actor, await self.card(ballot))
        return ballot, status

    async def save(self, ballot: Ballot, **changes: Any) -> Ballot:
        """Save a question with these changes."""
        ballot = replace(ballot, **changes, version=ballot.version + 1)
        await self.ballots.save(ballot)
        return ballot

    async def settle(
        self,
        ballot: Ballot,
        status: BallotStatus,
        actor: Person | None = None,
        reason: str = "",
        *,
        room: bool = False,
    ) -> Ballot:
        """End a question, recording the votes given so far as the count."""
        tally, of = await self.count(ballot)
        return await self.save(
            ballot,
            status=status,
            room=room,
            reason=reason,
            decided_by=None if actor is None else actor.id,
            decided_at=self.clock.now(),
            tally=tally,
            of=of,
        )

    async def count(self, ballot: Ballot) -> tuple[Tally, int]:
        """Count the votes of the current board, and its members."""
        board = {person.id for person in await self.board()}
        return counted(await self.ballots.votes([ballot.id]), board), len(board)

    async def is_moot(self, ballot: Ballot) -> bool:
        """Whether nothing is left to decide: the applicant withdrew, or the member left."""
        if ballot.kind is BallotKind.ADMISSION:
            number = ballot.application_id
            application = None if number is None else await self.applications.gateway.find(number)
            return application is None or (application.status, ApplicationAction.ADMIT) not in TRANSITIONS
        if ballot.kind is BallotKind.EXPULSION:
            member = None if ballot.member_id is None else await self.register.find(ballot.member_id)
            return member is None or (member.status, MemberAction.EXPEL) not in MEMBERSHIP
        return False

    # Cards

    async def card(self, ballot: Ballot, of: Card | None = None) -> BallotCard:
        """Build the card of a question; `of` is its application's card, if at hand."""
        meeting = None if ballot.meeting_id is None else await self.meetings.find(ballot.meeting_id)
        if meeting is None:
            meeting = Meeting(0, 0, MeetingKind.EXTRA, MeetingStatus.PLANNED)
            others: Sequence[Ballot] = [ballot]
        else:
            others = await self.ballots.of_meeting(meeting.id)
        place = next((place for place, other in enumerate(others, 1) if other.id == ballot.id), 1)
        return await self._card(ballot, meeting, place, max(len(others), 1), of)

    async def cards(self, meeting: Meeting) -> tuple[BallotCard, ...]:
        """Build the cards of a meeting's questions, in order."""
        ballots = await self.ballots.of_meeting(meeting.id)
        return tuple(
            [
                await self._card(ballot, meeting, place, len(ballots))
                for place, ballot in enumerate(ballots, 1)
            ]
        )

    async def open_cards(self) -> tuple[BallotCard, ...]:
        """Build the cards of all open questions."""
        return tuple(
            [
                card
                for meeting in await self.meetings.voting()
                for card in await self.cards(meeting)
                if card.ballot.status is BallotStatus.OPEN
            ]
        )

    async def _card(
        self, ballot: Ballot, meeting: Meeting, place: int, total: int, of: Card | None = None
    ) -> BallotCard:
        application, member = of, None
        if of is None and ballot.kind is BallotKind.ADMISSION and ballot.application_id is not None:
            known = await self.applications.gateway.find(ballot.application_id)
            application = None if known is None else await self.applications.card(known)
        if ballot.kind is BallotKind.EXPULSION and ballot.member_id is not None:
            member = await self.register.find(ballot.member_id)
        votes = await self.ballots.votes([ballot.id])
        said = {vote.person_id: vote.choice for vote in votes}
        tally, named = None, ()
        if ballot.status not in UNDECIDED:
            tally = ballot.tally
        elif self.terms.votes_shown:
            tally, named = await self._shown(votes, said)
        return BallotCard(ballot, meeting, place, total, said, application, member, tally, named)

    async def _shown(self, votes: Sequence[Vote], said: dict[int, Choice]) -> tuple[Any, Any]:
        board = await self.board()
        named = tuple((person, said[person.id]) for person in board if person.id in said)
        return counted(votes, {person.id for person in board}), named

    async def progress(self, meeting: Meeting) -> Progress:
        """Return the progress of the vote on an agenda."""
        board = await self.board()
        ballots = await self.ballots.of_meeting(meeting.id)
        said = {
            (vote.ballot_id, vote.person_id)
            for vote in await self.ballots.votes([ballot.id for ballot in ballots])
        }
        lines = []
        for ballot in ballots:
            waiting = tuple(person for person in board if (ballot.id, person.id) not in said)
            voted = len(board) - len(waiting)
            title = (await self.item(ballot)).title
            quorum = has_quorum(voted, len(board), self.terms.quorum)
            lines.append(ProgressLine(ballot, title, voted, waiting, quorum))
        over = meeting.until is not None and self.clock.now() >= meeting.until
        return Progress(meeting, tuple(lines), len(board), over)
