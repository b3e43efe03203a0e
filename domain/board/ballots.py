"""A question that the board votes on, the agenda it is on, the votes, and how they are counted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from domain.applications.entities import Application, Card
from domain.board.entities import Meeting
from domain.board.life import UNDECIDED, BallotStatus
from domain.members.entities import Member
from domain.people import Person
from domain.time import HOUR


class BallotKind(StrEnum):
    """What a question is about."""

    ADMISSION = "admission"
    EXPULSION = "expulsion"
    FREE = "free"


class Choice(StrEnum):
    """How a board member can vote."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


@dataclass(frozen=True, slots=True)
class BoardTerms:
    """The association's rules for board votes; `voting` in microseconds, `reminders` in hours.

    Shares are percentages that must be exceeded: the quorum of the board, majorities of the votes given. `facts` go
    into the minutes as they are.
    """

    voting: int = 72 * HOUR
    reminders: tuple[int, ...] = (24, 3)
    quorum: int = 50
    majority: int = 50
    expulsion_majority: int = 66
    votes_shown: bool = False
    names_in_minutes: bool = True
    time_zone: str = "Europe/Moscow"
    facts: Mapping[str, Any] = field(default_factory=dict)

    def share(self, kind: BallotKind) -> int:
        """The percentage of the votes given that must be exceeded to adopt a question of this kind."""
        return self.expulsion_majority if kind is BallotKind.EXPULSION else self.majority


@dataclass(frozen=True, slots=True)
class Tally:
    """The number of votes for each choice."""

    yes: int = 0
    no: int = 0
    abstained: int = 0

    @property
    def given(self) -> int:
        """The number of votes in all."""
        return self.yes + self.no + self.abstained


@dataclass(frozen=True, slots=True)
class Ballot:
    """A question on an agenda. `text` is a free question, or the reason for an expulsion.

    `room`: decided at the meeting itself, entered by `decided_by`. `tally` is the count at the decision, of `of` board
    members. Without `meeting_id` it waits for a meeting.
    """

    id: int
    meeting_id: int | None
    kind: BallotKind
    application_id: int | None = None
    member_id: int | None = None
    text: str = ""
    position: int = 0
    status: BallotStatus = BallotStatus.WAITING
    room: bool = False
    reason: str = ""
    decided_by: int | None = None
    decided_at: int | None = None
    tally: Tally = Tally()
    of: int = 0
    version: int = 0


@dataclass(frozen=True, slots=True)
class Vote:
    """A person's latest vote on a question; `at` in microseconds UTC."""

    ballot_id: int
    person_id: int
    choice: Choice
    at: int


def counted(votes: Iterable[Vote], board: Collection[int]) -> Tally:
    """Count the votes of those who are on the board now."""
    said = [vote.choice for vote in votes if vote.person_id in board]
    return Tally(said.count(Choice.FOR), said.count(Choice.AGAINST), said.count(Choice.ABSTAIN))


def has_quorum(voted: int, of: int, percent: int) -> bool:
    """Whether more than this share of the board has voted."""
    return voted * 100 > percent * of


def needed(of: int, percent: int) -> int:
    """The smallest number that is more than this share of `of`."""
    return of * percent // 100 + 1


def is_adopted(tally: Tally, percent: int) -> bool:
    """Whether more than this share of the votes given is in favour."""
    return tally.yes * 100 > percent * tally.given


def due_reminder(meeting: Meeting, now: int, reminders: Collection[int]) -> int | None:
    """The reminder that is due, in hours before the deadline; if several are due, the latest."""
    if meeting.until is None or now >= meeting.until:
        return None
    come = [hours for hours in reminders if now >= meeting.until - hours * HOUR]
    if not come or (meeting.reminded is not None and min(come) >= meeting.reminded):
        return None
    return min(come)


def first_reminder(now: int, until: int, reminders: Collection[int]) -> int | None:
    """The reminder that opening or prolonging a vote at `now` makes superfluous, if any."""
    come = [hours for hours in reminders if now >= until - hours * HOUR]
    return min(come) if come else None


@dataclass(frozen=True, slots=True)
class BallotCard:
    """All that a screen about a question shows.

    `place` of `total` is its place on the agenda. `votes` are everybody's, for `choice_of` to tell each person their
    own; `tally` is set once everybody may see it, `named` only where the configuration shows votes by name.
    `application` or `member` is the subject, as long as the association has it.
    """

    ballot: Ballot
    meeting: Meeting
    place: int
    total: int
    votes: Mapping[int, Choice]
    application: Card | None = None
    member: Member | None = None
    tally: Tally | None = None
    named: tuple[tuple[Person, Choice], ...] = ()

    @property
    def title(self) -> str:
        """Its name in lists."""
        if self.ballot.kind is BallotKind.FREE:
            return self.ballot.text
        if self.application is not None:
            return self.application.application.title
        return "" if self.member is None else self.member.name

    def choice_of(self, person_id: int) -> Choice | None:
        """This person's vote, if they have voted."""
        return self.votes.get(person_id)


@dataclass(frozen=True, slots=True)
class ProgressLine:
    """The progress of the vote on a question, without the votes themselves."""

    ballot: Ballot
    title: str
    voted: int
    waiting: tuple[Person, ...]
    quorum: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """The progress of the vote on an agenda; `of` board members; `over`: the deadline is past."""

    meeting: Meeting
    lines: tuple[ProgressLine, ...]
    of: int
    over: bool

    @property
    def open(self) -> tuple[ProgressLine, ...]:
        """The open questions."""
        return tuple(line for line in self.lines if line.ballot.status is BallotStatus.OPEN)

    @property
    def all_voted(self) -> bool:
        """Whether everybody has voted on every open question."""
        return bool(self.of) and all(not line.waiting for line in self.open)

    @property
    def may_close(self) -> bool:
        """Whether the vote may be closed: the deadline is past, or everybody has voted."""
        return self.over or self.all_voted


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A question of an agenda: an application, a ballot, or both once the vote on an application is open."""

    kind: BallotKind
    position: int
    title: str
    application: Application | None = None
    ballot: Ballot | None = None

    @property
    def id(self) -> int:
        """The number of what it is about."""
        if self.ballot is not None:
            return self.ballot.id
        return 0 if self.application is None else self.application.id

    @property
    def decided(self) -> bool:
        """Whether there is nothing left to do about it at this meeting."""
        return self.ballot is not None and self.ballot.status not in UNDECIDED


@dataclass(frozen=True, slots=True)
class Agenda:
    """A meeting with the questions it decides on, in their order."""

    meeting: Meeting
    items: tuple[AgendaItem, ...]

    @property
    def applications(self) -> tuple[Application, ...]:
        """The applications among them."""
        return tuple(item.application for item in self.items if item.application is not None)
