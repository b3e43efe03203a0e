"""Requests to join the chats; who has to leave a working group's chat, and who may come back."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import (
    ColumnElement,
    and_,
    bindparam,
    delete,
    exists,
    insert,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert as upsert

from domain.chats.entities import CardPlace, Chat, ChatKind
from domain.entry.entities import JoinRequest, RequestStatus
from domain.entry.gateways import EntryGateway, PartingGateway
from domain.people import Person
from storage.chats import chat_of
from storage.contacts import COLUMNS as PERSON
from storage.contacts import person_of
from storage.engine import Transaction
from storage.memberships import people_of_group
from storage.tables.chats import chat_people, chats
from storage.tables.entry import chat_partings, join_requests
from storage.tables.groups import groups
from storage.tables.people import people, roles

_row, _chat, _inside, _parting = join_requests.c, chats.c, chat_people.c, chat_partings.c
_KEPT = (
    *("chat_number", "person_id", "language", "asked_at", "answer_by"),
    *("status", "settled_at", "decided_by", "cards"),
)
_CHANGING = ("answer_by", "status", "settled_at", "decided_by", "cards")

ADD = insert(join_requests).values({name: bindparam(name) for name in _KEPT}).returning(_row.number)
SAVE = (
    update(join_requests)
    .where(_row.number == bindparam("request"))
    .values({name: bindparam(name) for name in _CHANGING})
)
FIND = select(join_requests).where(_row.number == bindparam("request"))
LATEST_OF = (
    select(join_requests)
    .where(_row.chat_number == bindparam("chat"), _row.person_id == bindparam("person"))
    .order_by(_row.number.desc())
    .limit(1)
)
OVERDUE = (
    select(join_requests)
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
_scope = select(_chat.scope).where(_chat.number == _inside.chat_number).scalar_subquery()
NOTE_BELONGING = (
    update(chat_people)
    .where(
        exists()
        .where(
            _chat.number == _inside.chat_number,
            _chat.scope != _inside.belonged,
            _of_group,
            _belongs(_inside.person_id),
        )
        .correlate(chat_people)
    )
    .values(belonged=_scope)
)
_in_office = exists().where(
    roles.c.person_id == _inside.person_id,
    or_(roles.c.scope == literal_column("''"), roles.c.scope == _chat.scope),
)
TO_PART = (
    select(*PERSON, *_chat)
    .select_from(
        chat_people.join(chats, _chat.number == _inside.chat_number).join(
            people, people.c.id == _inside.person_id
        )
    )
    .where(
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
_part = upsert(chat_partings).values({name: bindparam(name) for name in ("chat_number", "person_id", "at")})
PARTED = _part.on_conflict_do_update(
    index_elements=["chat_number", "person_id"], set_={"at": _part.excluded["at"]}
)
RETURNING = (
    select(*PERSON, *_chat)
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


class EntryTable(EntryGateway, PartingGateway):
    """Requests to join, and who has lost a working group's chat."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction

    async def add(self, request: JoinRequest) -> JoinRequest:
        """Keep a new request, whatever its number says; returns it with the number that it got."""
        columns = {
            "chat_number": request.chat_number,
            "person_id": request.person_id,
            "language": request.language,
            "asked_at": request.asked_at,
        }
        row = await self._tx.first(ADD, **columns, **_changing(request))
        if row is None:
            raise LookupError("the request was not kept")
        return replace(request, number=row["number"])

    async def save(self, request: JoinRequest) -> None:
        """Overwrite what is kept of how the request stands."""
        await self._tx.run(SAVE, request=request.number, **_changing(request))

    async def find(self, number: int) -> JoinRequest | None:
        """The request, or None."""
        row = await self._tx.first(FIND, request=number)
        return None if row is None else _request_of(row)

    async def latest_of(self, chat_number: int, person_id: int) -> JoinRequest | None:
        """The person's last request to join the chat, settled or not; at most that one is open."""
        row = await self._tx.first(LATEST_OF, chat=chat_number, person=person_id)
        return None if row is None else _request_of(row)

    async def overdue(self, now: int, many: int) -> Sequence[JoinRequest]:
        """Open requests that nobody answered by `now` (microseconds UTC), the longest overdue first."""
        return [_request_of(row) for row in await self._tx.all(OVERDUE, now=now, many=many)]

    async def note_belonging(self) -> None:
        """Note of everybody in an open group's chat who belongs to the group that they did."""
        await self._tx.run(NOTE_BELONGING)

    async def to_part(self, many: int) -> Sequence[tuple[Person, Chat]]:
        """Those of whom that was noted and who belong no longer, where the bot can act on them."""
        return [_both_of(row) for row in await self._tx.all(TO_PART, many=many)]

    async def parted(self, chat_number: int, person_id: int, at: int) -> None:
        """Note that somebody has lost the chat at `at` (microseconds UTC)."""
        await self._tx.run(UNMARK, chat=chat_number, person=person_id)
        await self._tx.run(PARTED, chat_number=chat_number, person_id=person_id, at=at)

    async def returning(self, many: int) -> Sequence[tuple[Person, Chat]]:
        """Those who lost a chat where the bot still is, and belong to its group again."""
        return [_both_of(row) for row in await self._tx.all(RETURNING, many=many)]

    async def returned(self, chat_number: int, person_id: int) -> None:
        """Forget that somebody had lost the chat."""
        await self._tx.run(RETURNED, chat=chat_number, person=person_id)


def _changing(request: JoinRequest) -> dict[str, Any]:
    return {
        "answer_by": request.answer_by,
        "status": request.status.value,
        "settled_at": request.settled_at,
        "decided_by": request.decided_by,
        "cards": json.dumps([[place.id, place.language] for place in request.cards]),
    }


def _request_of(row: Any) -> JoinRequest:
    kept = JoinRequest(*row)
    places = tuple(CardPlace(place, language) for place, language in json.loads(row["cards"]))
    return replace(kept, status=RequestStatus(kept.status), cards=places)


def _both_of(row: Any) -> tuple[Person, Chat]:
    return person_of(row), chat_of(row[len(PERSON) :])
