"""Which use case takes the answers of a form, and which one offers the options of a question: declared beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

Method = TypeVar("Method", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Declared:
    """A method of a use case, by its class and name."""

    owner: type
    name: str


RECEIVERS: dict[str, Declared] = {}  # by the purpose of a form
OFFERERS: dict[str, Declared] = {}  # by the source that a question names


def receives(*purposes: str) -> Callable[[Method], Method]:
    """Declare the method that takes the answers of forms of these purposes: `(person, form, answers) -> Event`."""

    def declare(method: Method) -> Method:
        return cast("Method", _Entry(RECEIVERS, purposes, method))

    return declare


def offers(source: str) -> Callable[[Method], Method]:
    """Declare the method that gives the options of a source: `() -> Sequence[Option]`."""

    def declare(method: Method) -> Method:
        return cast("Method", _Entry(OFFERERS, (source,), method))

    return declare


class _Entry:
    """Stands for a method until its class is there, then enters it in a registry and gives way to it."""

    def __init__(
        self, registry: dict[str, Declared], keys: tuple[str, ...], method: Callable[..., Any]
    ) -> None:
        self._registry = registry
        self._keys = keys
        self._method = method

    def __set_name__(self, owner: type, name: str) -> None:
        for key in self._keys:
            if key in self._registry:
                raise LookupError(f"{key} is declared twice")
            self._registry[key] = Declared(owner, name)
        setattr(owner, name, self._method)
