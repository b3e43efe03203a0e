"""Transactions, on both databases: whole or not at all, and an exact word on what failed."""

import asyncio
import json
import sqlite3
from typing import Any

import pytest
from sqlalchemy import bindparam, select

from storage.engine import (
    AmongIds,
    Database,
    StorageConflict,
    StorageUnavailable,
    WriteNeeded,
    open_database,
    open_reader,
    repeated,
)
from storage.postgres import HEARTBEAT
from storage.tables.street import bots
from tests.storage.bots import ADD, ALL, SET, add, stored

GET = select(bots.c.data).where(bots.c.id == bindparam("which"))
AMONG = select(bots.c.id).where(AmongIds(bots.c.id, bindparam("ids"))).order_by(bots.c.id)


class Stumble(Exception):
    """What a test's transaction stumbles over."""


async def test_a_transaction_is_committed_at_its_end(database: Database, database_url: str) -> None:
    async with database.transaction() as transaction:
        assert await transaction.run(ADD, id=1, data="one") == 1
        await transaction.run_many(ADD, [{"id": 2, "data": "two"}, {"id": 3, "data": "три"}])
        assert await transaction.run(SET, which=9, new="") == 0
        row = await transaction.first(GET, which=3)
        assert row is not None
        assert row["data"] == row[0] == "три"
        assert await transaction.first(GET, which=4) is None
    async with open_reader(database_url) as reader:
        assert [row["id"] for row in await reader.all(ALL)] == [1, 2, 3]


async def test_an_error_undoes_a_transaction_whole(database: Database) -> None:
    async def stumble() -> None:
        async with database.transaction() as transaction:
            await transaction.run(ADD, id=1, data="")
            raise Stumble

    with pytest.raises(Stumble):
        await stumble()
    assert await stored(database) == []


@pytest.mark.parametrize("error", [Stumble, OSError, ConnectionResetError, TimeoutError, FileNotFoundError])
async def test_what_the_caller_raises_comes_out_as_it_is(database: Database, error: type[Exception]) -> None:
    """Only the database's own errors are the storage's: a handler's OSError must count as the handler's."""

    async def stumble(*, inside: bool) -> None:
        async with database.transaction() as transaction:
            await transaction.run(ADD, id=1, data="")
            if inside:
                async with transaction.savepoint():
                    raise error
            raise error

    with pytest.raises(error):
        await stumble(inside=False)
    with pytest.raises(error):
        await stumble(inside=True)
    assert await stored(database) == []


async def test_a_savepoint_undoes_only_its_part(database: Database) -> None:
    async def stumble(transaction: Any) -> None:
        async with transaction.savepoint():
            await transaction.run(ADD, id=2, data="")
            async with transaction.savepoint():
                await transaction.run(ADD, id=3, data="")
            raise Stumble

    async with database.transaction() as transaction:
        async with transaction.savepoint():
            await transaction.run(ADD, id=1, data="")
        with pytest.raises(Stumble):
            await stumble(transaction)
        async with transaction.savepoint():
            await transaction.run(ADD, id=4, data="")
    assert await stored(database) == [1, 4]


async def test_a_broken_rule_of_the_schema_is_not_the_storages_fault(database: Database) -> None:
    """Where others write too, it may be their doing: that is found out by trying again."""
    async with database.transaction() as transaction:
        await transaction.run(ADD, id=1, data="")
        if not database.one_writer:
            with pytest.raises(StorageConflict):
                await add_within_savepoint(transaction)
        with pytest.raises(Exception, match=r"(?i)unique") as caught:
            await add_within_savepoint(transaction)
        assert not isinstance(caught.value, StorageUnavailable)
        await transaction.run(ADD, id=2, data="")
    assert await stored(database) == [1, 2]


async def test_a_rule_that_is_broken_every_time_ends_what_is_repeated(database: Database) -> None:
    await add(database, 1)
    tries = 0

    async def act(transaction: Any) -> None:
        nonlocal tries
        tries += 1
        await transaction.run(ADD, id=1, data="")

    with pytest.raises(Exception, match=r"(?i)unique") as caught:
        await repeated(database, act)
    assert not isinstance(caught.value, StorageUnavailable)
    assert tries == (1 if database.one_writer else 2)


async def add_within_savepoint(transaction: Any) -> None:
    async with transaction.savepoint():
        await transaction.run(ADD, id=1, data="")


async def test_a_missing_value_is_a_mistake(database: Database) -> None:
    async with database.transaction() as transaction:
        with pytest.raises((KeyError, sqlite3.ProgrammingError), match="data"):
            await transaction.run(ADD, id=1)


async def test_a_list_of_any_length_is_one_value(database: Database) -> None:
    async with database.transaction() as transaction:
        await transaction.run_many(ADD, [{"id": number, "data": ""} for number in (-5, 1, 2**40)])
        for wanted, found in (([], []), ([1, 7], [1]), ([2**40, -5], [-5, 2**40]), (list(range(5000)), [1])):
            rows = await transaction.all(AMONG, ids=json.dumps(wanted))
            assert [row["id"] for row in rows] == found


async def test_a_touch_wakes_only_after_a_commit(database: Database) -> None:
    news, others = database.signal("news"), database.signal("others")

    async def stumble() -> None:
        async with database.transaction() as transaction:
            transaction.touch("news")
            raise Stumble

    with pytest.raises(Stumble):
        await stumble()
    assert not news.is_set()
    async with database.transaction() as transaction:
        transaction.touch("news")
        assert not news.is_set()
    async with asyncio.timeout(5):
        await news.wait()
    assert not others.is_set()


async def test_fifty_parallel_read_modify_writes_lose_nothing(database: Database) -> None:
    """Reliability row 19: 0 lost updates; a conflict is an error of the storage, and is tried again."""
    await add(database, 1, "0")
    conflicts = 0

    async def increment() -> None:
        nonlocal conflicts
        while True:
            try:
                async with database.transaction() as transaction:
                    row = await transaction.first(GET, which=1)
                    assert row is not None
                    await asyncio.sleep(0)
                    await transaction.run(SET, which=1, new=str(int(row["data"]) + 1))
            except StorageUnavailable:
                conflicts += 1
            else:
                return

    async with asyncio.timeout(30):
        await asyncio.gather(*(increment() for _ in range(50)))
    async with database.transaction() as transaction:
        row = await transaction.first(GET, which=1)
    assert row is not None
    assert row["data"] == "50"
    print(f"50 increments, {conflicts} conflicts")  # noqa: T201 -- the figure of docs/reliability.md


async def test_a_failing_part_of_a_crowd_leaves_no_trace(database: Database) -> None:
    async def work(number: int) -> None:
        async with database.transaction() as transaction:
            await transaction.run(ADD, id=number, data="")
            if number % 2:
                raise Stumble

    async def persist(number: int) -> None:
        while True:
            try:
                await work(number)
            except StorageUnavailable:
                continue
            except Stumble:
                pass
            return

    async with asyncio.timeout(30):
        await asyncio.gather(*(persist(number) for number in range(20)))
    assert await stored(database) == list(range(0, 20, 2))


async def test_a_reader_sees_one_moment_and_changes_nothing(database: Database, database_url: str) -> None:
    await add(database, 1)
    async with open_reader(database_url) as reader:
        assert len(await reader.all(ALL)) == 1
        await add(database, 2)
        assert len(await reader.all(ALL)) == 1
        with pytest.raises(WriteNeeded):
            await reader.run(ADD, id=3, data="")
    assert await stored(database) == [1, 2]


async def test_a_transaction_that_is_cancelled_leaves_a_usable_database(database: Database) -> None:
    entered = asyncio.Event()

    async def linger() -> None:
        async with database.transaction() as transaction:
            await transaction.run(ADD, id=1, data="")
            entered.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(linger())
    async with asyncio.timeout(5):
        await entered.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await add(database, 2)
    assert await stored(database) == [2]


@pytest.mark.postgres
async def test_one_process_leads_several_roles_from_the_first_moment(postgres_template: str) -> None:
    from tests.conftest import own_postgres

    async with own_postgres(postgres_template) as url, open_database(url) as database:
        leading = asyncio.Barrier(5)

        async def lead(role: str) -> None:
            async with database.lead(role):
                await leading.wait()

        async with asyncio.timeout(HEARTBEAT - 1), asyncio.TaskGroup() as group:
            for role in ("poller", "sender", "maker", "clock"):
                group.create_task(lead(role))
            await leading.wait()
