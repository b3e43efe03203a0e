"""Making what takes longer than a millisecond: in a child process, on a connection that only reads."""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog

from bot.attendance import make_report
from bot.calendars import make_calendar
from bot.documents import make_application, make_certificate, make_invoice, make_minutes
from bot.ledgers import make_ledger
from bot.rosters import roster
from bot.stop import wait_for
from domain.ports import Clock
from storage.dossier import dossier
from storage.engine import Database, StorageUnavailable, Transaction, open_reader
from storage.inbox import InboxTable
from storage.jobs import JobsTable, Made, Ordered

log = structlog.get_logger("make")

MOST_TRIES = 3
LONGEST = 120.0  # seconds that a job may take


async def _my_data(reader: Transaction, data: Mapping[str, Any]) -> Made:
    content = await dossier(reader, data["person"])
    return Made("artel-my-data.json", json.dumps(content, ensure_ascii=False, indent=2).encode())


MAKERS: dict[str, Callable[[Transaction, Mapping[str, Any]], Awaitable[Made]]] = {
    "application": make_application,
    "application-copy": make_application,
    "calendar": make_calendar,
    "certificate": make_certificate,
    "dues-ledger": make_ledger,
    "group-roster": roster,
    "invoice": make_invoice,
    "minutes": make_minutes,
    "my-data": _my_data,
    "webinar-report": make_report,
}


class Maker:
    """Takes jobs one after another; a job's file and its end are kept in one commit."""

    def __init__(self, database: Database, clock: Clock, bot_id: int, stopping: asyncio.Event) -> None:
        self._database = database
        self._clock = clock
        self._bot_id = bot_id
        self._stopping = stopping
        self._news = database.signal("jobs")

    async def run(self) -> None:
        """Make until the program stops; a job in hand then is begun anew at the next start."""
        while not self._stopping.is_set():
            self._news.clear()
            try:
                async with self._database.transaction() as transaction:
                    job = await JobsTable(transaction, self._clock.now()).begin()
                if job is None:
                    await wait_for(self._news, 5)
                else:
                    await self._do(job)
            except StorageUnavailable as error:
                log.warning("making put off", error=str(error))
                await wait_for(self._stopping, 1)

    async def _do(self, job: Ordered) -> None:
        made = await self._make(job)
        if made is None and job.attempts < MOST_TRIES:
            return
        async with self._database.transaction() as transaction:
            now = self._clock.now()
            jobs = JobsTable(transaction, now)
            if made is not None:
                await jobs.finish(job.id, made)
            else:
                await jobs.fail(job.id)
                await InboxTable(transaction).add_result(
                    self._bot_id, "job-failed", job.person_id, {"job": job.id, "kind": job.kind}, now
                )

    async def _make(self, job: Ordered) -> Made | None:
        order = json.dumps({"kind": job.kind, "data": job.data, "url": self._database.url})
        child = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot.make",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,  # what a child chokes on may be personal
        )
        try:
            async with asyncio.timeout(LONGEST):
                output, _ = await child.communicate(order.encode())
        except TimeoutError:
            output = b""
        finally:
            if child.returncode is None:
                child.kill()
                await child.wait()
        if child.returncode != 0:
            log.error(
                "a job failed", job=job.id, kind=job.kind, attempt=job.attempts, status=child.returncode
            )
            return None
        name, _, data = output.partition(b"\n")
        return Made(name.decode(), data)


async def child(order: Mapping[str, Any]) -> Made:
    """Do one job, in the child process."""
    async with open_reader(order["url"]) as reader:
        return await MAKERS[order["kind"]](reader, order["data"])


def main() -> None:
    """Read an order from standard input, write the file's name, a line end and its bytes to standard output."""
    made = asyncio.run(child(json.load(sys.stdin)))
    sys.stdout.buffer.write(made.name.encode() + b"\n" + made.data)


if __name__ == "__main__":
    main()
