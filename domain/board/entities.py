"""What a meeting of the board is, and what it can decide on an application."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from domain.board.life import MeetingStatus


class MeetingKind(StrEnum):
    """Regular or extraordinary."""

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

    `until` is the deadline of its vote, `reminded` the latest reminder sent, in hours before it. `all_voted` and
    `missed`: the secretaries were told, for this deadline, that everybody has voted, or that a quorum is missing.
    `version` counts changes, so that a button applies only to what was shown.
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
