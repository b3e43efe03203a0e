"""What the working groups need of storage, and what others ask of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from domain.groups.model import Group, GroupWebinar, Place, Question
from domain.people import Person


class GroupsGateway(Protocol):
    """The working groups, who is in which, and what is asked."""

    async def all(self) -> Sequence[Group]: ...

    async def open(self) -> Sequence[Group]: ...

    async def find(self, group_id: str) -> Group | None: ...

    async def add(self, group: Group) -> None: ...

    async def save(self, group: Group) -> None: ...

    async def sizes(self) -> Mapping[str, int]:
        """The open groups in order, and how many members each has; who only wishes to move doesn't count twice."""
        ...

    async def places_of(self, member_id: int) -> Sequence[Place]: ...

    async def roster(self, group_id: str) -> Sequence[tuple[Place, Person | None]]: ...

    async def placed(self) -> Collection[int]:
        """The ids of the members who have a place, proposed or settled."""
        ...

    async def put(self, place: Place) -> None: ...

    async def remove(self, group_id: str, member_id: int) -> None: ...

    async def release(self, member_id: int) -> None: ...

    async def ask(self, question: Question) -> Question: ...

    async def question(self, question_id: int) -> Question | None: ...

    async def answer(self, question: Question) -> None: ...

    async def open_questions(self, group_id: str) -> Sequence[Question]: ...

    async def count_open(self, group_id: str) -> int: ...

    async def count_open_of(self, person_id: int) -> int: ...


class WebinarsLookup(Protocol):
    """What the working groups need of webinars."""

    async def coming(self, after: int) -> Sequence[GroupWebinar]:
        """Those published that end after this moment, soonest first."""
        ...


class AudienceLookup(Protocol):
    """Who may come to a webinar."""

    async def belongs(self, person_id: int, group_id: str) -> bool:
        """Whether the person has a settled place in the group, or speaks there for an organisation: as the one it
        named for the group, or as any of its representatives where it named nobody."""
        ...
