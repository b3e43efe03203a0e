"""What only PostgreSQL does: several processes that share it, conflicts between them, and a server that is far away."""

import asyncio
import inspect
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

import asyncpg
import pytest
from sqlalchemy import bindparam, func, select, text

from bot.send import GRACE
from storage import postgres
from storage.engine import StorageConflict, StorageUnavailable, open_database, repeated
from storage.postgres import Pool
from storage.tables.street import bots
from tests.conftest import own_postgres
from tests.faults.line import Line
from tests.storage.bots import ADD, add, stored

pytestmark = pytest.mark.postgres

GET = select(bots.c.id).where(bots.c.id == bindparam("which"))
END_OTHERS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


@pytest.fixture
async def url(postgres_template: str) -> AsyncIterator[str]:
    async with own_postgres(postgres_template) as made, asyncio.timeout(60):
        yield made


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time limits that are soon over."""
    limits = {
        "HEARTBEAT": 0.2,
        "PATIENCE": 0.5,
        "AGAIN": 0.1,
        "LEAD": 2,
        "LEASE": 4,
        "LIMIT": 2,
        "CONNECT": 2,
    }
    for name, seconds in limits.items():
        monkeypatch.setattr(postgres, name, seconds)


async def cut(url: str) -> None:
    """End every other session of the database."""
    server = await asyncpg.connect(postgres.dsn_of(url))
    await server.fetch(END_OTHERS)
    await server.close()


# Leadership


def test_who_loses_a_lease_has_stopped_before_it_ends() -> None:
    """Calls in flight may land for a while, and a takeover waits for no more than the lease and one try."""
    assert postgres.LEAD + GRACE < postgres.LEASE
    assert postgres.LEASE + postgres.HEARTBEAT + postgres.PATIENCE <= 30
    assert postgres.HEARTBEAT + 2 * postgres.PATIENCE < postgres.LEAD, "one silent line ends no leadership"


@pytest.mark.usefixtures("quick")
async def test_leadership_is_one_and_passes_on(url: str) -> None:
    async with open_database(url) as one, open_database(url) as other:
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


@pytest.mark.usefixtures("quick")
async def test_leadership_outlives_a_cut(url: str) -> None:
    async with open_database(url) as one, open_database(url) as other:
        async with one.lead("clock") as lost:
            followed = asyncio.create_task(_hold(other, "clock"))
            for _ in range(3):
                await cut(url)
                async with one.lead("anything"):  # the keeper is there again
                    pass
            assert not lost.done()
            assert not followed.done()
        await followed


@pytest.mark.usefixtures("quick")
async def test_a_leader_that_is_cut_off_stops_before_another_begins(url: str) -> None:
    """Its connections are there, and nobody answers on them: as where a host is gone."""
    async with (
        Line(url) as line,
        open_database(line.url) as one,
        open_database(url) as other,
        one.lead("clock") as lost,
    ):
        following = asyncio.create_task(_hold(other, "clock"))
        line.vanish()
        await lost
        assert not following.done()
        await following


async def test_nobody_waits_for_the_lease_of_a_process_that_has_ended(url: str) -> None:
    program = (
        "import asyncio, os, sys\n"
        "from storage.postgres import open_database\n"
        "async def main():\n"
        "    database = await open_database(sys.argv[1])\n"
        "    async with database.lead('clock'):\n"
        "        os.kill(os.getpid(), 9)\n"
        "asyncio.run(main())\n"
    )
    ended = await asyncio.to_thread(
        subprocess.run, [sys.executable, "-c", program, url], check=False, stderr=subprocess.DEVNULL
    )
    assert ended.returncode == -9
    async with open_database(url) as other, asyncio.timeout(postgres.HEARTBEAT), other.lead("clock"):
        pass


async def _hold(database: Any, role: str) -> None:
    async with database.lead(role):
        pass


async def test_news_reach_another_process(url: str) -> None:
    async with open_database(url) as one, open_database(url) as other:
        async with other.lead("anything"):  # the other one listens by now
            pass
        async with one.transaction() as transaction:
            transaction.touch("inbox")
        await other.signal("inbox").wait()


# Conflicts


async def test_a_key_that_another_transaction_took_is_a_conflict(url: str) -> None:
    """Its row can't be seen yet: repeated, the transaction sees it, and what it does then is its own doing."""
    async with open_database(url) as one, open_database(url) as two:

        async def late() -> None:
            async with two.transaction() as transaction:
                await transaction.all(select(text("1")).select_from(text("chats")))  # its view begins here
                await add(one, 1)
                async with transaction.savepoint():
                    await transaction.run(ADD, id=1, data="")

        with pytest.raises(StorageConflict):
            await late()
        assert await stored(two) == [1]


async def test_parallel_inserts_of_one_key_are_nobodys_fault(url: str) -> None:
    """Each looks first, and adds what isn't there: exactly one does."""
    async with open_database(url) as one, open_database(url) as two, open_database(url) as three:
        added = []

        async def once(database: Any, key: int) -> None:
            async def act(transaction: Any) -> bool:
                known = await transaction.first(GET, which=key)
                await asyncio.sleep(0)
                if known is None:
                    await transaction.run(ADD, id=key, data="")
                return known is None

            added.append(await repeated(database, act))

        for key in range(20):
            await asyncio.gather(*(once(database, key) for database in (one, two, three, one, two, three)))
        assert sum(added) == 20


# Connections


def _errors() -> list[type[Exception]]:
    """All that the driver has a name for."""
    return [
        kind
        for _, kind in inspect.getmembers(asyncpg.exceptions, inspect.isclass)
        if issubclass(kind, Exception) and not issubclass(kind, Warning)
    ]


@pytest.mark.parametrize("kind", _errors(), ids=lambda kind: kind.__name__)
def test_what_is_not_the_statements_fault_is_the_storages(kind: type[Exception]) -> None:
    """Reliability row 44: by kind. Only data, rules, syntax and rights can be held against a statement."""
    judged = postgres._judge(kind("?"))
    of_the_statement = issubclass(kind, asyncpg.PostgresError) and str(kind.sqlstate)[:2] in {
        *("0A", "21", "22", "23", "42", "44", "54", "P0")
    }
    if kind.__name__ in ("InFailedSQLTransactionError", "ClientConfigurationError"):
        of_the_statement = True
    if kind.__name__ == "InvalidCachedStatementError":
        of_the_statement = False
    assert isinstance(judged, kind) == of_the_statement, judged


@pytest.mark.parametrize("kind", [OSError, ConnectionResetError, TimeoutError, AttributeError, RuntimeError])
def test_a_broken_line_has_many_names(kind: type[Exception]) -> None:
    assert isinstance(postgres._judge(kind("?")), StorageUnavailable)


async def test_a_cancellation_within_the_driver_is_no_cancellation() -> None:
    async def broken() -> None:
        raise asyncio.CancelledError

    with pytest.raises(StorageUnavailable):
        await postgres._ask(broken)
    own = asyncio.create_task(postgres._ask(asyncio.Event().wait))
    await asyncio.sleep(0)
    own.cancel()
    with pytest.raises(asyncio.CancelledError):
        await own


@pytest.mark.parametrize("when", ["idle", "open", "in hand", "at the commit"])
@pytest.mark.parametrize("how", ["ended", "reset", "silent"])
@pytest.mark.usefixtures("quick")
async def test_a_connection_that_is_lost_is_nobodys_fault_and_never_used_again(
    url: str, how: str, when: str
) -> None:
    """Reliability rows 44 and 45: whatever befalls a connection at whatever moment, the next transaction works."""
    async with Line(url) as line, open_database(line.url) as database:

        async def lose() -> None:
            await {"ended": lambda: cut(url), "reset": _of(line.cut), "silent": _of(line.silence)}[how]()

        async def act() -> None:
            async with database.transaction() as transaction:
                await transaction.run(ADD, id=1, data="")
                if when == "open":
                    await lose()
                if when == "in hand":
                    losing = asyncio.create_task(_soon(lose))
                    await transaction.all(select(func.pg_sleep(30)))
                    await losing
                async with transaction.savepoint():
                    await transaction.run(ADD, id=2, data="")
                if when == "at the commit":
                    await lose()

        for number in (3, 4, 5):  # several wait in the pool
            await asyncio.gather(add(database, number), add(database, number + 10))
        if when == "idle":
            await lose()
        # What was idle may be known to be lost already.
        with suppress(StorageUnavailable) if when == "idle" else pytest.raises(StorageUnavailable):
            await act()
        for number in (6, 7, 8):
            await add(database, number)
        assert {6, 7, 8} < set(await stored(database))


def _of(act: Any) -> Any:
    async def awaited() -> None:
        act()

    return awaited


async def _soon(act: Any) -> None:
    await asyncio.sleep(0.05)
    await act()


async def test_a_host_that_is_gone_holds_its_locks_for_a_moment(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reliability row 45: the server itself ends a transaction of which it hears no more, and the lock of its chat."""
    monkeypatch.setitem(postgres.WRITING, "idle_in_transaction_session_timeout", "200ms")
    async with Line(url) as line, open_database(line.url) as gone, open_database(url) as other:

        async def outlive() -> None:
            async with gone.transaction() as transaction:
                assert await transaction.claim_chat(7)
                line.vanish()
                free = False
                while not free:
                    async with other.transaction() as another:
                        free = await another.claim_chat(7)

        with pytest.raises(StorageUnavailable):
            await outlive()


async def test_every_connection_has_its_limits(url: str) -> None:
    """Reliability row 45: on both ends of the line."""
    connection = await postgres.connect(url)
    try:
        for name, value in postgres.WRITING.items():
            assert await connection.fetchval(f"SHOW {name}") in (value, f"{int(value.rstrip('s'))}", "15s")
        end = connection._transport.get_extra_info("socket")
        assert end.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
        for name, milliseconds in postgres.SOCKET.items():
            assert end.getsockopt(socket.IPPROTO_TCP, getattr(socket, name)) == milliseconds
    finally:
        await connection.close()


@pytest.mark.usefixtures("quick")
async def test_who_finds_no_connection_free_is_told(url: str) -> None:
    pool = Pool(url, 1, postgres.WRITING)
    try:
        async with pool.transaction("BEGIN"):
            with pytest.raises(StorageUnavailable):
                async with pool.transaction("BEGIN"):
                    pass
    finally:
        await pool.close()


async def test_a_failed_transaction_is_not_taken_for_a_committed_one(url: str) -> None:
    """PostgreSQL answers COMMIT with «ROLLBACK», and no error, where a statement has failed before."""
    async with open_database(url) as database:

        async def swallow() -> None:
            async with database.transaction() as transaction:
                await transaction.run(ADD, id=1, data="")
                with pytest.raises(asyncpg.DivisionByZeroError):
                    await transaction.all(select(text("1 / 0")))

        with pytest.raises(StorageUnavailable):
            await swallow()
        assert await stored(database) == []


async def test_a_server_that_is_away_is_said_to_be() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        port = nobody.getsockname()[1]
        with pytest.raises(StorageUnavailable):
            await postgres.open_database(f"postgresql+asyncpg://postgres@127.0.0.1:{port}/postgres")
