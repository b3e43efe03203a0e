"""Several workers on one database: each update has its effect once, and none is blamed for another worker's haste."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.config import Config
from bot.i18n import FluentTexts
from bot.work import Worker
from domain.association import Association
from handlers.say import Answer
from storage.engine import StorageConflict, Transaction, open_database
from storage.inbox import Received
from storage.postgres import PostgresTransaction
from storage.tables.street import Inbox, inbox
from tests.conftest import StandingClock, own_postgres
from tests.handlers.harness import Street
from tests.storage.bots import ADD, stored


@pytest.fixture
async def two_streets(
    postgres_template: str,
    clock: StandingClock,
    config: Config,
    association: Association,
    texts: FluentTexts,
) -> AsyncIterator[tuple[Street, Street]]:
    async with own_postgres(postgres_template) as url, open_database(url) as one, open_database(url) as two:
        yield (
            Street(one, clock, config, association, texts),
            Street(two, clock, config, association, texts),
        )


async def add_blindly(_worker: Worker, transaction: Transaction, received: Received) -> list[Answer]:
    """A handler that doesn't look before it adds what may be there once."""
    await transaction.run(ADD, id=received.update_id, data="")
    return []


@pytest.mark.postgres
@pytest.mark.parametrize("suspects", [0, 20], ids=["trusting", "one by one"])
async def test_an_update_that_another_worker_was_done_with_is_not_counted_as_failed(
    two_streets: tuple[Street, Street], monkeypatch: pytest.MonkeyPatch, suspects: int
) -> None:
    """Reliability row 44: a worker looks, another one is quicker, and then the chat is free: the view is too old."""
    quick, slow = two_streets
    slow.worker._suspects = suspects
    await quick.receive("message", quick.visitor(1).message(text="/start"))
    claim = PostgresTransaction.claim_chat
    looked = 0

    async def claim_late(transaction: Any, chat_id: int) -> bool:
        nonlocal looked
        looked += 1
        if looked == 1 + bool(suspects):  # the suspect is looked at first, and counted
            monkeypatch.setattr(PostgresTransaction, "claim_chat", claim)
            await quick.worker._work()
        return await claim(transaction, chat_id)

    monkeypatch.setattr(PostgresTransaction, "claim_chat", claim_late)
    monkeypatch.setattr(Worker, "_handle", add_blindly)
    with pytest.raises(StorageConflict):
        await slow.worker._work()
    assert not await slow.worker._work()
    (row,) = await quick.rows(inbox)
    assert (row["state"], row["attempts"], row["error"]) == (Inbox.DONE, bool(suspects), None)
    assert await stored(quick.database) == [row["update_id"]]
