"""The working groups, who is in which, and what members ask them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import and_, bindparam, delete, func, insert, literal_column, select

from domain.chats.entities import ChatKind
from domain.groups.gateways import GroupsGateway
from domain.groups.model import Group, Place, Question
from domain.people import Person
from domain.roles import Scopes
from storage.contacts import PERSON
from storage.gateway import Gateway
from storage.mapping import Mapper, Optional, bound, new_id, together
from storage.tables.base import written
from storage.tables.chats import chats
from storage.tables.groups import group_members, group_questions, groups
from storage.tables.people import people

_group = groups.c
_place = group_members.c
_question = group_questions.c
_invite = func.coalesce(
    select(chats.c.link)
    .where(
        chats.c.kind == literal_column(f"'{ChatKind.GROUP}'"),
        chats.c.scope == _group.id,
        chats.c.inside == written(1),
        chats.c.link != literal_column("''"),
    )
    .order_by(chats.c.number)
    .limit(1)
    .scalar_subquery(),
    literal_column("''"),
).label("invite")
GROUP = Mapper(Group, groups, invite=_invite)
PLACE = Mapper(Place, group_members)
QUESTION = Mapper(Question, group_questions)
SEAT = together(PLACE, Optional(PERSON))

EXISTS = select(_group.id).where(_group.id == bindparam("group"), _group.closed_at.is_(None))
ALL = GROUP.select().order_by(_group.position)
FIND = GROUP.select().where(_group.id == bindparam("group"))
_next = select(func.coalesce(func.max(_group.position), 0) + 1).scalar_subquery()
ADD = GROUP.insert(without=()).values(position=_next)
SAVE = GROUP.update("titles", "field", "chat_link", "closed_at").where(_group.id == bindparam("group"))
SIZES = (
    select(_group.id, func.count(_place.member_id).label("size"))
    .select_from(groups.outerjoin(group_members, and_(_place.group_id == _group.id, _place.replaces == "")))
    .where(_group.closed_at.is_(None))
    .group_by(_group.id, _group.position)
    .order_by(_group.position)
)

PLACES_OF = (
    PLACE.select().where(_place.member_id == bindparam("member")).order_by(_place.since, _place.group_id)
)
ROSTER = (
    select(*SEAT.columns)
    .select_from(group_members.outerjoin(people, people.c.id == _place.person_id))
    .where(_place.group_id == bindparam("group"))
    .order_by(_place.since, _place.member_id)
)
PLACED = select(_place.member_id).distinct()
PUT = PLACE.upsert()
REMOVE = delete(group_members).where(
    _place.group_id == bindparam("group"), _place.member_id == bindparam("member")
)
RELEASE = delete(group_members).where(_place.member_id == bindparam("member"))

ASK = (
    insert(group_questions).values(bound("group_id", "person_id", "text", "asked_at")).returning(_question.id)
)
FIND_QUESTION = QUESTION.select().where(_question.id == bindparam("question"))
ANSWER = QUESTION.update("answer", "answered_by", "answered_at").where(_question.id == bindparam("question"))
OPEN_QUESTIONS = (
    QUESTION.select()
    .where(_question.group_id == bindparam("group"), _question.answered_at.is_(None))
    .order_by(_question.id)
)
COUNT_OPEN = select(func.count().label("count")).where(
    _question.group_id == bindparam("group"), _question.answered_at.is_(None)
)
COUNT_OPEN_OF = select(func.count().label("count")).where(
    _question.person_id == bindparam("person"), _question.answered_at.is_(None)
)


class GroupsTable(Gateway, GroupsGateway, Scopes):
    """The working groups, their places and questions."""

    async def exists(self, scope: str) -> bool:
        """Whether there is such a group, and it is open."""
        return await self._tx.first(EXISTS, group=scope) is not None

    async def all(self) -> Sequence[Group]:
        """Every group there is or was, in order."""
        return GROUP.all(await self._tx.all(ALL))

    async def open(self) -> Sequence[Group]:
        """The groups that members can be in, in order."""
        return [group for group in await self.all() if group.closed_at is None]

    async def find(self, group_id: str) -> Group | None:
        """The group, closed or not."""
        return GROUP.one(await self._tx.first(FIND, group=group_id))

    async def add(self, group: Group) -> None:
        """Keep a new group, as the last in order."""
        await self._tx.run(ADD, **GROUP.values(group))

    async def save(self, group: Group) -> None:
        """Overwrite what is kept about a group with this."""
        await self._tx.run(SAVE, group=group.id, **GROUP.values(group))

    async def sizes(self) -> Mapping[str, int]:
        """The open groups in order, and how many members each has; who only wishes to move doesn't count twice."""
        return {row["id"]: row["size"] for row in await self._tx.all(SIZES)}

    async def places_of(self, member_id: int) -> Sequence[Place]:
        """The member's places, oldest first."""
        return PLACE.all(await self._tx.all(PLACES_OF, member=member_id))

    async def roster(self, group_id: str) -> Sequence[tuple[Place, Person | None]]:
        """The places in a group, oldest first, each with the person to turn to."""
        return SEAT.all(await self._tx.all(ROSTER, group=group_id))

    async def placed(self) -> Collection[int]:
        """The ids of the members who have a place, proposed or settled."""
        return {row["member_id"] for row in await self._tx.all(PLACED)}

    async def put(self, place: Place) -> None:
        """Keep a place, instead of the one that the member had in the same group."""
        await self._tx.run(PUT, **PLACE.values(place))

    async def remove(self, group_id: str, member_id: int) -> None:
        """Give up a member's place in a group."""
        await self._tx.run(REMOVE, group=group_id, member=member_id)

    async def release(self, member_id: int) -> None:
        """Give up all of a member's places."""
        await self._tx.run(RELEASE, member=member_id)

    async def ask(self, question: Question) -> Question:
        """Keep a new question; returns it with its id."""
        row = await self._tx.first(ASK, **QUESTION.values(question))
        return replace(question, id=new_id(row))

    async def question(self, question_id: int) -> Question | None:
        """The question, answered or not."""
        return QUESTION.one(await self._tx.first(FIND_QUESTION, question=question_id))

    async def answer(self, question: Question) -> None:
        """Keep a question's answer."""
        await self._tx.run(ANSWER, question=question.id, **QUESTION.values(question))

    async def open_questions(self, group_id: str) -> Sequence[Question]:
        """The questions to a group that wait, oldest first."""
        return QUESTION.all(await self._tx.all(OPEN_QUESTIONS, group=group_id))

    async def count_open(self, group_id: str) -> int:
        """How many questions to a group wait."""
        row = await self._tx.first(COUNT_OPEN, group=group_id)
        return 0 if row is None else int(row["count"])

    async def count_open_of(self, person_id: int) -> int:
        """How many of a person's questions wait."""
        row = await self._tx.first(COUNT_OPEN_OF, person=person_id)
        return 0 if row is None else int(row["count"])
