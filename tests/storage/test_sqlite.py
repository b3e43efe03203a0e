"""What only SQLite does: a commit in a thread, a full disk, a file that is locked or none at all."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any, Self, cast

import pytest

from storage.engine import AlreadyRunning, Database, StorageUnavailable, open_database
from storage.sqlite import Locked, SqliteDatabase, has_wal_reset_bug, path_of
from tests.storage.bots import ADD, add, stored


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
            if not released.is_set():
                asyncio.run_coroutine_threadsafe(released.wait(), loop).result(5)
            commit()

    connection = inner._connection
    inner._connection = cast("sqlite3.Connection", Slow())
    inner._disk_is_slow = True
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
    """Reliability row 21: after SQLITE_FULL the transaction is gone, so nothing more of it may be committed."""
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


@dataclass
class Pulse:
    """How long the event loop stood still at most."""

    longest: float = 0.0

    async def __aenter__(self) -> Self:
        self._beating = asyncio.create_task(self._beat())
        await asyncio.sleep(0)
        return self

    async def _beat(self) -> None:
        before = monotonic()
        while True:
            await asyncio.sleep(0)
            now = monotonic()
            self.longest = max(self.longest, now - before)
            before = now

    async def __aexit__(self, *_: object) -> None:
        self._beating.cancel()
        await asyncio.wait([self._beating])


@contextmanager
def another_program(url: str, begin: str = "BEGIN IMMEDIATE") -> Iterator[sqlite3.Connection]:
    """Has the file in hand, as the sqlite3 shell can."""
    with closing(sqlite3.connect(path_of(url), isolation_level=None)) as connection:
        connection.execute(begin)
        connection.execute("SELECT count(*) FROM bots").fetchone()
        yield connection


async def test_another_programs_lock_is_waited_for_outside_the_loop(sqlite: Database) -> None:
    """Reliability row 19: the loop goes on meanwhile, and what waits comes to pass as soon as the file is free."""
    async with Pulse() as pulse:
        with another_program(sqlite.url):
            adding = [asyncio.create_task(add(sqlite, number)) for number in range(5)]
            await asyncio.wait(adding, timeout=1)
            assert not any(task.done() for task in adding)
        async with asyncio.timeout(3):
            await asyncio.gather(*adding)
    print(f"the loop stood still for {pulse.longest:.3f} s at most")  # noqa: T201 -- the figure of docs/reliability.md
    assert pulse.longest < 0.5, "SQLite waited by itself"
    assert await stored(sqlite) == [0, 1, 2, 3, 4]


async def test_a_lock_that_lasts_is_nobodys_fault_and_told_to_all_at_once(
    sqlite: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who waits behind others waits no longer than they: Telegram is told in time that nothing can be kept."""
    monkeypatch.setattr("storage.sqlite.PATIENCE", 0.5)
    with another_program(sqlite.url):
        began = monotonic()
        refused = await asyncio.gather(*(add(sqlite, number) for number in range(40)), return_exceptions=True)
        took = monotonic() - began
    assert {type(error) for error in refused} == {Locked}
    assert took < 5
    await add(sqlite, 1)
    assert await stored(sqlite) == [1]


@pytest.mark.parametrize("in_thread", [False, True])
async def test_a_commit_that_another_program_hinders_is_tried_again(
    sqlite: Database, in_thread: bool
) -> None:
    """Without a write-ahead log whoever reads hinders the commit."""
    inner = cast("SqliteDatabase", sqlite)
    assert inner._connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0] == "delete"
    inner._disk_is_slow = in_thread
    async with Pulse() as pulse:
        with another_program(sqlite.url, "BEGIN"):
            adding = asyncio.create_task(add(sqlite, 1))
            await asyncio.wait([adding], timeout=0.5)
            assert not adding.done()
        async with asyncio.timeout(3):
            await adding
    assert pulse.longest < 0.5
    assert await stored(sqlite) == [1]


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
def test_the_range_of_the_wal_reset_bug(version: tuple[int, int, int], affected: bool) -> None:
    """Reliability row 25."""
    assert has_wal_reset_bug(version) is affected
