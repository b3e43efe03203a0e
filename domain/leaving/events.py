"""Events of applications to leave, and the refusal that shows one."""

from __future__ import annotations

from dataclasses import dataclass

from domain.events import Event
from domain.leaving.entities import DepartureCard, Leavable
from domain.members.events import MembershipChanged
from domain.people import Person
from domain.refusal import Refusal


@dataclass(frozen=True, slots=True)
class LeavingShown(Event):
    """The memberships that somebody can leave."""

    person: Person
    leavable: tuple[Leavable, ...]


@dataclass(frozen=True, slots=True)
class DepartureAsked(Event):
    """A member wants to leave; `others` represent the same organisation, `deciders` get the card.

    `stand_in`: they are administrators, because there is no secretary.
    """

    card: DepartureCard
    person: Person
    others: tuple[Person, ...]
    deciders: tuple[Person, ...]
    stand_in: bool = False


@dataclass(frozen=True, slots=True)
class DepartureWithdrawn(Event):
    """The application to leave was withdrawn."""

    card: DepartureCard
    person: Person
    others: tuple[Person, ...]
    deciders: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class DepartureDiscussed(Event):
    """The secretary wrote to the member (`staff`), or the member answered."""

    card: DepartureCard
    person: Person
    text: str
    staff: bool
    listeners: tuple[Person, ...]
    deciders: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class DepartureConfirmed(Event):
    """The membership has ended at its member's request."""

    card: DepartureCard
    actor: Person
    changed: MembershipChanged
    deciders: tuple[Person, ...]


class DepartureStatusConflict(Refusal):
    """The application to leave has moved on, as `card` shows; `staff`: show it as to staff."""

    def __init__(self, person: Person, card: DepartureCard, *, staff: bool) -> None:
        super().__init__(person)
        self.card = card
        self.staff = staff
