"""How statements reach the driver: SQLAlchemy Core compiles each once, the driver executes it.

Statements are module constants; their values are integers, texts and blobs, so nothing has to be
converted on the way. `open_database` picks SQLite or PostgreSQL by the address.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol, TypeVar

from sqlalchemy import Boolean, ClauseElement, FunctionElement, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

from storage.errors import Unusable

Result = TypeVar("Result")


class StorageUnavailable(Exception):
    """The database could not do it now (full, I/O, busy, lost, conflict): nobody's fault, try again."""


class StorageConflict(StorageUnavailable):
    """Another transaction was quicker: this one was undone, and is to be repeated."""


class StorageDamaged(Exception):
    """The database file is damaged: nothing may be written to it any more."""


class WriteNeeded(Exception):
    """A snapshot was asked to write: this takes a write transaction."""


class AlreadyRunning(Unusable):
    """Another process works on this database file."""


class AmongIds(FunctionElement[bool]):
    """Whether an integer stands in a JSON array that is given as one value: `AmongIds(column, bindparam("ids"))`.

    A list of any length is so one value of one compiled statement, on both databases.
    """

    inherit_cache = True
    type = Boolean()


@compiles(AmongIds, "sqlite")
def _sqlite_among(element: AmongIds, compiler: SQLCompiler, **kw: Any) -> str:
    column, ids = (compiler.process(part, **kw) for part in element.clauses)
    return f"({column} IN (SELECT value FROM json_each({ids})))"  # noqa: S608 -- both are compiled parts


@compiles(AmongIds, "postgresql")
def _postgres_among(element: AmongIds, compiler: SQLCompiler, **kw: Any) -> str:
    column, ids = (compiler.process(part, **kw) for part in element.clauses)
    elements = f"json_array_elements_text(CAST({ids} AS JSON))"
    return f"({column} IN (SELECT CAST(value AS BIGINT) FROM {elements}))"  # noqa: S608 -- the same


class JsonField(FunctionElement[str]):
    """A field of a JSON object, NULL where there is none: `JsonField(column, literal_column("'name'"))`.

    Two fields can be compared with each other; compared with a number, one is text on PostgreSQL and a number on SQLite.
    """

    inherit_cache = True
    type = Text()


@compiles(JsonField, "sqlite")
def _sqlite_field(element: JsonField, compiler: SQLCompiler, **kw: Any) -> str:
    column, name = (compiler.process(part, **kw) for part in element.clauses)
    return f"json_extract({column}, '$.' || {name})"


@compiles(JsonField, "postgresql")
def _postgres_field(element: JsonField, compiler: SQLCompiler, **kw: Any) -> str:
    column, name = (compiler.process(part, **kw) for part in element.clauses)
    return f"(CAST({column} AS JSON) ->> {name})"


@dataclass(frozen=True, slots=True)
class Compiled:
    """A statement as the driver takes it."""

    sql: str
    names: tuple[str, ...]  # in the driver's order, where it takes values by place
    constants: dict[str, Any]
    writes: bool

    def values(self, given: Mapping[str, Any]) -> list[Any]:
        """The values in the driver's order; raises KeyError for one that is missing."""
        constants = self.constants
        return [given[name] if name in given else constants[name] for name in self.names]


class Statements(dict[ClauseElement, Compiled]):
    """The compiled form of each statement, which is made when it is first asked for."""

    def __init__(self, dialect: Dialect) -> None:
        super().__init__()
        self.dialect = dialect

    def __missing__(self, statement: ClauseElement) -> Compiled:
        compiled = statement.compile(dialect=self.dialect)
        if not isinstance(compiled, SQLCompiler):
            raise TypeError(f"not a statement with values: {statement}")
        form = self[statement] = Compiled(
            compiled.string,
            tuple(compiled.positiontup or compiled.params),
            {name: value for name, value in compiled.params.items() if not compiled.binds[name].required},
            statement.is_dml,
        )
        return form


class Transaction(Protocol):
    """An open write transaction."""

    async def all(self, statement: ClauseElement, /, **values: Any) -> Sequence[Any]:
        """Execute and return all rows; a row gives its columns by name and by position."""
        ...

    async def first(self, statement: ClauseElement, /, **values: Any) -> Any | None:
        """Execute and return the first row, or None."""
        ...

    async def run(self, statement: ClauseElement, /, **values: Any) -> int:
        """Execute and return how many rows were touched."""
        ...

    async def run_many(self, statement: ClauseElement, rows: Iterable[dict[str, Any]], /) -> None:
        """Execute once for each of `rows`."""
        ...

    def savepoint(self) -> AbstractAsyncContextManager[None]:
        """What fails inside is undone alone, unless the database undid the whole transaction."""
        ...

    async def claim_chat(self, chat_id: int) -> bool:
        """Whether this transaction may handle the chat's updates until it ends."""
        ...

    def touch(self, topic: str) -> None:
        """Wake whoever waits for `topic` once this transaction has been committed."""
        ...

    def cancel_signal(self, topic: str) -> None:
        """Undo `touch`: this transaction has already handled the news of `topic`."""
        ...

    def wipe(self) -> None:
        """Once this transaction has been committed, leave nothing of what was deleted in the database's files."""
        ...


Fetch = Callable[[Compiled, dict[str, Any]], Awaitable[Sequence[Any]]]


class Snapshot:
    """A read-only transaction that sees the database as it was at its first statement.

    Gateways work on it as on any transaction; whatever writes raises WriteNeeded before anything is executed.
    """

    def __init__(self, statements: Statements, fetch: Fetch) -> None:
        self._statements = statements
        self._fetch = fetch

    async def all(self, statement: ClauseElement, /, **values: Any) -> Sequence[Any]:
        compiled = self._statements[statement]
        if compiled.writes:
            raise WriteNeeded(compiled.sql)
        return await self._fetch(compiled, values)

    async def first(self, statement: ClauseElement, /, **values: Any) -> Any | None:
        return next(iter(await self.all(statement, **values)), None)

    async def run(self, statement: ClauseElement, /, **values: Any) -> int:  # noqa: ARG002 -- refused in any case
        raise WriteNeeded(str(statement))

    async def run_many(self, statement: ClauseElement, rows: Iterable[dict[str, Any]], /) -> None:  # noqa: ARG002
        raise WriteNeeded(str(statement))

    def savepoint(self) -> AbstractAsyncContextManager[None]:
        raise WriteNeeded("a savepoint")

    async def claim_chat(self, chat_id: int) -> bool:
        raise WriteNeeded(f"the claim of a chat ({chat_id})")

    def touch(self, topic: str) -> None:
        raise WriteNeeded(f"news of {topic}")

    def cancel_signal(self, topic: str) -> None:
        raise WriteNeeded(f"news of {topic}")

    def wipe(self) -> None:
        raise WriteNeeded("wiping")


class Readers(Protocol):
    """A few read-only connections."""

    def snapshot(self) -> AbstractAsyncContextManager[Snapshot]:
        """Read from one connection, waiting for one that is free. Raises StorageUnavailable."""
        ...

    async def close(self) -> None: ...


class Database(Protocol):
    """A database that is open."""

    url: str
    one_writer: bool  # transactions never run beside each other

    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        """A write transaction: committed at the end, undone on any error. Raises StorageUnavailable."""
        ...

    def reading(self) -> AbstractAsyncContextManager[Transaction]:
        """A consistent snapshot on a read-only connection, for what may take longer than a few milliseconds.

        It delays no writer and never blocks the event loop. A write raises WriteNeeded; StorageUnavailable as above.
        """
        ...

    def signal(self, topic: str) -> asyncio.Event:
        """The event that is set whenever a committed transaction touched `topic`."""
        ...

    def lead(self, role: str) -> AbstractAsyncContextManager[asyncio.Future[None]]:
        """Wait for the sole right to `role` among all processes; the future ends when the right is lost."""
        ...

    async def close(self) -> None: ...


class Signals(dict[str, asyncio.Event]):
    """Events by topic, made when first asked for."""

    def __missing__(self, topic: str) -> asyncio.Event:
        event = self[topic] = asyncio.Event()
        return event


@asynccontextmanager
async def open_database(url: str) -> AsyncIterator[Database]:
    """Open the database at `url` (`sqlite+aiosqlite:///file` or `postgresql+asyncpg://…`), migrated before.

    Raises AlreadyRunning where another process works on the same SQLite file.
    """
    database: Database = await _driver(url).open_database(url)
    try:
        yield database
    finally:
        await database.close()


@asynccontextmanager
async def open_reader(url: str) -> AsyncIterator[Transaction]:
    """A snapshot of the database at `url` for a process that has not opened the database itself."""
    readers: Readers = await _driver(url).open_readers(url)
    try:
        async with readers.snapshot() as snapshot:
            yield snapshot
    finally:
        await readers.close()


async def repeated(database: Database, act: Callable[[Transaction], Awaitable[Result]]) -> Result:
    """Return what `act` returns in a transaction of its own, which is repeated as long as it conflicts with another."""
    while True:
        try:
            async with database.transaction() as transaction:
                return await act(transaction)
        except StorageConflict:
            continue


def _driver(url: str) -> Any:
    """The module for the database in use; the other one's driver is never loaded."""
    return import_module("storage.sqlite" if url.startswith("sqlite") else "storage.postgres")
