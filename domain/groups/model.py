"""What a working group, a place in it and a question to it are; and the rule by which members are spread."""

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
        """The link to the group's chat; empty where there is none."""
        return self.chat_link or self.invite


class PlaceStatus(IntEnum):
    """How firm a place in a group is."""

    PROPOSED = 0
    CONFIRMED = 1


@dataclass(frozen=True, slots=True)
class Place:
    """A member's place in a group, proposed or confirmed.

    `person_id` is the member, or whom an organisation named for this group. `replaces` is the group that is left
    when the proposal is confirmed; empty where none is.
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
    """A line of a group's roster: the place, the member in it, and the person to turn to."""

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
    """What a member asks a group, and what its leader answered."""

    id: int
    group_id: str
    person_id: int
    text: str
    asked_at: int
    answer: str | None = None
    answered_by: int | None = None
    answered_at: int | None = None


class GroupGone(Exception):
    """There is no such group, or it was closed."""


class LastGroup(Exception):
    """The only open group can't be closed: its members would have nowhere to go."""


class NotAMember(Exception):
    """Only members of the association can do this."""


class AlreadySettled(Exception):
    """The place is no longer what the button says: somebody else decided, or the member left."""


class BadLink(Exception):
    """Not an address of a chat in Telegram."""


class BadTitle(Exception):
    """Empty, or too long for a button."""


class TooManyQuestions(Exception):
    """The person has as many questions waiting as one may have."""


class AlreadyAnswered(Exception):
    """The question was answered, or is gone; `question` is how it stands."""

    def __init__(self, question: Question | None) -> None:
        super().__init__()
        self.question = question


@dataclass(frozen=True, slots=True)
class Balance:
    """How even the groups are kept: one has room while its size is under `ratio` times the mean, plus one."""

    ratio: float = 1.5


def has_room(size: int, sizes: Mapping[str, int], rule: Balance) -> bool:
    """Whether a group of `size` takes one more, beside groups of `sizes`."""
    mean = sum(sizes.values()) / len(sizes)
    return size < rule.ratio * mean + 1


def assign(wishes: Sequence[str], sizes: Mapping[str, int], rule: Balance) -> str:
    """The group for a new member: the first of `wishes` that has room, else the smallest.

    `sizes` are the open groups in the association's order; a wish that isn't among them is passed over. Raises
    GroupGone where there is no open group at all.
    """
    if not sizes:
        raise GroupGone
    for wish in wishes:
        if wish in sizes and has_room(sizes[wish], sizes, rule):
            return wish
    return min(sizes, key=lambda group_id: sizes[group_id])


def choices(groups: Mapping[str, Group], places: Iterable[Place]) -> tuple[Group, ...]:
    """The groups that a member with these places could go to."""
    taken = {place.group_id for place in places}
    return tuple(group for group in groups.values() if group.closed_at is None and group.id not in taken)


def later(now: int, places: Iterable[Place]) -> int:
    """A moment that none of the member's places has, because it names the place in buttons."""
    return max([now, *(place.since + 1 for place in places)])
