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
    """What a board member can say to a question."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


@dataclass(frozen=True, slots=True)
class BoardTerms:
    """What the association has decided about the board's votes; `voting` in microseconds, `reminders` in hours.

    The shares are percents that have to be exceeded: of the board by those who voted, of the votes given by those
    in favour. `facts` go into the minutes as they are.
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
        """The percent of the votes given that a question of this kind has to exceed to be adopted."""
        return self.expulsion_majority if kind is BallotKind.EXPULSION else self.majority


@dataclass(frozen=True, slots=True)
class Tally:
    """How many said what."""

    yes: int = 0
    no: int = 0
    abstained: int = 0

    @property
    def given(self) -> int:
        """How many voted at all."""
        return self.yes + self.no + self.abstained


@dataclass(frozen=True, slots=True)
class Ballot:
    """A question of an agenda. `text` is the question in free text, or why somebody is to be expelled.

    `decided_by` entered a decision taken in the room, then `room`; a count has neither. `tally` of `of` board
    members is what the count was at the decision. Without `meeting_id` it waits for a meeting.
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
    """What somebody said to a question at last, and when (microseconds UTC)."""

    ballot_id: int
    person_id: int
    choice: Choice
    at: int


def counted(votes: Iterable[Vote], board: Collection[int]) -> Tally:
    """The votes of those who are on the board now."""
    said = [vote.choice for vote in votes if vote.person_id in board]
    return Tally(said.count(Choice.FOR), said.count(Choice.AGAINST), said.count(Choice.ABSTAIN))


def has_quorum(voted: int, of: int, percent: int) -> bool:
    """Whether more than this share of the board has voted."""
    return voted * 100 > percent * of


def needed(of: int, percent: int) -> int:
    """The fewest of so many who are more than this share of them."""
    return of * percent // 100 + 1


def is_adopted(tally: Tally, percent: int) -> bool:
    """Whether more than this share of the votes given is in favour."""
    return tally.yes * 100 > percent * tally.given


def due_reminder(meeting: Meeting, now: int, reminders: Collection[int]) -> int | None:
    """The hours of the reminder that is due, if any: of several that were overtaken the latest only."""
    if meeting.until is None or now >= meeting.until:
        return None
    come = [hours for hours in reminders if now >= meeting.until - hours * HOUR]
    if not come or (meeting.reminded is not None and min(come) >= meeting.reminded):
        return None
    return min(come)


def first_reminder(now: int, until: int, reminders: Collection[int]) -> int | None:
    """What counts as reminded when a vote is opened, or prolonged, at `now`: who was just told needs no reminder."""
    come = [hours for hours in reminders if now >= until - hours * HOUR]
    return min(come) if come else None


@dataclass(frozen=True, slots=True)
class BallotCard:
    """All that a screen about a question shows.

    `place` of `total` is where it stands on its agenda. `votes` are what everybody said, for `choice_of` to tell
    each their own; `tally` is there only once everybody may see it, `named` only where the configuration shows who
    said what. `application` or `member` is whom it is about, as long as the association knows them.
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
        """What lists call it."""
        if self.ballot.kind is BallotKind.FREE:
            return self.ballot.text
        if self.application is not None:
            return self.application.application.title
        return "" if self.member is None else self.member.name

    def choice_of(self, person_id: int) -> Choice | None:
        """What this person said, if they voted."""
        return self.votes.get(person_id)


@dataclass(frozen=True, slots=True)
class ProgressLine:
    """How far the vote on a question has come; who said what is not in it."""

    ballot: Ballot
    title: str
    voted: int
    waiting: tuple[Person, ...]
    quorum: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the vote on an agenda has come, of so many board members; `over`: its deadline is past."""

    meeting: Meeting
    lines: tuple[ProgressLine, ...]
    of: int
    over: bool

    @property
    def open(self) -> tuple[ProgressLine, ...]:
        """The questions that are still voted on."""
        return tuple(line for line in self.lines if line.ballot.status is BallotStatus.OPEN)

    @property
    def all_voted(self) -> bool:
        """Whether nobody is waited for any more."""
        return bool(self.of) and all(not line.waiting for line in self.open)

    @property
    def may_close(self) -> bool:
        """Whether the secretary may close the vote: everybody had the time they were told, or has voted."""
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
