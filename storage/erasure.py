"""Erasing a person, as the tables declare it: what goes with them, and what stays without them."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any

from sqlalchemy import (
    ClauseElement,
    Column,
    ColumnElement,
    Table,
    Text,
    and_,
    cast,
    delete,
    exists,
    literal_column,
    null,
    or_,
    update,
)

from storage.engine import Transaction
from storage.redaction import redact
from storage.tables.base import complete_metadata
from storage.tables.people import people
from storage.tables.personal import PERSON, Calls, Concern, Erasure, is_persons
from storage.tables.street import Outbox, outbox


async def erase(transaction: Transaction, person_id: int) -> None:
    """Destroy everything about the person, calls that wait and updates set aside included."""
    await redact(transaction, person_id)
    for statement in _statements():
        await transaction.run(statement, person_id=person_id)


def calls_of(table: Table) -> ColumnElement[bool]:
    """Test whether a call of the outbox tells about a row of PERSON in this table."""
    return or_(*(_tell(table, calls) for calls in table.info["calls"]))


@cache
def _statements() -> tuple[ClauseElement, ...]:
    """The calls first, which are found by what they are about; the person last, with whom most rows go."""
    tables = complete_metadata().sorted_tables[::-1]
    told = [calls_of(table) for table in tables if "calls" in table.info]
    last = sorted(tables, key=lambda table: table is people)
    return delete(outbox).where(or_(*told)), *(statement for table in last for statement in _of(table))


def _tell(table: Table, calls: Calls) -> ColumnElement[bool]:
    rest = literal_column(f"'{calls.rest}'", Text) if isinstance(calls.rest, str) else calls.rest
    keys = literal_column(f"'{calls.noun}:'", Text) + cast(calls.number, Text) + rest
    told = [outbox.c.key.like(keys)] + ([outbox.c.edits.like(keys)] if calls.edits else [])
    conditions = [or_(*(is_persons(table.c[name]) for name in calls.by)), or_(*told)]
    conditions += [] if calls.only is None else [calls.only]
    found = exists().where(*conditions)
    return and_(outbox.c.state < Outbox.SENT.sql, found) if calls.unsent else found


def _of(table: Table) -> Iterator[ClauseElement]:
    """Yield what an erasure does in a table."""
    if "erased_by" in table.info:
        yield table.info["erased_by"]()
    emptied = defaultdict[tuple[str, ...], dict[str, ColumnElement[str]]](dict)
    for column in table.c:
        if names := column.info.get("emptied_with"):
            emptied[names][column.name] = literal_column("''", Text)
    for names, values in emptied.items():
        yield update(table).where(or_(*(is_persons(table.c[name]) for name in names))).values(values)
    for column in table.c:
        concern: Concern | None = column.info.get("concern")
        if concern is not None and concern.erasure is Erasure.ROW:
            yield delete(table).where(column == PERSON)
        elif concern is not None and concern.erasure is Erasure.FORGET:
            yield update(table).where(column == PERSON).values({column: _nobody(column)})


def _nobody(column: Column[Any]) -> ColumnElement[Any]:
    return null() if column.nullable else literal_column("0")
