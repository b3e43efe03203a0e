"""Queries that a bot has to answer: pressed buttons and payments about to be made."""

from dataclasses import dataclass
from typing import ClassVar

from sandbox.types import Json


@dataclass
class Query:
    """A question to a bot, and the answer once it has come."""

    lifetime: ClassVar[int]
    """Seconds after which the query is too old to be answered."""
    id: str
    bot_id: int
    person_id: int
    asked_at: float
    answer: Json | None = None

    def is_open(self, bot_id: int, now: float) -> bool:
        """Whether this bot may answer it now."""
        return self.bot_id == bot_id and self.answer is None and now - self.asked_at <= self.lifetime


@dataclass
class CallbackQuery(Query):
    """A press of an inline button."""

    lifetime = 15 * 60


@dataclass
class PreCheckoutQuery(Query):
    """A payment that waits for the bot's consent (Bot API, answerPreCheckoutQuery)."""

    lifetime = 10
