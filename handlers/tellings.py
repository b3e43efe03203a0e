"""Tellings: each event of the domain has one function that puts it into words, declared beside it with `@tells`."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from domain.events import Event
from domain.refusal import Refusal
from handlers.say import Say

Telling = TypeVar("Telling", bound=Callable[[Any, Say], None])

TELLINGS: dict[type, Callable[[Any, Say], None]] = {}


def tells(*events: type) -> Callable[[Telling], Telling]:
    """Declare the function that tells these kinds of events. Raises TypeError where one has a teller already."""

    def declare(telling: Telling) -> Telling:
        for event in events:
            if event in TELLINGS:
                raise TypeError(f"{event.__name__} is told by {TELLINGS[event].__name__} already")
            TELLINGS[event] = telling
        return telling

    return declare


def tell(events: Event | Refusal | Iterable[Event | Refusal | None] | None, say: Say) -> None:
    """Tell one event or many, in the order given, to everyone they concern, each in their language.

    None is told to nobody. A vote that an event carries is told after it, as an event of its own.
    """
    for event in events if isinstance(events, Iterable) else (events,):
        if event is None:
            continue
        TELLINGS[type(event)](event, say)
        if (vote := getattr(event, "vote", None)) is not None:
            tell(vote, say)
