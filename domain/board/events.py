"""What happens with the board's meetings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.applications.entities import Card
from domain.board.entities import Agenda, Decision, Meeting
from domain.contacts import Person

if TYPE_CHECKING:
    from domain.members import Member


@dataclass(frozen=True, slots=True)
class MeetingPlanned:
    """A meeting has a date; `scheduled` are the applications that went on its agenda by that."""

    actor: Person
    agenda: Agenda
    scheduled: tuple[Card, ...]
    secretaries: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class MeetingEnded:
    """A meeting was held or cancelled; `moved` are the applications that it left, with their new meeting, if any."""

    actor: Person
    meeting: Meeting
    moved: tuple[Card, ...]
    secretaries: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class ApplicationDecided:
    """The board decided on an application. On admission `member` is the new member and `group` what the
    groups say of it."""

    card: Card
    actor: Person
    secretaries: tuple[Person, ...]
    decision: Decision
    member: Member | None = None
    group: object | None = None
