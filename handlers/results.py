"""Results: what comes of a call or of a job returns through the inbox, to the function declared for it with `@result`."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, TypeVar

from domain.events import Event
from domain.refusal import Refusal

Told = Event | Sequence[Event | Refusal] | None
Payload = Mapping[
    str, Any
]  # of a call: `ok`, `result` as Telegram returned it, `error`, and the outbox's `row`; if refused, see `bot.outcomes`
Taker = TypeVar("Taker", bound=Callable[..., Awaitable[Told]])

RESULTS: dict[str, Callable[..., Awaitable[Told]]] = {}


def result(name: str) -> Callable[[Taker], Taker]:
    """Declare the function that takes the results of this name and returns the events to tell.

    It names what it uses, in any order: `payload`, a use case by its type, `chat_id`, the chat or the person of the
    call, and `number`, the one behind the name, as in `entry-told:17`, or else the `chat_id`. Raises TypeError if the name is already taken.
    """

    def declare(taker: Taker) -> Taker:
        if name in RESULTS:
            raise TypeError(f"{name} is taken by {RESULTS[name].__name__} already")
        RESULTS[name] = taker
        return taker

    return declare
