"""What a meeting of the board is, what stands on its agenda, and what it can decide on an application."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.board.life import UNDECIDED, MeetingStatus

if TYPE_CHECKING:
    from domain.applications.entities import Application
    from domain.board.ballots import Ballot, BallotKind


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
