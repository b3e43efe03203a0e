"""The association's chats, and who is inside."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import BigInteger, Integer, and_, bindparam, case, delete, func, literal_column, select
from sqlalchemy.dialects.postgresql import insert as upsert

from domain.chats.answers import GroupAnswersGateway
from domain.chats.entities import Chat, ChatKind, Inside
from domain.chats.gateways import ChatsGateway
from storage.gateway import Gateway
from storage.mapping import Mapper, bound, new_id
from storage.moderation.incidents import IncidentsTable
from storage.outbox import OutboxTable
from storage.tables.chats import chat_activity, chat_people, chats, group_answers

_row, _inside = chats.c, chat_people.c
CHAT = Mapper(Chat, chats)
INSIDE = Mapper(Inside, chat_people)

ADD = CHAT.insert(without=("number",)).values(bound("found_at")).returning(_row.number)
SAVE = CHAT.update().where(_row.number == bindparam("chat"))
BY_ID = CHAT.select().where(_row.id == bindparam("chat"))
FIND = CHAT.select().where(_row.number == bindparam("chat"))
ALL = CHAT.select().order_by(_row.kind.is_(None), _row.title, _row.number).limit(100)
OF_KIND = CHAT.select().where(_row.kind == bindparam("which")).order_by(_row.number)
REMOVE = delete(chats).where(_row.number == bindparam("chat"))
REMOVE_PEOPLE = delete(chat_people).where(_inside.chat_number == bindparam("chat"))

FIND_INSIDE = INSIDE.select().where(
    _inside.chat_number == bindparam("chat"), _inside.person_id == bindparam("person")
)
PUT = INSIDE.upsert()
GONE = delete(chat_people).where(
    _inside.chat_number == bindparam("chat"), _inside.person_id == bindparam("person")
)

_activity = chat_activity.c
_counted = upsert(chat_activity).from_select(
    ["chat_number", "hour", "messages"],
    select(_row.number, bindparam("hour", type_=BigInteger), bindparam("many", type_=Integer)).where(
        _row.id == bindparam("chat"), _row.kind.is_not(None)
    ),
)
COUNT = _counted.on_conflict_do_update(
    index_elements=["chat_number", "hour"],
    set_={"messages": chat_activity.c.messages + _counted.excluded.messages},
)
ACTIVITY = select(func.coalesce(func.sum(_activity.messages), 0)).where(
    _activity.chat_number == bindparam("chat"), _activity.hour > bindparam("since")
)
FORGET_ACTIVITY = delete(chat_activity).where(_activity.hour < bindparam("before"))

_answer = group_answers.c
_lately = _answer.asked_at > bindparam("since", type_=BigInteger)
SINCE = select(
    func.count(case((and_(_answer.person_id == bindparam("person"), _lately), literal_column("1")))),
    func.count(case((_answer.answered_at > bindparam("since", type_=BigInteger), literal_column("1")))),
).where(_answer.chat_id == bindparam("chat"))
_note = upsert(group_answers).values(bound("chat_id", "person_id", "asked_at", "answered_at"))
NOTE = _note.on_conflict_do_update(
    index_elements=["chat_id", "person_id"],
    set_={
        "asked_at": _note.excluded.asked_at,
        "answered_at": func.coalesce(_note.excluded.answered_at, _answer.answered_at),
    },
)


class ChatsTable(Gateway, ChatsGateway):
    """The association's chats and who is in them."""

    async def by_id(self, chat_id: int) -> Chat | None:
        """The chat by Telegram's id, or None."""
        return CHAT.one(await self._tx.first(BY_ID, chat=chat_id))

    async def find(self, number: int) -> Chat | None:
        """The chat by our own number, or None."""
        return CHAT.one(await self._tx.first(FIND, chat=number))

    async def all(self) -> Sequence[Chat]:
        """Every chat, connected ones first, then by title; at most 100."""
        return CHAT.all(await self._tx.all(ALL))

    async def of_kind(self, kind: ChatKind) -> Sequence[Chat]:
        """The chats that were connected as this, oldest first, also those from which the bot was removed."""
        return CHAT.all(await self._tx.all(OF_KIND, which=kind.value))

    async def add(self, chat: Chat, at: int) -> Chat:
        """Keep a new chat, found at `at` (microseconds UTC); returns it with its number."""
        row = await self._tx.first(ADD, found_at=at, **CHAT.values(chat))
        return replace(chat, number=new_id(row))

    async def save(self, chat: Chat) -> None:
        """Overwrite what is kept of the chat with this."""
        await self._tx.run(SAVE, chat=chat.number, **CHAT.values(chat))

    async def move(self, chat: Chat, old_id: int, at: int) -> None:
        """Overwrite what is kept of a chat whose id has changed `at` this moment; what waits for the old id goes to
        the new one, and its messages, which stayed behind, are no longer known by their numbers."""
        await self.save(chat)
        await OutboxTable(self._tx).redirect(old_id, chat.id, at)
        await IncidentsTable(self._tx).leave_behind(chat.number)

    async def remove(self, number: int) -> None:
        """Forget the chat, and who is inside."""
        await self._tx.run(REMOVE, chat=number)
        await self._tx.run(REMOVE_PEOPLE, chat=number)

    async def inside(self, chat_number: int, person_id: int) -> Inside | None:
        """Somebody's standing in the chat, or None where the bot never saw them come in."""
        return INSIDE.one(await self._tx.first(FIND_INSIDE, chat=chat_number, person=person_id))

    async def put(self, inside: Inside) -> None:
        """Keep somebody's standing in a chat, instead of the one they had."""
        await self._tx.run(PUT, **INSIDE.values(inside))

    async def gone(self, chat_number: int, person_id: int) -> None:
        """Forget somebody who left."""
        await self._tx.run(GONE, chat=chat_number, person=person_id)

    async def count(self, counts: Mapping[tuple[int, int], int]) -> None:
        """Add to how many messages there were, by Telegram's id of the chat and the hour since 1970 (UTC).

        Of chats that are not connected nothing is counted.
        """
        for (chat_id, hour), many in counts.items():
            await self._tx.run(COUNT, chat=chat_id, hour=hour, many=many)

    async def messages(self, number: int, since: int) -> int:
        """How many messages there were in a chat after this hour since 1970 (UTC)."""
        row = await self._tx.first(ACTIVITY, chat=number, since=since)
        return 0 if row is None else int(row[0])

    async def forget(self, before: int) -> None:
        """Forget the counts of hours before this one."""
        await self._tx.run(FORGET_ACTIVITY, before=before)


class GroupAnswersTable(Gateway, GroupAnswersGateway):
    """Who wrote commands in which group, and was answered."""

    async def since(self, chat_id: int, person_id: int, at: int) -> tuple[bool, int]:
        """Whether the person wrote a command in the chat after `at` (microseconds UTC), and its answers since then."""
        row = await self._tx.first(SINCE, chat=chat_id, person=person_id, since=at)
        return (False, 0) if row is None else (row[0] > 0, row[1])

    async def note(self, chat_id: int, person_id: int, at: int, *, answered: bool) -> None:
        """Note a command at `at` (microseconds UTC); that an earlier one was answered is kept."""
        moment = at if answered else None
        await self._tx.run(NOTE, chat_id=chat_id, person_id=person_id, asked_at=at, answered_at=moment)
