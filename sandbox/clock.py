"""The sandbox's clock: real time moved by an offset, or standing still."""

import time

from sandbox.shapes import Bell, Json


class Clock:
    """Unix time in seconds. Everything that has a date or a duration in the sandbox goes by it."""

    def __init__(self) -> None:
        self.offset = 0.0
        self.frozen_at: float | None = None
        self.moved = Bell()

    def now(self) -> float:
        return self.frozen_at if self.frozen_at is not None else time.time() + self.offset

    def date(self) -> int:
        """Now as the Bot API writes dates: whole seconds."""
        return int(self.now())

    def set(self, moment: float) -> None:
        """Jump to `moment`, forwards or backwards."""
        self.offset = moment - time.time()
        if self.frozen_at is not None:
            self.frozen_at = moment
        self.moved.ring()

    def advance(self, seconds: float) -> None:
        self.set(self.now() + seconds)

    def freeze(self, *, frozen: bool) -> None:
        """Stand still, or go on from the moment where the clock stood."""
        now = self.now()
        self.frozen_at = now if frozen else None
        self.offset = now - time.time()
        self.moved.ring()

    async def sleep(self, seconds: float) -> None:
        """Until the clock has moved on by `seconds`, by itself or by hand; a frozen clock only moves by hand."""
        end = self.now() + seconds
        while (left := end - self.now()) > 0:
            await self.moved.wait(None if self.frozen_at is not None else left)

    def restore(self, kept: Json) -> None:
        """A kept world's clock keeps its distance to real time, or stands where it stood."""
        self.offset = kept["offset"]
        self.frozen_at = kept["now"] if kept["frozen"] else None

    def as_json(self) -> Json:
        return {"now": self.now(), "offset": self.offset, "frozen": self.frozen_at is not None}
