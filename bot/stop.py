"""How the program ends: asked to, or because it can't go on."""

import asyncio
from typing import Any


class Fatal(Exception):
    """The program can't go on; the text says why and what to do."""


async def end(task: asyncio.Future[Any]) -> None:
    """Cancel a task and wait until it has ended; again each second, because a driver may swallow a cancellation."""
    while not task.done():
        task.cancel()
        await asyncio.wait([task], timeout=1)


async def wait_for(event: asyncio.Event, seconds: float) -> bool:
    """Wait until `event` is set, `seconds` at most; whether it was."""
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return False
    return True
