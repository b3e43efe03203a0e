"""Requests to join the chats; who has to leave a working group's chat, and who may come back."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import (
    ColumnElement,
    and_,
    bindparam,
    delete,
    exists,
    func,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert as upsert

from domain.chats.entities import Chat, ChatKind
from domain.entry.entities import JoinRequest, RequestStatus
from domain.entry.gateways import EntryGateway, PartingGateway
from domain.people import Person
from storage.chats import CHAT
from storage.contacts import PERSON
from storage.gateway import Gateway
from storage.mapping import Mapper, bound, new_id, together
from storage.memberships import people_of_group
from storage.tables.base import written
from storage.tables.chats import chat_people, chats
from storage.tables.entry import chat_partings, join_requests
from storage.tables.groups import groups
from storage.tables.people import people, roles

_row, _chat, _inside, _parting = join_requests.c, chats.c, chat_people.c, chat_partings.c
REQUEST = Mapper(JoinRequest, join_requests)
PARTING = together(PERSON, CHAT)

ADD = REQUEST.insert(without=("number",)).returning(_row.number)
SAVE = REQUEST.update("answer_by", "status", "settled_at", "decided_by", "cards", "failure").where(
    _row.number == bindparam("request")
)
FIND = REQUEST.select().where(_row.number == bindparam("request"))
LATEST_OF = (
    REQUEST.select()
    .where(_row.chat_number == bindparam("chat"), _row.person_id == bindparam("person"))
    .order_by(_row.number.desc())
    .limit(1)
)
ADMITTED = select(func.count()).where(
    _row.settled_at > bindparam("since"),
    _row.chat_number == bindparam("chat"),
    _row.status == written(RequestStatus.ADMITTED),
    _row.number != bindparam("but"),
)
OVERDUE = (
    REQUEST.select()
    .where(_row.settled_at.is_(None), _row.answer_by <= bindparam("now"))
    .order_by(_row.answer_by, _row.number)
    .limit(bindparam("many"))
)


# Working groups' chats


def _belongs(person: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether somebody in a statement belongs to the group whose chat stands in it too."""
    tables = (chats, chat_people, chat_partings, people)
    return or_(*(person.in_(some.correlate(*tables)) for some in people_of_group(_chat.scope)))


_of_group = and_(
    _chat.kind == literal_column(f"'{ChatKind.GROUP}'"),
    _chat.inside == literal_column("1"),
    exists().where(groups.c.id == _chat.scope, groups.c.closed_at.is_(None)),
)
# Named first, so that only their people are looked through: a chat of all members has far more.
_a_chat = chats.alias("a_chat")
_in_groups_chat = _inside.chat_number.in_(
    select(_a_chat.c.number).where(_a_chat.c.kind == literal_column(f"'{ChatKind.GROUP}'"))
)
_scope = select(_chat.scope).where(_chat.number == _inside.chat_number).scalar_subquery()
_belongs_unnoted = (
    exists()
    .where(
        _chat.number == _inside.chat_number,
        _chat.scope != _inside.belonged,
        _of_group,
        _belongs(_inside.person_id),
    )
    .correlate(chat_people)
)
UNNOTED = select(_inside.person_id).where(_in_groups_chat, _belongs_unnoted).limit(1)
NOTE_BELONGING = update(chat_people).where(_belongs_unnoted).values(belonged=_scope)
_in_office = exists().where(
    roles.c.person_id == _inside.person_id,
    or_(roles.c.scope == literal_column("''"), roles.c.scope == _chat.scope),
)
TO_PART = (
    select(*PARTING.columns)
    .select_from(
        chat_people.join(chats, _chat.number == _inside.chat_number).join(
            people, people.c.id == _inside.person_id
        )
    )
    .where(
        _in_groups_chat,
        _of_group,
        _inside.belonged == _chat.scope,
        _chat.type == literal_column("'supergroup'"),
        _chat.rights.contains("can_restrict_members"),
        _inside.status.not_in([literal_column("'creator'"), literal_column("'administrator'")]),
        ~_in_office,
        ~_belongs(_inside.person_id),
    )
    .order_by(_inside.chat_number, _inside.person_id)
    .limit(bindparam("many"))
)
UNMARK = (
    update(chat_people)
    .where(_inside.chat_number == bindparam("chat"), _inside.person_id == bindparam("person"))
    .values(belonged="")
)
_part = upsert(chat_partings).values(bound("chat_number", "person_id", "at"))
PARTED = _part.on_conflict_do_update(
    index_elements=["chat_number", "person_id"], set_={"at": _part.excluded["at"]}
)
RETURNING = (
    select(*PARTING.columns)
    .select_from(
        chat_partings.join(chats, _chat.number == _parting.chat_number).join(
            people, people.c.id == _parting.person_id
        )
    )
    .where(_of_group, _belongs(_parting.person_id))
    .order_by(_parting.chat_number, _parting.person_id)
    .limit(bindparam("many"))
)
RETURNED = delete(chat_partings).where(
    _parting.chat_number == bindparam("chat"), _parting.person_id == bindparam("person")
)


class EntryTable(Gateway, EntryGateway, PartingGateway):
    """Requests to join, and who has lost a working group's chat."""

    async def add(self, request: JoinRequest) -> JoinRequest:
        """Keep a new request, whatever its number says; returns it with the number that it got."""
        return replace(request, number=new_id(await self._tx.first(ADD, **REQUEST.values(request))))

    async def save(self, request: JoinRequest) -> None:
        """Overwrite what is kept of how the request stands."""
        await self._tx.run(SAVE, request=request.number, **REQUEST.values(request))

    async def find(self, number: int) -> JoinRequest | None:
        """The request, or None."""
        return REQUEST.one(await self._tx.first(FIND, request=number))

    async def latest_of(self, chat_number: int, person_id: int) -> JoinRequest | None:
        """The person's last request to join the chat, settled or not; at most that one is open."""
        return REQUEST.one(await self._tx.first(LATEST_OF, chat=chat_number, person=person_id))

    async def admitted(self, chat_number: int, since: int, *, but: int) -> int:
        """How many were let into the chat after `since` (microseconds UTC), apart from the request with that number."""
        row = await self._tx.first(ADMITTED, chat=chat_number, since=since, but=but)
        return 0 if row is None else int(row[0])

    async def overdue(self, now: int, many: int) -> Sequence[JoinRequest]:
        """Open requests that nobody answered by `now` (microseconds UTC), the longest overdue first."""
        return REQUEST.all(await self._tx.all(OVERDUE, now=now, many=many))

    async def note_belonging(self) -> None:
        """Note of everybody in an open group's chat who belongs to the group that they did."""
        if await self._tx.first(UNNOTED) is not None:
            await self._tx.run(NOTE_BELONGING)

    async def to_part(self, many: int) -> Sequence[tuple[Person, Chat]]:
        """Those of whom that was noted and who belong no longer, where the bot can act on them."""
        return PARTING.all(await self._tx.all(TO_PART, many=many))

    async def parted(self, chat_number: int, person_id: int, at: int) -> None:
        """Note that somebody has lost the chat at `at` (microseconds UTC)."""
        await self._tx.run(UNMARK, chat=chat_number, person=person_id)
        await self._tx.run(PARTED, chat_number=chat_number, person_id=person_id, at=at)

    async def returning(self, many: int) -> Sequence[tuple[Person, Chat]]:
        """Those who lost a chat where the bot still is, and belong to its group again."""
        return PARTING.all(await self._tx.all(RETURNING, many=many))

    async def returned(self, chat_number: int, person_id: int) -> None:
        """Forget that somebody had lost the chat."""
        await self._tx.run(RETURNED, chat=chat_number, person=person_id)
