"""What a meeting of the board is, and what it can decide on an application."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from domain.board.life import MeetingStatus


class MeetingKind(StrEnum):
    """Why the board meets."""

    REGULAR = "regular"
    EXTRA = "extra"


class Decision(StrEnum):
    """What the board can decide on an application."""

    ADMIT = "admit"
    REFUSE = "refuse"
    POSTPONE = "postpone"


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of the board; moments in microseconds UTC.

    `until` is the deadline of its vote, `reminded` the hours before it of the latest reminder. `all_voted` and
    `missed`: the secretaries were told, for this deadline, that everybody has voted, or that a quorum is missing.
    `version` counts what was done with it, so that a button rests on what was seen.
    """

    id: int
    at: int
    kind: MeetingKind
    status: MeetingStatus
    opened_at: int | None = None
    until: int | None = None
    closed_at: int | None = None
    reminded: int | None = None
    all_voted: bool = False
    missed: bool = False
    version: int = 0
