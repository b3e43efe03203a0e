"""The two shapes that everything here is made of: Bot API objects, and a bell that wakes whoever waits."""

import asyncio
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]
"""A Bot API object as it goes over the wire. A message's body is never changed in place: updates hold it too."""


class Bell:
    """Wakes everyone who waits at this moment; ringing costs nothing when nobody does."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        if not self._waiting:
            return
        waiting, self._waiting = self._waiting, set()
        for future in waiting:
            if not future.done():
                future.set_result(None)

    def next(self) -> asyncio.Future[None]:
        """Done at the next ring; whoever calls waits from this moment on."""
        future = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        future.add_done_callback(self._waiting.discard)
        return future

    async def wait(self, timeout: float | None = None) -> bool:  # noqa: ASYNC109 - cheaper than asyncio.timeout
        """True when rung, False after `timeout` real seconds."""
        future = self.next()
        try:
            done, _ = await asyncio.wait((future,), timeout=timeout)
            return bool(done)
        finally:
            future.cancel()
