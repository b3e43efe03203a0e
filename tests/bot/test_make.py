"""Making files in a child process, and what becomes of a job that can't be done."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.make import MOST_TRIES, Child, Maker
from domain.people import Person
from storage.contacts import ContactsTable
from storage.engine import Database
from storage.jobs import JobsTable
from storage.tables.street import Job, inbox, jobs
from tests.conftest import StandingClock


@pytest.fixture
async def _making(sqlite: Database, clock: StandingClock) -> AsyncIterator[None]:
    stopping = asyncio.Event()
    running = asyncio.create_task(Maker(sqlite, clock, 42, stopping).run())
    yield
    stopping.set()
    sqlite.signal("jobs").set()
    await running


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[asyncio.subprocess.Process]:
    """The processes that were started."""
    processes: list[asyncio.subprocess.Process] = []
    start = asyncio.create_subprocess_exec

    async def noting(*args: Any, **options: Any) -> asyncio.subprocess.Process:
        processes.append(await start(*args, **options))
        return processes[-1]

    monkeypatch.setattr("asyncio.create_subprocess_exec", noting)
    return processes


async def order(database: Database, kind: str) -> int:
    async with database.transaction() as transaction:
        if await ContactsTable(transaction).find(1) is None:
            await ContactsTable(transaction).add(Person(1, "ru", 0, name="Анна", consented=True))
        return await JobsTable(transaction, StandingClock(0)).order(kind, 1, {"person": 1})


@pytest.mark.usefixtures("_making")
async def test_a_file_is_made_by_a_child(sqlite: Database) -> None:
    job = await order(sqlite, "my-data")
    made = sqlite.signal("outbox")
    async with asyncio.timeout(30):
        await made.wait()
    async with sqlite.transaction() as transaction:
        file = await JobsTable(transaction, StandingClock(0)).file(job)
    assert file.name == "artel-my-data.json"
    assert json.loads(file.data)["person"][0]["name"] == "Анна"


@pytest.mark.usefixtures("_making")
async def test_a_job_that_can_not_be_done_is_given_up_and_told(sqlite: Database) -> None:
    await order(sqlite, "no-such-kind")
    told = sqlite.signal("inbox")
    async with asyncio.timeout(30):
        await told.wait()
    async with sqlite.transaction() as transaction:
        (job,) = await transaction.all(select(jobs))
        (result,) = await transaction.all(select(inbox))
    assert (job["state"], job["attempts"]) == (Job.FAILED, MOST_TRIES)
    assert (result["kind"], result["chat_id"]) == ("job-failed", 1)


async def test_a_database_that_can_not_be_read_is_no_fault_of_the_job(
    sqlite: Database, clock: StandingClock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Reliability row 44: tries while it is away aren't counted, or the job would be given up."""
    await order(sqlite, "my-data")
    stopping, here, tries = asyncio.Event(), sqlite.url, 0
    pause = asyncio.sleep

    async def wait(_event: asyncio.Event, _seconds: float) -> bool:
        nonlocal tries
        tries += 1
        if tries > MOST_TRIES:
            sqlite.url = here  # it is there again
        await pause(0)
        return False

    monkeypatch.setattr("bot.make.wait_for", wait)
    sqlite.url = f"sqlite+aiosqlite:///{tmp_path}/away/artel.db"
    made = sqlite.signal("outbox")
    running = asyncio.create_task(Maker(sqlite, clock, 42, stopping).run())
    async with asyncio.timeout(30):
        await made.wait()
    stopping.set()
    await running
    async with sqlite.transaction() as transaction:
        (job,) = await transaction.all(select(jobs))
    assert (job["state"], job["attempts"]) == (Job.DONE, 1)
    assert tries > MOST_TRIES


async def test_a_process_makes_job_after_job_until_one_fails(
    sqlite: Database, started: list[asyncio.subprocess.Process]
) -> None:
    await order(sqlite, "my-data")
    child, data = Child(), {"kind": "my-data", "data": {"person": 1}, "url": sqlite.url}
    first = await child.make(data)
    assert first is not None
    assert await child.make(data) == first
    assert len(started) == 1
    assert await child.make({**data, "kind": "no-such-kind"}) is None
    assert await child.make(data) == first
    assert len(started) == 2
    await child.end()
    assert all(process.returncode is not None for process in started)


async def test_a_process_that_takes_too_long_is_ended(
    sqlite: Database, started: list[asyncio.subprocess.Process], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.make.LONGEST", 0.0)
    assert await Child().make({"kind": "my-data", "data": {"person": 1}, "url": sqlite.url}) is None
    assert started[0].returncode is not None


async def test_a_process_without_work_is_let_go(
    sqlite: Database,
    clock: StandingClock,
    started: list[asyncio.subprocess.Process],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.make.IDLE", 0.01)
    stopping = asyncio.Event()
    await order(sqlite, "my-data")
    running = asyncio.create_task(Maker(sqlite, clock, 42, stopping).run())
    await sqlite.signal("outbox").wait()
    async with asyncio.timeout(30):
        await started[0].wait()
    stopping.set()
    sqlite.signal("jobs").set()
    await running
