"""Making what takes longer than a millisecond: in a child process, on a connection that only reads."""

import asyncio
import json
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from typing import Any

import structlog

from bot.documents.making import makers
from bot.stop import wait_for
from domain.ports import Clock
from storage.engine import Database, StorageUnavailable, Transaction, open_reader, repeated
from storage.inbox import InboxTable
from storage.jobs import JobsTable, Made, Ordered

log = structlog.get_logger("make")

MOST_TRIES = 3
LONGEST = 120.0  # seconds that a job may take
IDLE = 5.0  # seconds after which a process that has nothing to make is let go


class Child:
    """A process that makes one job after another; a job it can't make ends it, and the next one gets a new process.

    Starting one costs far more than most of its jobs do, so it stays while there is work.
    """

    def __init__(self) -> None:
        self._process: asyncio.subprocess.Process | None = None

    async def make(self, order: Mapping[str, Any]) -> Made | None:
        """What the job made; None where it failed or took too long. Raises StorageUnavailable."""
        process = self._process = self._process or await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot.make",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,  # what a child chokes on may be personal
        )
        assert process.stdin is not None  # noqa: S101 -- both are pipes, which the types don't say
        assert process.stdout is not None  # noqa: S101
        try:
            async with asyncio.timeout(LONGEST):
                process.stdin.write(json.dumps(order).encode() + b"\n")
                await process.stdin.drain()
                head = json.loads(await process.stdout.readuntil())
                if "unavailable" in head:
                    raise StorageUnavailable(head["unavailable"])
                return Made(head["name"], await process.stdout.readexactly(head["size"]))
        except (TimeoutError, EOFError, OSError, ValueError):  # the last: what came was no answer of ours
            await self.end()
            return None

    async def end(self) -> None:
        """Let it go, whatever it does."""
        process, self._process = self._process, None
        if process is not None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()


class Maker:
    """Takes jobs one after another; a job's file and its end are kept in one commit."""

    def __init__(self, database: Database, clock: Clock, bot_id: int, stopping: asyncio.Event) -> None:
        self._database = database
        self._clock = clock
        self._bot_id = bot_id
        self._stopping = stopping
        self._news = database.signal("jobs")
        self._child = Child()

    async def run(self) -> None:
        """Make files until the program stops; a job interrupted by that starts again at the next start."""
        try:
            while not self._stopping.is_set():
                await self._go_on()
        finally:
            await self._child.end()

    async def _go_on(self) -> None:
        self._news.clear()
        try:
            async with self._database.transaction() as transaction:
                job = await JobsTable(transaction, self._clock).begin()
            if job is not None:
                await self._do(job)
            elif not await wait_for(self._news, IDLE):
                await self._child.end()
        except StorageUnavailable as error:
            log.warning("making put off", error=str(error))
            await wait_for(self._stopping, 1)

    async def _do(self, job: Ordered) -> None:
        try:
            made = await self._child.make({"kind": job.kind, "data": job.data, "url": self._database.url})
        except StorageUnavailable:
            await repeated(self._database, partial(self._count_back, job.id))
            raise
        if made is None:
            log.error("a job failed", job=job.id, kind=job.kind, attempt=job.attempts)
            if job.attempts < MOST_TRIES:
                return
        async with self._database.transaction() as transaction:
            jobs = JobsTable(transaction, self._clock)
            if made is not None:
                await jobs.finish(job.id, made)
            else:
                await jobs.fail(job.id)
                await InboxTable(transaction).add_result(
                    self._bot_id,
                    "job-failed",
                    job.person_id,
                    {"job": job.id, "kind": job.kind},
                    self._clock.now(),
                )

    async def _count_back(self, job_id: int, transaction: Transaction) -> None:
        await JobsTable(transaction, self._clock).count_back(job_id)


async def child(order: Mapping[str, Any]) -> Made:
    """Do one job, in the child process."""
    async with open_reader(order["url"]) as reader:
        return await makers()[order["kind"]].make(reader, order["data"])


def main() -> None:
    """Read orders from standard input, a line each; answer each with a line of name and size, and the file's bytes.

    A database that can't be read is said to be, in place of these: that is not the job's fault.
    """
    for line in sys.stdin.buffer:
        try:
            made = asyncio.run(child(json.loads(line)))
            head, data = {"name": made.name, "size": len(made.data)}, made.data
        except StorageUnavailable as error:
            head, data = {"unavailable": str(error)}, b""
        sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + data)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
