"""Events of the board's meetings and votes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.applications.entities import Card
from domain.board.ballots import Agenda, BallotCard, Progress
from domain.board.entities import Decision, Meeting
from domain.dues.events import InvoiceIssued
from domain.events import Event
from domain.members.entities import Member
from domain.people import Person


@dataclass(frozen=True, slots=True)
class MeetingPlanned(Event):
    """A meeting was planned; `scheduled` are the applications that went on its agenda."""

    actor: Person
    agenda: Agenda
    scheduled: tuple[Card, ...]
    secretaries: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class MeetingEnded(Event):
    """A meeting was held or cancelled; `moved` are the undecided applications, with their new meeting.

    `put_off` is the number of other questions moved. `ballots` are those whose vote ends, for the cards of `board`.
    `minutes` is the job that makes the minutes, if anything was decided.
    """

    actor: Person
    meeting: Meeting
    moved: tuple[Card, ...]
    secretaries: tuple[Person, ...]
    put_off: int = 0
    ballots: tuple[BallotCard, ...] = ()
    board: tuple[Person, ...] = ()
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class ApplicationDecided(Event):
    """The board decided on an application.

    On admission `member` is the new member, `group` the event of the working groups, and `invoice` the first invoice,
    if anything is to be paid. `vote` is the event of the open vote on it.

    `actor` entered the decision; None where votes were counted.
    """

    card: Card
    actor: Person | None
    secretaries: tuple[Person, ...]
    decision: Decision
    member: Member | None = None
    group: Event | None = None
    invoice: InvoiceIssued | None = None
    vote: Event | None = field(default=None, kw_only=True)


@dataclass(frozen=True, slots=True)
class AgendaChanged(Event):
    """A question was put on an agenda or taken off; without `agenda` it waits for a meeting."""

    actor: Person
    agenda: Agenda | None


@dataclass(frozen=True, slots=True)
class VoteOpened(Event):
    """The vote on an agenda opened. `papers` are the jobs that copy the applications' documents, by ballot."""

    actor: Person
    progress: Progress
    cards: tuple[BallotCard, ...]
    papers: Mapping[int, int]
    board: tuple[Person, ...]
    secretaries: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class VoteCast(Event):
    """A board member voted or changed their vote; not `fresh`: they repeated it.

    `all_voted`: everybody has voted now, which the secretaries are told once. `board` gets a fresh card where the
    configuration shows votes.
    """

    person: Person
    card: BallotCard
    progress: Progress
    secretaries: tuple[Person, ...]
    all_voted: bool = False
    fresh: bool = True
    board: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class BallotChanged(Event):
    """The board's cards of a question have changed.

    `asked_by` put a question to the applicant; the questions of those in `answered` were answered.
    """

    card: BallotCard
    board: tuple[Person, ...]
    progress: Progress
    secretaries: tuple[Person, ...]
    asked_by: Person | None = None
    answered: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class BallotDecided(Event):
    """The secretary entered a decision taken at the meeting itself; `outcome` is the resulting event."""

    actor: Person
    card: BallotCard
    outcome: Event | None
    board: tuple[Person, ...]
    secretaries: tuple[Person, ...]
    progress: Progress | None
    agenda: Agenda | None


@dataclass(frozen=True, slots=True)
class VoteProlonged(Event):
    """A vote was prolonged; `cards` are those of the open questions."""

    actor: Person
    progress: Progress
    cards: tuple[BallotCard, ...]
    board: tuple[Person, ...]
    secretaries: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class VoteCounted(Event):
    """Votes were counted, at the deadline or by the `actor` who closed the vote.

    `results` are the questions that this ended, `cards` all of the meeting's, `outcomes` the resulting events, `moved`
    the applications that go to another meeting. `progress` is set while questions are open, `missed` if those have no
    quorum at the deadline; otherwise the meeting is over and `minutes` is the job that makes its minutes.
    """

    actor: Person | None
    meeting: Meeting
    results: tuple[BallotCard, ...]
    outcomes: tuple[object, ...]
    moved: tuple[Card, ...]
    board: tuple[Person, ...]
    secretaries: tuple[Person, ...]
    progress: Progress | None = None
    minutes: int | None = None
    missed: bool = False
    cards: tuple[BallotCard, ...] = ()


@dataclass(frozen=True, slots=True)
class VoteReminder(Event):
    """The deadline is near; `waiting` are those with questions left, and how many."""

    meeting: Meeting
    waiting: tuple[tuple[Person, int], ...]


@dataclass(frozen=True, slots=True)
class MeetingsHeld:
    """A page of past meetings, the latest first; `further`: there are earlier ones."""

    meetings: tuple[Meeting, ...]
    page: int
    further: bool


@dataclass(frozen=True, slots=True)
class MeetingResults:
    """The decisions of a past meeting; `minutes`: whether it has minutes."""

    meeting: Meeting
    cards: tuple[BallotCard, ...]
    minutes: bool


@dataclass(frozen=True, slots=True)
class MinutesOrdered(Event):
    """The minutes are made again for the person who asked."""

    actor: Person
    meeting: Meeting
    job: int


@dataclass(frozen=True, slots=True)
class MinutesNotMade(Event):
    """The minutes could not be made."""

    person: Person


@dataclass(frozen=True, slots=True)
class BallotPapers(Event):
    """A board member asked for an applicant's papers again; `job` copies the document."""

    person: Person
    card: BallotCard
    job: int


@dataclass(frozen=True, slots=True)
class BoardShown:
    """The board's start screen: `agendas` for a secretary, open `ballots` for a board member.

    `waiting` is the number of applications and questions without a meeting.
    """

    person: Person
    agendas: tuple[Agenda, ...] | None
    ballots: tuple[BallotCard, ...] | None
    waiting: int = 0
