"""Which handler takes an event: aiogram's routers, laid out once in the order in which they are asked.

aiogram's own walk wraps every router, filter and handler in coroutines, copies the arguments at each of them, and
asks every filter of every router: for a tap on a form, a fifth of a step (docs/decisions/0006). Routers, filters and
handlers are aiogram's, with their meaning, but a handler gets only what its own filters gave, and the event only by a
name of its own. Middlewares and what is synchronous are refused.
"""

import inspect
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_type_hints

from aiogram import Router
from aiogram.dispatcher.event.bases import CancelHandler, SkipHandler
from aiogram.dispatcher.event.handler import CallableObject, HandlerObject
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from domain.use_case import USE_CASES
from handlers.asking import Answering, take_answer
from handlers.ui import Tapped

EVENT_NAMES = ("event", "message", "query")  # by any of these a handler may ask for what it handles
SEPARATOR = ":"  # behind the prefix of a button's data, and so between the kinds of buttons
COMMAND = "/"


@dataclass(frozen=True, slots=True)
class Call:
    """A filter or a handler, with what it asks for: by name, and use cases by type."""

    function: Callable[..., Awaitable[Any]]
    names: tuple[str, ...]
    use_cases: tuple[tuple[str, type], ...] = ()

    @classmethod
    def of(cls, found: CallableObject, *, filters: bool = False) -> "Call":
        """A filter gets the event first, whatever it calls it.

        Raises TypeError for one that aiogram would run in a thread, or give everything there is.
        """
        if not found.awaitable or found.varkw:
            raise TypeError(f"{found.callback} must be asynchronous, and name what it asks for")
        asked = found.callback if inspect.isfunction(found.callback) else type(found.callback).__call__
        hints = get_type_hints(asked) if not asked.__module__.startswith("aiogram.") else {}
        use_cases = {name: hint for name, hint in hints.items() if name in found.params and hint in USE_CASES}
        named = set(EVENT_NAMES) if filters else set()
        names = tuple(name for name in found.params if name not in named | use_cases.keys())
        return cls(found.callback, names, tuple(use_cases.items()))

    def __call__(self, given: Mapping[str, Any], more: Mapping[str, Any], *event: Any) -> Awaitable[Any]:
        """Call it with what it asks for, as far as anybody gives it; a filter gets the event besides."""
        arguments = {}
        for name in self.names:
            if name in more:
                arguments[name] = more[name]
            elif name in given:
                arguments[name] = given[name]
        for name, kind in self.use_cases:
            arguments[name] = given["resolve"](kind)
        return self.function(*event, **arguments)


@dataclass(frozen=True, slots=True)
class Route:
    """A handler with its filters; `common` are those of the routers it stands in.

    `answers`: it takes the answer to a question. `only`: how the data of a tap begins, or which commands a message
    is, where this can be the handler; None for any.
    """

    common: tuple[Call, ...]
    filters: tuple[Call, ...]
    handler: Call
    only: frozenset[str] | None
    answers: bool

    async def take_answer(self, given: Mapping[str, Any], more: Mapping[str, Any]) -> None:
        """Let the handler take the event for the answer to the question that is open."""

        async def take(asked: Mapping[str, Any]) -> None:
            await self.handler(given, {**more, "asked": asked})

        await take_answer(given["raw_state"], given["to"], given["state"], take, more.get("album", ""))


class Routes:
    """The handlers of a tree of routers."""

    def __init__(self, root: Router) -> None:
        self._routes: dict[str, list[Route]] = {}
        for kind in root.observers:
            if routes := list(_routes(root, kind, ())):
                self._routes[kind] = routes
        # A tap asks only the handlers of its kind of button, a command those of the command, however many there are.
        self._near: dict[tuple[str, str | None], list[Route]] = {}
        for kind, routes in self._routes.items():
            for only in {None, *(only for route in routes for only in route.only or ())}:
                self._near[kind, only] = [
                    route for route in routes if route.only is None or only in route.only
                ]

    async def handle(self, kind: str, event: Any, given: Mapping[str, Any]) -> bool:
        """Let the first handler whose filters agree handle the event; returns whether one did."""
        given = {**given, **dict.fromkeys(EVENT_NAMES, event)}
        passed: dict[int, dict[str, Any] | None] = {}
        for route in self._candidates(kind, event):
            common = id(route.common)
            if common not in passed:
                passed[common] = await _checked(route.common, event, given, {})
            more = passed[common]
            if more is not None:
                more = await _checked(route.filters, event, given, more)
            if more is None:
                continue
            try:
                if route.answers:
                    await route.take_answer(given, more)
                else:
                    await route.handler(given, more)
            except SkipHandler:
                continue
            except CancelHandler:
                pass
            return True
        return False

    def _candidates(self, kind: str, event: Any) -> Sequence[Route]:
        only = None
        if isinstance(event, CallbackQuery):
            prefix, separator, _ = (event.data or "").partition(SEPARATOR)
            only = prefix + separator
        elif isinstance(event, Message):
            text = event.text or event.caption or ""
            if text.startswith(COMMAND):
                only = text.split(maxsplit=1)[0].partition("@")[0]
        found = self._near.get((kind, only))
        return self._near.get((kind, None), ()) if found is None else found


async def _checked(
    filters: tuple[Call, ...], event: Any, given: Mapping[str, Any], more: dict[str, Any]
) -> dict[str, Any] | None:
    """What the filters give to the handler besides `more`; None where one of them refuses."""
    for check in filters:
        # Most filters ask for nothing but the event.
        asks = check.names or check.use_cases
        verdict = await (check(given, more, event) if asks else check.function(event))
        if not verdict:
            return None
        if isinstance(verdict, dict):
            more = {**more, **verdict}
    return more


def _routes(router: Router, kind: str, common: tuple[Call, ...]) -> Iterator[Route]:
    observer = router.observers[kind]
    if len(observer.middleware) or len(observer.outer_middleware):
        raise TypeError(f"a middleware of {router.name} would be passed by")
    own = tuple(Call.of(found, filters=True) for found in observer._handler.filters or ())  # noqa: SLF001 -- no other way
    common = (*common, *own) if own else common
    for handler in observer.handlers:
        filters = tuple(Call.of(found, filters=True) for found in handler.filters or ())
        answers = any(isinstance(found.callback, Answering) for found in handler.filters or ())
        yield Route(common, filters, Call.of(handler), _only(handler), answers)
    for child in router.sub_routers:
        yield from _routes(child, kind, common)


def _only(handler: HandlerObject) -> frozenset[str] | None:
    for found in handler.filters or ():
        wish = found.callback
        if isinstance(wish, Tapped) and wish.kind.__separator__ == SEPARATOR:
            return frozenset([wish.kind.__prefix__ + SEPARATOR])
        if isinstance(wish, Command) and wish.prefix == COMMAND and not wish.ignore_case:
            words = [command for command in wish.commands if isinstance(command, str)]
            return frozenset(COMMAND + word for word in words) if len(words) == len(wish.commands) else None
    return None
