"""Screens that wait, and calls in doubt, on both databases: what is new comes first, what is owed is kept."""

from typing import Any

import pytest

from domain.outbox import Lane, Outgoing
from storage.engine import Database
from storage.outbox import OutboxTable, Settled
from storage.tables.street import Outbox
from tests.storage.books import NOW, Books, message


@pytest.fixture
def books(database: Database) -> Books:
    return Books(database)


def screen(text: str, chat: int = 1, **how: Any) -> Outgoing:
    return message(text, chat, screen=True, **how)


def edit(text: str, message_id: int = 5, **how: Any) -> Outgoing:
    return Outgoing("editMessageText", {"chat_id": 1, "message_id": message_id, "text": text}, 1, **how)


async def in_doubt(books: Books, row: int, due_at: int) -> None:
    await books.settle(Settled(row, Outbox.WAITING, error="TimeoutError", due_at=due_at, unanswered=True))


async def test_of_many_screens_the_last_waits_and_nothing_else_is_lost(books: Books) -> None:
    await books.add(screen("in flight"))
    assert await books.said() == ["in flight"]
    for number in range(50):
        await books.add(screen(f"screen {number}"), screen(f"hint {number}"), screen("other", 2))
        await books.add(
            message(f"decision {number}", key=f"decision:{number}"),
            message(f"file {number}", result_topic="told"),
            message(f"notice {number}", lane=Lane.NOTICES),
            edit(f"kept {number}"),
        )
    await books.settle(Settled(1, Outbox.SENT, 10))
    sent = await books.send_all()
    assert [text for text in sent if text.split()[0] in ("screen", "hint")] == ["screen 49", "hint 49"]
    assert sent.count("other") == 1
    assert [text.split()[0] for text in sent if text.endswith(" 7")] == ["decision", "file", "notice", "kept"]
    assert len(sent) == 3 + 4 * 50


async def test_a_screen_that_comes_back_finds_a_newer_one_in_its_place(books: Books) -> None:
    await books.add(screen("1"))
    await books.said()
    await books.add(screen("2"))
    await in_doubt(books, 1, NOW + 5)
    assert await books.send_all(now=NOW + 5) == ["2"]
    assert await books.states() == [Outbox.DROPPED, Outbox.SENT]


async def test_what_is_in_doubt_lets_the_rest_of_its_chat_pass(books: Books) -> None:
    """Reliability row 46: it is tried again when its time has come, before what is said then."""
    await books.add(message("1"), message("2"))
    await books.said()
    await in_doubt(books, 1, NOW + 50)
    await books.add(message("3"))
    assert await books.send_all(now=NOW + 49) == ["2", "3"]
    await books.add(message("4"))
    (again,) = await books.claim(now=NOW + 50)
    assert (again.id, again.unanswered) == (1, 1)
    await books.settle(
        Settled(1, Outbox.WAITING, due_at=NOW + 90, counts=False)
    )  # now too many requests: a pause
    assert await books.send(now=NOW + 89) == []
    assert await books.send_all(now=NOW + 90) == ["1", "4"]


@pytest.mark.parametrize("newer", ["edit", "key"])
async def test_an_edit_in_doubt_never_undoes_a_newer_one(books: Books, newer: str) -> None:
    first = edit("old") if newer == "edit" else edit("old", 0, edits="card")
    await books.add(message("card", key="card"))
    assert await books.send() == ["card"]  # message 10
    if newer == "edit":
        first = edit("old", 10)
    await books.add(first)
    assert await books.said() == ["old"]
    await in_doubt(books, 2, NOW + 50)
    await books.add(edit("new", 10) if newer == "edit" else edit("new", 0, edits="card"))
    (owed,) = await books.claim()
    await books.settle(Settled(owed.id, Outbox.SENT, 10))
    assert await books.send_all(now=NOW + 50) == []
    assert (await books.states())[1:] == [Outbox.DROPPED, Outbox.SENT]


async def test_an_edit_in_doubt_without_a_newer_one_is_tried_again(books: Books) -> None:
    await books.add(edit("text", 5), message("later"), edit("of another", 6))
    assert await books.said() == ["text"]
    await in_doubt(books, 1, NOW + 50)
    assert await books.send_all() == ["later", "of another"]
    async with books.database.transaction() as transaction:
        assert await OutboxTable(transaction).waiting(9) == (1, False)
    assert await books.send_all(now=NOW + 50) == ["text"]
