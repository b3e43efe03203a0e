"""A sandbox in this process, the program's calls to it, and a logger that is heard."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import select

from bot.api import TelegramApi
from sandbox.client import Control
from sandbox.server import Sandbox
from storage.engine import Database
from storage.tables.street import inbox

TOKEN = "700000001:canary-AAAAAAAAAAAAAAAAAAAAAAAAAA"  # noqa: S105 -- of nobody


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox() as running:
        running.world.authorize(TOKEN)
        yield running


@pytest.fixture
async def control(sandbox: Sandbox) -> AsyncIterator[Control]:
    async with Control(sandbox.url) as client:
        yield client


@pytest.fixture
async def api(sandbox: Sandbox) -> AsyncIterator[TelegramApi]:
    calls = TelegramApi(sandbox.url, TOKEN, timeout=5)
    yield calls
    await calls.close()


@pytest.fixture
async def anna(control: Control) -> int:
    """Somebody who pressed Start."""
    person = await control.person("Анна", language_code="ru")
    await control.start(person["id"])
    return int(person["id"])


async def rows(database: Database, table: Any = inbox) -> list[Any]:
    async with database.transaction() as transaction:
        return [dict(row) for row in await transaction.all(select(table))]
