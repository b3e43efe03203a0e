"""Declares what makes a file: `@makes` on a function of this package, found by `makers()`."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, TypeVar

from domain.events import Event
from domain.people import Person
from storage.engine import Transaction
from storage.jobs import Made

Make = Callable[[Transaction, Mapping[str, Any]], Awaitable[Made]]
Making = TypeVar("Making", bound=Make)


@dataclass(frozen=True, slots=True)
class Maker:
    """What makes a kind of file, and what is told to the person who ordered it, by its job, if that fails for good."""

    make: Make
    failed: Callable[[Person, int], Event | None]


_MAKERS: dict[str, Maker] = {}


def makes(*kinds: str, failed: Callable[[Person, int], Event | None]) -> Callable[[Making], Making]:
    """Declare the function that does jobs of these kinds. Raises TypeError where another one does.

    It gets a snapshot to read from, and the job's data. A list (a roster, the treasurer's books, a webinar's guests,
    a person's own data) is read when it is made. What a decision rests on or somebody signs (an application, an
    invoice, minutes, a certificate) is frozen in the data when it is ordered.
    """

    def declare(make: Making) -> Making:
        for kind in kinds:
            if kind in _MAKERS:
                raise TypeError(f"{kind} is made twice")
            _MAKERS[kind] = Maker(make, failed)
        return make

    return declare


@cache
def makers() -> Mapping[str, Maker]:
    """The makers by kind of job."""
    for module in iter_modules([str(Path(__file__).parent)]):
        import_module(f"bot.documents.{module.name}")
    return _MAKERS
