"""Filters the raw messages of busy groups: those that look suspicious are kept for the worker, the rest are counted."""

import time
from collections import Counter
from collections.abc import Mapping
from typing import Any

from domain.moderation.entities import FilterTerms
from domain.moderation.filter import Flood, suspicion

HOUR = 3_600_000_000  # microseconds
COUNTED_WITHIN = 60.0  # seconds between two writes of the counts, and so the most that a kill loses


class InboundFilter:
    """Decides which messages that no feature handles go to moderation, and counts all of them."""

    def __init__(self, terms: FilterTerms) -> None:
        self._terms = terms
        self._flood = Flood(terms.per_minute) if terms.per_minute else None
        self._counts: Counter[tuple[int, int]] = Counter()
        self._counted_at = time.monotonic()

    def holds(self, message: Mapping[str, Any], *, edited: bool) -> bool:
        """Whether a group's message may have to wait for a moderator; the worker looks up whether its author is new."""
        terms = self._terms
        if not terms.on:
            return False
        text = message.get("text") or message.get("caption") or ""
        marks = message.get("entities") or message.get("caption_entities") or ()
        kinds = [mark["type"] for mark in marks]
        if suspicion(terms, text, kinds, forwarded="forward_origin" in message):
            return True
        author = message.get("from")
        if self._flood is None or edited or author is None:
            return False
        return self._flood.note(message["chat"]["id"], author["id"], time.monotonic())

    def count(self, chat_id: int, now: int) -> None:
        """Count a group's message, by the hour of `now` (microseconds UTC)."""
        self._counts[chat_id, now // HOUR] += 1

    def counts(self, *, at_once: bool) -> Mapping[tuple[int, int], int]:
        """The number of messages by chat and hour since `counted()`; empty within a minute of it, unless `at_once`."""
        now = time.monotonic()
        if not self._counts or (not at_once and now - self._counted_at < COUNTED_WITHIN):
            return {}
        return self._counts

    def counted(self) -> None:
        """Reset the counts, because they have been stored."""
        self._counts = Counter()
        self._counted_at = time.monotonic()
