"""The storage that the working groups need, and what other nouns ask of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from domain.groups.model import Group, GroupWebinar, Place, Question
from domain.people import Person


class GroupsGateway(Protocol):
    """Working groups, their members, and questions to them."""

    async def all(self) -> Sequence[Group]: ...

    async def open(self) -> Sequence[Group]: ...

    async def find(self, group_id: str) -> Group | None: ...

    async def add(self, group: Group) -> None: ...

    async def save(self, group: Group) -> None: ...

    async def sizes(self) -> Mapping[str, int]:
        """Return the open groups in order with their numbers of members; a member who wishes to move counts
        once.
        """
        ...

    async def places_of(self, member_id: int) -> Sequence[Place]: ...

    async def roster(self, group_id: str) -> Sequence[tuple[Place, Person | None]]: ...

    async def placed(self) -> Collection[int]:
        """Return the ids of the members with a place, proposed or settled."""
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
        """Return published webinars that end after this moment, soonest first."""
        ...


class AudienceLookup(Protocol):
    """Check who may come to a webinar."""

    async def belongs(self, person_id: int, group_id: str) -> bool:
        """Whether the person has a settled place in the group or represents an organisation there: as the one
        it named, or as any representative if it named nobody.
        """
        ...
