"""The worker's turns: one commit for what comes and what it brings about, and each failure counted once."""

import asyncio
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest
from aiogram.types import Update

from bot import work
from bot.dispatch import QuietBot, dispatch
from bot.receive import Receiver
from storage.engine import Transaction
from storage.tables.street import Inbox, inbox, outbox
from tests.handlers.harness import BOT, Street, Visitor

POISON = "This can't be handled"


@pytest.fixture
def poisoned(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The updates that failed, each time they did."""
    failed: list[int] = []

    async def fail_at_poison(bot: QuietBot, update: Update, provided: dict[str, Any]) -> None:
        if update.message is not None and update.message.text == POISON:
            failed.append(update.update_id)
            for _ in range(5):
                await asyncio.sleep(0)  # meanwhile others come to the database's door
            raise RuntimeError("poison")
        await dispatch(bot, update, provided)

    monkeypatch.setattr(work, "dispatch", fail_at_poison)
    return failed


@pytest.fixture
def commits(street: Street, monkeypatch: pytest.MonkeyPatch) -> list[None]:
    """Grows with each transaction."""
    begun: list[None] = []
    transaction = street.database.transaction

    def counted() -> AbstractAsyncContextManager[Transaction]:
        begun.append(None)
        return transaction()

    monkeypatch.setattr(street.database, "transaction", counted)
    return begun


def receiver(street: Street) -> Receiver:
    return Receiver(street.database, street.clock, BOT, worker=street.worker)


def update(visitor: Visitor, text: str, update_id: int) -> dict[str, Any]:
    return {"update_id": update_id, "message": visitor.message(text=text)}


async def test_what_comes_and_what_it_brings_about_are_one_commit(
    street: Street, anna: Visitor, commits: list[None]
) -> None:
    await receiver(street).keep([update(anna, "/start", 1)], at_once=True)
    assert len(commits) == 1
    assert [row["state"] for row in await street.rows(inbox)] == [Inbox.DONE]
    assert [row["method"] for row in await street.rows(outbox)] == ["sendMessage"]


async def test_after_a_death_what_comes_is_kept_first(
    street: Street, anna: Visitor, commits: list[None]
) -> None:
    """Else an update that kills the program would come again for ever, and nobody would count it."""
    street.worker._suspects = work.BATCH
    await receiver(street).keep([update(anna, "/start", 1)], at_once=True)
    assert len(commits) == 1
    assert [row["state"] for row in await street.rows(inbox)] == [Inbox.PENDING]
    assert await street.rows(outbox) == []


async def test_a_failure_leaves_what_came_with_it_and_is_counted(
    street: Street, anna: Visitor, john: Visitor, poisoned: list[int]
) -> None:
    batch = [update(anna, "/start", 1), update(john, POISON, 2), update(anna, "/help", 3)]
    await receiver(street).keep(batch, at_once=True)
    states = [(row["state"], row["attempts"]) for row in await street.rows(inbox)]
    assert states == [(Inbox.DONE, 0), (Inbox.PENDING, 1), (Inbox.PENDING, 0)]
    assert poisoned == [2]


async def test_two_who_take_turns_apologise_once(
    street: Street, anna: Visitor, john: Visitor, poisoned: list[int]
) -> None:
    """Between a turn's commit and the count of its failure nobody takes the same update again."""
    street.may_fail = True
    receive = receiver(street)
    await receive.keep([update(anna, POISON, 1)], at_once=True)
    await street.worker._work()
    assert len(poisoned) == work.MOST_TRIES - 1
    await asyncio.gather(
        street.worker._work(),
        receive.keep([update(john, "/start", 2)], at_once=True),
        receive.keep([update(john, "/help", 3)], at_once=True),
    )
    await street.work()
    assert len(poisoned) == work.MOST_TRIES
    states = {row["update_id"]: row["state"] for row in await street.rows(inbox)}
    assert states == {1: Inbox.ASIDE, 2: Inbox.DONE, 3: Inbox.DONE}
    apologies = [owed for owed in street.sent if owed.params.get("chat_id") == anna.id]
    assert len(apologies) == 1
