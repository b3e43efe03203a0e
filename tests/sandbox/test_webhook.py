"""Updates by webhook."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiogram import Bot, Dispatcher
from aiogram.methods import SendMessage
from aiogram.types import Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

from sandbox.client import Control
from sandbox.server import Sandbox
from tests.sandbox.conftest import Ask


@dataclass
class Hook:
    """A bot's webhook that responds with `statuses` in turn, then with 200, and records the requests."""

    url: str = ""
    statuses: list[int] = field(default_factory=list)
    reply: dict[str, Any] = field(default_factory=dict)
    came: asyncio.Queue[tuple[dict[str, Any], str | None]] = field(default_factory=asyncio.Queue)

    async def answer(self, request: web.Request) -> web.Response:
        update = await request.json()
        self.came.put_nowait((update, request.headers.get("X-Telegram-Bot-Api-Secret-Token")))
        return web.json_response(self.reply, status=self.statuses.pop(0) if self.statuses else 200)

    async def next(self) -> tuple[dict[str, Any], str | None]:
        async with asyncio.timeout(10):
            return await self.came.get()


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    made = Hook()
    app = web.Application()
    app.router.add_post("/hook", made.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield made
    await runner.cleanup()


async def test_delivery_with_the_secret(hook: Hook, ask: Ask, control: Control, anna: int) -> None:
    assert (await ask("setWebhook", url=hook.url, secret_token="s-e_c1")).result  # noqa: S106
    update, secret = await hook.next()
    assert (update["message"]["text"], secret) == ("/start", "s-e_c1")
    await control.send(anna, "два")
    assert (await hook.next())[0]["message"]["text"] == "два"
    assert (await ask("getWebhookInfo")).result["url"] == hook.url


async def test_retries_until_it_is_taken(
    hook: Hook, ask: Ask, control: Control, anna: int, sandbox: Sandbox
) -> None:
    hook.statuses = [500, 502]
    await ask("setWebhook", url=hook.url)
    first, _ = await hook.next()
    await control.send(anna, "ждёт за ним")
    for _ in range(2):
        while not (await ask("getWebhookInfo")).result.get("last_error_message"):
            pass
        await control.advance(5)
        again, _ = await hook.next()
        assert again == first
    following, _ = await hook.next()
    assert following["update_id"] == first["update_id"] + 1
    info = (await ask("getWebhookInfo")).result
    assert info["last_error_message"].startswith("Wrong response from the webhook: 50")
    assert sandbox.world.clock.offset >= 5


async def test_a_webhook_that_is_not_there(ask: Ask, control: Control, anna: int) -> None:
    await ask("setWebhook", url="http://127.0.0.1:1/hook")
    while "last_error_message" not in (info := (await ask("getWebhookInfo")).result):
        pass
    assert info["last_error_message"] == "Connection refused"
    assert info["pending_update_count"] == (await control.updates())["pending"] == 1
    assert (await ask("deleteWebhook", drop_pending_updates=True)).result
    assert (await control.updates())["pending"] == 0
    assert anna


async def test_a_webhook_response_may_be_a_call(hook: Hook, ask: Ask, control: Control, anna: int) -> None:
    hook.reply = {"method": "sendMessage", "chat_id": anna, "text": "сразу"}
    await ask("setWebhook", url=hook.url)
    (row,) = await control.wait_calls(method="sendMessage")
    assert row["ok"]
    assert (await control.messages(anna))[-1]["text"] == "сразу"


async def test_aiogram_answers_a_webhook(ask: Ask, control: Control, bot: Bot, anna: int) -> None:
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def echo(message: Message) -> SendMessage:
        return message.answer(f"эхо {message.text}")

    app = web.Application()
    SimpleRequestHandler(dispatcher, bot, handle_in_background=False, secret_token="s").register(app, "/hook")  # noqa: S106
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    assert await bot.set_webhook(url, secret_token="s")  # noqa: S106
    await control.wait_calls(method="sendMessage")
    assert (await control.messages(anna))[-1]["text"] == "эхо /start"
    assert (await ask("deleteWebhook")).result
    await runner.cleanup()
