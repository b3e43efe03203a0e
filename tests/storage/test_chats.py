"""Chats, who is inside, and messages that are taken away after a while, on both databases."""

from dataclasses import replace
from typing import Any

from domain.chats.entities import Chat, ChatKind, Inside
from domain.outbox import Lane, Outgoing
from storage.chats import ChatsTable
from storage.engine import Database
from storage.operations import OperationsTable
from storage.outbox import OutboxTable, Settled
from storage.tables.street import Outbox

NOW = 1_000_000_000
CHAT = Chat(0, -1001, "supergroup", "Участники", language="ru", rights=frozenset({"can_invite_users"}))


async def test_a_chat_is_found_connected_and_forgotten(database: Database) -> None:
    async with database.transaction() as transaction:
        chats = ChatsTable(transaction)
        first = await chats.add(CHAT, NOW)
        other = await chats.add(replace(CHAT, id=-1002, title="А"), NOW)
        assert await chats.by_id(-1001) == first == replace(CHAT, number=first.number)
        assert await chats.find(first.number) == first
        assert [chat.number for chat in await chats.all()] == [other.number, first.number]
        connected = replace(
            first, kind=ChatKind.GROUP, scope="one", inside=False, link="https://t.me/+1", language="en"
        )
        await chats.save(connected)
        assert await chats.find(first.number) == connected
        assert [chat.number for chat in await chats.all()] == [first.number, other.number]
        assert await chats.of_kind(ChatKind.GROUP) == [connected]
        assert await chats.of_kind(ChatKind.CHANNEL) == []
        await chats.put(Inside(first.number, 7, "member", frozenset(), NOW))
        promoted = Inside(first.number, 7, "administrator", frozenset({"can_restrict_members"}), NOW)
        await chats.put(promoted)
        assert await chats.inside(first.number, 7) == promoted
        assert promoted.leads
        await chats.put(Inside(first.number, 8, "member", frozenset(), NOW))
        await chats.gone(first.number, 7)
        assert await chats.inside(first.number, 7) is None
        await chats.remove(first.number)
        assert await chats.find(first.number) is None
        assert await chats.inside(first.number, 8) is None


async def test_what_waits_for_a_chat_follows_its_new_id(database: Database) -> None:
    async with database.transaction() as transaction:
        chat = await ChatsTable(transaction).add(CHAT, NOW)
        outbox = OutboxTable(transaction)
        await outbox.add(
            [
                Outgoing("sendMessage", {"chat_id": -1001, "text": "«Ёж»"}, -1001),
                Outgoing("sendMessage", {"chat_id": 5, "text": "stays"}, 5),
            ],
            NOW,
        )
        await ChatsTable(transaction).move(replace(chat, id=-2002), -1001, NOW)
        assert await ChatsTable(transaction).by_id(-1001) is None
        claimed = await outbox.claim((Lane.REPLIES, Lane.BULK), 10, NOW)
    assert [(owed.chat_id, owed.params) for owed in claimed] == [
        (-2002, {"chat_id": -2002, "text": "«Ёж»"}),
        (5, {"chat_id": 5, "text": "stays"}),
    ]


async def test_what_names_messages_of_a_chat_stays_behind_when_it_moves(database: Database) -> None:
    """Reliability row 34: a supergroup numbers its messages from the start."""
    old, new = -1001, -2002
    first = Outgoing("sendMessage", {"chat_id": old, "text": "sent"}, old, key="sent", fades_at=NOW + 1)
    async with database.transaction() as transaction:
        chat = await ChatsTable(transaction).add(CHAT, NOW)
        outbox = OutboxTable(transaction)
        await outbox.add([first], NOW)
        (sent,) = await outbox.claim((Lane.REPLIES, Lane.BULK), 10, NOW)
        await outbox.settle([Settled(sent.id, Outbox.SENT, 7)], NOW)
        await outbox.add([Outgoing("deleteMessage", {"chat_id": old, "message_id": 5}, old)], NOW)
        (flying,) = await outbox.claim((Lane.REPLIES, Lane.BULK), 10, NOW)
        calls: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
            ("deleteMessages", {"message_ids": [5, 6]}, {}),
            ("editMessageReplyMarkup", {"message_id": 5}, {}),
            ("editMessageReplyMarkup", {}, {"edits": "sent"}),
            ("sendMessage", {"text": "card"}, {"key": "card"}),
            ("editMessageText", {"text": "of the card"}, {"edits": "card"}),
            ("editMessageText", {"text": "again", "message_id": 5}, {}),
            ("editMessageText", {"text": "sent again"}, {"edits": "sent"}),
            ("banChatMember", {"user_id": 9}, {}),
        ]
        await outbox.add(
            [Outgoing(method, {"chat_id": old, **params}, old, **how) for method, params, how in calls], NOW
        )
        await ChatsTable(transaction).move(replace(chat, id=new), old, NOW)
        # What was in flight comes back refused, and goes no further either.
        await outbox.settle([Settled(flying.id, Outbox.WAITING)], NOW)
        await outbox.redirect(old, new, NOW)
        gone: list[tuple[str, dict[str, Any]]] = []
        while claimed := await outbox.claim((Lane.REPLIES, Lane.BULK), 10, NOW):
            gone += [(owed.method, dict(owed.params)) for owed in claimed]
            await outbox.settle([Settled(owed.id, Outbox.SENT, 70 + owed.id) for owed in claimed], NOW)
        assert await OperationsTable(transaction).faded(NOW + 10) == []
    assert gone == [
        ("sendMessage", {"chat_id": new, "text": "card"}),
        ("banChatMember", {"chat_id": new, "user_id": 9}),  # an act waits for no message
        ("editMessageText", {"chat_id": new, "text": "of the card"}),
        ("sendMessage", {"chat_id": new, "text": "again"}),
        ("sendMessage", {"chat_id": new, "text": "sent again"}),
    ]


async def test_what_fades_is_named_once_and_only_when_it_was_sent(database: Database) -> None:
    async with database.transaction() as transaction:
        outbox = OutboxTable(transaction)
        calls = [
            Outgoing("sendMessage", {"text": str(number)}, -number, fades_at=NOW + number)
            for number in (1, 2, 3)
        ]
        await outbox.add([*calls, Outgoing("sendMessage", {"text": "stays"}, -4)], NOW)
        first, second, _, stays = await outbox.claim((Lane.REPLIES, Lane.BULK), 10, NOW)
        await outbox.settle(
            [Settled(owed.id, Outbox.SENT, 70 - (owed.chat_id or 0)) for owed in (first, stays)], NOW
        )
        await outbox.settle([Settled(second.id, Outbox.FAILED)], NOW)
        operations = OperationsTable(transaction)
        assert await operations.faded(NOW) == []
        assert await operations.faded(NOW + 10) == [(-1, 71)]
        assert await operations.faded(NOW + 10) == []
