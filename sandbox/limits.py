"""Telegram's flood limits by the sandbox's clock, off until a test turns them on.

They count new messages only: the Bot FAQ speaks of sending, not of edits, deletions and answers to queries.
"""

import math
from collections import deque
from dataclasses import dataclass, field

from sandbox.clock import Clock
from sandbox.errors import too_many_requests
from sandbox.types import Json


@dataclass
class RateLimits:
    """Limits per second in all and per chat, and per minute for a group; `chat_burst` messages may go at once."""

    clock: Clock
    on: bool = False
    all_per_second: float = 30
    chat_per_second: float = 1
    chat_burst: int = 3
    group_per_minute: int = 20
    _all: deque[float] = field(default_factory=deque)
    _groups: dict[int, deque[float]] = field(default_factory=dict)
    _chats: dict[int, float] = field(default_factory=dict)

    def configure(self, settings: Json) -> None:
        for name in ("on", "all_per_second", "chat_per_second", "chat_burst", "group_per_minute"):
            if name in settings:
                setattr(self, name, settings[name])
        self._all.clear()
        self._groups.clear()
        self._chats.clear()

    def as_json(self) -> Json:
        return {
            "on": self.on,
            "all_per_second": self.all_per_second,
            "chat_per_second": self.chat_per_second,
            "chat_burst": self.chat_burst,
            "group_per_minute": self.group_per_minute,
        }

    def spend(self, chat_id: int, messages: int = 1) -> None:
        """Count messages to a chat. Raises 429, counting nothing, with the seconds until there is room."""
        if not self.on:
            return
        now = self.clock.now()
        # A token bucket, stored as the moment when it is full again; a burst may use what comes until then.
        interval = 1 / self.chat_per_second
        full_at = min(max(self._chats.get(chat_id, now), now), now + self.chat_burst * interval)
        waits = [
            full_at + messages * interval - now - self.chat_burst * interval,
            _wait(self._all, now, 1, self.all_per_second, messages),
        ]
        group = self._groups.setdefault(chat_id, deque()) if chat_id < 0 else None
        if group is not None:
            waits.append(_wait(group, now, 60, self.group_per_minute, messages))
        if max(waits) > 1e-6:
            raise too_many_requests(max(math.ceil(max(waits)), 1))
        self._chats[chat_id] = full_at + messages * interval
        self._all.extend([now] * messages)
        if group is not None:
            group.extend([now] * messages)


def _wait(sent: deque[float], now: float, window: float, limit: float, messages: int) -> float:
    """Return the seconds until `messages` more fit into the window."""
    while sent and (sent[0] <= now - window or sent[0] > now):
        sent.popleft()
    over = len(sent) + messages - int(limit)
    return sent[min(over, len(sent)) - 1] + window - now if over > 0 and sent else 0.0
