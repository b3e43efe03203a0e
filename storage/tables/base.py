"""What all tables share: one MetaData, how rows are numbered, how states are stored."""

from enum import IntEnum
from importlib import import_module
from pkgutil import iter_modules

from sqlalchemy import BigInteger, ColumnClause, Integer, MetaData, SmallInteger, literal_column, text

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


Identity = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers rows by itself only in INTEGER

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
