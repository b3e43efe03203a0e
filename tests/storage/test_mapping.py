"""Mappers: what a row holds is what the dataclass has, and back."""

from dataclasses import dataclass, fields
from datetime import date
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import pytest
from sqlalchemy import Column, MetaData, Table

import storage
from domain.entry.entities import RequestStatus
from domain.publications.entities import PublicationKind
from storage.mapping import Mapper, Optional, new_id, together
from storage.tables.base import (
    Day,
    Enumerated,
    Flag,
    Json,
    JsonRows,
    Number,
    Numbered,
    Token,
)

CONTENT = '{"text": "Новость", "entities": [], "media": [{"kind": "photo", "file_id": "p"}], "poll": null, "preview": null}'


def _mappers() -> dict[str, Mapper[Any]]:
    """Every mapper of the storage, by where it is defined."""
    modules = [
        import_module(found.name)
        for found in walk_packages(storage.__path__, "storage.")
        if not found.name.startswith("storage.migrations")
    ]
    return {
        f"{module.__name__}.{name}": value
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, Mapper)
    }


MAPPERS = _mappers()


def _cell(column: Any) -> Any:
    """Something that such a column may hold."""
    cell: Any
    match column.type:
        case Flag():
            cell = 1
        case Enumerated() | Numbered():
            cell = next(iter(column.type.choices)).value
        case Day():
            cell = "2027-01-31"
        case JsonRows():
            cell = '[["' + '", "'.join("x" for _ in fields(column.type.entity)) + '"]]'
        case Json() if column.name == "content":
            cell = CONTENT
        case Json():
            cell = '{"ключ": ["а", 1]}' if column.type.dump is None else '["а", "б"]'
        case _:
            cell = f"a {column.name}"
    return cell


@pytest.mark.parametrize("mapper", MAPPERS.values(), ids=MAPPERS)
def test_a_row_comes_back_as_it_was(mapper: Mapper[Any]) -> None:
    row = [_cell(column) for column in mapper.columns]
    entity = mapper.of([*row, "what follows"])
    kept = {
        column.name: cell
        for column, cell in zip(mapper.columns, row, strict=True)
        if isinstance(column, Column)
    }
    assert mapper.values(entity) == kept
    empty = [
        None if isinstance(column, Column) and column.nullable else cell
        for column, cell in zip(mapper.columns, row, strict=True)
    ]
    assert [value for value in mapper.values(mapper.of(empty)).values() if value is None] == [
        None for cell in empty if cell is None
    ]


@dataclass(frozen=True)
class Inner:
    yes: int
    no: int


@dataclass(frozen=True)
class Outer:
    id: int
    kind: PublicationKind
    status: RequestStatus | None
    day: date | None
    done: bool
    inner: Inner
    tags: frozenset[str]


TABLE = Table(
    "things",
    MetaData(),
    Column("id", Number, primary_key=True),
    Column("kind", Enumerated(PublicationKind), nullable=False),
    Column("status", Numbered(RequestStatus)),
    Column("day", Day),
    Column("done", Flag, nullable=False),
    Column("votes_for", Number, nullable=False),
    Column("no", Number, nullable=False),
    Column("labels", Json(frozenset, sorted), nullable=False),
    Column("note", Token),
)
OUTER = Mapper(Outer, TABLE, inner=Mapper(Inner, TABLE, yes="votes_for"), tags="labels")
ROW = [7, "news", 0, "2027-01-31", 1, 3, 4, '["а", "б"]']
ENTITY = Outer(
    7, PublicationKind.NEWS, RequestStatus(0), date(2027, 1, 31), True, Inner(3, 4), frozenset({"а", "б"})
)


def test_fields_may_be_other_columns_or_dataclasses_of_their_own() -> None:
    assert OUTER.of(ROW) == ENTITY
    assert OUTER.of(ROW).tags == {"а", "б"}
    assert OUTER.values(ENTITY) == dict(zip(OUTER.names, ROW, strict=True))
    assert OUTER.names == ("id", "kind", "status", "day", "done", "votes_for", "no", "labels")


def test_several_entities_stand_in_one_row() -> None:
    reader = together(OUTER, Optional(OUTER), OUTER)
    assert reader.of([*ROW, *(None for _ in ROW), *ROW]) == (ENTITY, None, ENTITY)
    assert reader.all([[*ROW, *ROW, *ROW, 1]]) == [(ENTITY, ENTITY, ENTITY)]


def test_a_row_that_is_missing_is_nothing() -> None:
    assert OUTER.one(None) is None
    assert OUTER.one(ROW) == ENTITY
    with pytest.raises(LookupError):
        new_id(None)


def test_a_word_that_is_none_of_the_choices_is_an_error() -> None:
    with pytest.raises(KeyError):
        OUTER.of([7, "nonsense", *ROW[2:]])


def test_a_field_without_a_column_is_an_error() -> None:
    with pytest.raises(KeyError):
        Mapper(Outer, TABLE)


def test_statements_name_the_columns() -> None:
    assert str(OUTER.update("done", "no").where(TABLE.c.id == 1)).startswith(
        "UPDATE things SET done=:done, no=:no"
    )
    assert "ON CONFLICT (id) DO UPDATE SET kind = excluded.kind" in str(OUTER.upsert())
    assert "id" not in OUTER.insert().compile().params
