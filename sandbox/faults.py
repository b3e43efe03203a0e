"""Faults between a bot and Telegram, turned on by a test."""

import random
from dataclasses import dataclass, field
from typing import Literal, get_args

from sandbox.errors import ControlError
from sandbox.types import Json

FaultKind = Literal[
    "429", "5xx", "timeout_after_accept", "cut", "cut_before", "html", "truncated", "delay", "away"
]
"""After `timeout_after_accept`, `cut` and `truncated` the call has been carried out and only the response is spoilt;
`delay` postpones the call; with the others it has no effect."""


@dataclass
class FaultRule:
    """One fault, for a `share` of the matching calls, drawn by `seed`, and at most `count` of them."""

    kind: FaultKind
    methods: list[str] | None = None
    chats: list[int | str] | None = None
    share: float = 1.0
    seed: int = 0
    count: int | None = None
    retry_after: int | list[int] = 1
    status: int = 500
    seconds: float | None = None
    hits: int = 0
    _random: random.Random = field(default_factory=random.Random, repr=False)

    def __post_init__(self) -> None:
        if self.kind not in get_args(FaultKind):
            raise ControlError(f"there is no fault of kind {self.kind!r}: {', '.join(get_args(FaultKind))}")
        self._random = random.Random(self.seed)  # noqa: S311 - repeatable on purpose
        if self.methods is not None:
            self.methods = [method.lower() for method in self.methods]
        if self.chats is not None:
            self.chats = [str(chat) for chat in self.chats]

    def applies(self, method: str, chat: object) -> bool:
        if self.count is not None and self.hits >= self.count:
            return False
        if self.kind != "away" and (self.methods is None and method == "getupdates"):
            return False
        if self.methods is not None and method not in self.methods:
            return False
        if self.chats is not None and str(chat) not in self.chats:
            return False
        if self.share < 1 and self._random.random() >= self.share:
            return False
        self.hits += 1
        return True

    def retry_after_seconds(self) -> int:
        """Return the `retry_after` of the next 429, in seconds."""
        if isinstance(self.retry_after, list):
            low, high = self.retry_after
            return self._random.randint(low, high)
        return self.retry_after

    def as_json(self) -> Json:
        return {name: value for name, value in vars(self).items() if not name.startswith("_")}


class Faults:
    """The active rules; the first that applies to a call is used."""

    def __init__(self) -> None:
        self.rules: list[FaultRule] = []

    def replace(self, rules: list[Json]) -> None:
        try:
            self.rules = [
                FaultRule(**{key: value for key, value in rule.items() if key != "hits"}) for rule in rules
            ]
        except TypeError as error:
            raise ControlError(f"a fault's rule: {error}") from error

    def pick(self, method: str, chat: object) -> FaultRule | None:
        return next((rule for rule in self.rules if rule.applies(method, chat)), None)

    @property
    def away(self) -> FaultRule | None:
        """Return the rule that makes the server refuse everything, downloads included."""
        return next((rule for rule in self.rules if rule.kind == "away"), None)
