"""What happens with memberships, told to the members and to staff."""

from __future__ import annotations

from dataclasses import dataclass

from domain.events import Event
from domain.members.entities import Member, Membership, Organisation
from domain.members.life import MemberAction
from domain.people import Person


@dataclass(frozen=True, slots=True)
class RepresentativeInvited(Event):
    """A representative has a link to pass on; it works once, until `expires_at` (microseconds UTC)."""

    person: Person
    organisation: Organisation
    payload: str
    expires_at: int


@dataclass(frozen=True, slots=True)
class RepresentativeAdded(Event):
    """Somebody accepted an invitation; `others` are the organisation's other representatives."""

    person: Person
    membership: Membership
    others: tuple[Person, ...]
    fresh: bool = True


@dataclass(frozen=True, slots=True)
class RepresentativeRemoved(Event):
    """Somebody no longer represents the organisation."""

    actor: Person
    person: Person
    membership: Membership


@dataclass(frozen=True, slots=True)
class MembershipChanged(Event):
    """A membership was suspended, restored or ended; `concerned` are the member or its representatives.

    `at` is in microseconds UTC. `actor` is None if nobody did it: votes were counted, or it followed from dues.
    `voided` are the invoices that need not be paid any more.
    """

    actor: Person | None
    member: Member
    action: MemberAction
    reason: str
    concerned: tuple[Person, ...]
    secretaries: tuple[Person, ...]
    at: int
    voided: tuple[Event, ...] = ()
