"""Bringing the schema up to date: all missing steps in one transaction, so a kill leaves the old or the new."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storage.engine import StorageUnavailable
from storage.errors import Unusable
from storage.schema import SchemaDiffers, compare_schema
from storage.sqlite import lock_instance, path_of, translated
from storage.sqlite_files import OWE

if TYPE_CHECKING:
    from sqlalchemy import Connection

MIGRATIONS = Path(__file__).with_name("migrations")
MIGRATION_LOCK = 0x4152544D  # PostgreSQL's advisory lock while steps run


class SchemaTooNew(Unusable):
    """The database is at a revision that this program doesn't know: a newer Artel made it."""


def revisions() -> list[str]:
    """Return the revisions this program knows, in order: files are named `0001_…`, each after its revision."""
    return sorted(path.name.split("_", 1)[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def head() -> str:
    """Return the newest revision this program knows."""
    return revisions()[-1]


async def migrate(url: str, target: str | None = None) -> tuple[str | None, str]:
    """Apply the missing steps up to `target` (default: all, and check the result); returns the revisions before and after.

    Raises Unusable (SchemaTooNew, SchemaDiffers; on SQLite AlreadyRunning), StorageUnavailable, StorageDamaged.
    """
    before = await revision(url)
    goal = target or head()
    if before is not None and before not in revisions():
        raise SchemaTooNew(f"the database is at revision {before}, this program knows {head()}")
    after = before or goal
    if before is None or before < goal:
        with _refused_steps_named():
            if url.startswith("sqlite"):
                _migrate_sqlite(path_of(url), goal, is_new=before is None)
            else:
                await _migrate_postgres(url, goal)
        after = goal
    if target is None:
        await compare_schema(url)
    return before, after


async def revision(url: str) -> str | None:
    """The revision the database is at, None for an empty one. Loads no Alembic: a start is quick."""
    if url.startswith("sqlite"):
        path = path_of(url)
        if not path.is_file():
            return None
        with translated(), closing(sqlite3.connect(path)) as connection:
            try:
                row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            except sqlite3.OperationalError:
                return None
        return None if row is None else str(row[0])
    return await _postgres_revision(url)


async def _postgres_revision(url: str) -> str | None:
    import asyncpg  # noqa: PLC0415 -- only the driver in use is loaded

    from storage.postgres import connected  # noqa: PLC0415

    async with connected(url) as fetch:
        try:
            rows = await fetch("SELECT version_num FROM alembic_version")
        except asyncpg.UndefinedTableError:
            return None
    return str(rows[0][0]) if rows else None


@contextmanager
def _refused_steps_named() -> Iterator[None]:
    from sqlalchemy.exc import DBAPIError  # noqa: PLC0415 -- loaded only when there is a step to apply

    try:
        yield
    except (ConnectionError, TimeoutError) as error:
        raise StorageUnavailable(f"PostgreSQL: {type(error).__name__}") from error
    except DBAPIError as error:
        if error.connection_invalidated:
            raise StorageUnavailable("the connection to PostgreSQL was lost") from error
        if isinstance(error.orig, sqlite3.Error):
            # A file that is full, locked or damaged is no step's fault.
            with suppress(sqlite3.Error), translated():
                raise error.orig from error
        raise SchemaDiffers(f"the next step of its schema can't be applied: {error.orig}") from error


def _upgrade(connection: "Connection", goal: str) -> None:
    from alembic import command  # noqa: PLC0415 -- loaded only when there is a step to apply
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, goal)


@contextmanager
def _sqlite_transaction(path: Path) -> Iterator["Connection"]:
    """A transaction that holds DDL too, with foreign keys off: a rebuilt table must not cascade into its children."""
    from sqlalchemy import NullPool, create_engine, event  # noqa: PLC0415

    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def _connect(driver: sqlite3.Connection, _record: Any) -> None:
        driver.isolation_level = None
        driver.execute("PRAGMA journal_mode=WAL")
        driver.execute("PRAGMA synchronous=FULL")
        driver.execute("PRAGMA foreign_keys=OFF")

    @event.listens_for(engine, "begin")
    def _begin(connection: "Connection") -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    with engine.begin() as connection:
        yield connection
        if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
            raise RuntimeError(f"a migration left {len(broken)} rows without what they refer to")
    engine.dispose()


def _migrate_sqlite(path: Path, goal: str, *, is_new: bool) -> None:
    with closing(lock_instance(path)), _sqlite_transaction(path) as connection:
        _upgrade(connection, goal)
        if not is_new:
            connection.exec_driver_sql(OWE)  # a table that was rebuilt has left its rows in the file


async def _migrate_postgres(url: str, goal: str) -> None:
    from sqlalchemy import text  # noqa: PLC0415
    from sqlalchemy.ext.asyncio import create_async_engine  # noqa: PLC0415

    from storage.postgres import LINE, OPTIONS  # noqa: PLC0415

    engine = create_async_engine(url, connect_args={**OPTIONS, "server_settings": LINE})
    try:
        async with engine.begin() as connection:
            await connection.execute(text(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})"))
            await connection.run_sync(_upgrade, goal)
    finally:
        await engine.dispose()


def migrate_now(url: str) -> tuple[str | None, str]:
    """`migrate` for a caller without an event loop."""
    return asyncio.run(migrate(url))
