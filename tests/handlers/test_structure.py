"""What holds for every handler, whoever adds one: found by walking the routers and reading the code."""

import ast
import dataclasses
import inspect
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, get_args, get_type_hints

import pytest
from aiogram import Router
from aiogram.dispatcher.event.handler import FilterObject, HandlerObject
from aiogram.filters import Command, Filter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.storage.base import StorageKey

import domain
import handlers
from bot.dispatch import dispatcher, provisions
from bot.use_cases import UseCases
from domain.contacts import Person
from handlers.routing import WANTED, private
from handlers.tellings import TELLINGS
from handlers.ui import PlainText, Tapped
from tests.handlers.harness import Street

ROOM = Path(handlers.__file__).parent

# What aiogram puts beside our own provisions into a handler's arguments.
AIOGRAMS = {
    "bot",
    "bots",
    "dispatcher",
    "event_update",
    "event_context",
    "event_from_user",
    "event_chat",
    "event_thread_id",
    "event_router",
    "handler",
    "raw_state",
}
# What each filter gives to its handler.
GIVEN_BY = {Tapped: {"action"}, PlainText: {"text"}, Command: {"command"}}


def routers() -> Iterator[Router]:
    dispatcher()
    yield from private.chain_tail


def observers() -> Iterator[tuple[Router, str, Any]]:
    for router in routers():
        for kind, observer in router.observers.items():
            yield router, kind, observer


def registered() -> list[tuple[str, HandlerObject]]:
    return [(kind, found) for _, kind, observer in observers() for found in observer.handlers]


def filters() -> list[tuple[str, FilterObject]]:
    """All filters: of handlers, and of routers themselves."""
    found = []
    for router, kind, observer in observers():
        found += [(f"{router.name}.{kind}", own) for own in observer._handler.filters or []]
        for handler in observer.handlers:
            found += [(handler.callback.__name__, own) for own in handler.filters or []]
    return found


def test_the_walk_finds_what_there_is() -> None:
    assert len(registered()) > 15
    assert len(filters()) > 15
    assert "private.message" in {place for place, _ in filters()}


@pytest.mark.parametrize(
    ("place", "own"), filters(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_filter_is_asynchronous(place: str, own: FilterObject) -> None:
    """aiogram runs a synchronous one in a thread, on every update that passes by."""
    call = own.callback if inspect.isfunction(own.callback) else type(own.callback).__call__
    assert inspect.iscoroutinefunction(call), f"{place}: {own.callback}"
    assert own.awaitable, f"{place}: {own.callback}"
    assert own.magic is None


@pytest.mark.parametrize(
    "found", [found for _, found in registered()], ids=lambda found: str(found.callback.__name__)
)
async def test_every_handlers_parameters_are_provided(found: HandlerObject, street: Street) -> None:
    async with street.database.transaction() as transaction:
        given = provisions(
            transaction,
            UseCases(transaction, street.clock, street.config, street.association),
            street.worker._say(),
            Person(1, "ru", 0),
            StorageKey(42, 1, 1),
        )
    known = set(given) | AIOGRAMS
    for own in found.filters or []:
        assert isinstance(own.callback, Filter)
        for kind, names in GIVEN_BY.items():
            known |= names if isinstance(own.callback, kind) else set()
    event, *others = inspect.signature(found.callback).parameters.values()
    assert event.kind is not inspect.Parameter.KEYWORD_ONLY
    wanted = {parameter.name for parameter in others}
    assert wanted <= known, f"{found.callback.__name__} asks for {wanted - known}, which nobody gives"
    hints = get_type_hints(found.callback)
    for name in wanted & set(given):
        value = given[name]
        hint = hints[name]
        if inspect.isclass(hint) and not getattr(hint, "_is_protocol", False):
            assert isinstance(value, hint), f"{found.callback.__name__}: {name} is a {type(value).__name__}"


@pytest.mark.parametrize(
    "found", [found for _, found in registered()], ids=lambda found: str(found.callback.__name__)
)
def test_every_handler_is_asynchronous_and_asks_for_no_bot(found: HandlerObject) -> None:
    assert found.awaitable
    assert "bot" not in inspect.signature(found.callback).parameters


def test_the_wishes_are_exactly_what_the_handlers_register() -> None:
    assert set(dispatcher().resolve_used_update_types()) == set(WANTED)
    assert not [kind for kind, _ in registered() if kind == "error"], "an errors handler swallows the failure"


def test_every_kind_of_button_has_a_prefix_of_its_own_and_fits() -> None:
    kinds = [kind for kind in CallbackData.__subclasses__() if kind.__module__.startswith("handlers.")]
    assert kinds
    prefixes = [kind.__prefix__ for kind in kinds]
    assert len(set(prefixes)) == len(prefixes)
    for kind in kinds:
        for verb in get_args(kind.model_fields["verb"].annotation):
            values = (
                {"value": "x" * 16} if "value" in kind.model_fields else {}
            )  # the longest id of the configuration
            assert len(kind(verb=verb, **values).pack().encode()) <= 64


def test_every_verb_of_every_button_has_one_handler() -> None:
    served: list[tuple[type, str]] = []
    for _, found in registered():
        for own in found.filters or []:
            if isinstance(own.callback, Tapped):
                served += [(own.callback.kind, verb) for verb in own.callback.verbs]
    kinds = [kind for kind in CallbackData.__subclasses__() if kind.__module__.startswith("handlers.")]
    verbs = [(kind, verb) for kind in kinds for verb in get_args(kind.model_fields["verb"].annotation)]
    assert sorted(served, key=str) == sorted(verbs, key=str)


def test_every_command_of_the_menus_has_a_handler() -> None:
    from handlers.commands import EVERYONE, OF_ROLE

    served = {
        str(name)
        for _, found in registered()
        for own in found.filters or []
        if isinstance(own.callback, Command)
        for name in own.callback.commands
    }
    listed = {*EVERYONE, *(name for names in OF_ROLE.values() for name in names)}
    assert listed == served


# Events and tellings


def modules(package: ModuleType) -> list[ModuleType]:
    names = [path.stem for path in Path(package.__path__[0]).glob("*.py") if path.stem != "__init__"]
    return [__import__(f"{package.__name__}.{name}", fromlist=["_"]) for name in names]


def events() -> set[type]:
    """What use cases return to be told: dataclasses that a public method of a class of the domain names as a result."""
    found: set[type] = set()
    for module in modules(domain):
        tree = ast.parse(Path(str(module.__file__)).read_text("utf-8"))
        frozen = {
            name: value
            for name, value in vars(module).items()
            if dataclasses.is_dataclass(value) and isinstance(value, type)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.AsyncFunctionDef) and node.returns is not None:
                for name in ast.walk(node.returns):
                    if isinstance(name, ast.Name) and name.id in frozen:
                        found.add(frozen[name.id])
    return found


def test_every_event_has_a_telling_and_every_telling_an_event() -> None:
    from domain.consent import Consent
    from domain.contacts import DataNotMade, HistoryEntry
    from domain.operations import Aside, Status

    facts = {Person, Consent, HistoryEntry, Status, Aside}  # returned to be shown, not to be told
    told_by_the_worker = {DataNotMade}
    assert (events() - facts) | told_by_the_worker == set(TELLINGS)
    for event, telling in TELLINGS.items():
        name = "".join("_" + letter.lower() if letter.isupper() else letter for letter in event.__name__)
        assert telling.__name__ == f"tell{name}"
        (first, second) = inspect.signature(telling).parameters.values()
        assert (first.annotation, second.name) == (event, "say")


def test_every_noun_is_one_file_in_every_room() -> None:
    nouns = {"consent", "contacts", "mailings", "operations"}
    for router in routers():
        assert router.name in nouns | {"private", "last-resort"}
    for noun in nouns:
        assert (ROOM / f"{noun}.py").is_file()
