"""What happens with the board's meetings and votes."""

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
    """A meeting has a date; `scheduled` are the applications that went on its agenda by that."""

    actor: Person
    agenda: Agenda
    scheduled: tuple[Card, ...]
    secretaries: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class MeetingEnded(Event):
    """A meeting was held or cancelled; `moved` are the applications that it left, with their new meeting, if any.

    `put_off` is how many questions of other kinds it left. `ballots` are those on which the vote ends by that,
    for the board that had them. `minutes` is the job that makes its minutes, if it was held and decided anything.
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
    """The board decided on an application. On admission `member` is the new member, `group` what the groups say of
    it, and `invoice` its first one, if anything is to be paid. `vote` is what the vote on it, if one was open, says now.

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
    """A question was put on an agenda, or taken off; without `agenda` it waits for a meeting."""

    actor: Person
    agenda: Agenda | None


@dataclass(frozen=True, slots=True)
class VoteOpened(Event):
    """The board votes on an agenda. `papers` are the jobs that copy the applications' documents, by ballot."""

    actor: Person
    progress: Progress
    cards: tuple[BallotCard, ...]
    papers: Mapping[int, int]
    board: tuple[Person, ...]
    secretaries: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class VoteCast(Event):
    """A board member voted, or said something else than before; not `fresh`: the same as before.

    `all_voted`: nobody is waited for any more, which the secretaries hear once. `board` gets the card anew where
    the configuration shows votes.
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
    """What the board's cards of a question show has changed.

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
    """The secretary entered a decision that the board took in the room; `outcome` is what came of it."""

    actor: Person
    card: BallotCard
    outcome: Event | None
    board: tuple[Person, ...]
    secretaries: tuple[Person, ...]
    progress: Progress | None
    agenda: Agenda | None


@dataclass(frozen=True, slots=True)
class VoteProlonged(Event):
    """The vote goes on longer; `cards` are of the questions that are still open."""

    actor: Person
    progress: Progress
    cards: tuple[BallotCard, ...]
    board: tuple[Person, ...]
    secretaries: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class VoteCounted(Event):
    """Votes were counted: by the clock, or by whoever closed the vote.

    `results` are the questions that are open no more by it, `cards` all of the meeting's, `outcomes` what came of the
    decisions, `moved` the applications that go to another meeting. `progress` is how the vote stands where questions
    are left, `missed` that they have no quorum at the deadline; otherwise the meeting is over and `minutes` the job
    that makes its minutes.
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
    """The deadline is near; `waiting` are those who have not voted on everything, with how many questions are left."""

    meeting: Meeting
    waiting: tuple[tuple[Person, int], ...]


@dataclass(frozen=True, slots=True)
class MeetingsHeld:
    """A page of the meetings that were held, the latest first; `further`: there are earlier ones."""

    meetings: tuple[Meeting, ...]
    page: int
    further: bool


@dataclass(frozen=True, slots=True)
class MeetingResults:
    """What a meeting that was held decided; `minutes`: whether there are any to be made."""

    meeting: Meeting
    cards: tuple[BallotCard, ...]
    minutes: bool


@dataclass(frozen=True, slots=True)
class MinutesOrdered(Event):
    """The minutes are made once more, for whoever asked."""

    actor: Person
    meeting: Meeting
    job: int


@dataclass(frozen=True, slots=True)
class MinutesNotMade(Event):
    """The minutes could not be made."""

    person: Person


@dataclass(frozen=True, slots=True)
class BallotPapers(Event):
    """What an applicant handed in, for a board member who asked for it again; `job` copies the document."""

    person: Person
    card: BallotCard
    job: int


@dataclass(frozen=True, slots=True)
class BoardShown:
    """What the board's work shows to somebody: `agendas` to a secretary, `ballots` that are open to a board member.

    `waiting` is how many applications and questions no meeting will decide on yet.
    """

    person: Person
    agendas: tuple[Agenda, ...] | None
    ballots: tuple[BallotCard, ...] | None
    waiting: int = 0
