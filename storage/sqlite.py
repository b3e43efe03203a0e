"""SQLite: one connection that writes, used by one transaction at a time, and a few that only read.

The writer's statements run in the event loop itself, because they take microseconds and a trip to a thread takes
longer; so does COMMIT, but on a slow disk it waits in a thread (docs/decisions/0002). What may take longer is read
through aiosqlite, in a thread for each connection.
"""

import asyncio
import fcntl
import os
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import monotonic, perf_counter
from typing import IO, Any

import aiosqlite
from sqlalchemy import ClauseElement
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from storage.engine import (
    AlreadyRunning,
    Compiled,
    Signals,
    Snapshot,
    Statements,
    StorageDamaged,
    StorageUnavailable,
)
from storage.sqlite_files import LOCK, OWE, Wiper, is_owed, prepare

PASSING = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
}
DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}

PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # NORMAL may roll the last commits back after a power cut
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA busy_timeout=0",  # waiting in SQLite would stop the event loop
    "PRAGMA temp_store=MEMORY",
)

# Compiled once in a process, whatever it opens. The driver takes values by name, with no list of them made for it.
STATEMENTS = Statements(SQLiteDialect_pysqlite(paramstyle="named"))
READERS = 3  # connections that only read, at most; each is opened when it is first needed
NO_VALUES: Mapping[str, Any] = {}
PATIENCE = 5.0  # seconds that another program may keep the file locked before that is an error
PAUSES = (0.005, 0.1)  # seconds between tries meanwhile: the first, and the longest
SLOW = 0.005  # seconds; after a commit that took longer, the event loop doesn't wait for the next one


class Locked(StorageUnavailable):
    """Another program has the file locked."""


def path_of(url: str) -> Path:
    """The file that an `sqlite…:///file` address names."""
    return Path(url.split(":///", 1)[1])


def has_wal_reset_bug(version: tuple[int, int, int]) -> bool:
    """Whether this SQLite can damage a WAL database that two connections use (3.7.0–3.51.2, fixed releases aside)."""
    if version >= (3, 51, 3) or version < (3, 7, 0):
        return False
    return not ((3, 50, 7) <= version < (3, 51, 0) or (3, 44, 6) <= version < (3, 45, 0))


@contextmanager
def translated() -> Any:
    """Say in the storage's words what SQLite raises: what passes, and what is damage."""
    try:
        yield
    except sqlite3.Error as error:
        raise _translate(error) from error


def _translate(error: sqlite3.Error) -> Exception:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_BUSY:
        return Locked(f"{error.sqlite_errorname}: {error}")
    if code in PASSING:
        return StorageUnavailable(f"{error.sqlite_errorname}: {error}")
    if code in DAMAGE:
        return StorageDamaged(f"{error.sqlite_errorname}: {error}")
    return error


@dataclass(eq=False)
class SqliteTransaction:
    """An open BEGIN IMMEDIATE."""

    _connection: sqlite3.Connection
    touched: set[str] = field(default_factory=set)
    wipes: bool = False

    def execute(self, sql: str, values: Mapping[str, Any] = NO_VALUES) -> sqlite3.Cursor:
        """Execute SQL that is compiled."""
        try:
            return self._connection.execute(sql, values)
        except sqlite3.Error as error:
            raise _translate(error) from error

    async def begin(self) -> None:
        """Open it; raises Locked where another program has the file."""
        self.execute("BEGIN IMMEDIATE")

    async def all(self, statement: ClauseElement, /, **values: Any) -> Sequence[Any]:
        compiled = STATEMENTS[statement]
        return self.execute(compiled.sql, compiled.constants | values).fetchall()

    async def first(self, statement: ClauseElement, /, **values: Any) -> Any | None:
        compiled = STATEMENTS[statement]
        return self.execute(compiled.sql, compiled.constants | values).fetchone()

    async def run(self, statement: ClauseElement, /, **values: Any) -> int:
        compiled = STATEMENTS[statement]
        return self.execute(compiled.sql, compiled.constants | values).rowcount

    async def run_many(self, statement: ClauseElement, rows: Iterable[dict[str, Any]], /) -> None:
        compiled = STATEMENTS[statement]
        try:
            self._connection.executemany(compiled.sql, map(compiled.constants.__or__, rows))
        except sqlite3.Error as error:
            raise _translate(error) from error

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        self.execute("SAVEPOINT part")
        try:
            yield
        except BaseException as error:
            # A full disk has already rolled everything back: going on would commit statement by statement.
            if not self._connection.in_transaction:
                raise StorageUnavailable("the database rolled the whole transaction back") from error
            self.execute("ROLLBACK TO part")
            self.execute("RELEASE part")
            raise
        self.execute("RELEASE part")

    async def claim_chat(self, chat_id: int) -> bool:  # noqa: ARG002 -- the one writer may handle every chat
        return True

    def touch(self, topic: str) -> None:
        self.touched.add(topic)

    def cancel_signal(self, topic: str) -> None:
        self.touched.discard(topic)

    def wipe(self) -> None:
        self.execute(OWE)
        self.wipes = True


class SqliteReaders:
    """Read-only connections, each with a thread in which its statements run."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connections: list[aiosqlite.Connection] = []
        self._idle: list[aiosqlite.Connection] = []
        self._turns = asyncio.Semaphore(READERS)

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Snapshot]:
        async with self._turns:
            connection = self._idle.pop() if self._idle else await self._open()
            try:
                with translated():
                    await connection.execute("BEGIN")
                yield Snapshot(STATEMENTS, partial(_fetch, connection))
            except BaseException:
                await connection.interrupt()  # nobody waits for the statement in hand any more
                raise
            finally:
                # While a snapshot is open, the write-ahead log can only grow.
                await asyncio.shield(self._give_back(connection))

    async def _open(self) -> aiosqlite.Connection:
        with translated():
            opened = connect(self._path, read_only=True)
        # Opened here, because a thread that has nothing to work on would outlive the error.
        connection = await aiosqlite.Connection(lambda: opened, 1)
        self._connections.append(connection)
        return connection

    async def _give_back(self, connection: aiosqlite.Connection) -> None:
        with translated():
            await connection.rollback()
        self._idle.append(connection)

    async def close(self) -> None:
        for connection in self._connections:
            await connection.close()


async def _fetch(
    connection: aiosqlite.Connection, compiled: Compiled, values: dict[str, Any]
) -> Sequence[Any]:
    with translated():
        return list(await connection.execute_fetchall(compiled.sql, compiled.constants | values))


async def _when_free(act: Callable[[], Awaitable[None]], since: float) -> None:
    """Do what another program's lock may hinder, and try again while it does: PATIENCE at most, counted from `since`.

    Who has waited so long already, behind others that tried, tries once.
    """
    pause, longest = PAUSES
    while True:
        try:
            return await act()
        except Locked:
            if monotonic() - since > PATIENCE:
                raise
        await asyncio.sleep(pause)
        pause = min(2 * pause, longest)


class SqliteDatabase:
    """The open file, its lock against a second instance, and the thread in which commits wait for a slow disk."""

    one_writer = True

    def __init__(
        self, url: str, connection: sqlite3.Connection, lock: IO[str] | None, readers: SqliteReaders
    ) -> None:
        self.url = url
        self._connection = connection
        self._instance_lock = lock
        self._turn = asyncio.Lock()
        self._thread = ThreadPoolExecutor(1, "sqlite-commit")
        self._disk_is_slow = False
        self._signals = Signals()
        self._readers = readers
        self.reading = readers.snapshot
        self._wiper = Wiper(self._turn, connection)
        if is_owed(connection):
            self._wiper.start()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[SqliteTransaction]:
        asked_at = monotonic()
        async with self._turn:
            transaction = SqliteTransaction(self._connection)
            await _when_free(transaction.begin, asked_at)
            try:
                yield transaction
                if not self._connection.in_transaction:
                    raise StorageUnavailable("the database rolled the whole transaction back")
                commit = self._commit_in_thread if self._disk_is_slow else self._commit_here
                await _when_free(commit, monotonic())
            finally:
                if self._connection.in_transaction:
                    self._connection.rollback()
        for topic in transaction.touched:
            self._signals[topic].set()
        if transaction.wipes:
            self._wiper.start()

    async def _commit_here(self) -> None:
        """Commit in the loop: while the disk is quick, a trip to a thread costs more than the commit itself."""
        self._commit()

    def _commit(self) -> None:
        started = perf_counter()
        try:
            self._connection.commit()
        except sqlite3.Error as error:
            raise _translate(error) from error
        self._disk_is_slow = perf_counter() - started > SLOW

    async def _commit_in_thread(self) -> None:
        commit = asyncio.get_running_loop().run_in_executor(self._thread, self._commit)
        try:
            await asyncio.shield(commit)
        except asyncio.CancelledError:
            # The thread can't be stopped: nobody may touch the connection before it is through.
            await asyncio.wait([commit])
            raise

    def signal(self, topic: str) -> asyncio.Event:
        return self._signals[topic]

    @asynccontextmanager
    async def lead(self, role: str) -> AsyncIterator[asyncio.Future[None]]:  # noqa: ARG002 -- there is one process
        yield asyncio.get_running_loop().create_future()

    async def close(self) -> None:
        await self._readers.close()
        await self._wiper.close()
        async with self._turn:
            self._thread.shutdown()
            self._connection.close()
        if self._instance_lock is not None:
            self._instance_lock.close()


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Open a connection with Artel's settings and no implicit transactions, for use in any thread."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=512,
    )
    for pragma in ("PRAGMA query_only=ON",) if read_only else PRAGMAS:
        connection.execute(pragma)
    connection.row_factory = sqlite3.Row
    return connection


def lock_instance(path: Path) -> IO[str]:
    """Lock the database against a second process until the file is closed or the process ends.

    Its files become private. Raises AlreadyRunning, Unusable.
    """
    prepare(path)
    lock = path.with_name(path.name + LOCK).open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.seek(0)
        holder = lock.read().strip()
        lock.close()
        raise AlreadyRunning(f"{path.name} is in use by another process ({holder or 'unknown'})") from None
    lock.truncate(0)
    lock.write(f"pid {os.getpid()}")
    lock.flush()
    return lock


async def open_database(url: str) -> SqliteDatabase:
    """Open the file for the one process that works on it. Raises Unusable, StorageUnavailable, StorageDamaged."""
    path = path_of(url)
    lock = lock_instance(path)
    try:
        with translated():
            return SqliteDatabase(url, connect(path), lock, await open_readers(url))
    except BaseException:
        lock.close()
        raise


async def open_readers(url: str) -> SqliteReaders:
    """Prepare to read; connects only when something is read."""
    return SqliteReaders(path_of(url))
