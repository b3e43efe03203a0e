"""The sandbox's clock: real time plus an offset, or frozen."""

import time

from sandbox.notifier import Notifier
from sandbox.types import Json


class Clock:
    """Unix time in seconds; all dates and durations in the sandbox are based on it."""

    def __init__(self) -> None:
        self.offset = 0.0
        self.frozen_at: float | None = None
        self.moved = Notifier()

    def now(self) -> float:
        return self.frozen_at if self.frozen_at is not None else time.time() + self.offset

    def date(self) -> int:
        """Return the time as the Bot API writes dates: in whole seconds."""
        return int(self.now())

    def set(self, moment: float) -> None:
        """Jump to `moment`, forwards or backwards."""
        self.offset = moment - time.time()
        if self.frozen_at is not None:
            self.frozen_at = moment
        self.moved.notify()

    def advance(self, seconds: float) -> None:
        self.set(self.now() + seconds)

    def freeze(self, *, frozen: bool) -> None:
        """Freeze the clock, or let it continue from where it stopped."""
        now = self.now()
        self.frozen_at = now if frozen else None
        self.offset = now - time.time()
        self.moved.notify()

    async def sleep(self, seconds: float) -> None:
        """Sleep for `seconds` by this clock; a frozen one has to be moved by `set` or `advance`."""
        end = self.now() + seconds
        while (left := end - self.now()) > 0:
            await self.moved.wait(None if self.frozen_at is not None else left)

    def restore(self, kept: Json) -> None:
        """Restore the saved offset, or the moment at which the clock was frozen."""
        self.offset = kept["offset"]
        self.frozen_at = kept["now"] if kept["frozen"] else None

    def as_json(self) -> Json:
        return {"now": self.now(), "offset": self.offset, "frozen": self.frozen_at is not None}
