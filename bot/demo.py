"""The demo: the program against a local Telegram in the same process, with a lively little world."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from bot.app import run
from bot.config import load
from bot.stop import Fatal
from sandbox.client import Control
from sandbox.server import Sandbox

TOKEN = "700000001:demo-token-of-the-sandbox-only"  # noqa: S105 -- known to the sandbox alone
ADMINISTRATOR = 101
GROUP = "nbmz_people"

PEOPLE = [
    {
        "id": ADMINISTRATOR,
        "first_name": "Ольга",
        "last_name": "Орлова",
        "username": "orlova",
        "language_code": "ru",
    },
    {"id": 102, "first_name": "Иван", "last_name": "Петров", "username": "ipetrov", "language_code": "ru"},
    {"id": 103, "first_name": "Марина", "last_name": "Соколова", "language_code": "ru"},
    {"id": 104, "first_name": "John", "last_name": "Smith", "username": "jsmith", "language_code": "en"},
    {"id": 105, "first_name": "Алия", "last_name": "Каримова", "username": "aliya_k", "language_code": "ru"},
]
SUPPORTERS = (102, 103, 104)


async def demo(data: Path, port: int, *, fresh: bool) -> None:
    """Serve the page on 127.0.0.1 and run the bot until interrupted; everything is kept under `data`."""
    if fresh:
        async with _sandbox(port, data):  # a demo that runs there is not to lose its data
            pass
        _forget(data)
    new = not (data / "telegram").exists()
    async with _sandbox(port, data) as sandbox:
        await _serve(sandbox, data, new=new)


@asynccontextmanager
async def _sandbox(port: int, data: Path) -> AsyncIterator[Sandbox]:
    async with AsyncExitStack() as stack:
        try:
            sandbox = await stack.enter_async_context(Sandbox(port, data / "telegram"))
        except OSError as error:
            raise Fatal(f"The demo can't start: {error.strerror or error}. See --port and --data.") from None
        yield sandbox


def _forget(data: Path) -> None:
    """Only what a demo consists of: a mistyped directory stays as it is."""
    shutil.rmtree(data / "telegram", ignore_errors=True)
    for path in data.glob("artel.db*"):
        path.unlink()


async def _serve(sandbox: Sandbox, data: Path, *, new: bool) -> None:
    stopping = asyncio.Event()
    async with Control(sandbox.url) as control:
        if new:
            await _people_the_world(control)
        config = load(
            telegram={"token": TOKEN, "api_base": sandbox.url, "mode": "polling", "proxy": ""},
            database={"url": f"sqlite+aiosqlite:///{data / 'artel.db'}"},
            clock=sandbox.url,
            admins=[ADMINISTRATOR],
            association={"group_link": f"https://t.me/{GROUP}"},
        )
        print(f"\n  Artel and a local Telegram are running: open {sandbox.url}/ in a browser.")
        print("  Only this machine can reach it (127.0.0.1). Stop with Ctrl+C.\n", flush=True)
        running = asyncio.create_task(run(config, stopping))
        if new:
            greeting = asyncio.create_task(_subscribe_supporters(control))
            await asyncio.wait([running, greeting], return_when=asyncio.FIRST_COMPLETED)
            if not running.done():
                await greeting
        await running


async def _people_the_world(control: Control) -> None:
    await control.bot(TOKEN, username="artel_bot", name="Артель")
    for person in PEOPLE:
        about = dict(person)
        await control.person(str(about.pop("first_name")), **about)
    group = await control.chat(
        "supergroup", "НБМЗ · Участники", ADMINISTRATOR, username=GROUP, members=[102, 103, 104, 105]
    )
    await control.add_bot(ADMINISTRATOR, group["id"], admin=True)
    await control.send(102, "Коллеги, добрый день! Кто идёт на вебинар по телемедицине?", chat=group["id"])
    await control.send(105, "Я собираюсь. А запись будет?", chat=group["id"])


async def _subscribe_supporters(control: Control) -> None:
    """Let a few people go the supporter's way, by the same taps as anybody."""
    for person in SUPPORTERS:
        await control.start(person, payload="demo")
        for data in ("contact:begin:", "consent:give", "topic:all:"):
            message = await _screen_with(control, person, data)
            await control.tap(person, message, data)


async def _screen_with(control: Control, person: int, data: str) -> int:
    after = 0
    while True:
        for call in await control.wait_calls(after=after, chat=person):
            after = call["seq"]
            keyboard = (call["params"].get("reply_markup") or {}).get("inline_keyboard", [])
            if any(button.get("callback_data") == data for row in keyboard for button in row):
                return int(call["result"]["message_id"])
