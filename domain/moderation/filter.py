"""Which messages of newcomers are held for a moderator; checked before anything is saved, so it is fast."""

import re
from collections import deque
from collections.abc import Collection
from dataclasses import dataclass, field

from domain.moderation.entities import FilterTerms

MINUTE = 60.0  # seconds
_WORD = re.compile(r"[\w-]+")  # takes a time that grows with the text and nothing else
LINKS = frozenset({"url", "text_link", "email"})  # kinds of Telegram's entities


def suspicion(terms: FilterTerms, text: str, entities: Collection[str], *, forwarded: bool) -> str:
    """The filter's finding in a message: `forward`, `link`, `stop-word`; empty for none.

    `entities` are the kinds of Telegram's entities in the text.
    """
    if terms.forwards and forwarded:
        return "forward"
    if terms.links and not LINKS.isdisjoint(entities):
        return "link"
    if terms.stop_words and not terms.stop_words.isdisjoint(_WORD.findall(text.casefold())):
        return "stop-word"
    return ""


@dataclass(slots=True)
class Flood:
    """How many messages each person wrote in a chat within the last minute; in memory only."""

    most: int
    _times: dict[tuple[int, int], deque[float]] = field(default_factory=dict)
    _swept: float = 0.0

    def note(self, chat_id: int, person_id: int, now: float) -> bool:
        """Count a message at `now` (seconds of a monotonic clock); return whether it is one too many."""
        if now - self._swept > MINUTE:
            self._swept = now
            self._times = {who: times for who, times in self._times.items() if now - times[-1] < MINUTE}
        times = self._times.setdefault((chat_id, person_id), deque(maxlen=self.most + 1))
        times.append(now)
        return len(times) > self.most and now - times[0] < MINUTE
