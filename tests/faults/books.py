"""The program's database, as a test looks into it."""

import contextlib
import json
import shutil
import sqlite3
from collections import Counter
from pathlib import Path
from typing import Any

import asyncpg


class Books:
    """The program's database as the test reads it, whichever it is."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.path = Path(url.partition(":///")[2]) if url.startswith("sqlite") else None

    async def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What a query gives; nothing before the tables are there."""
        if self.path is not None:
            if not self.path.exists():
                return []
            with contextlib.closing(sqlite3.connect(self.path, timeout=10)) as connection:
                connection.execute("PRAGMA query_only=ON")
                try:
                    return connection.execute(sql).fetchall()
                except sqlite3.OperationalError as error:
                    if "no such table" in str(error):
                        return []
                    raise
        server: Any = await asyncpg.connect(self.url.replace("+asyncpg", ""))
        try:
            return [tuple(row) for row in await server.fetch(sql)]
        except asyncpg.UndefinedTableError:
            return []
        finally:
            await server.close()

    async def number(self, sql: str) -> int:
        rows = await self.rows(sql)
        return int(rows[0][0] or 0) if rows else 0

    async def settled(self) -> bool:
        """Nothing waits to be handled or sent."""
        pending = await self.rows("SELECT count(*) FROM inbox WHERE state = 0")
        owed = await self.rows("SELECT count(*) FROM outbox WHERE state < 2")
        return [*pending, *owed] == [(0,), (0,)]

    async def workers(self) -> Counter[int]:
        """How many updates each process counted."""
        rows = await self.rows("SELECT data FROM history WHERE kind = 'counted'")
        return Counter(json.loads(row[0])["pid"] for row in rows)

    async def updates(self, kind: str) -> list[int]:
        """The updates that had the effect `kind`, once for each time they had it."""
        rows = await self.rows(f"SELECT data FROM history WHERE kind = '{kind}'")  # noqa: S608
        return [json.loads(row[0])["update"] for row in rows]

    def damage(self, copy_to: Path) -> list[str]:
        """What `integrity_check` and `foreign_key_check` find in a copy of the files of a program that has ended."""
        assert self.path is not None
        if not self.path.exists():
            return []
        copy_to.mkdir(exist_ok=True)
        for suffix in ("", "-wal"):
            copy = copy_to / ("copy.db" + suffix)
            copy.unlink(missing_ok=True)
            source = self.path.with_name(self.path.name + suffix)
            if source.exists():
                shutil.copyfile(source, copy)
        (copy_to / "copy.db-shm").unlink(missing_ok=True)
        with contextlib.closing(sqlite3.connect(copy_to / "copy.db")) as connection:
            found = [row[0] for row in connection.execute("PRAGMA integrity_check")]
            found += [str(row) for row in connection.execute("PRAGMA foreign_key_check")]
        return [line for line in found if line != "ok"]
