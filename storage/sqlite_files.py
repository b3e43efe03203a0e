"""The files of a SQLite database: nobody else may read them, and nothing that was erased stays in them.

`secure_delete` overwrites what is deleted where it stood, but the write-ahead log still holds the pages as they were,
and pages that SQLite has rearranged keep copies in their unused parts. So after an erasure the file is rebuilt
(VACUUM) and the log truncated. That this is owed stands in the file itself (`user_version`), in the same commit.
"""

import asyncio
import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from storage.errors import Unusable

LOCK = ".lock"
FILES = ("", "-wal", "-shm", "-journal", LOCK)
OTHERS = 0o077
WRITABLE = 0o022
OWE = "PRAGMA user_version = 1"
PAUSES = (0.1, 60.0)  # seconds between tries: the first, and the longest


def prepare(path: Path) -> None:
    """Make the folder and the file if they are not there, and take the files' rights from everybody else.

    Raises Unusable.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _refuse_open(path.parent)
        for file in (path, path.with_name(path.name + LOCK)):
            os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
        for file in (path.with_name(path.name + ending) for ending in FILES):
            with suppress(FileNotFoundError):
                if file.stat().st_mode & OTHERS:
                    file.chmod(0o600)
    except OSError as error:
        raise Unusable(f"{error.filename}: {error.strerror}") from None


def try_folder(path: Path) -> None:
    """Raise Unusable if the file can't be made or used there; leaves everything as it was."""
    made: list[Path] = []
    try:
        for folder in reversed((path.parent, *path.parent.parents)):
            if not folder.exists():
                folder.mkdir(mode=0o700)
                made.append(folder)
        _refuse_open(path.parent)
        if path.is_dir() or not path.parent.is_dir() or not os.access(path.parent, os.W_OK | os.X_OK):
            raise Unusable(f"{path}: no file can be written there")
    except OSError as error:
        raise Unusable(f"{error.filename}: {error.strerror}") from None
    finally:
        for folder in reversed(made):
            folder.rmdir()


def _refuse_open(folder: Path) -> None:
    if folder.stat().st_mode & WRITABLE:
        raise Unusable(
            f"others can write to its folder, and so replace it: run chmod go-w {folder.absolute()}"
        )


def is_owed(connection: sqlite3.Connection) -> bool:
    """Whether something was erased that the files may still hold."""
    return bool(connection.execute("PRAGMA user_version").fetchone()[0])


class Wiper:
    """Wipes what was erased out of the files, once nobody reads the database as it was before."""

    def __init__(self, turn: asyncio.Lock, connection: sqlite3.Connection) -> None:
        self._turn = turn
        self._connection = connection
        self._owed = False
        self._wiping: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to wipe, and return."""
        self._owed = True
        if self._wiping is None or self._wiping.done():
            self._wiping = asyncio.create_task(self._wipe())

    async def _wipe(self) -> None:
        pause, longest = PAUSES
        while True:
            async with self._turn:
                self._owed = not await self._try_in_thread()
            if not self._owed:
                return
            await asyncio.sleep(pause)
            pause = min(2 * pause, longest)

    async def _try_in_thread(self) -> bool:
        trying = asyncio.ensure_future(asyncio.to_thread(self._try))
        try:
            return await asyncio.shield(trying)
        except asyncio.CancelledError:
            # Nobody may touch the connection before the thread is through with it.
            self._connection.interrupt()
            await asyncio.wait([trying])
            raise

    def _try(self) -> bool:
        connection = self._connection
        try:
            connection.execute("PRAGMA temp_store=FILE")  # VACUUM copies the whole database
            # While somebody reads, the log can't be truncated; then the file need not be rebuilt in vain.
            if not _truncated(connection):
                return False
            connection.execute("VACUUM")
            if not _truncated(connection):
                return False
            connection.execute("PRAGMA user_version = 0")
        except sqlite3.Error:
            return False
        finally:
            connection.execute("PRAGMA temp_store=MEMORY")
        return True

    async def close(self) -> None:
        """Stop wiping; the next start goes on with it."""
        if self._wiping is not None:
            self._wiping.cancel()
            await asyncio.wait([self._wiping])


def _truncated(connection: sqlite3.Connection) -> bool:
    busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy
