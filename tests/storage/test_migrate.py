"""The schema: made step by step, equal to the tables that the program knows, and never touched when newer."""

import json
import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, insert, inspect, select, text

import handlers
from storage.engine import AlreadyRunning, open_database
from storage.migrate import SchemaTooNew, head, migrate, revision
from storage.sqlite import lock_instance
from storage.tables.base import complete_metadata
from storage.tables.partners import partners
from storage.tables.street import conversations
from storage.tables.webinars import webinars
from storage.webinars.plans import WebinarsTable
from tests.conftest import own_postgres
from tests.storage.looking import looked_at


@pytest.fixture
async def empty(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """The address of a database in which there is nothing yet."""
    if engine == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'deep' / 'artel.db'}"
    else:
        request.getfixturevalue("postgres_server")
        async with own_postgres() as url:
            yield url


async def test_an_empty_database_is_brought_to_the_newest_revision_once(empty: str) -> None:
    assert await revision(empty) is None
    assert await migrate(empty) == (None, head())
    assert await migrate(empty) == (head(), head())
    assert await revision(empty) == head()


async def test_the_steps_make_exactly_the_tables_that_the_program_knows(empty: str) -> None:
    await migrate(empty)

    def compare(connection: Connection) -> list[Any]:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        return list(compare_metadata(context, complete_metadata()))

    assert await looked_at(empty, compare) == []

    def partial_indexes(connection: Connection) -> dict[str, bool]:
        inspector = inspect(connection)
        return {
            str(index["name"]): any(option.endswith("_where") for option in index.get("dialect_options", {}))
            for table in complete_metadata().sorted_tables
            for index in inspector.get_indexes(table.name)
            if not index.get("duplicates_constraint")
        }

    known = {
        str(index.name): index.dialect_options["sqlite"]["where"] is not None
        for table in complete_metadata().sorted_tables
        for index in table.indexes
    }
    assert await looked_at(empty, partial_indexes) == known


async def test_ids_that_outlive_their_rows_are_never_given_again(tmp_path: Path) -> None:
    """Buttons, files and history name rows that an erasure may take away."""
    await migrate(f"sqlite+aiosqlite:///{tmp_path / 'artel.db'}")
    with closing(sqlite3.connect(tmp_path / "artel.db")) as connection:
        made = {
            name
            for name, sql in connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
            if "AUTOINCREMENT" in (sql or "")
        }
    assert made == {
        name
        for name, table in complete_metadata().tables.items()
        if table.dialect_options["sqlite"]["autoincrement"]
    }
    assert made >= {"jobs", "applications", "members", "group_questions"}


async def test_a_database_of_a_newer_artel_is_left_alone(empty: str) -> None:
    await migrate(empty)
    await looked_at(
        empty, lambda connection: connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    )
    with pytest.raises(SchemaTooNew, match=f"revision 9999, this program knows {head()}"):
        await migrate(empty)
    assert await revision(empty) == "9999"


async def test_a_step_that_fails_leaves_the_old_schema_whole(
    empty: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reliability row 24, without the kill: all steps are one transaction, tables included."""

    def stumble(connection: Connection, _goal: str) -> None:
        connection.execute(text("CREATE TABLE half (id INTEGER)"))
        raise RuntimeError("a step failed")

    with monkeypatch.context() as patched:
        patched.setattr("storage.migrate._upgrade", stumble)
        with pytest.raises(RuntimeError, match="a step failed"):
            await migrate(empty)
    assert await looked_at(empty, lambda connection: inspect(connection).get_table_names()) == []
    assert await migrate(empty) == (None, head())


async def test_a_step_may_not_leave_rows_without_what_they_refer_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'artel.db'}"
    await migrate(url)

    def break_it(connection: Connection, _goal: str) -> None:
        connection.execute(text("INSERT INTO history (person_id, at, kind, data) VALUES (1, 0, '', '{}')"))

    monkeypatch.setattr("storage.migrate._upgrade", break_it)
    monkeypatch.setattr("storage.migrate.head", lambda: "9998")
    with pytest.raises(RuntimeError, match="left 1 rows"):
        await migrate(url)
    with closing(sqlite3.connect(tmp_path / "artel.db")) as connection:
        assert connection.execute("SELECT count(*) FROM history").fetchone() == (0,)


async def test_a_database_in_use_is_not_migrated(tmp_path: Path) -> None:
    path = tmp_path / "artel.db"
    with closing(lock_instance(path)), pytest.raises(AlreadyRunning):
        await migrate(f"sqlite+aiosqlite:///{path}")


def test_the_newest_revision_is_that_of_the_last_file() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    from storage.migrate import MIGRATIONS

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [head()]


@pytest.mark.parametrize(
    ("state", "data", "question", "kept"),
    [
        ("Departing:reason", {"member": 7}, "leaving-reason", {"member": 7}),
        ("Appealing:words", {"kind": "w", "asked": "k"}, "moderation-appeal", {"kind": "w", "prompt": "k"}),
        ("Consulting:answer", {"question": 3}, "groups-answer", {"id": 3}),
        ("Treasury:void", {"id": 3, "version": 1}, "dues-decision", {"id": 3, "version": 1, "verb": "void"}),
        (None, {"topics": ["news"]}, None, {"topics": ["news"]}),
    ],
)
async def test_open_questions_get_their_names(
    empty: str, state: str | None, data: dict[str, Any], question: str | None, kept: dict[str, Any]
) -> None:
    await migrate(empty, "0015")
    async with open_database(empty) as database, database.transaction() as transaction:
        row = {"chat_id": 1, "person_id": 1, "state": state, "data": json.dumps(data)}
        await transaction.run(insert(conversations).values(**row))
    await migrate(empty)
    async with open_database(empty) as database, database.transaction() as transaction:
        (row,) = await transaction.all(select(conversations.c.state, conversations.c.data))
        assert (row["state"], json.loads(row["data"])) == (question, kept)


def test_every_question_that_was_open_is_still_asked() -> None:
    step = import_module("storage.migrations.versions.0016_questions")
    everything = Path(handlers.__file__).parent.rglob("*.py")
    asked = set(
        re.findall(r'Question\("([a-z-]+)"\)', "".join(path.read_text("utf-8") for path in everything))
    )
    assert set(step.QUESTIONS.values()) <= asked


async def test_a_webinar_planned_before_names_no_partner_and_can_name_one(empty: str) -> None:
    await migrate(empty, "0016")
    row = {
        "kind": "partner",
        "audience": "members",
        "group_id": "",
        "status": "draft",
        "organiser_id": 1,
        "starts_at": 1,
        "minutes": 60,
        "ends_at": 2,
        "places": 0,
        "title": "Вебинар",
        "speakers": "",
        "link": "",
        "picture": "",
        "discount": "КОД",
        "text": "О чём",
    }
    async with open_database(empty) as database, database.transaction() as transaction:
        await transaction.run(insert(partners).values(id=7, place=1, stage="existing", title="Альфа"))
        await transaction.run(insert(webinars).values(**row))
        (before,) = await transaction.all(select(*(webinars.c[name] for name in row)))
    await migrate(empty)
    async with open_database(empty) as database, database.transaction() as transaction:
        (after,) = await transaction.all(select(*(webinars.c[name] for name in row)))
        assert dict(after) == dict(before) == row
        webinar = await WebinarsTable(transaction).find(1)
        assert webinar is not None
        assert webinar.partner_id is None
        named = replace(webinar, partner_id=7)
        await WebinarsTable(transaction).save(named)
        assert await WebinarsTable(transaction).find(1) == named
