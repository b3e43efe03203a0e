"""What a meeting of the board is, what it can decide, and how its date is typed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.refusal import Refusal

if TYPE_CHECKING:
    from domain.applications.entities import Application


class MeetingKind(StrEnum):
    """Why the board meets."""

    REGULAR = "regular"
    EXTRA = "extra"


class MeetingStatus(StrEnum):
    """What became of a meeting."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class Decision(StrEnum):
    """What the board can decide on an application."""

    ADMIT = "admit"
    REFUSE = "refuse"
    POSTPONE = "postpone"


class NotAMoment(Refusal):
    """The text names no date and time, or one that is past."""


class MeetingMissing(Refusal):
    """There is no such meeting."""


class MeetingOver(Refusal):
    """The meeting was held or cancelled."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of the board; `at` in microseconds UTC."""

    id: int
    at: int
    kind: MeetingKind
    status: MeetingStatus


@dataclass(frozen=True, slots=True)
class Agenda:
    """A meeting with the applications it decides on, in their order."""

    meeting: Meeting
    applications: tuple[Application, ...]
