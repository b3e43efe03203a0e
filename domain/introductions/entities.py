"""Participants, introductions, and the terms that the association has set."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum

from domain.association import Localized
from domain.time import DAY

PURPOSE = "introductions"  # of the consent to being introduced
ABOUT_LENGTH = 200


class Outcome(IntEnum):
    """The outcome of an introduction, as one side reports it."""

    MISSED = 0
    AGREED = 1
    MET = 2


@dataclass(frozen=True, slots=True)
class Interest:
    """A topic that people can be interested in."""

    id: str
    title: Localized


@dataclass(frozen=True, slots=True)
class Participant:
    """A person who wants to be introduced.

    `pausing`: not in the next round. `waited` counts the rounds in a row without a partner.
    """

    person_id: int
    interests: frozenset[str] = frozenset()
    about: str = ""
    pausing: bool = False
    waited: int = 0


@dataclass(frozen=True, slots=True)
class Introduction:
    """Two people who were introduced; None for an erased one. Times in microseconds UTC."""

    id: int
    first_id: int | None
    second_id: int | None
    made_at: int
    asked_at: int | None = None
    first_says: Outcome | None = None
    second_says: Outcome | None = None

    @property
    def sides(self) -> tuple[tuple[int | None, int | None], ...]:
        """Each person with the other one."""
        return ((self.first_id, self.second_id), (self.second_id, self.first_id))

    def said_by(self, person_id: int, outcome: Outcome) -> Introduction | None:
        """Return the introduction with this person's outcome; None if they are neither of the two."""
        if person_id == self.first_id:
            return replace(self, first_says=outcome)
        if person_id == self.second_id:
            return replace(self, second_says=outcome)
        return None


@dataclass(frozen=True, slots=True)
class IntroductionTerms:
    """The association's terms: rounds are every `weeks` weeks, on a `weekday` (Monday is 0) at an `hour`.

    `ask_after` is how long after the round people are asked whether they met, in microseconds. `quiet` are
    the first hour of the night and the first of the day: nothing is sent between them.
    """

    interests: tuple[Interest, ...] = ()
    weekday: int = 1
    hour: int = 11
    weeks: int = 2
    ask_after: int = 5 * DAY
    quiet: tuple[int, int] = (22, 8)
    time_zone: str = "Europe/Moscow"

    def named(self, ids: frozenset[str]) -> tuple[Interest, ...]:
        """Return the chosen interests in the association's order."""
        return tuple(interest for interest in self.interests if interest.id in ids)
