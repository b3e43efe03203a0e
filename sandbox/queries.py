"""Questions to a bot that want an answer: a pressed button, a payment about to be made."""

from dataclasses import dataclass

from sandbox.shapes import Json

CALLBACK_LIFE = 15 * 60
"""Seconds after which a callback query is too old to be answered."""
CHECKOUT_LIFE = 10
"""Seconds that a bot has for its answer to a pre-checkout query (Bot API, answerPreCheckoutQuery)."""


@dataclass
class Callback:
    """A press of an inline button, and the answer to it."""

    id: str
    bot_id: int
    person_id: int
    asked_at: float
    answer: Json | None = None


@dataclass
class Checkout:
    """A pre-checkout query, and what came of it."""

    id: str
    bot_id: int
    person_id: int
    asked_at: float
    answer: Json | None = None
