"""Saves a world in a directory: an append-only journal, compacted at the start, with the files beside it.

A line reaches the operating system before the response that depends on it is sent, so killing the sandbox loses
nothing. A half-written last line was never acknowledged and is dropped.
"""

import asyncio
import fcntl
import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from pydantic_core import to_json

from sandbox.types import Json


class Store:
    """Entities by kind and key. Without a directory only the contents of files are stored, in memory."""

    def __init__(self, directory: Path | None) -> None:
        self._directory = directory
        self._dirty: dict[tuple[str, str], object] = {}
        self._flushed: asyncio.Future[None] | None = None
        self._journal: BinaryIO | None = None
        self._lock: BinaryIO | None = None
        self._bytes: dict[str, bytes] = {}

    def load(self) -> Iterator[tuple[str, str, Json]]:
        """Yield (kind, key, value) of everything saved, oldest first, and compact the journal.

        Raises OSError if another sandbox uses the directory.
        """
        if self._directory is None:
            return
        (self._directory / "files").mkdir(parents=True, exist_ok=True)
        self._lock = (self._directory / "lock").open("ab")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._lock.close()
            raise OSError(f"another sandbox keeps its world in {self._directory}") from None
        path = self._directory / "journal.jsonl"
        kept: dict[tuple[str, str], Json] = {}
        if path.exists():
            for line in path.read_bytes().split(b"\n")[:-1]:
                kind, key, value = json.loads(line)
                if value is None:
                    kept.pop((kind, key), None)
                else:
                    kept[kind, key] = value
        compacted = path.with_suffix(".new")
        compacted.write_bytes(b"".join(_line(kind, key, value) for (kind, key), value in kept.items()))
        compacted.replace(path)
        self._journal = path.open("ab")
        for (kind, key), value in kept.items():
            yield kind, key, value

    def put(self, kind: str, key: object, value: object) -> None:
        """Save a dataclass or a JSON object in the state it has at the next commit."""
        if self._directory is not None:
            self._dirty[kind, str(key)] = value

    def drop(self, kind: str, key: object) -> None:
        self.put(kind, key, None)

    async def commit(self) -> None:
        """Return when everything put so far is in the journal; concurrent callers share one write."""
        if not self._dirty:
            return
        if self._flushed is None:
            loop = asyncio.get_running_loop()
            self._flushed = loop.create_future()
            loop.call_soon(self.flush)
        await asyncio.shield(self._flushed)

    def flush(self) -> None:
        """Write everything put so far. An error such as a full disk is raised to the callers of `commit`."""
        dirty, self._dirty = self._dirty, {}
        flushed, self._flushed = self._flushed, None
        try:
            if self._journal is not None and dirty:
                self._journal.write(b"".join(_line(kind, key, value) for (kind, key), value in dirty.items()))
                self._journal.flush()
        except OSError as error:
            if flushed is None:
                raise
            flushed.set_exception(error)
        else:
            if flushed is not None:
                flushed.set_result(None)

    def write_bytes(self, name: str, content: bytes) -> None:
        if self._directory is None:
            self._bytes[name] = content
        else:
            (self._directory / "files" / name).write_bytes(content)

    def read_bytes(self, name: str) -> bytes:
        if self._directory is None:
            return self._bytes[name]
        return (self._directory / "files" / name).read_bytes()

    def close(self) -> None:
        self.flush()
        if self._journal is not None:
            self._journal.close()
            self._journal = None
        if self._lock is not None:
            self._lock.close()
            self._lock = None


def _line(kind: str, key: str, value: object) -> bytes:
    return to_json([kind, key, value]) + b"\n"
