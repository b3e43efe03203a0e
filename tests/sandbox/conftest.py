"""For every test its own sandbox, with a control client and a real aiogram bot."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import aiohttp
import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from sandbox.client import Control
from sandbox.server import Sandbox

TOKEN = "42:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"  # noqa: S105 - nobody else has this bot
BOT = 42
T = TypeVar("T")


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox() as running:
        running.world.authorize(TOKEN)
        yield running


@pytest.fixture
async def control(sandbox: Sandbox) -> AsyncIterator[Control]:
    async with Control(sandbox.url) as client:
        yield client


def bot_at(url: str, token: str = TOKEN) -> Bot:
    return Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(url)))


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    pointed = bot_at(sandbox.url)
    yield pointed
    await pointed.session.close()


@dataclass
class Answer:
    """A response of the Bot API."""

    status: int
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def result(self) -> Any:
        assert self.body["ok"], self.body
        return self.body["result"]

    @property
    def error(self) -> str:
        assert not self.body["ok"]
        assert self.body["error_code"] == self.status
        return str(self.body["description"])


Ask = Callable[..., Awaitable[Answer]]


@pytest.fixture
async def ask(sandbox: Sandbox) -> AsyncIterator[Ask]:
    """Call methods by JSON over HTTP, without a library."""
    async with aiohttp.ClientSession() as session:

        async def call(method: str, /, by: str = TOKEN, **params: Any) -> Answer:
            url = f"{sandbox.url}/bot{by}/{method}"
            async with session.post(url, json={k.rstrip("_"): v for k, v in params.items()}) as response:
                return Answer(response.status, dict(response.headers), await response.json())

        yield call


@pytest.fixture
async def anna(control: Control) -> int:
    """Return a person who has pressed Start."""
    person = await control.person("Анна", last_name="Ильина", username="anna", language_code="ru")
    await control.start(person["id"])
    return int(person["id"])


@pytest.fixture
async def owner(control: Control) -> int:
    return int((await control.person("Олег"))["id"])


@pytest.fixture
async def group(control: Control, owner: int) -> int:
    """Return a supergroup with the bot as administrator."""
    return int((await control.chat("supergroup", "Участники", owner, bot_admin=True))["id"])


async def once_polling(sandbox: Sandbox, poll: Awaitable[T]) -> asyncio.Task[T]:
    """Start a long poll and return its task once the server has it waiting."""
    begun = asyncio.ensure_future(sandbox.world.updates[BOT].polled.wait(10))
    await asyncio.sleep(0)  # lets the wait begin

    async def polling() -> T:
        return await poll

    task = asyncio.create_task(polling())
    assert await begun
    return task


@dataclass
class Updates:
    """Reads updates like a careful bot: each call confirms those of the previous one."""

    ask: Ask
    offset: int = 0

    async def next(self, kind: str | None = None, seconds: int = 5, **params: Any) -> list[Any]:
        """Return the pending updates or wait for some; with `kind`, the contents of those of this kind."""
        while True:
            answer = await self.ask("getUpdates", offset=self.offset, timeout=seconds, **params)
            updates = answer.result
            if updates:
                self.offset = updates[-1]["update_id"] + 1
            if kind is None or not updates:
                return list(updates)
            if found := [update[kind] for update in updates if kind in update]:
                return found


@pytest.fixture
def updates(ask: Ask) -> Updates:
    return Updates(ask)
