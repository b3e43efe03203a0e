"""A board in memory: its meetings, questions, votes, and who is on it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from domain.applications.entities import Application
from domain.board.admissions import Admissions
from domain.board.agenda import Agendas
from domain.board.archive import Archive
from domain.board.ballots import Ballot, BoardTerms, Tally, Vote
from domain.board.context import VoteContext
from domain.board.counting import Counting
from domain.board.entities import Meeting, MeetingKind
from domain.board.gateways import CountWording
from domain.board.life import BallotStatus, MeetingStatus
from domain.board.running import Running
from domain.board.use_cases import Board
from domain.board.voting import Voting
from domain.members.entities import Member, MemberStatus
from domain.members.events import MembershipChanged
from domain.members.life import MemberAction
from domain.parties import PartyKind
from domain.people import Person
from domain.roles import Role
from domain.time import HOUR
from tests.domain.fakes import Log, Offices, Orders, People, roles_over

NOW = 1_800_000_000_000_000
SECRETARY = Person(1, "ru", 0, name="Вера", consented=True)
BOARD = tuple(Person(number, "ru", 0, name=f"Член {number}", consented=True) for number in range(11, 18))
MEMBER_ID = 5


@dataclass
class Moment:
    """A clock that a test moves."""

    at: int = NOW

    def now(self) -> int:
        return self.at


@dataclass
class Meetings:
    """Implements `MeetingsGateway`."""

    kept: dict[int, Meeting] = field(default_factory=dict)

    async def add(self, at: int, kind: MeetingKind) -> Meeting:
        made = Meeting(len(self.kept) + 1, at, kind, MeetingStatus.PLANNED)
        self.kept[made.id] = made
        return made

    async def save(self, meeting: Meeting) -> None:
        self.kept[meeting.id] = meeting

    async def find(self, meeting_id: int) -> Meeting | None:
        return self.kept.get(meeting_id)

    async def next(self, after: int) -> Meeting | None:
        return next((it for it in await self.planned() if it.at > after), None)

    async def planned(self) -> Sequence[Meeting]:
        planned = [it for it in self.kept.values() if it.status is MeetingStatus.PLANNED]
        return sorted(planned, key=lambda it: it.at)

    async def voting(self) -> Sequence[Meeting]:
        return [it for it in self.kept.values() if it.status is MeetingStatus.VOTING]

    async def held(self, skip: int, most: int) -> Sequence[Meeting]:
        held = [it for it in self.kept.values() if it.status is MeetingStatus.HELD]
        return sorted(held, key=lambda it: (-it.at, -it.id))[skip : skip + most]


@dataclass
class Ballots:
    """Implements `BallotsGateway`."""

    kept: dict[int, Ballot] = field(default_factory=dict)
    said: dict[tuple[int, int], Vote] = field(default_factory=dict)
    rolls: dict[int, list[int]] = field(default_factory=dict)

    async def add(self, ballot: Ballot) -> Ballot:
        made = replace(ballot, id=len(self.kept) + 1)
        self.kept[made.id] = made
        return made

    async def save(self, ballot: Ballot) -> None:
        self.kept[ballot.id] = ballot

    async def find(self, ballot_id: int) -> Ballot | None:
        return self.kept.get(ballot_id)

    async def of_meeting(self, meeting_id: int) -> Sequence[Ballot]:
        own = [it for it in self.kept.values() if it.meeting_id == meeting_id]
        return sorted(own, key=lambda it: (it.position, it.id))

    async def unscheduled(self) -> Sequence[Ballot]:
        return [
            it for it in self.kept.values() if it.meeting_id is None and it.status is BallotStatus.WAITING
        ]

    async def on_application(self, application_id: int) -> Ballot | None:
        open_ones = (it for it in self.kept.values() if it.status is BallotStatus.OPEN)
        return next((it for it in open_ones if it.application_id == application_id), None)

    async def on_member(self, member_id: int) -> Ballot | None:
        undecided = (BallotStatus.WAITING, BallotStatus.OPEN)
        return next(
            (it for it in self.kept.values() if it.member_id == member_id and it.status in undecided), None
        )

    async def put(self, vote: Vote) -> None:
        self.said[vote.ballot_id, vote.person_id] = vote

    async def votes(self, ballot_ids: Collection[int]) -> Sequence[Vote]:
        return [vote for vote in self.said.values() if vote.ballot_id in ballot_ids]

    async def keep_roll(self, meeting_id: int, person_ids: Collection[int]) -> None:
        self.rolls[meeting_id] = list(person_ids)

    async def roll(self, meeting_id: int) -> Sequence[Person]:
        return [person for person in BOARD if person.id in self.rolls.get(meeting_id, ())]


@dataclass
class Applicants:
    """Implements what the board needs of `ApplicationContext`: nobody applies here."""

    ballots: Ballots

    @property
    def gateway(self) -> Applicants:
        return self

    async def agenda(self, _meeting_id: int) -> Sequence[Application]:
        return []

    async def unscheduled(self) -> Sequence[Application]:
        return []

    async def find(self, _number: int) -> None:
        return None

    async def last_position(self, meeting_id: int) -> int:
        return max((it.position for it in await self.ballots.of_meeting(meeting_id)), default=-1)

    async def secretaries(self) -> tuple[Person, ...]:
        return (SECRETARY,)


@dataclass
class Register:
    """One member, and what the board's decision does to them."""

    member: Member = field(
        default_factory=lambda: Member(
            MEMBER_ID, PartyKind.PERSON, 50, None, MemberStatus.ACTIVE, 0, None, "Лев"
        )
    )

    async def find(self, member_id: int) -> Member | None:
        return self.member if member_id == MEMBER_ID else None

    async def expel(self, _member_id: int, reason: str, actor: Person | None) -> MembershipChanged:
        self.member = replace(self.member, status=MemberStatus.EXPELLED)
        return MembershipChanged(actor, self.member, MemberAction.EXPEL, reason, (), (), NOW)


class Boardroom:
    """The use cases over what is kept in memory."""

    def __init__(self, terms: BoardTerms | None = None, *, many: int = 7) -> None:
        self.moment, self.log, self.orders = Moment(), Log(), Orders()
        self.meetings, self.ballots, self.register = Meetings(), Ballots(), Register()
        self.offices = Offices({(SECRETARY.id, Role.SECRETARY, ""): 0})
        self.board = BOARD[:many]
        for person in self.board:
            self.offices.rows[person.id, Role.BOARD_MEMBER, ""] = 0
        people = People({person.id: person for person in (SECRETARY, *BOARD)})
        applications: Any = Applicants(self.ballots)
        register: Any = self.register
        nobody: Any = None  # who gives a group, who bills: no question here is about an admission
        context = VoteContext(
            self.meetings,
            self.ballots,
            applications,
            register,
            people,
            roles_over(self.offices, self.log),
            self.log,
            self.moment,
            self.orders,
            terms or BoardTerms(),
        )
        self.meeting_use = Board(context, Admissions(context), register, nobody, nobody)
        self.agendas, self.voting = Agendas(context), Voting(context, applications)
        self.archive = Archive(context)
        self.running, self.counting = (
            Running(context),
            Counting(context, self.meeting_use, register, Figures()),
        )

    def put_meeting(self, status: MeetingStatus, number: int = 1, **more: Any) -> Meeting:
        """A meeting that has come so far; its vote's deadline is in 72 hours."""
        if status is not MeetingStatus.PLANNED:
            more = {"opened_at": NOW, "until": NOW + 72 * HOUR, "version": 1} | more
        meeting = Meeting(number, NOW + 1000 * HOUR, MeetingKind.REGULAR, status, **more)
        self.meetings.kept[number] = meeting
        return meeting

    def put_ballot(self, ballot: Ballot) -> Ballot:
        self.ballots.kept[ballot.id] = ballot
        return ballot

    def wait(self, hours: float) -> None:
        self.moment.at += int(hours * HOUR)

    @property
    def kept(self) -> tuple[object, ...]:
        """All that the use cases can change."""
        return (
            dict(self.meetings.kept),
            dict(self.ballots.kept),
            dict(self.ballots.said),
            dict(self.ballots.rolls),
            self.register.member,
            list(self.orders.ordered),
        )


class Figures(CountWording):
    """A count without words."""

    def word(self, language: str, tally: Tally) -> str:
        return f"{language}: {tally.yes}:{tally.no}:{tally.abstained}"
