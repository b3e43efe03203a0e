"""A busy group's messages: counted, looked at, and let go."""

from typing import Any

import pytest
from sqlalchemy import select

from bot.inbound_filter import InboundFilter
from bot.receive import Receiver
from domain.chats.entities import Chat, ChatKind
from domain.moderation.entities import FilterTerms
from storage.chats import ChatsTable
from storage.engine import Database
from storage.tables.chats import chat_activity
from storage.tables.street import inbox
from tests.conftest import START, StandingClock

GROUP = {"id": -1001, "type": "supergroup", "title": "Участники"}
HOUR = 3_600_000_000


def message(number: int = 1, person: int = 5, **content: Any) -> dict[str, Any]:
    return {
        "update_id": number,
        "message": {
            "message_id": number,
            "chat": GROUP,
            "from": {"id": person},
            "date": 1,
            "text": "ничего",
            **content,
        },
    }


async def kept(database: Database) -> list[Any]:
    async with database.transaction() as transaction:
        return list(await transaction.all(select(inbox.c.kind)))


async def activity(database: Database) -> dict[tuple[int, int], int]:
    async with database.transaction() as transaction:
        rows = await transaction.all(select(chat_activity))
        return {(row["chat_number"], row["hour"]): row["messages"] for row in rows}


LINK = {"text": "a.ru", "entities": [{"type": "url", "offset": 0, "length": 4}]}
FORWARD = {"forward_origin": {"type": "hidden_user"}}
ON = FilterTerms(links=True, forwards=True, stop_words=frozenset({"казино"}))


@pytest.mark.parametrize(
    ("content", "waits"),
    [
        ({}, False),
        (LINK, True),
        ({"caption": "x", "caption_entities": [{"type": "text_link", "offset": 0, "length": 1}]}, True),
        ({"entities": [{"type": "bold", "offset": 0, "length": 1}]}, False),
        (FORWARD, True),
        ({"text": "Новое КАЗИНО!"}, True),
        ({"text": "казиношный"}, False),
    ],
)
async def test_the_filter_keeps_what_may_have_to_wait(
    sqlite: Database, clock: StandingClock, content: dict[str, Any], *, waits: bool
) -> None:
    for terms, expected in ((ON, waits), (FilterTerms(), False)):
        receiver = Receiver(sqlite, clock, 42, inbound_filter=InboundFilter(terms))
        await receiver.keep([message(1 if terms is ON else 2, **content)])
        assert bool(await kept(sqlite)) is (expected or waits)
    edited = message(3, **content)
    edited["edited_message"] = edited.pop("message")
    before = len(await kept(sqlite))
    await Receiver(sqlite, clock, 42, inbound_filter=InboundFilter(ON)).keep([edited])
    assert len(await kept(sqlite)) - before == waits


async def test_only_what_is_one_too_many_within_a_minute_waits(
    sqlite: Database, clock: StandingClock
) -> None:
    receiver = Receiver(sqlite, clock, 42, inbound_filter=InboundFilter(FilterTerms(per_minute=3)))
    await receiver.keep([message(number) for number in range(1, 4)])
    await receiver.keep([message(number, person=6) for number in range(4, 7)])
    assert await kept(sqlite) == []
    await receiver.keep([message(7)])
    assert len(await kept(sqlite)) == 1


async def test_messages_are_counted_by_chat_and_hour_and_nothing_else_of_them_is_kept(
    sqlite: Database, clock: StandingClock
) -> None:
    async with sqlite.transaction() as transaction:
        await ChatsTable(transaction).add(
            Chat(0, -1001, "supergroup", "У", ChatKind.PARTICIPANTS, language="ru"), START
        )
        await ChatsTable(transaction).add(Chat(0, -1002, "supergroup", "Ч", language="ru"), START)
    receiver = Receiver(sqlite, clock, 42)
    other = message(50)
    other["message"] = {**other["message"], "chat": {**GROUP, "id": -1002}}  # not connected
    await receiver.keep([*(message(number) for number in range(1, 10)), other])
    assert await activity(sqlite) == {}, "not one commit for each message"
    private = {"update_id": 60, "message": {**message()["message"], "chat": {"id": 5, "type": "private"}}}
    await receiver.keep([private])
    assert await activity(sqlite) == {(1, clock.now() // HOUR): 9}
    clock.advance(HOUR)
    await receiver.keep([message(61), {**private, "update_id": 62}])
    assert sum((await activity(sqlite)).values()) == 10
    async with sqlite.transaction() as transaction:
        chats = ChatsTable(transaction)
        assert await chats.messages(1, clock.now() // HOUR - 1) == 1
        assert await chats.messages(1, 0) == 10
        await chats.forget(clock.now() // HOUR)
        assert await chats.messages(1, 0) == 1


@pytest.mark.parametrize(
    "chat", [{"id": 2**70, "type": "group"}, {"id": "x", "type": "group"}, {"id": True}, 7, None]
)
async def test_a_strange_chat_is_not_counted(sqlite: Database, clock: StandingClock, chat: Any) -> None:
    receiver = Receiver(sqlite, clock, 42, inbound_filter=InboundFilter(ON))
    await receiver.keep([{"update_id": 1, "edited_message": {"chat": chat, "text": 5}}])
    assert await kept(sqlite) == []
