"""What happens with memberships, told to the members and to staff."""

from __future__ import annotations

from dataclasses import dataclass

from domain.events import Event
from domain.members.entities import Member, Membership, Organisation
from domain.members.life import MemberAction
from domain.people import Person


@dataclass(frozen=True, slots=True)
class RepresentativeInvited(Event):
    """A representative may pass a link on; it works once, until `expires_at` (microseconds UTC)."""

    person: Person
    organisation: Organisation
    payload: str
    expires_at: int


@dataclass(frozen=True, slots=True)
class RepresentativeAdded(Event):
    """Somebody took up an invitation; `others` are those who represented the organisation before."""

    person: Person
    membership: Membership
    others: tuple[Person, ...]
    fresh: bool = True


@dataclass(frozen=True, slots=True)
class RepresentativeRemoved(Event):
    """Somebody represents the organisation no longer."""

    actor: Person
    person: Person
    membership: Membership


@dataclass(frozen=True, slots=True)
class MembershipChanged(Event):
    """A membership lapsed, came back, or ended; `concerned` are the member or its representatives.

    `at` is in microseconds UTC. `actor` is None where nobody did it: votes were counted, or dues brought it about.
    `voided` tells of the invoices that are owed no more by it.
    """

    actor: Person | None
    member: Member
    action: MemberAction
    reason: str
    concerned: tuple[Person, ...]
    secretaries: tuple[Person, ...]
    at: int
    voided: tuple[Event, ...] = ()
