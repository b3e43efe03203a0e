"""Processes: the real program, forked or cold, and how it ended."""

import asyncio
import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


class Zygote:
    """The process that has imported the program and forks it."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.program", "zygote"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
        )
        self._read()

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def ask(self, **order: object) -> dict[str, Any]:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        self._process.stdin.flush()
        return self._read()

    def close(self) -> None:
        with self._process:
            assert self._process.stdin is not None
            self._process.stdin.close()
            self._process.wait(30)


class Program:
    """One run of the program."""

    def __init__(self, pid: int, wait: Callable[[], int], err: Path) -> None:
        self.pid = pid
        self._wait = wait
        self._err = err
        self._pidfd = os.pidfd_open(pid)
        self.code: int | None = None

    def signal(self, number: signal.Signals) -> None:
        if self.code is None:
            signal.pidfd_send_signal(self._pidfd, number)

    async def end(self, seconds: float) -> int:
        """Wait for the end by itself; returns the exit code, negative for a signal. Raises TimeoutError."""
        if self.code is None:
            loop = asyncio.get_running_loop()
            ended: asyncio.Future[None] = loop.create_future()
            loop.add_reader(self._pidfd, ended.cancel)
            try:
                async with asyncio.timeout(seconds):
                    await asyncio.wait([ended])
            finally:
                loop.remove_reader(self._pidfd)
            self.code = self._wait()
            os.close(self._pidfd)
        return self.code

    @property
    def running(self) -> bool:
        """Whether it has neither ended by itself nor been killed."""
        return self.code is None and not select.select([self._pidfd], [], [], 0)[0]

    async def kill(self) -> None:
        """SIGKILL, unless it has ended already."""
        self.signal(signal.SIGKILL)
        await self.end(10)

    async def stop(self, seconds: float = 10) -> int:
        """SIGTERM, and the exit code."""
        self.signal(signal.SIGTERM)
        return await self.end(seconds)

    def said(self) -> str:
        """All that this run and those before it wrote to standard error."""
        return self._err.read_text("utf-8", "replace")
