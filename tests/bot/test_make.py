"""Making files in a child process, and what becomes of a job that can't be done."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select

from bot.make import MOST_TRIES, Maker
from domain.contacts import Person
from storage import tables as t
from storage.contacts import ContactsTable
from storage.engine import Database
from storage.jobs import JobsTable
from storage.tables import Job
from tests.conftest import StandingClock


@pytest.fixture
async def _making(sqlite: Database, clock: StandingClock) -> AsyncIterator[None]:
    stopping = asyncio.Event()
    running = asyncio.create_task(Maker(sqlite, clock, 42, stopping).run())
    yield
    stopping.set()
    sqlite.signal("jobs").set()
    await running


async def order(database: Database, kind: str) -> int:
    async with database.transaction() as transaction:
        await ContactsTable(transaction).add(Person(1, "ru", 0, name="Анна", consented=True))
        return await JobsTable(transaction, 0).order(kind, 1, {"person": 1})


@pytest.mark.usefixtures("_making")
async def test_a_file_is_made_by_a_child(sqlite: Database) -> None:
    job = await order(sqlite, "my-data")
    made = sqlite.signal("outbox")
    async with asyncio.timeout(30):
        await made.wait()
    async with sqlite.transaction() as transaction:
        file = await JobsTable(transaction, 0).file(job)
    assert file.name == "artel-my-data.json"
    assert json.loads(file.data)["person"][0]["name"] == "Анна"


@pytest.mark.usefixtures("_making")
async def test_a_job_that_can_not_be_done_is_given_up_and_told(sqlite: Database) -> None:
    await order(sqlite, "no-such-kind")
    told = sqlite.signal("inbox")
    async with asyncio.timeout(30):
        await told.wait()
    async with sqlite.transaction() as transaction:
        (job,) = await transaction.all(select(t.jobs))
        (result,) = await transaction.all(select(t.inbox))
    assert (job["state"], job["attempts"]) == (Job.FAILED, MOST_TRIES)
    assert (result["kind"], result["chat_id"]) == ("job-failed", 1)
