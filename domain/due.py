"""Declares what is looked for whenever the clock ticks: `@due()` on a use case's method, found in `LOOKS`."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeVar

Method = TypeVar("Method", bound=Callable[..., Awaitable[Any]])


@dataclass(frozen=True, slots=True)
class Look:
    """A method that does what is due and returns the events of it.

    `cursor` is given to a method that goes through an audience: it returns the events of a part, and from where to go
    on, or None at the end. `batch` is given to one that takes how many to pass over and how many to do: it returns the
    events, and whether there may be more. Any other is called again until it returns no events.
    """

    method: Callable[..., Awaitable[Any]]
    every: int = 0  # microseconds between two looks; 0 for each tick
    first: bool = False  # before the others, because it decides whom they concern
    cursor: Any = None
    batch: int | None = None

    @property
    def name(self) -> str:
        """The method's module, class and name."""
        return f"{self.method.__module__}.{self.method.__qualname__}"

    @property
    def use_case(self) -> type:
        """The class that the method belongs to."""
        kind: type = getattr(sys.modules[self.method.__module__], self.method.__qualname__.rpartition(".")[0])
        return kind


LOOKS: list[Look] = []


def due(
    *, every: int = 0, first: bool = False, cursor: Any = None, batch: int | None = None
) -> Callable[[Method], Method]:
    """Declare that the method is called at each tick; see `Look`."""

    def declare(method: Method) -> Method:
        LOOKS.append(Look(method, every, first, cursor, batch))
        return method

    return declare
