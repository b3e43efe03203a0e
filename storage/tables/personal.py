"""Whose data a table holds, what their own data file shows of it, and what their erasure does with it.

`storage.dossier` and `storage.erasure` walk the tables and do what is declared here: on a column by `info=`, beside a
table by the functions at the end. A foreign key's ON DELETE is part of an erasure and needs no other declaration.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ClauseElement,
    Column,
    ColumnElement,
    FromClause,
    Select,
    Table,
    bindparam,
    or_,
    select,
)

from storage.tables.base import ChatId, PersonId

PERSON: BindParameter[int] = bindparam("person_id", type_=BigInteger)


class Erasure(Enum):
    """What becomes of a row that concerns the person."""

    ROW = "it goes"
    FORGET = "it stays without the person's id: NULL, or 0 where NULL is not allowed"
    KEEP = "it stays as it is, unless a statement beside the table says otherwise"


@dataclass(frozen=True, slots=True)
class Concern:
    """How a column ties its row to a person. `shown`: the row is part of their own data file."""

    shown: bool
    erasure: Erasure | None  # None: as the foreign key says
    reason: str


@dataclass(frozen=True, slots=True)
class Calls:
    """Calls of the outbox that tell about a row: those whose key is `<noun>:<number><rest>`."""

    noun: str
    number: ColumnElement[Any]
    rest: str | ColumnElement[str]  # as LIKE takes it
    by: Sequence[str]  # the columns that tie the row to a person
    only: ColumnElement[bool] | None
    edits: bool  # edits of what was said under such a key too
    unsent: bool  # only while they are not sent


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a person's own data file."""

    name: str
    columns: Sequence[ColumnElement[Any]]
    source: FromClause
    only: ColumnElement[bool] | None

    def of(self, table: Table) -> Select[Any]:
        """Select the part from the table beside which it is declared."""
        found = select(*self.columns).select_from(self.source).where(is_about(table))
        return (found if self.only is None else found.where(self.only)).order_by(*table.primary_key)


# On a column


def about(erasure: Erasure | None = None, reason: str = "") -> dict[Any, Any]:
    """Declare that a row is about the person in this column, or about whom the row that it refers to is about."""
    return {"concern": Concern(True, erasure, reason)}


def mentions(erasure: Erasure = Erasure.FORGET, reason: str = "") -> dict[Any, Any]:
    """Declare that a row names the person in this column without being about them."""
    return {"concern": Concern(False, erasure, reason)}


def emptied_with(*columns: str) -> dict[Any, Any]:
    """Declare that this text is emptied where one of these columns ties the row to the person who is erased."""
    return {"emptied_with": columns}


def kept(reason: str) -> dict[Any, Any]:
    """Declare that an erasure leaves this text, or all texts of this table."""
    return {"kept": reason}


# Beside a table


def erased_by(table: Table, statement: Callable[[], ClauseElement]) -> None:
    """Let an erasure run this statement of PERSON before it does what the table's columns say."""
    table.info["erased_by"] = statement


def calls_about(
    table: Table,
    noun: str,
    *,
    number: ColumnElement[Any] | None = None,
    rest: str | ColumnElement[str] = ":%",
    by: str | None = None,
    only: ColumnElement[bool] | None = None,
    edits: bool = True,
    unsent: bool = False,
) -> None:
    """Let an erasure delete the calls that tell about a row of the person, by its number or another column."""
    (key, *_) = table.primary_key
    columns = [column.name for column in shown_columns(table)] if by is None else [by]
    calls = Calls(noun, key if number is None else number, rest, columns, only, edits, unsent)
    table.info.setdefault("calls", []).append(calls)


def own_data(
    name: str,
    table: Table,
    *columns: ColumnElement[Any],
    without: Sequence[str] = (),
    beside: Sequence[ColumnElement[Any]] = (),
    source: FromClause | None = None,
    only: ColumnElement[bool] | None = None,
) -> None:
    """Show rows about a person in their own data file: these columns, or all but `without`, and those `beside`."""
    shown = columns or [column for column in table.c if column.name not in without]
    table.info["own_data"] = Part(name, (*shown, *beside), table if source is None else source, only)


# What follows from the declarations


def shown_columns(table: FromClause) -> Iterator[Column[Any]]:
    """Yield the columns by which a row is about a person."""
    for column in table.c:
        if isinstance(column, Column) and (concern := column.info.get("concern")) and concern.shown:
            yield column


def is_persons(column: Column[Any]) -> ColumnElement[bool]:
    """Test whether a column is the person's id, or refers to a row about them."""
    if isinstance(column.type, PersonId | ChatId):
        return column == PERSON
    (key,) = column.foreign_keys
    return column.in_(select(key.column).where(is_about(key.column.table)))


def is_about(table: FromClause) -> ColumnElement[bool]:
    """Test whether a row is about the person."""
    return or_(*(is_persons(column) for column in shown_columns(table)))
