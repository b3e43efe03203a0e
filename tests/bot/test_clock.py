"""The clocks, and the look at what is due."""

import asyncio
import time

import pytest

from bot.clock import SandboxClock, SystemClock, Ticker
from bot.stop import Fatal, wait_for
from sandbox.client import Control
from sandbox.server import Sandbox
from storage.engine import StorageUnavailable
from tests.conftest import StandingClock

MICROSECONDS = 1_000_000


def test_the_machines_clock_is_utc() -> None:
    before = time.time_ns() // 1000
    assert before <= SystemClock().now() <= time.time_ns() // 1000


async def test_the_sandboxs_clock_is_followed_as_it_is_moved(sandbox: Sandbox, control: Control) -> None:
    """Reliability row 26: ahead and backwards."""
    clock = SandboxClock(sandbox.url)
    await clock.read()
    following = asyncio.create_task(clock.follow())
    try:
        for seconds in (86_400, -7 * 86_400):
            async with asyncio.timeout(10):
                clock.moved.clear()
                before = clock.now()
                await control.advance(seconds) if seconds > 0 else await control.set_clock(
                    before / MICROSECONDS + seconds
                )
                while abs(clock.now() - before - seconds * MICROSECONDS) > 60 * MICROSECONDS:
                    await clock.moved.wait()
                    clock.moved.clear()
    finally:
        following.cancel()
        await asyncio.wait([following])


async def test_where_there_is_no_clock_it_says_so() -> None:
    with pytest.raises(Fatal, match=r"^clock.*: no sandbox's clock answers"):
        await SandboxClock("http://127.0.0.1:9").read()


async def test_the_clock_looks_at_once_and_at_each_word_of_something_due(clock: StandingClock) -> None:
    looks: list[int] = []
    failures = iter([True])
    looked, due = asyncio.Event(), asyncio.Event()

    async def look() -> None:
        looks.append(clock.now())
        looked.set()
        if next(failures, False):
            raise StorageUnavailable("SQLITE_FULL")

    running = asyncio.create_task(Ticker(clock, look, asyncio.Event(), due=due).run())
    async with asyncio.timeout(5):
        for number in (1, 2, 3):
            await looked.wait()
            looked.clear()
            assert len(looks) == number
            due.set()
    running.cancel()
    await asyncio.wait([running])


async def test_waiting_ends_with_the_event_or_the_time() -> None:
    event = asyncio.Event()
    assert not await wait_for(event, 0.001)
    event.set()
    assert await wait_for(event, 60)
