"""Comparing the schema of a database with the tables that the program knows.

Both are written as lines, one for each table, column, key and index. Reading them takes three queries of the
database's own catalogue, because SQLAlchemy's reflection would cost a start many times as much.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing

from sqlalchemy import ForeignKeyConstraint, PrimaryKeyConstraint, Table, UniqueConstraint
from sqlalchemy.engine import Dialect

from storage.errors import Unusable
from storage.sqlite import STATEMENTS, path_of, translated
from storage.tables.base import complete_metadata

SHOWN = 10  # differences that an error names

SQLITE_TABLES = "SELECT name, sql LIKE '%AUTOINCREMENT%' FROM sqlite_master WHERE type = 'table'"
SQLITE_COLUMNS = """
SELECT m.name, c.name, lower(c.type), c."notnull", c.dflt_value IS NOT NULL, c.pk
FROM sqlite_master AS m, pragma_table_info(m.name) AS c WHERE m.type = 'table' ORDER BY m.name, c.pk
"""
SQLITE_FOREIGN_KEYS = """
SELECT m.name, group_concat(f."from", ', '), f."table", group_concat(f."to", ', '), f.on_delete
FROM sqlite_master AS m, pragma_foreign_key_list(m.name) AS f WHERE m.type = 'table' GROUP BY m.name, f.id
"""
SQLITE_INDEXES = """
SELECT m.name, i.name, i."unique", i.partial, i.origin, group_concat(c.name, ', ')
FROM sqlite_master AS m, pragma_index_list(m.name) AS i, pragma_index_info(i.name) AS c
WHERE m.type = 'table' AND i.origin != 'pk' GROUP BY m.name, i.name
"""

POSTGRES_COLUMNS = """
SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.atthasdef
FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
"""
POSTGRES_KEYS = """
SELECT conrelid::regclass::text, contype::text, confdeltype::text,
    CASE contype WHEN 'f' THEN confrelid::regclass::text END,
    ARRAY(SELECT a.attname::text FROM unnest(conkey) WITH ORDINALITY AS k(number, place)
        JOIN pg_attribute AS a ON a.attrelid = conrelid AND a.attnum = k.number ORDER BY k.place),
    ARRAY(SELECT a.attname::text FROM unnest(confkey) WITH ORDINALITY AS k(number, place)
        JOIN pg_attribute AS a ON a.attrelid = confrelid AND a.attnum = k.number ORDER BY k.place)
FROM pg_constraint WHERE connamespace = current_schema()::regnamespace AND contype IN ('p', 'u', 'f')
"""
POSTGRES_INDEXES = """
SELECT t.relname, i.relname, x.indisunique, x.indpred IS NOT NULL,
    ARRAY(SELECT a.attname::text FROM pg_attribute AS a WHERE a.attrelid = i.oid ORDER BY a.attnum)
FROM pg_index AS x JOIN pg_class AS t ON t.oid = x.indrelid JOIN pg_class AS i ON i.oid = x.indexrelid
WHERE t.relnamespace = current_schema()::regnamespace
    AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = i.oid AND contype IN ('p', 'u'))
"""
ON_DELETE = {"a": "", "c": "CASCADE", "n": "SET NULL", "r": "RESTRICT", "d": "SET DEFAULT"}


class SchemaDiffers(Unusable):
    """The database is at the newest revision, but its tables are not those that the program knows."""


async def compare_schema(url: str) -> None:
    """Raise SchemaDiffers if a table, column, key or index is missing, different or unknown.

    Tables that are not the program's are ignored.
    """
    if url.startswith("sqlite"):
        found, dialect = _of_sqlite(url), STATEMENTS.dialect
    else:
        from storage import postgres  # noqa: PLC0415 -- only the driver in use is loaded

        found, dialect = await _of_postgres(url), postgres.STATEMENTS.dialect
    tables = complete_metadata().tables
    missing = {f"table {name}" for name in tables} - found.keys()
    known = [table for name, table in tables.items() if f"table {name}" not in missing]
    expected = {line for table in known for line in _of_table(table, dialect)}
    there = {line for table in known for line in found[f"table {table.name}"]}
    differences = [f"{line} is missing" for line in sorted(missing | expected - there)]
    differences += [f"{line} is not expected" for line in sorted(there - expected)]
    if differences:
        more = f" (and {len(differences) - SHOWN} more)" if len(differences) > SHOWN else ""
        raise SchemaDiffers(f"its schema differs from the program's: {', '.join(differences[:SHOWN])}{more}")


def _column(table: str, name: str, kind: str, required: bool, default: bool) -> str:
    return (
        f"column {table}.{name} {kind}{' not null' if required else ''}{' with a default' if default else ''}"
    )


def _key(table: str, kind: str, columns: Iterable[str]) -> str:
    return f"{kind} key {table} ({', '.join(columns)})"


def _foreign_key(table: str, columns: str, parent: str, there: str, on_delete: str) -> str:
    return f"foreign key {table} ({columns}) to {parent} ({there})" + (
        on_delete and f" on delete {on_delete}"
    )


def _index(name: str, columns: str, unique: bool, partial: bool) -> str:
    return f"{'unique ' if unique else ''}index {name} ({columns}){' with a condition' if partial else ''}"


AUTOINCREMENT = "AUTOINCREMENT of {}"


def _of_table(table: Table, dialect: Dialect) -> Iterator[str]:
    """Yield the lines of a table as it is declared."""
    on_sqlite = dialect.name == "sqlite"
    if on_sqlite and table.dialect_options["sqlite"]["autoincrement"]:
        yield AUTOINCREMENT.format(table.name)
    for column in table.c:
        numbered = column is table.autoincrement_column and not on_sqlite
        kind = column.type.compile(dialect=dialect).lower()
        default = column.server_default is not None or numbered
        yield _column(table.name, column.name, kind, not column.nullable, default)
    for constraint in table.constraints:
        if isinstance(constraint, PrimaryKeyConstraint):
            yield _key(table.name, "primary", constraint.columns.keys())
        elif isinstance(constraint, UniqueConstraint):
            yield _key(table.name, "unique", constraint.columns.keys())
        elif isinstance(constraint, ForeignKeyConstraint):
            there = ", ".join(element.column.name for element in constraint.elements)
            columns = ", ".join(constraint.columns.keys())
            parent = constraint.referred_table.name
            yield _foreign_key(table.name, columns, parent, there, constraint.ondelete or "")
    for index in table.indexes:
        partial = index.dialect_options["sqlite"]["where"] is not None
        yield _index(str(index.name), ", ".join(index.columns.keys()), bool(index.unique), partial)


Lines = dict[str, set[str]]  # by «table …»


def _of_sqlite(url: str) -> Lines:
    with translated(), closing(sqlite3.connect(path_of(url))) as connection:
        lines: Lines = {}
        for name, autoincrement in connection.execute(SQLITE_TABLES):
            lines[f"table {name}"] = {AUTOINCREMENT.format(name)} if autoincrement else set()
        keys: dict[str, list[str]] = {}
        for name, column, kind, required, default, key in connection.execute(SQLITE_COLUMNS):
            lines[f"table {name}"].add(_column(name, column, kind, required, default))
            if key:
                keys.setdefault(name, []).append(column)
        for name, columns in keys.items():
            lines[f"table {name}"].add(_key(name, "primary", columns))
        for name, columns, parent, there, on_delete in connection.execute(SQLITE_FOREIGN_KEYS):
            action = "" if on_delete == "NO ACTION" else on_delete
            lines[f"table {name}"].add(_foreign_key(name, columns, parent, there, action))
        for name, index, unique, partial, origin, columns in connection.execute(SQLITE_INDEXES):
            line = (
                _key(name, "unique", [columns]) if origin == "u" else _index(index, columns, unique, partial)
            )
            lines[f"table {name}"].add(line)
    return lines


async def _of_postgres(url: str) -> Lines:
    from storage.postgres import connected  # noqa: PLC0415 -- only the driver in use is loaded

    lines: Lines = {}
    async with connected(url) as fetch:
        for name, column, kind, required, default in await fetch(POSTGRES_COLUMNS):
            lines.setdefault(f"table {name}", set()).add(_column(name, column, kind, required, default))
        for name, kind, on_delete, parent, columns, there in await fetch(POSTGRES_KEYS):
            if kind == "f":
                action = ON_DELETE[on_delete]
                line = _foreign_key(name, ", ".join(columns), parent, ", ".join(there), action)
            else:
                line = _key(name, "primary" if kind == "p" else "unique", columns)
            lines[f"table {name}"].add(line)
        for name, index, unique, partial, columns in await fetch(POSTGRES_INDEXES):
            lines[f"table {name}"].add(_index(index, ", ".join(columns), unique, partial))
    return lines
