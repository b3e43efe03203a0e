"""Rows as dataclasses and dataclasses as rows, by what the tables' columns hold.

At its first use a mapper compiles one constructor from the columns' types, which costs no more than one by hand.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from datetime import date
from functools import cached_property
from itertools import starmap
from typing import Any, Generic, TypeVar, cast, overload

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    Insert,
    Select,
    Table,
    Update,
    bindparam,
    insert,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import Insert as Upsert
from sqlalchemy.dialects.postgresql import insert as upsert

from storage.tables.base import Day, Enumerated, Flag, Json, Numbered

Entity = TypeVar("Entity")
First = TypeVar("First")
Second = TypeVar("Second")
Third = TypeVar("Third")

dumps = json.JSONEncoder(ensure_ascii=False).encode


def bound(*names: str) -> dict[str, BindParameter[Any]]:
    """Return a parameter for each column, which is given by the column's name."""
    return {name: bindparam(name) for name in names}


def new_id(row: Any | None) -> int:
    """Return the id that an INSERT … RETURNING gave; raises LookupError where nothing was inserted."""
    if row is None:
        raise LookupError("nothing was inserted")
    return int(row[0])


class Reader(Generic[Entity]):
    """Makes entities of rows that begin with `columns`."""

    columns: tuple[ColumnElement[Any], ...]

    def of(self, row: Any) -> Entity:
        """Return the entity in a row."""
        return self._of(*row)

    def one(self, row: Any | None) -> Entity | None:
        """Return the entity in a row, or None where there is no row."""
        return None if row is None else self._of(*row)

    def all(self, rows: Iterable[Any]) -> list[Entity]:
        """Return the entities in rows."""
        return list(starmap(self._of, rows))

    def source(self, cells: Iterator[str], names: dict[str, Any]) -> str:
        """Return the expression that makes an entity of the next cells, which adds to `names` what it needs."""
        raise NotImplementedError

    @cached_property
    def _of(self) -> Callable[..., Entity]:
        names: dict[str, Any] = {}
        cells = [f"c{number}" for number, _ in enumerate(self.columns)]
        source = self.source(iter(cells), names)
        made: Callable[..., Entity] = eval(f"lambda {', '.join(cells)}, *_: {source}", names)  # noqa: S307 -- made of declarations, never of data
        return made


class Mapper(Reader[Entity]):
    """Maps a dataclass to the columns of a table that have the names of its fields.

    A field may be another column instead (`of="board"`), an expression, or a dataclass in the same table (a mapper).
    """

    def __init__(
        self,
        entity: type[Entity],
        table: Table,
        **instead: "str | ColumnElement[Any] | Mapper[Any]",
    ) -> None:
        self.entity = entity
        self.table = table
        self._parts: list[tuple[str, ColumnElement[Any] | Mapper[Any]]] = []
        for field in fields(cast("Any", entity)):
            part = instead.get(field.name, field.name)
            self._parts.append((field.name, table.c[part] if isinstance(part, str) else part))
        self.columns = tuple(
            column
            for _, part in self._parts
            for column in (part.columns if isinstance(part, Mapper) else (part,))
        )
        self.names = tuple(column.name for column in self.columns if isinstance(column, Column))

    def source(self, cells: Iterator[str], names: dict[str, Any]) -> str:
        arguments = ", ".join(
            part.source(cells, names) if isinstance(part, Mapper) else _loaded(part, next(cells), names)
            for _, part in self._parts
        )
        return f"{_named(names, self.entity)}({arguments})"

    @cached_property
    def values(self) -> Callable[[Entity], dict[str, Any]]:
        """Return what the driver takes for each column of an entity."""
        names: dict[str, Any] = {}
        pairs = ", ".join(f"{column.name!r}: {source}" for column, source in self._dumped("e", names))
        made: Callable[[Entity], dict[str, Any]] = eval(f"lambda e: {{{pairs}}}", names)  # noqa: S307 -- as above
        return made

    def _dumped(self, entity: str, names: dict[str, Any]) -> Iterator[tuple[Column[Any], str]]:
        for name, part in self._parts:
            if isinstance(part, Mapper):
                yield from part._dumped(f"{entity}.{name}", names)  # noqa: SLF001 -- the same class
            elif isinstance(part, Column):
                yield part, _dumped(part, f"{entity}.{name}", names)

    # Statements of all columns, or of some

    def select(self) -> Select[Any]:
        """Select entities."""
        return select(*self.columns)

    def insert(self, *, without: Iterable[str] = ("id",)) -> Insert:
        """Insert the values of an entity, but for what the database gives."""
        return insert(self.table).values(bound(*(name for name in self.names if name not in without)))

    def update(self, *names: str) -> Update:
        """Set the values of an entity: of these columns, or of all but the key."""
        return update(self.table).values(bound(*(names or self._unkeyed)))

    def upsert(self, *names: str) -> Upsert:
        """Insert the values of an entity, or set those of these columns, or of all, where its key is there already."""
        put = upsert(self.table).values(bound(*self.names))
        return put.on_conflict_do_update(
            index_elements=list(self.table.primary_key),
            set_={name: put.excluded[name] for name in names or self._unkeyed},
        )

    @property
    def _unkeyed(self) -> list[str]:
        return [name for name in self.names if not self.table.c[name].primary_key]


class Optional(Reader[Entity | None]):
    """The entity of an outer join: None where its first column is NULL."""

    def __init__(self, reader: Reader[Entity]) -> None:
        self._reader = reader
        self.columns = reader.columns

    def source(self, cells: Iterator[str], names: dict[str, Any]) -> str:
        mine = [next(cells) for _ in self.columns]
        return f"None if {mine[0]} is None else {self._reader.source(iter(mine), names)}"


class Together(Reader[Any]):
    """Several entities in one row."""

    def __init__(self, *readers: Reader[Any]) -> None:
        self._readers = readers
        self.columns = tuple(column for reader in readers for column in reader.columns)

    def source(self, cells: Iterator[str], names: dict[str, Any]) -> str:
        return f"({', '.join(reader.source(cells, names) for reader in self._readers)})"


@overload
def together(first: Reader[First], second: Reader[Second], /) -> Reader[tuple[First, Second]]: ...
@overload
def together(
    first: Reader[First], second: Reader[Second], third: Reader[Third], /
) -> Reader[tuple[First, Second, Third]]: ...
def together(*readers: Reader[Any]) -> Reader[Any]:
    """Return a reader of rows that hold several entities, one after another."""
    return Together(*readers)


def _named(names: dict[str, Any], value: Any) -> str:
    name = f"n{len(names)}"
    names[name] = value
    return name


def _loaded(column: ColumnElement[Any], cell: str, names: dict[str, Any]) -> str:
    """Return the expression of what the domain uses for a cell."""
    kind = column.type
    match kind:
        case Flag():
            source = f"{cell} == 1"
        case Enumerated() | Numbered():
            source = f"{_named(names, {choice.value: choice for choice in kind.choices})}[{cell}]"
        case Day():
            source = f"{_named(names, date.fromisoformat)}({cell})"
        case Json():
            source = f"{_named(names, json.loads)}({cell})"
            source = source if kind.load is None else f"{_named(names, kind.load)}({source})"
        case _:
            return cell
    return (
        source
        if isinstance(column, Column) and not column.nullable
        else f"None if {cell} is None else {source}"
    )


def _dumped(column: Column[Any], value: str, names: dict[str, Any]) -> str:
    """Return the expression of what the driver takes for a value."""
    kind = column.type
    match kind:
        case Flag():
            source = f"int({value})"
        case Enumerated() | Numbered():
            source = f"{value}.value"
        case Day():
            source = f"{value}.isoformat()"
        case Json():
            source = value if kind.dump is None else f"{_named(names, kind.dump)}({value})"
            source = f"{_named(names, dumps)}({source})"
        case _:
            return value
    return f"None if {value} is None else {source}" if column.nullable else source
