"""Answers to taps, and to whoever is about to pay: sent right after the commit, kept nowhere, worthless soon after."""

import asyncio
from collections import Counter, deque
from collections.abc import Iterable, Mapping
from typing import Any

import structlog

from bot.api import Garbled, NotSent, Refused, TelegramApi, Uncertain
from handlers.say import Answer
from handlers.wire import to_wire

log = structlog.get_logger("answers")

AT_ONCE = 40  # answers in flight, of all people together
EACH = 2  # in flight for one person
LATEST = 2  # further ones that wait for one person; an older one is dropped
ACCEPTED = {"answerCallbackQuery": 15.0, "answerPreCheckoutQuery": 10.0}  # seconds; Telegram takes none later

Whose = tuple[int, str]  # the person and the method: taps drop no answer to a payment


class Answerer:
    """Answers people at once, each within bounds: however often one of them taps, others don't wait for it."""

    def __init__(self, api: TelegramApi) -> None:
        self._api = api
        self._waiting: dict[Whose, deque[tuple[float, Mapping[str, Any]]]] = {}
        self._counts: Counter[Whose] = Counter()
        self.flying: set[asyncio.Task[None]] = set()

    def add(self, answers: Iterable[tuple[int, Answer]]) -> None:
        """Answer these people."""
        now = asyncio.get_running_loop().time()
        for person_id, answer in answers:
            method, params = to_wire(answer)
            waiting = self._waiting.setdefault((person_id, method), deque(maxlen=LATEST))
            waiting.append((now + ACCEPTED[method], params))
            self._begin(now)

    def close(self) -> None:
        """Begin no further answer."""
        self._waiting.clear()

    def _begin(self, now: float) -> None:
        """Send what may be sent; the bounds leave few people to look at."""
        for whose in list(self._waiting):
            waiting = self._waiting[whose]
            while waiting and self._counts[whose] < EACH:
                if len(self.flying) >= AT_ONCE:
                    return
                until, params = waiting.popleft()
                if until > now:
                    self._send(whose, params, until - now)
            if not waiting:
                del self._waiting[whose]

    def _send(self, whose: Whose, params: Mapping[str, Any], seconds: float) -> None:
        task = asyncio.create_task(self._call(whose[1], params, seconds))
        self._counts[whose] += 1
        self.flying.add(task)
        task.add_done_callback(lambda task: self._landed(task, whose))

    async def _call(self, method: str, params: Mapping[str, Any], seconds: float) -> None:
        try:
            await self._api.call(method, params, timeout=seconds)
        except (Refused, NotSent, Uncertain, Garbled) as error:
            log.info("a tap was not answered", method=method, error=type(error).__name__)

    def _landed(self, task: asyncio.Task[None], whose: Whose) -> None:
        self.flying.discard(task)
        self._counts[whose] -= 1
        if not self._counts[whose]:
            del self._counts[whose]
        self._begin(asyncio.get_running_loop().time())
