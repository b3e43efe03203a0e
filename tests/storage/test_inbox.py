"""The inbox, on both databases: everything once, in order, one worker a chat."""

import json
from typing import Any

import pytest
from sqlalchemy import select, text

from storage.engine import Database, open_database
from storage.inbox import PRIORITY_KIND, PRIORITY_TOPIC, InboxTable, Received
from storage.tables.street import Inbox, bots, inbox

NOW = 1_000_000
BOT = 42


def update_row(update_id: int | None, chat: int = 1, what: Any = "?", bot: int = BOT) -> dict[str, Any]:
    return {
        "bot_id": bot,
        "update_id": update_id,
        "kind": "message",
        "chat_id": chat,
        "payload": json.dumps({"text": what}, ensure_ascii=False),
        "received_at": NOW,
    }


async def keep(database: Database, *rows: dict[str, Any]) -> None:
    async with database.transaction() as transaction:
        await InboxTable(transaction).add(rows)


async def pending(database: Database, many: int = 100) -> list[Received]:
    async with database.transaction() as transaction:
        return list(await InboxTable(transaction).next(many))


async def stored(database: Database) -> list[dict[str, Any]]:
    async with database.transaction() as transaction:
        return [dict(row) for row in await transaction.all(select(inbox).order_by(inbox.c.seq))]


async def test_an_update_is_kept_as_it_came(database: Database) -> None:
    news = database.signal("inbox")
    await keep(database, update_row(7, -100, "Привет 👋"))
    assert news.is_set()
    (received,) = await pending(database)
    assert (received.bot_id, received.update_id, received.kind) == (BOT, 7, "message")
    assert (received.chat_id, received.payload) == (-100, {"text": "Привет 👋"})
    assert (received.attempts, received.received_at) == (0, NOW)


async def test_what_telegram_waits_for_overtakes_where_it_is_looked_for(database: Database) -> None:
    priority = database.signal(PRIORITY_TOPIC)
    await keep(database, *[update_row(number, chat=number) for number in range(1, 301)])
    assert not priority.is_set()
    await keep(
        database, update_row(301) | {"kind": PRIORITY_KIND}, update_row(302, chat=7) | {"kind": PRIORITY_KIND}
    )
    assert priority.is_set()
    async with database.transaction() as transaction:
        first = await InboxTable(transaction).next(4, priority=True)
        plain = await InboxTable(transaction).next(4)
    assert [received.update_id for received in first] == [301, 302, 1, 2]
    assert [received.update_id for received in plain] == [1, 2, 3, 4]


async def test_the_order_is_that_of_arrival_whatever_the_ids(database: Database) -> None:
    """After a silent week Telegram numbers updates from a new random id."""
    await keep(database, update_row(900), update_row(901))
    await keep(database, update_row(5))
    assert [received.update_id for received in await pending(database)] == [900, 901, 5]
    assert [received.update_id for received in await pending(database, 2)] == [900, 901]


async def test_chats_take_turns_each_in_its_own_order(database: Database) -> None:
    """Reliability row 47: whoever sends many updates at once doesn't make others wait for all of them."""
    await keep(database, *[update_row(number, chat=7) for number in range(200)])
    await keep(database, update_row(200, chat=8), update_row(201, chat=9), update_row(202, chat=8))
    taken: list[list[int | None]] = []
    for _ in range(3):
        async with database.transaction() as transaction:
            inbox_table = InboxTable(transaction)
            batch = await inbox_table.next(4, in_turn=True)
            for received in batch:
                await inbox_table.done(received.seq, NOW)
        taken.append([received.update_id for received in batch])
    assert taken == [[0, 1, 200, 201], [2, 3, 4, 202], [5, 6, 7, 8]]


async def test_a_duplicate_is_passed_over(database: Database) -> None:
    """Reliability row 5: within a batch, between batches, and after it was done."""
    await keep(database, update_row(1, what="first"), update_row(1, what="again"), update_row(2))
    await keep(database, update_row(2), update_row(1), update_row(1, bot=43))
    assert [(received.bot_id, received.update_id) for received in await pending(database)] == [
        (BOT, 1),
        (BOT, 2),
        (43, 1),
    ]
    async with database.transaction() as transaction:
        inbox_table = InboxTable(transaction)
        for received in await inbox_table.next(10):
            await inbox_table.done(received.seq, NOW)
    await keep(database, update_row(1), update_row(2))
    assert await pending(database) == []


async def test_results_of_our_own_are_never_duplicates(database: Database) -> None:
    async with database.transaction() as transaction:
        for number in (1, 2):
            await InboxTable(transaction).add_result(BOT, "job-failed", 1, {"job": number}, NOW)
    assert [(received.update_id, received.payload["job"]) for received in await pending(database)] == [
        (None, 1),
        (None, 2),
    ]


async def test_what_was_said_is_forgotten_once_it_had_its_effect(database: Database) -> None:
    await keep(database, update_row(1, what="a secret"), update_row(2))
    async with database.transaction() as transaction:
        inbox_table = InboxTable(transaction)
        first, _ = await inbox_table.next(10)
        await inbox_table.done(first.seq, NOW + 1)
    first_row, second_row = await stored(database)
    assert (first_row["state"], first_row["payload"], first_row["done_at"]) == (Inbox.DONE, None, NOW + 1)
    assert (second_row["state"], second_row["done_at"]) == (Inbox.PENDING, None)


async def test_what_is_set_aside_keeps_its_content_and_the_queue_goes_on(database: Database) -> None:
    await keep(database, update_row(1, what="poison"), update_row(2))
    async with database.transaction() as transaction:
        inbox_table = InboxTable(transaction)
        poison, _ = await inbox_table.next(10)
        await inbox_table.count_attempt(poison.seq)
        await inbox_table.count_attempt(poison.seq)
        await inbox_table.set_aside(poison.seq, "ValueError at work.py:1", NOW)
    assert [received.update_id for received in await pending(database)] == [2]
    row, _ = await stored(database)
    assert (row["state"], row["attempts"], row["error"]) == (Inbox.ASIDE, 2, "ValueError at work.py:1")
    assert json.loads(row["payload"]) == {"text": "poison"}


async def test_what_is_done_can_neither_fail_nor_be_set_aside(database: Database) -> None:
    """Another process may have been done with it meanwhile."""
    await keep(database, update_row(1), update_row(2))
    async with database.transaction() as transaction:
        inbox_table = InboxTable(transaction)
        first, second = await inbox_table.next(10)
        assert [await inbox_table.count_attempt(second.seq) for _ in range(2)] == [1, 2]
        await inbox_table.done(first.seq, NOW)
        assert await inbox_table.count_attempt(first.seq) is None
        assert not await inbox_table.set_aside(first.seq, "ValueError at work.py:1", NOW)
        assert await inbox_table.set_aside(second.seq, "ValueError at work.py:1", NOW)
    done, aside = await stored(database)
    assert (done["state"], done["attempts"], done["error"]) == (Inbox.DONE, 0, None)
    assert (aside["state"], aside["attempts"]) == (Inbox.ASIDE, 2)


async def test_messages_of_an_album_are_known_together(database: Database) -> None:
    def part(message: int, album: str, chat: int = 1) -> dict[str, Any]:
        return {"chat_id": chat, "message_id": message, "album": album, "seen_at": NOW}

    async with database.transaction() as transaction:
        inbox_table = InboxTable(transaction)
        await inbox_table.remember_albums([part(12, "a"), part(10, "a"), part(11, "b"), part(10, "c", 2)])
        await inbox_table.remember_albums([part(12, "a"), part(13, "a")])
        assert await inbox_table.album_of(1, 10) == [10, 12, 13]
        assert await inbox_table.album_of(1, 11) == [11]
        assert await inbox_table.album_of(2, 10) == [10]
        assert await inbox_table.album_of(1, 99) == []


@pytest.mark.postgres
async def test_two_workers_never_have_one_chat_in_hand(postgres_template: str) -> None:
    """The second worker passes over the first one's chats, until the first has committed."""
    from tests.conftest import own_postgres

    async with own_postgres(postgres_template) as url, open_database(url) as one, open_database(url) as two:
        await keep(one, update_row(1, 1), update_row(2, 2), update_row(3, 1))
        async with one.transaction() as first:
            mine = await InboxTable(first).next(1)
            assert [received.chat_id for received in mine] == [1]
            async with two.transaction() as second:
                others = await InboxTable(second).next(10)
                assert [received.update_id for received in others] == [2]
                await InboxTable(second).done(others[0].seq, NOW)
            await InboxTable(first).done(mine[0].seq, NOW)
        assert [received.update_id for received in await pending(two)] == [3]


@pytest.mark.postgres
async def test_a_worker_that_looked_too_early_repeats_its_work(postgres_template: str) -> None:
    """Its view is older than the other's commit: the chat is free again, but the update was done already."""
    from storage.engine import StorageConflict
    from tests.conftest import own_postgres

    async with own_postgres(postgres_template) as url, open_database(url) as one, open_database(url) as two:
        await keep(one, update_row(1))

        async def late() -> None:
            async with two.transaction() as second:
                await second.all(select(text("1")).select_from(bots))  # its view begins here
                async with one.transaction() as first:
                    inbox_table = InboxTable(first)
                    for received in await inbox_table.next(1):
                        await inbox_table.done(received.seq, NOW)
                for received in await InboxTable(second).next(1):
                    await InboxTable(second).done(received.seq, NOW)

        with pytest.raises(StorageConflict):
            await late()
        assert await pending(two) == []
