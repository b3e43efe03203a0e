"""Time, and what is due: the scheduler only ticks; what is due stands in the tables."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable

import aiohttp
import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.alarm import Alarm
from bot.stop import Fatal
from domain.ports import Clock
from storage.engine import StorageUnavailable

log = structlog.get_logger("clock")

TICK = 10  # seconds between two looks at what is due


class SystemClock:
    """The machine's clock."""

    def now(self) -> int:
        """Microseconds UTC."""
        return time.time_ns() // 1000


class SandboxClock:
    """The sandbox's clock, followed as it is moved."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._offset = 0.0
        self._frozen_at: float | None = None
        self.moved = asyncio.Event()

    def now(self) -> int:
        """Microseconds UTC, as the sandbox has it."""
        seconds = self._frozen_at if self._frozen_at is not None else time.time() + self._offset
        return int(seconds * 1_000_000)

    def _set(self, reading: dict[str, float]) -> None:
        self._frozen_at = reading["now"] if reading.get("frozen") else None
        self._offset = reading["offset"]
        self.moved.set()

    async def read(self) -> None:
        """Read the clock once. Raises Fatal where there is none."""
        try:
            async with aiohttp.ClientSession() as session, session.get(f"{self._address}/clock") as response:
                self._set(await response.json())
        except (aiohttp.ClientError, OSError, ValueError, KeyError):
            raise Fatal("clock: no sandbox's clock answers at the address (ARTEL_CLOCK)") from None

    async def follow(self) -> None:
        """Follow every move, for ever."""
        timeout = aiohttp.ClientTimeout(total=None, sock_connect=5)
        while True:
            try:
                async with (
                    aiohttp.ClientSession(timeout=timeout) as session,
                    session.get(f"{self._address}/clock/stream") as response,
                ):
                    async for line in response.content:
                        if line.startswith(b"data:"):
                            self._set(json.loads(line[5:]))
            except (aiohttp.ClientError, OSError, ValueError, KeyError) as error:
                log.warning("the sandbox's clock is away", error=type(error).__name__)
            await asyncio.sleep(1)


class Ticker:
    """Looks at what is due: every few seconds, when a commit sets `due`, and when a sandbox's clock was moved."""

    def __init__(
        self,
        clock: Clock,
        look: Callable[[], Awaitable[None]],
        stopping: asyncio.Event,
        alarm: Alarm | None = None,
        *,
        due: asyncio.Event | None = None,
    ) -> None:
        self._alarm = alarm
        self._look = look
        self._stopping = stopping
        self._tick = due or asyncio.Event()
        if isinstance(clock, SandboxClock):
            clock.moved = self._tick

    async def run(self) -> None:
        """Tick until the program stops."""
        scheduler = AsyncIOScheduler()
        scheduler.add_job(self._tick.set, "interval", seconds=TICK)
        scheduler.start()
        self._tick.set()
        try:
            while not self._stopping.is_set():
                await self._tick.wait()
                self._tick.clear()
                await self._look_now()
        finally:
            scheduler.shutdown(wait=False)

    async def _look_now(self) -> None:
        try:
            await self._look()
        except StorageUnavailable as error:
            log.warning("what is due was put off", error=str(error))
            if self._alarm is not None:
                await self._alarm.ring(error)
