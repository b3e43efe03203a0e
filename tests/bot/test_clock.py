"""The clocks, and the look at what is due."""

import asyncio
import time

import pytest

from bot.clock import CLEANING, SandboxClock, SystemClock, Ticker
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


async def test_cleaning_comes_at_the_start_each_hour_and_after_a_failure(clock: StandingClock) -> None:
    """What is due is looked for each time; neither of the two keeps the other from its turn."""
    cleaned: list[int] = []
    reminded: list[int] = []
    failures = iter([True])
    conflicts = iter([False, True])
    done = asyncio.Event()

    async def clean() -> None:
        done.set()
        if next(failures, False):
            raise StorageUnavailable("SQLITE_FULL")
        cleaned.append(clock.now())

    async def remind() -> None:
        reminded.append(clock.now())
        if next(conflicts, False):
            raise StorageUnavailable("SQLITE_BUSY")

    stopping = asyncio.Event()
    ticker = Ticker(clock, clean, remind, stopping)
    begin = clock.now()
    for moment, times in (
        (0, 0),
        (0, 1),
        (CLEANING - 1, 1),
        (CLEANING, 2),
        (CLEANING + 5, 2),
        (-CLEANING, 3),
        (-CLEANING + 1, 3),
    ):
        clock.moment = begin + moment
        await ticker._look()
        assert len(cleaned) == times
        assert reminded[-1] == clock.now()
    assert len(reminded) == 7
    done.clear()
    clock.moment = begin + 10 * CLEANING
    running = asyncio.create_task(ticker.run())
    async with asyncio.timeout(5):
        await done.wait()
    running.cancel()
    await asyncio.wait([running])
    assert len(cleaned) == 4
    assert reminded[-1] == cleaned[-1]


async def test_waiting_ends_with_the_event_or_the_time() -> None:
    event = asyncio.Event()
    assert not await wait_for(event, 0.001)
    event.set()
    assert await wait_for(event, 60)
