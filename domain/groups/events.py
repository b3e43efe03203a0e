"""Events of the working groups, and what is shown of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from domain.events import Event
from domain.groups.model import Group, GroupWebinar, Place, Placed, Question
from domain.members.entities import MemberRef
from domain.people import Person
from domain.roles import RoleTaken


@dataclass(frozen=True, slots=True)
class GroupProposed(Event):
    """A place was proposed, on admission or at the member's wish; `staff` confirm or change it.

    `asked_by` is the member who asked for it, None on admission; `instead_of` is the group they would leave.
    """

    place: Place
    member: MemberRef
    group: Group
    instead_of: Group | None
    choices: tuple[Group, ...]
    declinable: bool
    staff: tuple[Person, ...]
    asked_by: Person | None = None


@dataclass(frozen=True, slots=True)
class MemberPlaced(Event):
    """Staff decided that a member is in `group`; `card` identifies the proposal or place that this settled, 0
    for none.
    """

    actor: Person
    place: Place
    member: MemberRef
    group: Group
    before: Group | None
    card: int
    people: tuple[Person, ...]
    leaders: tuple[Person, ...]
    staff: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class ProposalDeclined(Event):
    """Staff decided that a member stays where they are and does not move to `group`."""

    actor: Person
    member: MemberRef
    group: Group
    card: int
    people: tuple[Person, ...]
    staff: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class BulkAssigned(Event):
    """The members without a group were distributed over the groups."""

    actor: Person
    placed: tuple[MemberPlaced, ...]


@dataclass(frozen=True, slots=True)
class RepresentativeNamed(Event):
    """An organisation named its representative in a group."""

    actor: Person
    representative: Person
    member: MemberRef
    group: Group
    fresh: bool = True


@dataclass(frozen=True, slots=True)
class MemberCard:
    """A member as staff see them: current places, proposals, and possible groups."""

    member: MemberRef
    places: tuple[Placed, ...]
    groups: Mapping[str, Group]
    choices: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class GroupsShown:
    """All open groups as `person` may see them; `mine` are the places of the member they are or represent."""

    groups: tuple[Group, ...]
    sizes: Mapping[str, int]
    member: MemberRef | None
    mine: tuple[Placed, ...]
    leads: frozenset[str]
    secretary: bool
    unplaced: int = 0


@dataclass(frozen=True, slots=True)
class GroupShown:
    """One group as `person` may see it; `webinar` is its next one."""

    group: Group
    size: int
    leaders: tuple[Person, ...]
    member: MemberRef | None
    mine: Placed | None
    proposed: bool
    leads: bool
    secretary: bool
    questions: int = 0
    webinar: GroupWebinar | None = None


@dataclass(frozen=True, slots=True)
class GroupClosed(Event):
    """A group was closed and its members went elsewhere."""

    actor: Person
    group: Group
    moved: tuple[MemberPlaced | ProposalDeclined, ...]
    ended: tuple[RoleTaken, ...]


@dataclass(frozen=True, slots=True)
class RosterOrdered(Event):
    """A spreadsheet of members was ordered; the job makes it."""

    person: Person
    job: int


@dataclass(frozen=True, slots=True)
class RosterNotMade(Event):
    """The spreadsheet could not be made."""

    person: Person


@dataclass(frozen=True, slots=True)
class QuestionAsked(Event):
    """A member asked a group something; `staff` can answer."""

    question: Question
    group: Group
    asker: Person
    member: MemberRef
    staff: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class QuestionAnswered(Event):
    """A question was answered; `asker` is None for somebody erased since."""

    actor: Person
    question: Question
    group: Group
    asker: Person | None
    staff: tuple[Person, ...]
