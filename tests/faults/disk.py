# ruff: noqa: T201 -- printing is what it is for
"""A disk that fills up, inside of the forked program: by signals, or at the writes that are named."""

import os
import signal
import sqlite3
import sys
from collections.abc import Iterable
from typing import Any

WRITES = ("INSERT", "UPDATE", "DELETE", "CREATE", "COMMIT")
_opened: list[sqlite3.Connection] = []


class _Connection(sqlite3.Connection):
    """Counts writes; those in the range fail as on a full disk, which undoes the whole transaction by itself."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        _opened.append(self)

    def cursor(self, factory: Any = None) -> Any:
        return super().cursor(factory or _Cursor)

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        _meet(self, sql)
        return super().execute(sql, parameters)

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> sqlite3.Cursor:
        _meet(self, sql)
        return super().executemany(sql, parameters)

    def commit(self) -> None:
        _meet(self, "COMMIT")
        super().commit()


class _Cursor(sqlite3.Cursor):
    """The same for what goes through a cursor, as SQLAlchemy's statements do."""

    def execute(self, sql: str, parameters: Any = (), /) -> "_Cursor":
        _meet(self.connection, sql)
        return super().execute(sql, parameters)

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> "_Cursor":
        _meet(self.connection, sql)
        return super().executemany(sql, parameters)


_count = 0
_first, _many = 0, 0


def _meet(connection: sqlite3.Connection, sql: str) -> None:
    global _count  # noqa: PLW0603 -- one disk
    if not sql.lstrip().upper().startswith(WRITES):
        return
    _count += 1
    if _first <= _count < _first + _many:
        if connection.in_transaction:
            connection.rollback()
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        error.sqlite_errorname = "SQLITE_FULL"
        raise error


def _limit(pages: int) -> None:
    for connection in _opened:
        try:
            connection.execute(f"PRAGMA max_page_count = {pages}")
        except sqlite3.ProgrammingError:  # closed
            continue


def prepare() -> None:
    """Read from the environment what shall go wrong in this process."""
    global _first, _many
    if "FAULTS_DISK" not in os.environ and "FAULTS_WRITES" not in os.environ:
        return
    _first, _many = map(int, os.environ.get("FAULTS_WRITES", "0:0").split(":"))
    connect = sqlite3.connect

    def connect_counted(*given: Any, **named: Any) -> sqlite3.Connection:
        return connect(*given, **named, factory=_Connection)

    sqlite3.connect = connect_counted  # type: ignore[assignment]
    signal.signal(signal.SIGUSR1, lambda *_: _limit(1))  # fewer than there are means: not one more
    signal.signal(signal.SIGUSR2, lambda *_: _limit(2**30))


def report() -> None:
    """Say how many writes there were."""
    if _opened:
        print(f"writes: {_count}", file=sys.stderr)
