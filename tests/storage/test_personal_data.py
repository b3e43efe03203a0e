"""What an erasure takes and leaves, and what a person's own data file shows: every table, row and column.

`personal_data.json` holds both. After a rule was changed on purpose, write it again with
`ARTEL_TEST_WRITE=1 pytest tests/storage/test_personal_data.py` and read the difference.
"""

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import BigInteger, Column, Table, Text, delete, insert, select

from storage.contacts import ContactsTable
from storage.dossier import dossier
from storage.engine import Database, Transaction
from storage.tables.base import ChatId, Json, Moment, PersonId, Words, complete_metadata
from storage.tables.personal import Concern, Erasure, Part, shown_columns
from tests.storage.personal_data import ANNA, BORIS, fill, labels

GOLDEN = Path(__file__).with_name("personal_data.json")
TABLES = complete_metadata().sorted_tables
each_table = pytest.mark.parametrize("table", TABLES, ids=lambda table: str(table.name))
Rows = dict[str, dict[str, dict[str, Any]]]


async def _read(transaction: Transaction) -> Rows:
    """All rows by table and label."""
    known = labels()
    return {
        table.name: {
            known[table.name, tuple(row[column.name] for column in table.primary_key)]: {
                column.name: row[column.name] for column in table.c
            }
            for row in await transaction.all(select(table))
        }
        for table in TABLES
    }


def _difference(before: dict[str, Any], after: dict[str, Any] | None) -> Any:
    if after is None:
        return "deleted"
    changed = {name: [value, after[name]] for name, value in before.items() if after[name] != value}
    return changed or "kept"


def _compare(name: str, content: dict[str, Any]) -> None:
    """Compare with a part of the golden file, or write it."""
    golden = json.loads(GOLDEN.read_text(encoding="utf-8")) if GOLDEN.exists() else {}
    if os.environ.get("ARTEL_TEST_WRITE"):
        GOLDEN.write_text(_written(golden | {name: content}), encoding="utf-8")
        return
    assert content == golden[name]


def _written(golden: dict[str, Any]) -> str:
    """JSON with a line for each row."""
    parts = []
    for name, content in sorted(golden.items()):
        lines = []
        for title, rows in content.items():
            pairs = rows.items() if isinstance(rows, dict) else ((None, row) for row in rows)
            inside = ",\n".join(
                "      "
                + ("" if label is None else json.dumps(label, ensure_ascii=False) + ": ")
                + json.dumps(row, ensure_ascii=False)
                for label, row in pairs
            )
            left, right = "{}" if isinstance(rows, dict) else "[]"
            lines.append(f"    {json.dumps(title)}: {left}\n{inside}\n    {right}")
        parts.append(f"  {json.dumps(name)}: {{\n" + ",\n".join(lines) + "\n  }")
    return "{\n" + ",\n".join(parts) + "\n}\n"


async def test_an_erasure_takes_and_leaves_what_it_always_did(database: Database) -> None:
    async with database.transaction() as transaction:
        await fill(transaction)
    async with database.transaction() as transaction:
        before = await _read(transaction)
        await ContactsTable(transaction).erase(ANNA)
        after = await _read(transaction)
    # A table that is declared to be about nobody needs no row here.
    tables = complete_metadata().tables
    assert [name for name, rows in before.items() if not rows and not tables[name].info] == []
    outcome = {
        table: {label: _difference(row, after[table].get(label)) for label, row in rows.items()}
        for table, rows in sorted(before.items())
        if rows
    }
    _compare("erasure", outcome)


@pytest.mark.parametrize("scope", ["", "birds"])
async def test_an_administrator_beside_another_loses_every_role(database: Database, scope: str) -> None:
    roles = complete_metadata().tables["roles"]
    async with database.transaction() as transaction:
        await fill(transaction)
        await transaction.run(delete(roles).where(roles.c.person_id == BORIS))
        await transaction.run(
            insert(roles).values(person_id=BORIS, role="administrator", scope=scope, since=0)
        )
        await ContactsTable(transaction).erase(ANNA)
        assert [row["person_id"] for row in await transaction.all(select(roles))] == [BORIS]


async def test_the_own_data_file_shows_what_it_always_did(database: Database) -> None:
    async with database.transaction() as transaction:
        await fill(transaction)
        content = await dossier(transaction, ANNA)
    _compare("own data", content)


async def test_moments_are_iso_8601_and_json_is_no_text_in_the_own_data_file(database: Database) -> None:
    async with database.transaction() as transaction:
        await fill(transaction)
        content = await dossier(transaction, ANNA)
    parts: dict[str, Part] = {
        part.name: part for table in TABLES if (part := table.info.get("own_data")) is not None
    }
    assert set(content) == set(parts)
    for name, rows in content.items():
        assert rows, name
        for column in parts[name].columns:
            for row in rows:
                if isinstance(column.type, Moment) and row[column.name] is not None:
                    assert datetime.fromisoformat(row[column.name]).tzinfo is UTC, (name, column.name)
                if isinstance(column.type, Json):
                    assert isinstance(row[column.name], list | dict | None), (name, column.name)


@each_table
def test_each_column_says_what_it_holds(table: Table) -> None:
    """A bare number or text may be anything, somebody's id or words too."""
    assert [column.name for column in table.c if type(column.type) in {BigInteger, Text}] == []


def _concern(column: Column[Any]) -> Concern | None:
    return column.info.get("concern")


def _erasure(column: Column[Any]) -> Erasure | None:
    """What an erasure does by a column or by its foreign key."""
    concern = _concern(column)
    if concern is not None and concern.erasure is not None:
        return concern.erasure
    actions = {"CASCADE": Erasure.ROW, "SET NULL": Erasure.FORGET, None: None}
    return next((actions[key.ondelete] for key in column.foreign_keys), None)


def _goes_with_somebody(table: Table) -> bool:
    """Whether no row outlives the person whom it is about."""
    for column in shown_columns(table):
        if not column.nullable and _erasure(column) is Erasure.ROW:
            if isinstance(column.type, PersonId | ChatId):
                return True
            (key,) = column.foreign_keys
            return _goes_with_somebody(key.column.table)
    return False


@each_table
def test_each_persons_id_says_what_an_erasure_does(table: Table) -> None:
    for column in table.c:
        concern = _concern(column)
        if isinstance(column.type, PersonId | ChatId) or concern is not None:
            assert concern is not None, column.name
            assert _erasure(column) is not None, column.name
            assert bool(concern.reason) is (concern.erasure is Erasure.KEEP), column.name


@each_table
def test_each_text_that_may_outlive_somebody_says_what_an_erasure_does(table: Table) -> None:
    for column in table.c:
        if isinstance(column.type, Words | Json) and not _goes_with_somebody(table):
            declared = {**table.info, **column.info}
            assert bool(declared.get("emptied_with")) or bool(declared.get("kept")), column.name
        for name in column.info.get("emptied_with", ()):
            assert _concern(table.c[name]) is not None, column.name


@each_table
def test_each_table_about_people_is_in_their_own_data_file(table: Table) -> None:
    assert bool(list(shown_columns(table))) is ("own_data" in table.info)
