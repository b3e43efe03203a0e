"""What all tables share: one MetaData, and types that say what a column holds."""

from collections.abc import Callable
from dataclasses import fields
from enum import IntEnum, StrEnum
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnClause,
    Integer,
    MetaData,
    SmallInteger,
    Text,
    literal_column,
    text,
)

import storage.tables

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "pk": "%(table_name)s_pkey",
        "fk": "%(table_name)s_%(column_0_name)s_fkey",
        "uq": "%(table_name)s_%(column_0_N_name)s_key",
    }
)


def complete_metadata() -> MetaData:
    """Return the metadata once every module of this package has declared its tables."""
    for module in iter_modules(storage.tables.__path__):
        import_module(f"storage.tables.{module.name}")
    return metadata


# What columns hold. Each type is stored as its base: it tells the reader and `storage.mapping` the rest.


class PersonId(BigInteger):
    """A person's id in Telegram; 0 or NULL where nobody is named."""


class ChatId(BigInteger):
    """A chat's id in Telegram; a private chat has its person's."""


class Number(BigInteger):
    """Any other number: an id, a count."""


class Moment(BigInteger):
    """Microseconds UTC."""


class Kopecks(BigInteger):
    """A sum of money."""


class Flag(SmallInteger):
    """0 or 1."""


class Numbered(SmallInteger):
    """One of an enumeration, by its number."""

    def __init__(self, choices: type[IntEnum]) -> None:
        super().__init__()
        self.choices = choices


class Enumerated(Text):
    """One of an enumeration, by its word."""

    def __init__(self, choices: type[StrEnum]) -> None:
        super().__init__()
        self.choices = choices


class Day(Text):
    """A day as ISO 8601."""


class Words(Text):
    """What somebody wrote, or what somebody is called."""


class Token(Text):
    """The program's own words: a key, an id, a language."""


class Json(Text):
    """JSON; `load` makes what the domain uses from the parsed value, `dump` a value that JSON knows."""

    def __init__(
        self, load: Callable[[Any], Any] | None = None, dump: Callable[[Any], Any] | None = None
    ) -> None:
        super().__init__()
        self.load = load
        self.dump = dump


class JsonRows(Json):
    """Dataclasses as a list of JSON, each as the list of its fields."""

    def __init__(self, entity: type[Any]) -> None:
        names = [field.name for field in fields(entity)]
        super().__init__(
            lambda rows: tuple(entity(*row) for row in rows),
            lambda entities: [[getattr(one, name) for name in names] for one in entities],
        )
        self.entity = entity


Identity = Number().with_variant(Integer, "sqlite")  # SQLite numbers rows by itself only in INTEGER

EMPTY = text("''")  # as a database writes it itself: the schema is compared with what stands in there


def written(number: int) -> ColumnClause[int]:
    """The number written into a statement itself, because a partial index never matches a bound value."""
    return literal_column(str(int(number)), SmallInteger)


class State(IntEnum):
    """A state as it is stored."""

    @property
    def sql(self) -> ColumnClause[int]:
        """The state, written into a statement itself."""
        return written(self)
