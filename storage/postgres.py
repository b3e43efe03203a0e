"""PostgreSQL: any number of processes; SERIALIZABLE transactions, a lock for each chat, leases for what one process does.

A line that is cut without a word never answers, so nothing waits for the server without a limit, neither here nor there
(docs/decisions/0010).
"""

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path
from secrets import token_hex
from time import monotonic
from typing import Any, TypeVar

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
DIALECT: Dialect = PGDialect_asyncpg()  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it untyped
STATEMENTS = Statements(DIALECT)  # compiled once in a process, whatever it opens
WRITERS, READERS = 8, 3  # connections at most; each is opened when it is first needed

# Seconds. What stops within ten seconds may meet one statement that is never answered, and a connection that won't close.
CONNECT = 5.0
LIMIT = 8.0  # for a statement, or a turn with a connection
CLOSE = 0.5

# A leader whose lease isn't renewed stops in time for what it has in flight (bot/send.py) to land before the lease ends.
HEARTBEAT = 3.0  # between two renewals, and between a follower's tries
PATIENCE = 3.0  # that the server may take for one
AGAIN = 1.0  # before a connection that was lost is opened again
LEAD = 10.0  # that a leader acts on one renewal
LEASE = 20.0  # that a renewal lasts, by the database's clock

# The server lets go by itself, and with it the locks of a process whose host is gone.
LINE = {
    "tcp_keepalives_idle": "5",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
    "tcp_user_timeout": "15000",
}
READING = LINE | {"statement_timeout": f"{LIMIT - 1:.0f}s"}
WRITING = READING | {"idle_in_transaction_session_timeout": "10s"}
SOCKET = {"TCP_KEEPIDLE": 5, "TCP_KEEPINTVL": 5, "TCP_KEEPCNT": 3, "TCP_USER_TIMEOUT": 15_000}

DAMAGE = ("XX001", "XX002")
# What SQLSTATE holds against a statement itself, and against one after it in a transaction that has failed.
OWN_FAULT = ("0A", "21", "22", "23", "25P02", "42", "44", "54", "P0")
AMONG_ROWS = (
    asyncpg.UniqueViolationError,
    asyncpg.ForeignKeyViolationError,
    asyncpg.ExclusionViolationError,
)
AT_ONCE = 10.0  # seconds within which a transaction that was undone is repeated

Result = TypeVar("Result")


def dsn_of(url: str) -> str:
    """The address as the driver takes it, from SQLAlchemy's form."""
    return url.replace("postgresql+asyncpg://", "postgresql://", 1)


# Asking the driver


async def _ask(method: Callable[..., Awaitable[Result]], *given: Any) -> Result:
    """Let the driver do something; what it raises comes out in the storage's words."""
    try:
        return await method(*given)
    except asyncio.CancelledError:
        task = asyncio.current_task()
        if task is None or task.cancelling():
            raise
        raise StorageUnavailable("CancelledError") from None  # within the driver: nobody cancelled us
    except Exception as error:
        judged = _judge(error)
        if judged is error:
            raise
        raise judged from error


def _judge(error: Exception) -> Exception:
    """Say whose fault an error is.

    The statement's own is what the server holds against it, and values that the driver can't send. Everything else is
    the database's, or the line's: what a driver raises when a connection breaks has no end of names.
    """
    name = type(error).__name__
    if isinstance(error, asyncpg.PostgresError):
        state = error.sqlstate or ""
        if state.startswith("40"):
            return StorageConflict(name)
        if state in DAMAGE:
            return StorageDamaged(name)
        if state.startswith(OWN_FAULT) and not isinstance(error, asyncpg.InvalidCachedStatementError):
            return error
    elif isinstance(error, ValueError):
        return error
    return StorageUnavailable(name)


def _is_lost(error: BaseException) -> bool:
    """Whether nobody knows what the connection is good for after this."""
    return isinstance(error, StorageUnavailable) and not isinstance(error, StorageConflict)


# Connections


class _Connection(asyncpg.Connection):
    """A connection whose silence the kernel notices."""

    __slots__ = ()

    def __init__(self, protocol: Any, transport: Any, *rest: Any) -> None:
        super().__init__(protocol, transport, *rest)
        end = transport.get_extra_info("socket")
        if end.family in (socket.AF_INET, socket.AF_INET6):
            end.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
            for name, value in SOCKET.items():
                if hasattr(socket, name):
                    end.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)


OPTIONS = {"connection_class": _Connection, "timeout": CONNECT}  # of every connection, SQLAlchemy's too


async def connect(url: str, settings: Mapping[str, str] = WRITING) -> Any:
    """Open a connection that waits for nothing without a limit. Raises StorageUnavailable."""
    connection = await _ask(partial(asyncpg.connect, dsn_of(url), command_timeout=LIMIT, **OPTIONS))
    try:
        await _ask(
            connection.execute, "; ".join(f"SET {name} = '{value}'" for name, value in settings.items())
        )
    except BaseException:
        connection.terminate()
        raise
    return connection


class Pool:
    """Connections, each in one pair of hands at a time.

    One goes back only if its transaction has ended. Where one is lost, those that wait are let go with it: what cut one
    has mostly cut them all, and each would be found silent for as long.
    """

    def __init__(self, url: str, size: int, settings: Mapping[str, str]) -> None:
        self._url = url
        self._settings = settings
        self._turns = asyncio.Semaphore(size)
        self._closed = False
        self._idle: list[Any] = []
        self._ending: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def transaction(self, begin: str) -> AsyncIterator[Any]:
        """A connection in a transaction that `begin` opens: committed at the end, undone on any error.

        What the caller raises comes out as it is, an OSError too.
        """
        try:
            async with asyncio.timeout(LIMIT):
                await self._turns.acquire()
        except TimeoutError:
            raise StorageUnavailable("every connection is in use") from None
        try:
            async with self._taken() as connection:
                await _ask(connection.execute, begin)
                yield connection
                if await _ask(connection.execute, "COMMIT") != "COMMIT":
                    raise StorageUnavailable("the database rolled the whole transaction back")
        finally:
            self._turns.release()

    @asynccontextmanager
    async def _taken(self) -> AsyncIterator[Any]:
        connection = await self._take()
        ended = False
        try:
            yield connection
            ended = True
        except Exception as error:
            if _is_lost(error):
                self._end(*self._idle)
            else:
                with suppress(StorageUnavailable):
                    await _ask(connection.execute, "ROLLBACK")
                    ended = True
            raise
        finally:
            if ended and not self._closed:
                self._idle.append(connection)
            else:
                self._end(connection)

    async def _take(self) -> Any:
        while self._idle:
            connection = self._idle.pop()
            if not connection.is_closed():
                return connection
        return await connect(self._url, self._settings)

    def _end(self, *connections: Any) -> None:
        """Let connections go, without waiting for a farewell."""
        self._idle = [connection for connection in self._idle if connection not in connections]
        for connection in connections:
            task = asyncio.create_task(_end(connection))
            self._ending.add(task)
            task.add_done_callback(self._ending.discard)

    async def close(self) -> None:
        """Let go all that wait; what is in use goes when it is given back."""
        self._closed = True
        self._end(*self._idle)
        await asyncio.gather(*self._ending)


async def _end(connection: Any) -> None:
    """Break off what the connection does, and close it; after a moment by force."""
    with suppress(Exception):
        await connection.close(timeout=CLOSE)


# Transactions


class Clashes:
    """Tells whose doing it is that rows don't go together, as where a key is taken.

    The first time another transaction was quicker, and what it did is seen when this one is repeated. A task that meets
    the very same at once has nobody else to blame.
    """

    def __init__(self) -> None:
        self._met: dict[tuple[Any, ...], float] = {}

    def is_first(self, error: Any) -> bool:
        now = monotonic()
        self._met = {clash: at for clash, at in self._met.items() if now - at < AT_ONCE}
        clash = asyncio.current_task(), error.constraint_name, error.detail
        if self._met.pop(clash, None) is not None:
            return False
        self._met[clash] = now
        return True


class PostgresTransaction:
    """An open SERIALIZABLE transaction."""

    def __init__(self, connection: Any, clashes: Clashes) -> None:
        self._connection = connection
        self._clashes = clashes
        self.touched: set[str] = set()

    async def _ask(self, method: Callable[..., Awaitable[Result]], *given: Any) -> Result:
        try:
            return await _ask(method, *given)
        except AMONG_ROWS as error:
            if self._clashes.is_first(error):
                raise StorageConflict(type(error).__name__) from error
            raise

    async def all(self, statement: ClauseElement, /, **values: Any) -> Sequence[Any]:
        compiled = STATEMENTS[statement]
        rows: Sequence[Any] = await self._ask(self._connection.fetch, compiled.sql, *compiled.values(values))
        return rows

    async def first(self, statement: ClauseElement, /, **values: Any) -> Any | None:
        compiled = STATEMENTS[statement]
        return await self._ask(self._connection.fetchrow, compiled.sql, *compiled.values(values))

    async def run(self, statement: ClauseElement, /, **values: Any) -> int:
        compiled = STATEMENTS[statement]
        tag: str = await self._ask(self._connection.execute, compiled.sql, *compiled.values(values))
        return int(tag.rpartition(" ")[2])

    async def run_many(self, statement: ClauseElement, rows: Iterable[dict[str, Any]], /) -> None:
        compiled = STATEMENTS[statement]
        await self._ask(self._connection.executemany, compiled.sql, [compiled.values(row) for row in rows])

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        await _ask(self._connection.execute, "SAVEPOINT part")
        try:
            yield
        except Exception as error:
            if not _is_lost(error):
                await _ask(self._connection.execute, "ROLLBACK TO part; RELEASE part")
            raise
        await _ask(self._connection.execute, "RELEASE part")

    async def claim_chat(self, chat_id: int) -> bool:
        mine: bool = await _ask(self._connection.fetchval, "SELECT pg_try_advisory_xact_lock($1)", chat_id)
        return mine

    async def send_news(self) -> None:
        """Let every process hear what was touched, once this is committed."""
        if self.touched:
            await _ask(
                self._connection.execute,
                "SELECT pg_notify($1, topic) FROM unnest($2::text[]) AS topic",
                CHANNEL,
                list(self.touched),
            )

    def touch(self, topic: str) -> None:
        self.touched.add(topic)

    def cancel_signal(self, topic: str) -> None:
        self.touched.discard(topic)

    def wipe(self) -> None:
        """Leave it to the server: its files are not the program's."""


class PostgresReaders:
    """A pool of its own for what only reads, so that nobody who writes waits for it."""

    def __init__(self, url: str) -> None:
        self._pool = Pool(url, READERS, READING)
        self.close = self._pool.close

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Snapshot]:
        async with self._pool.transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") as connection:
            yield Snapshot(STATEMENTS, partial(_fetch, connection))


async def _fetch(connection: Any, compiled: Compiled, values: Mapping[str, Any]) -> Sequence[Any]:
    rows: Sequence[Any] = await _ask(connection.fetch, compiled.sql, *compiled.values(values))
    return rows


# Leadership

_NOW = "CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT)"
HOLDER = "SELECT holder FROM leases WHERE role = $1"
# Takes or renews what nobody else holds; of the holders in $4 it is known that they have ended.
CLAIM = f"""
INSERT INTO leases AS held (role, holder, ends_at)
SELECT role, $2, {_NOW} + $3 FROM unnest($1::text[]) AS role ORDER BY role
ON CONFLICT (role) DO UPDATE SET holder = excluded.holder, ends_at = excluded.ends_at
WHERE held.holder = excluded.holder OR held.ends_at < {_NOW} OR held.holder = $4
RETURNING role
"""  # noqa: S608 -- put together from constants
RELEASE = "DELETE FROM leases WHERE role = $1 AND holder = $2"


class Lease:
    """The right to a role, as far as this process's own clock lets it rely on that."""

    def __init__(self, asked_at: float) -> None:
        self._loop = asyncio.get_running_loop()
        self.lost: asyncio.Future[None] = self._loop.create_future()
        self._end = self._loop.call_at(asked_at + LEAD, self.lose)

    def renew(self, asked_at: float) -> None:
        """Rely on it from the moment at which its renewal was asked for."""
        self._end.cancel()
        self._end = self._loop.call_at(asked_at + LEAD, self.lose)

    def lose(self) -> None:
        """Say that it is over."""
        self._end.cancel()
        if not self.lost.done():
            self.lost.set_result(None)


class Keeper:
    """A connection that hears news and renews this process's leases; when it is lost, another one does."""

    def __init__(self, url: str, signals: Signals) -> None:
        self._url = url
        self._signals = signals
        self._name = f"{_this_process()} {token_hex(4)}"
        self._leases: dict[str, Lease] = {}
        self._connection: Any = None
        self._connected = asyncio.Event()
        self._turn = asyncio.Lock()  # a connection answers one question at a time
        self._keeping = asyncio.create_task(self._keep())

    async def _keep(self) -> None:
        while True:
            with suppress(Exception):  # whatever it is, the leases end by themselves if it lasts
                self._connection = await connect(self._url)
                try:
                    await _ask(self._connection.add_listener, CHANNEL, self._hear)
                    self._connected.set()
                    while True:
                        await self._renew()
                        await asyncio.sleep(HEARTBEAT)
                finally:
                    self._connected.clear()
                    self._connection.terminate()
            await asyncio.sleep(AGAIN)

    async def _renew(self) -> None:
        leases = {role: lease for role, lease in self._leases.items() if not lease.lost.done()}
        asked_at = asyncio.get_running_loop().time()
        mine = await self._claim(*leases)
        for role, lease in leases.items():
            if role in mine:
                lease.renew(asked_at)
            else:
                lease.lose()

    async def _claim(self, *roles: str, ended: str = "") -> set[str]:
        """Take or renew these roles; returns those that are ours now."""
        rows = await self._question("fetch", CLAIM, roles, self._name, int(LEASE * 1_000_000), ended)
        return {row["role"] for row in rows}

    async def _question(self, method: str, sql: str, *values: Any) -> Any:
        async with self._turn:
            return await _ask(partial(getattr(self._connection, method), sql, *values, timeout=PATIENCE))

    def _hear(self, _connection: Any, _pid: int, _channel: str, topic: object) -> None:
        self._signals[str(topic)].set()

    @asynccontextmanager
    async def lead(self, role: str) -> AsyncIterator[asyncio.Future[None]]:
        """Wait for the lease of a role and keep it; the future ends when it can't be relied on any more."""
        lease = self._leases[role] = Lease(await self._take(role))
        try:
            yield lease.lost
        finally:
            del self._leases[role]
            lease.lose()
            if self._connected.is_set():
                with suppress(StorageUnavailable, TimeoutError):
                    async with asyncio.timeout(CLOSE):
                        await self._question("execute", RELEASE, role, self._name)

    async def _take(self, role: str) -> float:
        """Wait until the role is ours; returns the moment at which it was asked for."""
        while True:
            await self._connected.wait()
            with suppress(StorageUnavailable):
                holder = await self._question("fetchval", HOLDER, role)
                asked_at = asyncio.get_running_loop().time()
                if await self._claim(role, ended=holder if holder and _has_ended(holder) else ""):
                    return asked_at
            await asyncio.sleep(HEARTBEAT)

    async def close(self) -> None:
        """Hear and hold nothing any more."""
        while not self._keeping.done():  # the driver may swallow a cancellation
            self._keeping.cancel()
            await asyncio.wait([self._keeping], timeout=CLOSE)


def _this_process() -> str:
    """This process, so that another on the machine can see whether it has ended: its place, number and start."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
        place = f"{boot}/{Path('/proc/self/ns/pid').stat().st_ino}/{os.getuid()}"
    except OSError:
        place = token_hex(8)  # nobody can see it
    return f"{place} {os.getpid()} {_started(os.getpid())}"


def _started(pid: int) -> str | None:
    """When a process was started: another one may get its number. None for one that has ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] in ("Z", "X") else fields[19]


def _has_ended(holder: str) -> bool:
    """Whether a holder of a lease was a process of this machine that has ended: nobody has to wait for its lease."""
    if holder.split(" ", maxsplit=1)[0] != _this_process().split(" ")[0]:
        return False
    _, pid, started, _ = holder.split(" ")
    return _started(int(pid)) != started


# The database


class PostgresDatabase:
    """A pool for transactions, another for snapshots, and one connection more that holds leases and hears news."""

    one_writer = False

    def __init__(self, url: str, pool: Pool, readers: PostgresReaders) -> None:
        self.url = url
        self._pool = pool
        self._readers = readers
        self.reading = readers.snapshot
        self._clashes = Clashes()
        self._signals = Signals()
        self._keeper = Keeper(url, self._signals)
        self.lead = self._keeper.lead

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[PostgresTransaction]:
        async with self._pool.transaction("BEGIN ISOLATION LEVEL SERIALIZABLE") as connection:
            transaction = PostgresTransaction(connection, self._clashes)
            yield transaction
            await transaction.send_news()
        for topic in transaction.touched:
            self._signals[topic].set()

    def signal(self, topic: str) -> asyncio.Event:
        return self._signals[topic]

    async def close(self) -> None:
        await asyncio.gather(self._keeper.close(), self._readers.close(), self._pool.close())


async def open_database(url: str) -> PostgresDatabase:
    """Connect; raises StorageUnavailable where no server answers."""
    pool = Pool(url, WRITERS, WRITING)
    async with pool.transaction("BEGIN"):
        pass
    return PostgresDatabase(url, pool, await open_readers(url))


async def open_readers(url: str) -> PostgresReaders:
    """Prepare to read; connects only when something is read."""
    return PostgresReaders(url)


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[Callable[[str], Awaitable[Sequence[Any]]]]:
    """A way to fetch rows before the database is opened. Raises StorageUnavailable."""
    try:
        connection = await connect(url, READING)
    except StorageUnavailable as error:
        raise StorageUnavailable(f"no connection to PostgreSQL: {error}") from error
    try:
        yield partial(_ask, connection.fetch)
    finally:
        await _end(connection)
