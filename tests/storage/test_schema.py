"""Reliability row 51: landed steps stay as they are, old databases upgrade, and a wrong schema stops the start."""

import re
import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, closing
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from storage.migrate import MIGRATIONS, SchemaTooNew, head, migrate
from storage.schema import SchemaDiffers, compare_schema
from storage.tables.base import complete_metadata
from tests.conftest import own_postgres
from tests.storage.looking import looked_at

# Databases as early commits made them, before their steps were edited. Each file is named after its commit.
HISTORY = {path.stem: path.read_text() for path in Path(__file__).with_name("history").glob("*.sql")}
TABLES = complete_metadata().tables
INDEXES = {str(index.name): table.name for table in TABLES.values() for index in table.indexes}


def test_no_step_is_edited_once_it_has_landed() -> None:
    """Add another step instead; for a new file, `sha256sum 0000_name.py >> ../SHA256SUMS` in versions/."""
    lines = (MIGRATIONS / "SHA256SUMS").read_text().splitlines()
    landed = {name: digest for digest, name in (line.split("  ") for line in lines)}
    steps = {path.name: path for path in (MIGRATIONS / "versions").glob("[0-9]*.py")}
    assert {name: sha256(path.read_bytes()).hexdigest() for name, path in steps.items()} == landed


@pytest.fixture
async def url(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """The address of a database of the newest schema, which the test may spoil."""
    if engine == "sqlite":
        shutil.copyfile(request.getfixturevalue("sqlite_template"), tmp_path / "artel.db")
        yield f"sqlite+aiosqlite:///{tmp_path / 'artel.db'}"
    else:
        async with own_postgres(request.getfixturevalue("postgres_template")) as address:
            yield address


async def execute(url: str, *statements: str) -> None:
    def act(connection: Connection) -> None:
        for statement in statements:
            connection.execute(text(statement))

    await looked_at(url, act)


def exact_schema(path: Path) -> set[tuple[str, ...]]:
    """Every column, key and index of a SQLite file with the indexes' conditions; an added column is the last."""
    with closing(sqlite3.connect(path)) as connection:
        tables = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        lines = {
            (table, pragma, *map(str, row[1:]))
            for table in tables
            for pragma in ("table_info", "foreign_key_list")
            for row in connection.execute(f"SELECT * FROM pragma_{pragma}(?)", [table])  # noqa: S608
        }
        for name, sql in connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index'"):
            lines.add((name, re.sub(r"\s+", " ", sql or "").replace('"', "")))
    return {line for line in lines if not line[0].startswith("sqlite_autoindex")}


@pytest.mark.parametrize("commit", sorted(HISTORY))
async def test_a_database_of_an_earlier_commit_upgrades(
    commit: str, tmp_path: Path, sqlite_template: Path
) -> None:
    path = tmp_path / "artel.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(HISTORY[commit])
        connection.executescript(
            "INSERT INTO outbox (id, method, params, lane, again, key, due_at, created_at)"
            " VALUES (7, 'sendMessage', '{}', 0, 1, 'one', 0, 0), (9, 'sendMessage', '{}', 0, 1, NULL, 0, 0);"
            "INSERT INTO inbox (bot_id, update_id, kind, chat_id, payload, received_at)"
            " VALUES (1, 2, 'message', 3, '{}', 4)"
        )
    _, after = await migrate(f"sqlite+aiosqlite:///{path}")
    assert after == head()
    assert exact_schema(path) == exact_schema(sqlite_template)
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT id, key FROM outbox ORDER BY id").fetchall()
        assert found == [(7, "one"), (9, None)]
        assert connection.execute("SELECT bot_id, update_id, chat_id FROM inbox").fetchall() == [(1, 2, 3)]


@pytest.mark.parametrize(
    "lost",
    [
        ("introduction_participants", "introductions", "introduction_rounds"),
        ("publication_sendings", "publications", "publication_marks"),
        ("chat_activity",),
        ("incident_reports", "incidents", "appeals", "warnings", "sanctions", "moderation_wishes"),
    ],
)
async def test_steps_that_were_missed_are_made_up_for(
    engine: str, request: pytest.FixtureRequest, tmp_path: Path, lost: tuple[str, ...]
) -> None:
    async with AsyncExitStack() as stack:
        if engine == "sqlite":
            url = f"sqlite+aiosqlite:///{tmp_path / 'artel.db'}"
        else:
            request.getfixturevalue("postgres_server")
            url = await stack.enter_async_context(own_postgres())
        await migrate(url, "0018")
        await execute(url, *(f"DROP TABLE {table}" for table in lost), "ALTER TABLE bots DROP COLUMN menus")
        assert await migrate(url) == ("0018", head())


@pytest.mark.parametrize(
    ("statement", "difference"),
    [
        ("DROP TABLE conversations", "table conversations is missing"),
        ("ALTER TABLE bots DROP COLUMN menus", "column bots.menus text is missing"),
        ("ALTER TABLE bots ADD COLUMN more bigint", "column bots.more bigint is not expected"),
        ("ALTER TABLE bots RENAME COLUMN data TO datum", "column bots.data text not null is missing"),
        ("DROP INDEX outbox_key", "unique index outbox_key (key) with a condition is missing"),
        (
            "CREATE INDEX another ON people (language)",
            "index another (language) is not expected",
        ),
        (
            "DROP INDEX outbox_key; CREATE INDEX outbox_key ON outbox (key)",
            "unique index outbox_key (key) with a condition is missing, index outbox_key (key) is not expected",
        ),
    ],
)
async def test_a_schema_that_differs_is_named(url: str, statement: str, difference: str) -> None:
    await compare_schema(url)
    await execute(url, *statement.split("; "))
    with pytest.raises(SchemaDiffers, match=re.escape(difference)):
        await migrate(url)


async def test_tables_of_others_are_nobodys_difference(url: str) -> None:
    await execute(url, "CREATE TABLE of_others (id bigint PRIMARY KEY)")
    await compare_schema(url)


async def test_no_table_and_no_index_can_be_missing_unnoticed(sqlite_template: Path, tmp_path: Path) -> None:
    path = tmp_path / "artel.db"
    for kind, names in (("TABLE", TABLES), ("INDEX", INDEXES)):
        for name in names:
            shutil.copyfile(sqlite_template, path)
            with closing(sqlite3.connect(path)) as connection:
                connection.execute(f"DROP {kind} {name}")
            with pytest.raises(SchemaDiffers, match=rf"{kind.lower()} {name}.* is missing"):
                await compare_schema(f"sqlite+aiosqlite:///{path}")


async def test_another_revision_and_a_database_of_others_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "artel.db"
    url = f"sqlite+aiosqlite:///{path}"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("CREATE TABLE people (id INTEGER)")
    with pytest.raises(SchemaDiffers, match="people already exists"):
        await migrate(url)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "CREATE TABLE alembic_version (version_num); INSERT INTO alembic_version VALUES ('0007a')"
        )
    with pytest.raises(SchemaTooNew, match="0007a"):
        await migrate(url)
