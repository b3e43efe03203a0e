"""How incidents, warnings, sanctions and appeals stand in their tables, and the statements that all of them share."""

import json
from dataclasses import replace
from typing import Any, TypeVar

from sqlalchemy import Table, bindparam, insert, select, update

from domain.moderation.entities import Appeal, GivenWarning, Incident, ModerationAct, Sanction, Stage
from storage.engine import Transaction
from storage.tables.moderation import appeals, incidents, sanctions, warnings

Entity = TypeVar("Entity", Incident, GivenWarning, Sanction, Appeal)


def _add(table: Table) -> Any:
    names = [column.name for column in table.c if column.name != "id"]
    return insert(table).values({name: bindparam(name) for name in names}).returning(table.c.id)


def _save(table: Table) -> Any:
    names = [column.name for column in table.c if column.name != "id"]
    return (
        update(table).where(table.c.id == bindparam("row")).values({name: bindparam(name) for name in names})
    )


def _find(table: Table) -> Any:
    return select(table).where(table.c.id == bindparam("row"))


ADD = {table: _add(table) for table in (incidents, warnings, sanctions, appeals)}
SAVE = {table: _save(table) for table in ADD}
FIND = {table: _find(table) for table in ADD}


def _numbers(value: str) -> tuple[int, ...]:
    return tuple(json.loads(value))


def incident_of(row: Any) -> Incident:
    """The message at issue that stands in a row."""
    values = {name: row[name] for name in incidents.c.keys()}  # noqa: SIM118 -- a collection of columns
    return Incident(
        **{
            **values,
            "message_ids": _numbers(row["message_ids"]),
            "stage": Stage(row["stage"]),
            "shown": bool(row["shown"]),
        }
    )


def warning_of(row: Any) -> GivenWarning:
    """The warning that stands in a row."""
    return GivenWarning(**{name: row[name] for name in warnings.c.keys()})  # noqa: SIM118


def sanction_of(row: Any) -> Sanction:
    """The sanction that stands in a row."""
    values = {name: row[name] for name in sanctions.c.keys()}  # noqa: SIM118
    return Sanction(**{**values, "act": ModerationAct(row["act"]), "by_hand": bool(row["by_hand"])})


def appeal_of(row: Any) -> Appeal:
    """The appeal that stands in a row."""
    values = {name: row[name] for name in appeals.c.keys()}  # noqa: SIM118
    return Appeal(**{**values, "upheld": bool(row["upheld"])})


def _columns(entity: Any, table: Table) -> dict[str, Any]:
    """An entity as its row: flags are numbers, lists are JSON."""
    values = {column.name: getattr(entity, column.name) for column in table.c if column.name != "id"}
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, ModerationAct | Stage):
        return value.value
    return json.dumps(list(value)) if isinstance(value, list | tuple) else value


class Rows:
    """One transaction, and the rows that are added to it and saved in it."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction

    async def _added(self, table: Table, entity: Entity) -> Entity:
        row = await self._tx.first(ADD[table], **_columns(entity, table))
        if row is None:
            raise LookupError("nothing was kept")
        return replace(entity, id=row["id"])

    async def _saved(self, table: Table, entity: Incident | GivenWarning | Sanction | Appeal) -> None:
        await self._tx.run(SAVE[table], row=entity.id, **_columns(entity, table))
