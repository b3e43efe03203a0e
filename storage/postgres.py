"""PostgreSQL: any number of processes; SERIALIZABLE transactions, advisory locks for order and leadership."""

import asyncio
import zlib
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from functools import partial
from typing import Any

import asyncpg
from sqlalchemy import ClauseElement
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.engine import Dialect

from storage.engine import (
    Compiled,
    Signals,
    Snapshot,
    Statements,
    StorageConflict,
    StorageDamaged,
    StorageUnavailable,
)

CHANNEL = "artel"
LEADERSHIP = 0x4152544C  # the class of advisory locks under which leadership is held
DIALECT: Dialect = PGDialect_asyncpg()  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it untyped
STATEMENTS = Statements(DIALECT)  # compiled once in a process, whatever it opens
READERS = 3  # connections that only read, at most; each is opened when it is first needed
HEARTBEAT = 5.0  # seconds between a leader's looks at its connection, and between a follower's tries
PATIENCE = 5.0  # seconds that the server may take to answer the keeper

PASSING = (
    asyncpg.PostgresConnectionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.OperatorInterventionError,
    asyncpg.LockNotAvailableError,
    asyncpg.InterfaceError,
    asyncpg.ReadOnlySQLTransactionError,
    OSError,
)


def dsn_of(url: str) -> str:
    """The address as the driver takes it, from SQLAlchemy's form."""
    return url.replace("postgresql+asyncpg://", "postgresql://", 1)


@contextmanager
def _translated() -> Any:
    try:
        yield
    except (asyncpg.SerializationError, asyncpg.DeadlockDetectedError) as error:
        raise StorageConflict(type(error).__name__) from error
    except PASSING as error:
        raise StorageUnavailable(type(error).__name__) from error
    except (asyncpg.DataCorruptedError, asyncpg.IndexCorruptedError) as error:
        raise StorageDamaged(type(error).__name__) from error


@asynccontextmanager
async def _whole(transaction: Any) -> AsyncIterator[None]:
    """Commit at the end, undo on any error. What the caller raises comes out as it is, an OSError too."""
    with _translated():
        await transaction.start()
    try:
        yield
    except BaseException:
        with suppress(*PASSING):  # the connection may be gone, and the transaction with it
            await transaction.rollback()
        raise
    with _translated():
        await transaction.commit()


class PostgresTransaction:
    """An open SERIALIZABLE transaction."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self.touched: set[str] = set()

    async def all(self, statement: ClauseElement, /, **values: Any) -> Sequence[Any]:
        compiled = STATEMENTS[statement]
        with _translated():
            rows: Sequence[Any] = await self._connection.fetch(compiled.sql, *compiled.values(values))
        return rows

    async def first(self, statement: ClauseElement, /, **values: Any) -> Any | None:
        compiled = STATEMENTS[statement]
        with _translated():
            return await self._connection.fetchrow(compiled.sql, *compiled.values(values))

    async def run(self, statement: ClauseElement, /, **values: Any) -> int:
        compiled = STATEMENTS[statement]
        with _translated():
            tag: str = await self._connection.execute(compiled.sql, *compiled.values(values))
        return int(tag.rpartition(" ")[2])

    async def run_many(self, statement: ClauseElement, rows: Iterable[dict[str, Any]], /) -> None:
        compiled = STATEMENTS[statement]
        with _translated():
            await self._connection.executemany(compiled.sql, [compiled.values(row) for row in rows])

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        async with _whole(self._connection.transaction()):
            yield

    async def claim_chat(self, chat_id: int) -> bool:
        with _translated():
            mine: bool = await self._connection.fetchval("SELECT pg_try_advisory_xact_lock($1)", chat_id)
        return mine

    def touch(self, topic: str) -> None:
        self.touched.add(topic)

    def cancel_signal(self, topic: str) -> None:
        self.touched.discard(topic)

    def wipe(self) -> None:
        """Leave it to the server: its files are not the program's."""


class PostgresReaders:
    """A pool of its own for what only reads, so that nobody who writes waits for it."""

    def __init__(self, pool: Any) -> None:
        self._pool = pool

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Snapshot]:
        with _translated():
            connection = await self._pool.acquire()
        try:
            async with _whole(connection.transaction(isolation="repeatable_read", readonly=True)):
                yield Snapshot(STATEMENTS, partial(_fetch, connection))
        finally:
            with suppress(*PASSING):
                await self._pool.release(connection)

    async def close(self) -> None:
        await self._pool.close()


async def _fetch(connection: Any, compiled: Compiled, values: Mapping[str, Any]) -> Sequence[Any]:
    with _translated():
        rows: Sequence[Any] = await connection.fetch(compiled.sql, *compiled.values(values))
    return rows


class PostgresDatabase:
    """A pool for transactions, another for snapshots, and one connection more that holds leadership and listens for news."""

    one_writer = False

    def __init__(self, url: str, pool: Any, readers: PostgresReaders) -> None:
        self.url = url
        self._pool = pool
        self._readers = readers
        self.reading = readers.snapshot
        self._signals = Signals()
        self._keeper: Any = None
        self._asking = asyncio.Lock()  # a connection answers one question at a time
        self._lost: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._keeping = asyncio.create_task(self._keep())
        self._kept = asyncio.Event()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[PostgresTransaction]:
        with _translated():
            connection = await self._pool.acquire()
        transaction = PostgresTransaction(connection)
        try:
            async with _whole(connection.transaction(isolation="serializable")):
                yield transaction
                with _translated():
                    for topic in transaction.touched:
                        await connection.execute("SELECT pg_notify($1, $2)", CHANNEL, topic)
        finally:
            with suppress(*PASSING):
                await self._pool.release(connection)
        for topic in transaction.touched:
            self._signals[topic].set()

    def signal(self, topic: str) -> asyncio.Event:
        return self._signals[topic]

    async def _keep(self) -> None:
        """Hold the keeper's connection open; when it is lost, so is every leadership."""
        while True:
            with suppress(*PASSING):
                self._keeper = await asyncpg.connect(dsn_of(self.url))
                await self._keeper.add_listener(CHANNEL, self._hear)
                self._kept.set()
                while True:
                    await asyncio.sleep(HEARTBEAT)
                    await self._ask(self._keeper, "SELECT 1")
            self._kept.clear()
            if self._keeper is not None:
                self._keeper.terminate()
            lost, self._lost = self._lost, asyncio.get_running_loop().create_future()
            lost.set_result(None)
            await asyncio.sleep(1)

    async def _ask(self, keeper: Any, question: str, *values: int) -> Any:
        async with self._asking:
            return await keeper.fetchval(question, *values, timeout=PATIENCE)

    def _hear(self, _connection: Any, _pid: int, _channel: str, topic: object) -> None:
        self._signals[str(topic)].set()

    @asynccontextmanager
    async def lead(self, role: str) -> AsyncIterator[asyncio.Future[None]]:
        key = zlib.crc32(role.encode()) & 0x7FFFFFFF
        while True:
            await self._kept.wait()
            keeper, lost = self._keeper, self._lost
            with suppress(*PASSING):
                if await self._ask(keeper, "SELECT pg_try_advisory_lock($1, $2)", LEADERSHIP, key):
                    break
            await asyncio.sleep(HEARTBEAT)
        try:
            yield lost
        finally:
            if not lost.done():
                with suppress(*PASSING):
                    await self._ask(keeper, "SELECT pg_advisory_unlock($1, $2)", LEADERSHIP, key)

    async def close(self) -> None:
        self._keeping.cancel()
        await asyncio.wait([self._keeping])
        if self._keeper is not None:
            self._keeper.terminate()
        await self._readers.close()
        await self._pool.close()


async def open_database(url: str) -> PostgresDatabase:
    """Connect; raises StorageUnavailable where no server answers."""
    with _translated():
        pool = await asyncpg.create_pool(dsn_of(url), min_size=1, max_size=8)
    return PostgresDatabase(url, pool, await open_readers(url))


async def open_readers(url: str) -> PostgresReaders:
    """Prepare to read; connects only when something is read."""
    return PostgresReaders(await asyncpg.create_pool(dsn_of(url), min_size=0, max_size=READERS))


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[Any]:
    """One connection for what happens before the database is opened. Raises StorageUnavailable."""
    try:
        connection: Any = await asyncpg.connect(dsn_of(url))
    except (OSError, asyncpg.PostgresError) as error:
        raise StorageUnavailable(f"no connection to PostgreSQL: {type(error).__name__}") from error
    try:
        yield connection
    finally:
        await connection.close()
