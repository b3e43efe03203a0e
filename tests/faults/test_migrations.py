"""Every migration, on tables that have something in them, killed in the middle."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import asyncpg
from sqlalchemy import Connection, LargeBinary, MetaData, NullPool, Table, create_engine, select, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.types import Integer

from storage.migrate import MIGRATIONS, revision
from tests.faults.conftest import SERVER, Trial
from tests.faults.harness import Stage

ROWS = 25
Rows = dict[str, list[dict[str, Any]]]

# A step of the kind that once cost others their data: the parent is rebuilt, its children refer to it.
REBUILD = '''
"""rebuild."""
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = {before!r}


def upgrade() -> None:
    recreate = "always" if op.get_bind().dialect.name == "sqlite" else "never"
    with op.batch_alter_table("people", recreate=recreate) as table:
        table.add_column(sa.Column("nickname", sa.Text(), nullable=True))
        table.alter_column("language", existing_type=sa.Text(), nullable=True)
    op.execute("UPDATE people SET nickname = name")
    op.create_table("nicknames", sa.Column("id", sa.BigInteger(), primary_key=True))
'''


async def _on(url: str, act: Callable[[Connection], Any]) -> Any:
    """Do something with a synchronous connection, committed."""
    if url.startswith("sqlite"):
        engine = create_engine(url.replace("+aiosqlite", ""), poolclass=NullPool)
        with engine.begin() as connection:
            return act(connection)
    asynchronous = create_async_engine(url, poolclass=NullPool)
    async with asynchronous.begin() as connection:
        return await connection.run_sync(act)


def _tables(connection: Connection) -> list[Table]:
    metadata = MetaData()
    metadata.reflect(connection)
    return [table for table in metadata.sorted_tables if table.name != "alembic_version"]


def _value(connection: Connection, table: Table, name: str, number: int) -> Any:
    column = table.columns[name]
    if column.foreign_keys:
        parent = next(iter(column.foreign_keys)).column
        known = connection.execute(select(parent).order_by(parent)).scalars().all()
        return known[number % len(known)]
    if column.nullable and number % 3 == 0:
        return None
    if isinstance(column.type, LargeBinary):
        return f"байты {number}".encode()
    if isinstance(column.type, Integer):
        return number + 1
    return f"{name} {number} «ёж»"


def _populate(connection: Connection) -> None:
    """Generated rows for every table there is, whatever its columns."""
    for table in _tables(connection):
        for number in range(ROWS):
            row = {name: _value(connection, table, name, number) for name in table.columns.keys()}  # noqa: SIM118
            connection.execute(table.insert().values(row))


def _read(connection: Connection) -> Rows:
    return {
        table.name: [
            dict(row) for row in connection.execute(select(table).order_by(*table.primary_key)).mappings()
        ]
        for table in _tables(connection)
    }


def _schema(connection: Connection) -> str:
    if connection.dialect.name == "sqlite":
        query = "SELECT coalesce(sql, name) FROM sqlite_master ORDER BY name"
    else:
        query = (
            "SELECT table_name || column_name || data_type || is_nullable FROM information_schema.columns "
            "WHERE table_schema = 'public' ORDER BY 1"
        )
    return "\n".join(row[0] for row in connection.execute(text(query)))


def _broken(connection: Connection) -> int:
    """Rows without what they refer to. (PostgreSQL checks while it writes.)"""
    if connection.dialect.name != "sqlite":
        return 0
    return len(connection.execute(text("PRAGMA foreign_key_check")).fetchall())


def _look(connection: Connection) -> tuple[str, Rows, int]:
    return _schema(connection), _read(connection), _broken(connection)


def _common(these: Rows, those: Rows) -> Rows:
    """Of these rows what both schemas know: a step may well drop or add a column or a table."""
    common: Rows = {}
    for name in these.keys() & those.keys():
        known = those[name][0].keys() if those[name] else set()
        common[name] = [{column: row[column] for column in row if column in known} for row in these[name]]
    return common


async def _migrate(stage: Stage, target: str, die_at: int, directory: Path) -> tuple[int, int]:
    """The exit code, and how many steps there were."""
    program = stage.start(FAULTS_TARGET=target, FAULTS_DIE_AT=str(die_at), FAULTS_MIGRATIONS=str(directory))
    code = await program.end(60)
    marks = [line for line in program.said().splitlines() if line.startswith("steps: ")]
    return code, int(marks[-1].split()[1]) if marks and code == 0 else 0


class Kept:
    """The database as it was before a step."""

    def __init__(self, stage: Stage, directory: Path) -> None:
        self._stage = stage
        self._file = directory / "before.db"
        self._name = stage.books.url.rpartition("/")[2]

    async def keep(self) -> None:
        path = self._stage.books.path
        if path is None:
            await self.drop()
            await _on_server(f"CREATE DATABASE {self._name}_before TEMPLATE {self._name}")
        elif path.exists():
            shutil.copyfile(path, self._file)

    async def restore(self) -> None:
        path = self._stage.books.path
        if path is None:
            await _on_server(
                f"DROP DATABASE {self._name} WITH (FORCE)",
                f"CREATE DATABASE {self._name} TEMPLATE {self._name}_before",
            )
            return
        await _empty(self._stage)
        if self._file.exists():
            shutil.copyfile(self._file, path)

    async def drop(self) -> None:
        if self._stage.books.path is None:
            await _on_server(f"DROP DATABASE IF EXISTS {self._name}_before")


async def _on_server(*statements: str) -> None:
    server = await asyncpg.connect(SERVER)
    try:
        for statement in statements:
            await server.execute(statement)
    finally:
        await server.close()


async def _empty(stage: Stage) -> None:
    if stage.books.path is not None:
        for file in stage.books.path.parent.glob(stage.books.path.name + "*"):
            file.unlink()
        return

    def drop(connection: Connection) -> None:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))

    await _on(stage.books.url, drop)


async def _try_step(
    stage: Stage, trial: Trial, before: str | None, after: str, directory: Path, kept: Kept
) -> int:
    """Kill one step at many points; returns at how many."""
    url = stage.books.url
    await _prepare(stage, before, directory)
    await kept.keep()
    old, rows, _ = await _on(url, _look) if before else ("", {}, 0)
    code, steps = await _migrate(stage, after, 0, directory)
    assert code == 0, stage.logs()[-2000:]
    new, complete, _ = await _on(url, _look)
    assert _common(rows, complete) == _common(complete, rows), "the step itself loses rows"

    points = list(range(1, steps + 1))
    chosen = points if trial.whole else sorted(trial.random.sample(points, min(len(points), 2)))
    for point in chosen:
        await kept.restore()
        code, _ = await _migrate(stage, after, point, directory)
        assert code == -9, f"point {point}: {stage.logs()[-2000:]}"
        at = await revision(url)
        if stage.books.path is None or stage.books.path.exists():
            schema, found, broken = await _on(url, _look)
            assert schema in ({old, new} if before else {"", new}), f"half a schema at {point}"
            # A step that changes data only leaves the same schema on both sides of its commit.
            assert at in ({before, after} if old == new else {after if schema == new else before})
            assert found == (complete if at == after else rows)
            assert broken == 0
        code, _ = await _migrate(stage, after, 0, directory)
        assert code == 0, f"after {point}: {stage.logs()[-2000:]}"
        assert await _on(url, _look) == (new, complete, 0)
    return len(chosen)


async def _prepare(stage: Stage, before: str | None, directory: Path) -> None:
    """The schema before the step, with generated rows in every table; nothing before the first step."""
    await _empty(stage)
    if before is None:
        return
    code, _ = await _migrate(stage, before, 0, directory)
    assert code == 0, stage.logs()[-2000:]
    await _on(stage.books.url, _populate)


async def test_every_migration_killed_in_the_middle(any_stage: Stage, trial: Trial, tmp_path: Path) -> None:
    """Reliability row 24.

    Every migration on populated data, SIGKILL in the middle → rows equal; the old schema or the new.
    """
    stage = any_stage
    directory = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, directory, ignore=shutil.ignore_patterns("__pycache__"))
    known = sorted(path.name.split("_", 1)[0] for path in (directory / "versions").glob("[0-9]*.py"))
    # Today's steps, and one more that rebuilds a table others refer to, so that the trial itself is tried.
    (directory / "versions" / "9999_rebuild.py").write_text(REBUILD.format(before=known[-1]))
    steps = [*zip([None, *known], known, strict=False), (known[-1], "9999")]
    kept = Kept(stage, tmp_path)
    try:
        kills = {
            after: await _try_step(stage, trial, before, after, directory, kept) for before, after in steps
        }
    finally:
        await kept.drop()
    trial.report(f"24 ({stage.books.url.split(':')[0]})", steps=len(steps), kills=kills)
    assert all(kills.values())
