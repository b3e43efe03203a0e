"""Transactions, on both databases: whole or not at all, and an exact word on what failed."""

import asyncio
import json
import sqlite3
from pathlib import Path
from typing import Any, cast

import pytest
from sqlalchemy import bindparam, insert, select, update

from storage import tables as t
from storage.engine import AlreadyRunning, AmongIds, Database, StorageUnavailable, open_database, open_reader
from storage.sqlite import SqliteDatabase, has_wal_reset_bug

ADD = insert(t.bots).values(id=bindparam("id"), data=bindparam("data"))
GET = select(t.bots.c.data).where(t.bots.c.id == bindparam("which"))
SET = update(t.bots).where(t.bots.c.id == bindparam("which")).values(data=bindparam("new"))
ALL = select(t.bots.c.id).order_by(t.bots.c.id)
AMONG = select(t.bots.c.id).where(AmongIds(t.bots.c.id, bindparam("ids"))).order_by(t.bots.c.id)


class Stumble(Exception):
    """What a test's transaction stumbles over."""


async def stored(database: Database) -> list[int]:
    async with database.transaction() as transaction:
        return [row["id"] for row in await transaction.all(ALL)]


async def add(database: Database, number: int, data: str = "") -> None:
    async with database.transaction() as transaction:
        await transaction.run(ADD, id=number, data=data)


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
async def test_what_the_caller_raises_comes_out_as_it_is(
    database: Database, error: type[Exception]
) -> None:
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
    async with database.transaction() as transaction:
        await transaction.run(ADD, id=1, data="")
        with pytest.raises(Exception, match=r"(?i)unique") as caught:
            await add_within_savepoint(transaction)
        assert not isinstance(caught.value, StorageUnavailable)
        await transaction.run(ADD, id=2, data="")
    assert await stored(database) == [1, 2]


async def add_within_savepoint(transaction: Any) -> None:
    async with transaction.savepoint():
        await transaction.run(ADD, id=1, data="")


async def test_a_missing_value_is_a_mistake(database: Database) -> None:
    async with database.transaction() as transaction:
        with pytest.raises(KeyError, match="data"):
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
    """Scorecard row 19: 0 lost updates; a conflict is an error of the storage, and is tried again."""
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
    print(f"50 increments, {conflicts} conflicts")  # noqa: T201 -- the scorecard's figure


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
        with pytest.raises((StorageUnavailable, sqlite3.Error)):
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


async def test_a_commit_that_is_cancelled_is_finished_first(sqlite: Database) -> None:
    """Nobody may touch the connection before the thread that commits is through with it."""
    inner = cast("SqliteDatabase", sqlite)
    commit = inner._connection.commit
    loop, begun, released = asyncio.get_running_loop(), asyncio.Event(), asyncio.Event()

    class Slow:
        """The connection, with a commit that waits for the test."""

        def __getattr__(self, name: str) -> Any:
            return getattr(connection, name)

        def commit(self) -> None:
            loop.call_soon_threadsafe(begun.set)
            asyncio.run_coroutine_threadsafe(released.wait(), loop).result(5)
            commit()

    connection = inner._connection
    inner._connection = cast("sqlite3.Connection", Slow())
    first = asyncio.create_task(add(sqlite, 1))
    async with asyncio.timeout(5):
        await begun.wait()
    first.cancel()
    second = asyncio.create_task(add(sqlite, 2))
    await asyncio.sleep(0)
    assert not first.done()
    released.set()
    with pytest.raises(asyncio.CancelledError):
        await first
    await second
    assert await stored(sqlite) == [1, 2]


async def test_a_full_disk_undoes_the_transaction_and_is_nobodys_fault(sqlite: Database) -> None:
    """Scorecard row 21: after SQLITE_FULL the transaction is gone, so nothing more of it may be committed."""
    connection = cast("SqliteDatabase", sqlite)._connection
    await add(sqlite, 1)
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count={pages + 2}")

    async def fill(*, savepoint: bool) -> None:
        async with sqlite.transaction() as transaction:
            await transaction.run(ADD, id=2, data="")
            if savepoint:
                async with transaction.savepoint():
                    await transaction.run(ADD, id=3, data="x" * 100_000)
            else:
                await transaction.run(ADD, id=3, data="x" * 100_000)

    for savepoint in (False, True):
        with pytest.raises(StorageUnavailable):
            await fill(savepoint=savepoint)
        assert await stored(sqlite) == [1]

    async def swallow() -> None:
        async with sqlite.transaction() as transaction:
            await transaction.run(ADD, id=4, data="")
            with pytest.raises(StorageUnavailable):
                await transaction.run(ADD, id=5, data="x" * 100_000)
            assert not connection.in_transaction

    with pytest.raises(StorageUnavailable, match="rolled the whole transaction back"):
        await swallow()
    connection.execute("PRAGMA max_page_count=1000000")
    await add(sqlite, 6)
    assert await stored(sqlite) == [1, 6]


async def test_a_second_instance_is_refused(sqlite: Database) -> None:
    async def open_again() -> None:
        async with open_database(sqlite.url):
            pass

    with pytest.raises(AlreadyRunning, match=r"artel\.db is in use by another process \(pid \d+\)"):
        await open_again()


async def test_what_is_no_database_is_said_to_be_damaged(tmp_path: Path) -> None:
    from storage.engine import StorageDamaged
    from storage.migrate import migrate

    path = tmp_path / "artel.db"
    path.write_bytes(b"this was never a database, and it is long enough to be read as one" * 20)

    async def open_it() -> None:
        async with open_database(f"sqlite+aiosqlite:///{path}"):
            pass

    with pytest.raises(StorageDamaged):
        await open_it()
    with pytest.raises(StorageDamaged):
        await migrate(f"sqlite+aiosqlite:///{path}")


@pytest.mark.postgres
async def test_leadership_is_one_and_passes_on(postgres_template: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.conftest import own_postgres

    monkeypatch.setattr("storage.postgres.HEARTBEAT", 0.05)
    async with (
        own_postgres(postgres_template) as url,
        open_database(url) as one,
        open_database(url) as other,
        asyncio.timeout(20),
    ):
        leads = asyncio.Event()

        async def follow() -> None:
            async with other.lead("clock"):
                leads.set()

        async with one.lead("clock"):
            following = asyncio.create_task(follow())
            async with other.lead("poller"):
                pass
            assert not leads.is_set()
        await leads.wait()
        await following


@pytest.mark.postgres
async def test_leadership_that_is_lost_is_told(postgres_template: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.conftest import own_postgres

    monkeypatch.setattr("storage.postgres.HEARTBEAT", 0.05)
    async with own_postgres(postgres_template) as url, open_database(url) as one, asyncio.timeout(20):
        async with one.lead("clock") as lost:
            async with one.transaction() as transaction:
                from sqlalchemy import text

                await transaction.all(
                    select(text("pg_terminate_backend(pid)")).select_from(text("pg_locks")).where(
                        text("locktype = 'advisory'")
                    )
                )
            await lost
        async with one.lead("clock") as again:
            assert not again.done()


@pytest.mark.postgres
async def test_news_reach_another_process(postgres_template: str) -> None:
    from tests.conftest import own_postgres

    async with (
        own_postgres(postgres_template) as url,
        open_database(url) as one,
        open_database(url) as other,
        asyncio.timeout(20),
    ):
        async with other.lead("anything"):  # the other one listens by now
            pass
        async with one.transaction() as transaction:
            transaction.touch("inbox")
        await other.signal("inbox").wait()


@pytest.mark.parametrize(
    ("version", "affected"),
    [
        ((3, 6, 9), False),
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 45, 0), True),
        ((3, 50, 6), True),
        ((3, 50, 7), False),
        ((3, 51, 0), True),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 52, 0), False),
    ],
)
def test_the_range_of_the_wal_reset_bug(version: tuple[int, int, int], affected: bool) -> None:  # noqa: FBT001
    """Scorecard row 25."""
    assert has_wal_reset_bug(version) is affected
