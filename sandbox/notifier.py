"""A broadcast between coroutines."""

import asyncio


class Notifier:
    """Wakes every coroutine that waits at the moment of `notify`."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def notify(self) -> None:
        waiting, self._waiting = self._waiting, set()
        for future in waiting:
            if not future.done():
                future.set_result(None)

    def next(self) -> asyncio.Future[None]:
        """Return a future that is done at the next `notify`, even one that comes before it is awaited."""
        future = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        future.add_done_callback(self._waiting.discard)
        return future

    async def wait(self, timeout: float | None = None) -> bool:  # noqa: ASYNC109 - cheaper than asyncio.timeout
        """Return True when notified, False after `timeout` real seconds."""
        future = self.next()
        try:
            done, _ = await asyncio.wait((future,), timeout=timeout)
            return bool(done)
        finally:
            future.cancel()
