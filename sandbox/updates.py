"""A bot's queue of updates: getUpdates takes them, its offset confirms them."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from sandbox.bots import Bot
from sandbox.clock import Clock
from sandbox.errors import ApiError
from sandbox.notifier import Notifier
from sandbox.store import Store
from sandbox.types import Json

OPT_IN_KINDS = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
WEEK = 7 * 24 * 3600
BLOCK = 1_000_000
BLOCKS = 1999  # a prime, so that steps of one length visit every block before any comes again
BLOCK_STEP = 617

_TERMINATED = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
)
_WEBHOOK_ACTIVE = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


@dataclass
class PendingUpdate:
    """An update that the bot hasn't confirmed.

    `unordered`: its id is lower than earlier ones, so an offset confirms it only after it was handed out.
    """

    update_id: int
    body: Json
    unordered: bool = False
    handed_out: bool = False


@dataclass
class UpdateCounter:
    """The next id and the last confirmed one, saved so that no id is ever used twice in a world."""

    next_id: int
    confirmed: int = 0
    last_at: float = 0.0


class UpdateQueue:
    """The queue of one bot. Updates wait until they are confirmed; Telegram drops them after a day."""

    def __init__(
        self,
        bot: Bot,
        counter: UpdateCounter,
        clock: Clock,
        store: Store,
        publish_change: Callable[[str], None],
    ) -> None:
        self._bot = bot
        self._counter = counter
        self._clock = clock
        self._store = store
        self._changed = publish_change
        self._serial = 0
        self.pending: list[tuple[int, PendingUpdate]] = []
        self.arrived = Notifier()
        self.polled = Notifier()
        """A long poll has started to wait."""
        self._poller: asyncio.Future[ApiError] | None = None

    def restore(self, serial: int, pending: PendingUpdate) -> None:
        self._serial = max(self._serial, serial)
        self.pending.append((serial, pending))

    def push(self, kind: str, content: Json) -> None:
        """Queue `content` as an update of this kind, if the bot has asked for the kind."""
        allowed = self._bot.allowed_updates
        if (kind in allowed) if allowed else (kind not in OPT_IN_KINDS):
            self.inject({kind: content})

    def inject(self, body: Json, update_id: int | None = None) -> int:
        """Queue a raw update of any kind and return its id; an `update_id` used before repeats that update."""
        counter = self._counter
        now = self._clock.now()
        if counter.last_at and now - counter.last_at > WEEK:
            # After a week without updates Telegram continues from a random id.
            counter.next_id = (counter.next_id // BLOCK + BLOCK_STEP) % BLOCKS * BLOCK + 1
        counter.last_at = now
        unordered = update_id is not None and update_id < counter.next_id
        if update_id is None:
            update_id = counter.next_id
        if not unordered:
            counter.next_id = update_id + 1
        pending = PendingUpdate(update_id, body, unordered)
        self._serial += 1
        self.pending.append((self._serial, pending))
        self._store.put("pending", f"{self._bot.id}:{self._serial}", pending)
        self._store.put("counter", self._bot.id, counter)
        self.arrived.notify()
        return update_id

    def confirm(self, offset: int) -> None:
        """Drop everything below `offset`; like Telegram, ignore an offset that is far ahead."""
        if offset > self._counter.next_id + 10:
            return
        self._counter.confirmed = max(offset - 1, 0)
        self._retain([p.update_id >= offset or (p.unordered and not p.handed_out) for _, p in self.pending])

    def keep_last(self, count: int) -> None:
        """Drop all but the last `count` updates (a negative offset)."""
        forgotten = max(len(self.pending) - count, 0)
        self._retain([index >= forgotten for index in range(len(self.pending))])

    def done(self, serial: int, update_id: int) -> None:
        """Confirm one update that the webhook has taken."""
        self._counter.confirmed = update_id
        self._retain([s != serial for s, _ in self.pending])

    def _retain(self, save: list[bool]) -> None:
        if all(save):
            return
        for (serial, _), kept in zip(self.pending, save, strict=True):
            if not kept:
                self._store.drop("pending", f"{self._bot.id}:{serial}")
        self.pending = [item for item, kept in zip(self.pending, save, strict=True) if kept]
        self._store.put("counter", self._bot.id, self._counter)
        self._changed("updates")

    async def poll(self, offset: int, limit: int, seconds: int) -> list[Json]:
        """Return updates for getUpdates. Raises 409 if a webhook is set; ends an earlier poll with 409."""
        if self._bot.webhook is not None:
            raise ApiError(409, _WEBHOOK_ACTIVE)
        if offset > 0:
            self.confirm(offset)
        elif offset < 0:
            self.keep_last(-offset)
        self.interrupt(ApiError(409, _TERMINATED))
        if not self.pending and seconds:
            await self._wait_for_update(seconds)
        taken = [pending for _, pending in self.pending[:limit]]
        for pending in taken:
            pending.handed_out = True
        return [{"update_id": pending.update_id, **pending.body} for pending in taken]

    def interrupt(self, error: ApiError) -> None:
        """Fail the waiting long poll, if there is one, with `error`."""
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(error)

    async def _wait_for_update(self, seconds: float) -> None:
        self._poller = poller = asyncio.get_running_loop().create_future()
        arrival = self.arrived.next()
        self.polled.notify()
        try:
            await asyncio.wait((poller, arrival), timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
            if poller.done():
                raise poller.result()
        finally:
            arrival.cancel()
            if self._poller is poller:
                self._poller = None

    def status(self) -> Json:
        return {
            "pending": len(self.pending),
            "last_id": self._counter.next_id - 1,
            "confirmed": self._counter.confirmed,
        }
