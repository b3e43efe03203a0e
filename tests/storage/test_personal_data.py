"""What an erasure takes and leaves, and what a person's own data file shows: every table, row and column.

`personal_data.json` holds both. After a rule was changed on purpose, write it again with
`ARTEL_TEST_WRITE=1 pytest tests/storage/test_personal_data.py` and read the difference.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, insert, select

from storage.contacts import ContactsTable
from storage.dossier import dossier
from storage.engine import Database, Transaction
from storage.tables.base import complete_metadata
from tests.storage.personal_data import ANNA, BORIS, fill, labels

GOLDEN = Path(__file__).with_name("personal_data.json")
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
        for table in complete_metadata().sorted_tables
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
    assert [name for name, rows in before.items() if not rows] == []
    outcome = {
        table: {label: _difference(row, after[table].get(label)) for label, row in rows.items()}
        for table, rows in sorted(before.items())
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
