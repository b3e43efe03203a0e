"""Applications to leave, the messages about them, and their transitions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from domain.members.entities import Membership, MemberStatus
from domain.people import Person

LEAVABLE = frozenset({MemberStatus.ACTIVE, MemberStatus.LAPSED})  # memberships that can still be left


class DepartureStatus(StrEnum):
    """The status of an application to leave."""

    ASKED = "asked"
    CONFIRMED = "confirmed"  # and the membership has ended
    WITHDRAWN = "withdrawn"
    OVER = "over"  # the membership ended in another way meanwhile


class DepartureAction(StrEnum):
    """What can be done with an application to leave."""

    SPEAK = "speak"  # the secretary writes to whoever asked
    ANSWER = "answer"
    WITHDRAW = "withdraw"
    CONFIRM = "confirm"
    END = "end"  # nobody's act: the membership is over


class Side(StrEnum):
    """Who takes the step."""

    MEMBER = "member"  # an organisation's: any representative
    STAFF = "staff"  # the secretary; administrators where there is none
    NOBODY = "nobody"


DEPARTURE: dict[tuple[DepartureStatus, DepartureAction], DepartureStatus] = {
    (DepartureStatus.ASKED, DepartureAction.SPEAK): DepartureStatus.ASKED,
    (DepartureStatus.ASKED, DepartureAction.ANSWER): DepartureStatus.ASKED,
    (DepartureStatus.ASKED, DepartureAction.WITHDRAW): DepartureStatus.WITHDRAWN,
    (DepartureStatus.ASKED, DepartureAction.CONFIRM): DepartureStatus.CONFIRMED,
    (DepartureStatus.ASKED, DepartureAction.END): DepartureStatus.OVER,
}

DEPARTURE_ALLOWED: dict[DepartureAction, Side] = {
    DepartureAction.SPEAK: Side.STAFF,
    DepartureAction.ANSWER: Side.MEMBER,
    DepartureAction.WITHDRAW: Side.MEMBER,
    DepartureAction.CONFIRM: Side.STAFF,
    DepartureAction.END: Side.NOBODY,
}


@dataclass(frozen=True, slots=True)
class Departure:
    """An application to leave; its author or who settled it may have been erased. Moments in microseconds UTC."""

    id: int
    member_id: int
    person_id: int | None
    reason: str
    status: DepartureStatus
    asked_at: int
    settled_at: int | None = None
    settled_by: int | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """A message about an application to leave, from the secretary (`staff`) or the member."""

    at: int
    author_id: int | None
    staff: bool
    text: str


@dataclass(frozen=True, slots=True)
class DepartureCard:
    """Everything that a screen about an application to leave shows; `owed` are dues, in kopecks."""

    departure: Departure
    membership: Membership
    author: Person | None
    settled_by: Person | None
    words: tuple[Words, ...] = ()
    owed: int = 0


@dataclass(frozen=True, slots=True)
class Leavable:
    """A membership that somebody can leave, with the open application to leave, if there is one.

    `owed` are dues, in kopecks.
    """

    membership: Membership
    card: DepartureCard | None = None
    owed: int = 0
