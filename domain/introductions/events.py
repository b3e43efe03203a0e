"""What happens with introductions and is told to somebody."""

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
    """How somebody stands with introductions; `participant` is None for who takes no part.

    `next_round` is a moment in microseconds UTC. `reports`: they may see how the rounds went.
    """

    person: Person
    participant: Participant | None
    interests: Sequence[Interest]
    weeks: int
    next_round: int
    reports: bool = False


@dataclass(frozen=True, slots=True)
class Stopped(Event):
    """Somebody takes no part any more; `fresh`: they did until now."""

    person: Person
    fresh: bool


@dataclass(frozen=True, slots=True)
class Introduced(Event):
    """Somebody gets to know `partner`, with whom they share `common` interests and `groups`."""

    person: Person
    introduction: Introduction
    partner: Person
    about: Participant
    interests: Sequence[Interest]
    common: Sequence[Interest]
    groups: Sequence[Group]
    expires_at: int


class LeftOutReason(StrEnum):
    """Why nobody was left for somebody in a round."""

    ODD = "odd"
    ALONE = "alone"
    KNOWN = "known"  # they know everybody who takes part


@dataclass(frozen=True, slots=True)
class LeftOut(Event):
    """Nobody was left for somebody in a round; they go first in the next one."""

    person: Person
    why: LeftOutReason
    round: int
    next_round: int


@dataclass(frozen=True, slots=True)
class OutcomeDue(Event):
    """Somebody is asked what became of an introduction; `partner` is None where they may not be named any more."""

    person: Person
    introduction: Introduction
    partner: Person | None
    expires_at: int


@dataclass(frozen=True, slots=True)
class OutcomeNoted(Event):
    """Somebody said what became of an introduction; `takes_part`: they may still pause or stop."""

    person: Person
    introduction: Introduction
    outcome: Outcome
    next_round: int
    takes_part: bool


@dataclass(frozen=True, slots=True)
class RoundResult:
    """What became of a round, planned for `planned_at` (microseconds UTC).

    `answered` and `met` count the pairs of which at least one said something, or that they met.
    """

    planned_at: int
    participants: int
    pairs: int
    answered: int
    met: int


@dataclass(frozen=True, slots=True)
class RoundsReport(Event):
    """How many take part, and how the last rounds went, the newest first."""

    person: Person
    taking_part: int
    rounds: Sequence[RoundResult]
