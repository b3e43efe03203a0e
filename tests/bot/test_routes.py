"""Our walk over aiogram's routers takes the same handler, with the same arguments, as aiogram's own."""

from collections.abc import Callable
from typing import Any

import pytest
from aiogram import BaseMiddleware, Router
from aiogram.dispatcher.event.bases import CancelHandler, SkipHandler
from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, Chat, Message, User
from hypothesis import given
from hypothesis import strategies as st

from bot.routes import Routes
from handlers.routing import private
from handlers.ui import Tapped

SOMEBODY = User(id=1, is_bot=False, first_name="Anna")
Heard = list[tuple[str, Any, Any]]


class Apple(CallbackData, prefix="apple"):
    verb: str


class Pear(CallbackData, prefix="pear"):
    verb: str


def message(text: str) -> Message:
    return Message(message_id=1, date=0, chat=Chat(id=1, type="private"), from_user=SOMEBODY, text=text)  # type: ignore[arg-type]


def tap(data: str | None) -> CallbackQuery:
    return CallbackQuery(id="1", from_user=SOMEBODY, chat_instance="1", data=data)


# Trees: a router has filters, handlers with filters, and further routers.
VERDICTS = st.sampled_from([True, False, {"color": "red"}, {"color": "green"}])
FILTERS = st.lists(VERDICTS, max_size=2)
HANDLERS = st.lists(st.tuples(FILTERS, st.booleans()), max_size=2)
TREES: st.SearchStrategy[Any] = st.recursive(
    st.tuples(FILTERS, HANDLERS, st.just([])),
    lambda inner: st.tuples(FILTERS, HANDLERS, st.lists(inner, max_size=3)),
    max_leaves=8,
)


def saying(verdict: object) -> Callable[..., Any]:
    async def check(_event: Any) -> Any:
        return verdict

    return check


def color_of(verdicts: Any, color: str = "none") -> str:
    """What the filters give, the last word last."""
    return next((one["color"] for one in reversed(verdicts) if isinstance(one, dict)), color)


def grown(tree: Any, heard: Heard, name: str = "root", color: str = "none") -> Router:
    """The routers of a tree; each handler notes that it was called, and passes on where it is told to."""
    filters, handlers, children = tree
    router, color = Router(name=name), color_of(filters, color)
    if filters:
        router.message.filter(*map(saying, filters))
    for place, (conditions, skips) in enumerate(handlers):

        async def handle(
            event: Message,
            person: str,
            color: str = "none",
            *,
            who: str = f"{name}.{place}",
            right: str = color_of(conditions, color),
            passes_on: bool = skips,
        ) -> None:
            heard.append((who, person, color == right and event.text == "hello"))
            if passes_on:
                raise SkipHandler

        router.message.register(handle, *map(saying, conditions))
    for place, child in enumerate(children):
        router.include_router(grown(child, heard, f"{name}-{place}", color))
    return router


@given(tree=TREES)
async def test_every_tree_is_walked_as_aiogram_walks_it(tree: Any) -> None:
    """But for one thing: a handler gets what its own filters gave, never what those of one before it did."""
    ours: Heard = []
    theirs: Heard = []
    await Routes(grown(tree, ours)).handle("message", message("hello"), {"person": "Anna"})
    await grown(tree, theirs).propagate_event("message", message("hello"), person="Anna")
    assert [who for who, *_ in ours] == [who for who, *_ in theirs]
    assert all(person == "Anna" and right for _, person, right in ours)


async def test_a_tap_and_a_command_ask_only_their_own_kind() -> None:
    asked: list[str] = []
    router = Router()

    class Asked(Tapped):
        async def __call__(self, query: CallbackQuery) -> bool | dict[str, Any]:
            asked.append(self.kind.__prefix__)
            return await super().__call__(query)

    class AskedCommand(Command):
        async def __call__(self, message: Message, bot: Any) -> bool | dict[str, Any]:
            asked.append(str(self.commands[0]))
            return await super().__call__(message, bot)

    async def note(action: Any = None) -> None:
        asked.append(f"handled {action}")

    router.callback_query.register(note, Asked(Apple, "eat"))
    router.callback_query.register(note, Asked(Pear, "eat"))
    router.message.register(note, AskedCommand("start"))
    router.message.register(note, AskedCommand("stop"))
    routes = Routes(router)
    for event in (tap(Pear(verb="eat").pack()), tap("plum:eat"), tap(None), tap("pear")):
        await routes.handle("callback_query", event, {})
    assert asked == ["pear", "handled verb='eat'"]
    await routes.handle("message", message("start"), {})
    assert len(asked) == 2
    await routes.handle("message", message("/stop now"), {"bot": None})
    assert asked[2:] == ["stop", "handled None"]


async def test_who_cancels_ends_the_walk() -> None:
    heard: list[str] = []
    router = Router()

    @router.message()
    async def cancel() -> None:
        heard.append("first")
        raise CancelHandler

    @router.message()
    async def later() -> None:
        heard.append("second")

    await Routes(router).handle("message", message("hello"), {})
    assert heard == ["first"]


def test_what_would_be_passed_by_is_refused() -> None:
    """A thread, a middleware, and a handler that takes whatever there is."""

    class Middle(BaseMiddleware):
        async def __call__(self, handler: Any, event: Any, data: dict[str, Any]) -> Any:
            return await handler(event, data)

    middle, threaded, greedy = Router(name="middle"), Router(name="threaded"), Router(name="greedy")
    middle.message.middleware(Middle())
    threaded.message.register(lambda _event: None)

    async def take_all(**_everything: Any) -> None:
        """Nothing."""

    greedy.message.register(take_all)
    for router, why in ((middle, "middleware"), (threaded, "asynchronous"), (greedy, "name what it asks")):
        with pytest.raises(TypeError, match=why):
            Routes(router)


def test_the_program_s_own_tree_can_be_walked() -> None:
    assert set(Routes(private)._routes) == {"message", "callback_query", "my_chat_member"}
