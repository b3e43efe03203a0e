"""The demo: the program against a local Telegram in the same process, with a lively little world."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from bot.app import run
from bot.config import load
from bot.demo.world import ADMINISTRATOR, DUES, PEOPLE, TOKEN, Forms, live, people_the_world
from bot.i18n import FluentTexts
from bot.stop import Fatal
from sandbox.client import Control
from sandbox.server import Sandbox

UNFINISHED = "peopling"  # present while the world is being filled; if that was cut short, it starts again

__all__ = ["PEOPLE", "demo"]


async def demo(data: Path, port: int, *, fresh: bool) -> None:
    """Serve the page on 127.0.0.1 and run the bot until interrupted; everything is kept under `data`."""
    if fresh or (data / UNFINISHED).exists():
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
    for path in (*data.glob("artel.db*"), *data.glob(UNFINISHED)):
        path.unlink()


async def _serve(sandbox: Sandbox, data: Path, *, new: bool) -> None:
    stopping = asyncio.Event()
    async with Control(sandbox.url) as control:
        if new:
            (data / UNFINISHED).touch()
            await people_the_world(control)
        config = load(
            telegram={
                "token": TOKEN,
                "api_base": sandbox.url,
                "mode": "polling",
                "proxy": "",
                "chat_per_second": 30,  # this Telegram sets no limits
            },
            database={"url": f"sqlite+aiosqlite:///{data / 'artel.db'}"},
            dues=DUES,
            clock=sandbox.url,
            admins=[ADMINISTRATOR],
        )
        print(f"\n  Artel and a local Telegram are running: open {sandbox.url}/ in a browser.")
        print("  Only this machine can reach it (127.0.0.1). Stop with Ctrl+C.\n", flush=True)
        running = asyncio.create_task(run(config, stopping))
        if new:
            led = next((group.id for group in config.association.working_groups), "")
            skip = FluentTexts(config.association.facts()).plain("ru", "forms-skip")
            forms = Forms(config.questionnaires.values(), skip)
            living = asyncio.create_task(live(control, led, forms))
            await asyncio.wait([running, living], return_when=asyncio.FIRST_COMPLETED)
            if not running.done():
                await living
                (data / UNFINISHED).unlink()
        await running
