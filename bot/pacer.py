"""Keeping Telegram's limits: slots in time for mailings, and a rest for each chat. Times are the loop's seconds."""

from bot.config import Telegram
from domain.outbox import MESSAGES

BURST = 3
GROUP_SECONDS = 60 / 18  # a message: at most 20 in any minute
CATCH_UP = 0.03  # seconds whose slots a mailing that was late may still use: 3 % more in any second


class Pacer:
    """Hands out the time of the next slot; catches up a little after a delay."""

    def __init__(self, config: Telegram) -> None:
        self._interval = 1 / config.bulk_per_second
        self._private = 1 / config.chat_per_second
        self._next = 0.0
        self._mailing_from = 0.0
        self._spent: dict[int, float] = {}  # chat -> when its budget is whole again
        self._flood: tuple[int, float] | None = None

    def bulk_slots(self, now: float) -> int:
        """How many messages of mailings may go out at this moment."""
        if now < self._mailing_from:
            return 0
        self._next = max(self._next, now - max(self._interval, CATCH_UP))
        return max(0, int((now - self._next) / self._interval) + 1) if now >= self._next else 0

    def take_bulk(self, count: int) -> None:
        """Note that so many of the slots were used."""
        self._next += count * self._interval

    def next_bulk(self) -> float:
        """When the next slot for mailings comes."""
        return max(self._next, self._mailing_from)

    def spend(self, chat_id: int, method: str, now: float, messages: int = 1) -> None:
        """Note that a message goes to the chat, or an album of so many; in private an album counts as one.

        Edits, acts and deletions spend nothing.
        """
        if method.startswith(MESSAGES):
            pause = self._pause(chat_id) * (messages if chat_id < 0 else 1)
            self._spent[chat_id] = max(self._spent.get(chat_id, 0.0), now) + pause

    def resting(self, now: float) -> dict[int, float]:
        """The chats that may get no message now, and until when."""
        resting = {}
        for chat_id, whole in list(self._spent.items()):
            if whole <= now:
                del self._spent[chat_id]
                continue
            free_at = whole - self._pause(chat_id) * (BURST - 1)
            if free_at > now:
                resting[chat_id] = free_at
        return resting

    def rest(self, chat_id: int, until: float) -> None:
        """Let the chat get no message before that moment, whatever is left of its budget."""
        spent = until + self._pause(chat_id) * (BURST - 1)
        self._spent[chat_id] = max(self._spent.get(chat_id, 0.0), spent)

    def _pause(self, chat_id: int) -> float:
        return self._private if chat_id > 0 else GROUP_SECONDS

    def flooded(self, chat_id: int, now: float, pause: float) -> None:
        """A chat was refused with 429; two chats within a second mean that all mailings pause."""
        if self._flood is not None and self._flood[0] != chat_id and now - self._flood[1] <= 1:
            self._mailing_from = max(self._mailing_from, now + pause)
        self._flood = (chat_id, now)
