"""Everything that is kept about one person, for that person (152-FZ, article 14)."""

import json
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import Select

from storage.engine import Transaction
from storage.tables.base import Json, Moment, complete_metadata
from storage.tables.personal import Part


async def dossier(transaction: Transaction, person_id: int) -> dict[str, list[dict[str, Any]]]:
    """Return all rows about the person by part; moments as ISO 8601 in UTC, JSON as lists and objects."""
    return {
        name: [_readable(statement, row) for row in await transaction.all(statement, person_id=person_id)]
        for name, statement in _parts().items()
    }


@cache
def _parts() -> dict[str, Select[Any]]:
    """The statement of each part that a table declares, the person first."""
    parts: list[tuple[Part, Any]] = [
        (table.info["own_data"], table)
        for table in complete_metadata().tables.values()
        if "own_data" in table.info
    ]
    parts.sort(key=lambda each: (each[0].name != "person", each[0].name))
    return {part.name: part.of(table) for part, table in parts}


def _readable(statement: Select[Any], row: Any) -> dict[str, Any]:
    return {
        column.name: _value(column.type, value)
        for column, value in zip(statement.selected_columns, row, strict=True)
    }


def _value(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, Moment):
        return datetime.fromtimestamp(value / 1_000_000, UTC).isoformat()
    return json.loads(value) if isinstance(kind, Json) else value
