"""Events of introductions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.events import Event
from domain.groups.model import Group
from domain.introductions.entities import Interest, Introduction, Outcome, Participant
from domain.people import Person


@dataclass(frozen=True, slots=True)
class Participation(Event):
    """A person's participation; `participant` is None for those who don't take part.

    `next_round` is a moment in microseconds UTC. `reports`: they may see how past rounds went.
    """

    person: Person
    participant: Participant | None
    interests: Sequence[Interest]
    weeks: int
    next_round: int
    reports: bool = False


@dataclass(frozen=True, slots=True)
class Stopped(Event):
    """A person left introductions; `fresh`: they took part until now."""

    person: Person
    fresh: bool


@dataclass(frozen=True, slots=True)
class Introduced(Event):
    """A person is introduced to `partner`, with whom they share `common` interests and `groups`."""

    person: Person
    introduction: Introduction
    partner: Person
    about: Participant
    interests: Sequence[Interest]
    common: Sequence[Interest]
    groups: Sequence[Group]
    expires_at: int


@dataclass(frozen=True, slots=True)
class PartnerUnreached(Event):
    """An introduction didn't reach the partner; None if they may no longer be named. `person` comes first next time."""

    person: Person
    introduction: Introduction
    partner: Person | None
    next_round: int


class LeftOutReason(StrEnum):
    """Why a person got no partner in a round."""

    ODD = "odd"
    ALONE = "alone"
    KNOWN = "known"  # they know everybody who takes part


@dataclass(frozen=True, slots=True)
class LeftOut(Event):
    """A person got no partner in a round; they come first in the next one."""

    person: Person
    why: LeftOutReason
    round: int
    next_round: int


@dataclass(frozen=True, slots=True)
class OutcomeDue(Event):
    """Ask a person about the outcome of an introduction; `partner` is None if they may no longer be named."""

    person: Person
    introduction: Introduction
    partner: Person | None
    expires_at: int


@dataclass(frozen=True, slots=True)
class OutcomeNoted(Event):
    """A person reported the outcome of an introduction; `takes_part`: they may still pause or stop."""

    person: Person
    introduction: Introduction
    outcome: Outcome
    next_round: int
    takes_part: bool


@dataclass(frozen=True, slots=True)
class RoundResult:
    """The result of a round, planned for `planned_at` (microseconds UTC).

    `answered` and `met` count the pairs of which at least one answered, or reported a meeting.
    """

    planned_at: int
    participants: int
    pairs: int
    answered: int
    met: int


@dataclass(frozen=True, slots=True)
class RoundsReport(Event):
    """The number of participants, and the results of past rounds, newest first."""

    person: Person
    taking_part: int
    rounds: Sequence[RoundResult]
