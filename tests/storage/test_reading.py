"""Snapshots on read-only connections: consistent, refused a write, and in nobody's way."""

import asyncio
import threading
from typing import Any, cast

import pytest
from sqlalchemy import ClauseElement, func, select, text, update

from storage.engine import Database, StorageUnavailable, WriteNeeded, open_database
from storage.postgres import PostgresDatabase
from storage.sqlite import READERS, SqliteDatabase, path_of
from storage.tables.street import bots
from tests.conftest import own_postgres
from tests.storage.bots import ADD, ALL, SET, add, stored

RENAME = update(bots).values(data="another").returning(bots.c.id)
ENDLESS = text(
    "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers) SELECT count(*) FROM numbers"
)


async def read(database: Database, statement: ClauseElement = ALL) -> list[Any]:
    async with database.reading() as snapshot:
        return [row[0] for row in await snapshot.all(statement)]


async def test_a_snapshot_stays_as_it_was_while_others_commit(database: Database) -> None:
    await add(database, 1)
    async with database.reading() as snapshot:
        assert len(await snapshot.all(ALL)) == 1
        await add(database, 2)
        assert len(await snapshot.all(ALL)) == 1
        first = await snapshot.first(ALL)
        assert first is not None
        assert first["id"] == first[0] == 1
    assert await read(database) == [1, 2]


async def test_a_snapshot_refuses_to_write_before_anything_is_executed(database: Database) -> None:
    await add(database, 1)
    async with database.reading() as snapshot:
        with pytest.raises(WriteNeeded):
            await snapshot.run(ADD, id=2, data="")
        with pytest.raises(WriteNeeded):
            await snapshot.run_many(ADD, [{"id": 2, "data": ""}])
        with pytest.raises(WriteNeeded):
            await snapshot.all(RENAME)
        with pytest.raises(WriteNeeded):
            await snapshot.first(SET, which=1, new="another")
        with pytest.raises(WriteNeeded):
            snapshot.savepoint()
        with pytest.raises(WriteNeeded):
            snapshot.touch("outbox")
        assert len(await snapshot.all(ALL)) == 1
    assert await stored(database) == [1]


async def test_the_database_itself_refuses_a_snapshots_write(database: Database) -> None:
    async def write() -> None:
        async with database.reading() as snapshot:
            await snapshot.all(text("INSERT INTO bots (id, data) VALUES (1, '')"))

    with pytest.raises(StorageUnavailable):
        await write()
    assert await stored(database) == []


async def test_more_readers_than_connections_take_turns(database: Database) -> None:
    await add(database, 1)
    async with asyncio.timeout(30):
        assert await asyncio.gather(*(read(database) for _ in range(4 * READERS))) == [[1]] * 4 * READERS


async def test_a_read_that_is_broken_off_gives_its_connection_back(database: Database) -> None:
    await add(database, 1)
    for _ in range(READERS):
        reading = asyncio.create_task(read(database, ENDLESS))
        await read(database)
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading
    async with asyncio.timeout(30):
        assert await asyncio.gather(*(read(database) for _ in range(READERS))) == [[1]] * READERS


async def test_no_write_waits_for_a_long_read_on_sqlite(sqlite: Database) -> None:
    await read(sqlite)
    (connection,) = cast("SqliteDatabase", sqlite)._readers._idle
    loop, begun, released = asyncio.get_running_loop(), asyncio.Event(), threading.Event()

    def linger() -> bool:
        loop.call_soon_threadsafe(begun.set)
        return released.wait(30)

    await connection.create_function("linger", 0, linger)
    reading = asyncio.create_task(read(sqlite, select(func.linger())))
    try:
        async with asyncio.timeout(10):
            await begun.wait()
            await add(sqlite, 1)
            assert await read(sqlite) == [1]
        assert not reading.done()
    finally:
        released.set()
    assert await reading == [1]


@pytest.mark.postgres
async def test_no_write_waits_for_a_long_read_on_postgres(postgres_template: str) -> None:
    waiting = text(
        "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database"
        " WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()"
    )
    async with (
        own_postgres(postgres_template) as url,
        open_database(url) as postgres,
        asyncio.timeout(20),
    ):
        async with postgres.transaction() as transaction:
            await transaction.all(select(func.pg_advisory_xact_lock(7)))
            reading = asyncio.create_task(read(postgres, select(func.pg_advisory_xact_lock(7))))
            while await read(postgres, waiting) != [1]:  # noqa: ASYNC110 -- the server has no event for it
                await asyncio.sleep(0)
            await add(postgres, 1)
            assert await read(postgres) == [1]
            assert not reading.done()
        await reading


async def test_the_log_can_be_emptied_once_a_snapshot_is_closed(sqlite: Database) -> None:
    writer = cast("SqliteDatabase", sqlite)._connection

    def checkpoint(mode: str = "PASSIVE") -> tuple[int, ...]:
        return tuple(writer.execute(f"PRAGMA wal_checkpoint({mode})").fetchone())

    await add(sqlite, 1)
    async with sqlite.reading() as snapshot:
        await snapshot.all(ALL)
        await add(sqlite, 2)
        _, pages, written = checkpoint()
        assert written < pages
    assert checkpoint("TRUNCATE") == (0, 0, 0)


async def test_a_file_that_is_gone_is_nobodys_fault(sqlite: Database) -> None:
    path_of(sqlite.url).unlink()
    with pytest.raises(StorageUnavailable):
        await read(sqlite)


@pytest.mark.postgres
async def test_a_reader_that_is_cut_off_is_nobodys_fault(postgres_template: str) -> None:
    async with own_postgres(postgres_template) as url, open_database(url) as postgres:
        with pytest.raises(StorageUnavailable):
            await read(postgres, select(func.pg_terminate_backend(func.pg_backend_pid())))
        await add(postgres, 1)
        assert await read(postgres) == [1]


async def test_sqlite_leaves_no_reader_behind(sqlite: Database) -> None:
    before = set(threading.enumerate())
    async with sqlite.reading() as one, sqlite.reading() as other:
        await one.all(ALL)
        await other.all(ALL)
    threads = set(threading.enumerate()) - before
    assert len(threads) == 2
    await sqlite.close()
    for thread in threads:
        thread.join(10)
        assert not thread.is_alive()


@pytest.mark.postgres
async def test_postgres_leaves_no_reader_behind(postgres_template: str) -> None:
    async with own_postgres(postgres_template) as url:
        async with open_database(url) as database:
            await read(database)
            pool = cast("PostgresDatabase", database)._readers._pool
            (connection,) = pool._idle
            assert not connection.is_closed()
        assert connection.is_closed()
