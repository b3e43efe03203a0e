"""Working groups, places in them, questions to them, and the rule that balances their sizes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

from domain.association import Localized
from domain.members.entities import MemberRef
from domain.people import Person


@dataclass(frozen=True, slots=True)
class Group:
    """A working group; `field` says what it works on. Times in microseconds UTC.

    `chat_link` is what its leader set; `invite` leads to the chat that is connected as the group's, and is not set here.
    """

    id: str
    titles: Localized
    field: Localized
    chat_link: str
    created_at: int
    closed_at: int | None = None
    invite: str = ""

    @property
    def way_in(self) -> str:
        """The link to the group's chat, or an empty text."""
        return self.chat_link or self.invite


class PlaceStatus(IntEnum):
    """Whether a place in a group is proposed or confirmed."""

    PROPOSED = 0
    CONFIRMED = 1


@dataclass(frozen=True, slots=True)
class Place:
    """A member's place in a group, proposed or confirmed.

    `person_id` is the member, or the representative that an organisation named for this group. `replaces` is the
    group that is left when the proposal is confirmed; empty if none is.
    """

    group_id: str
    member_id: int
    person_id: int | None
    status: PlaceStatus
    since: int
    replaces: str = ""

    @property
    def settled(self) -> bool:
        """Whether the place is decided, not just proposed."""
        return self.status is PlaceStatus.CONFIRMED


@dataclass(frozen=True, slots=True)
class Placed:
    """A line of a group's roster: the place, the member in it, and the person to contact."""

    place: Place
    member: MemberRef
    person: Person | None


class GroupWebinar(Protocol):
    """A webinar as a working group shows it; `starts_at` in microseconds UTC."""

    @property
    def id(self) -> int: ...

    @property
    def group_id(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def starts_at(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Question:
    """A member's question to a group, with the leader's answer."""

    id: int
    group_id: str
    person_id: int
    text: str
    asked_at: int
    answer: str | None = None
    answered_by: int | None = None
    answered_at: int | None = None


@dataclass(frozen=True, slots=True)
class Balance:
    """How even the groups are kept: a group has room while its size is under `ratio` times the mean, plus one."""

    ratio: float = 1.5


def has_room(size: int, sizes: Mapping[str, int], rule: Balance) -> bool:
    """Whether a group of `size` takes one more member, among groups of `sizes`."""
    mean = sum(sizes.values()) / len(sizes)
    return size < rule.ratio * mean + 1


def assign(wishes: Sequence[str], sizes: Mapping[str, int], rule: Balance) -> str:
    """Choose the group for a new member: the first of `wishes` that has room, else the smallest.

    `sizes` are the open groups in the association's order; wishes that aren't among them are passed over. Raises
    ValueError if there is no open group.
    """
    for wish in wishes:
        if wish in sizes and has_room(sizes[wish], sizes, rule):
            return wish
    return min(sizes, key=lambda group_id: sizes[group_id])


def choices(groups: Mapping[str, Group], places: Iterable[Place]) -> tuple[Group, ...]:
    """Return the open groups that a member with these places could move to."""
    taken = {place.group_id for place in places}
    return tuple(group for group in groups.values() if group.closed_at is None and group.id not in taken)


def later(now: int, places: Iterable[Place]) -> int:
    """Return a moment that none of the member's places has: buttons identify a place by it."""
    return max([now, *(place.since + 1 for place in places)])
