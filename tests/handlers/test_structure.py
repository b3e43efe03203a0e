"""What holds for every handler, whoever adds one: found by walking the routers and reading the code."""

import ast
import inspect
import sys
from collections.abc import Iterator
from importlib import import_module
from itertools import product
from pathlib import Path
from pkgutil import walk_packages
from secrets import token_urlsafe
from textwrap import dedent
from types import ModuleType
from typing import Any, get_type_hints

import pytest
from aiogram import Router
from aiogram.dispatcher.event.handler import CallableObject, FilterObject, HandlerObject
from aiogram.filters import Command, Filter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.storage.base import StorageKey

import bot
import domain
import handlers
from bot.dispatch import provisions
from bot.i18n import LOCALES
from bot.routes import EVENT_NAMES, Call
from domain.consent import ConsentText
from domain.events import Event
from domain.members.use_cases import INVITATION
from domain.outbox import REFUSED
from domain.people import Person
from domain.refusal import Gone, InvalidAnswer, Refusal
from domain.roles import Role
from domain.use_case import USE_CASES
from domain.webinars.planning import PARTNER_PREFIX
from handlers.applications.screens import REASONS
from handlers.asking import Answering
from handlers.publications.wording import REASONS as PUBLICATION_REASONS
from handlers.results import RESULTS, result
from handlers.routing import WANTED, everything
from handlers.tellings import TELLINGS
from tests.handlers import buttons
from tests.handlers.harness import Street

ROOM = Path(handlers.__file__).parent

# What dispatch puts beside our own provisions, because aiogram's filters ask for it.
AIOGRAMS = {
    "bot",
    "event_update",
    "raw_state",
}
NOUNS = sorted(path.stem for path in (LOCALES / "ru").glob("*.ftl") if path.stem != "ui")

# The longest that a field of a button carries: an id of Telegram, a moment, a question with an option of it.
TELEGRAM_ID = MOMENT = 10**15
WORDS = "x" * 24
OWN_ID = 10**9
VERSION = 10**5
NAME = "x" * 16  # an id of the configuration: a group, a topic
MARK = ConsentText("1", "0" * 64).mark
# Buttons that could not carry the longest in every field, or that carry longer names: what each really carries.
LONGEST: dict[str, tuple[dict[str, Any], ...]] = {
    "ContactAction": ({"value": "x" * 32},),  # a form's name
    "FormAction": ({"step": OWN_ID * 10, "value": "x" * 32},),  # a step begins as a moment in seconds
    "ConsentThen": ({"then": INVITATION + token_urlsafe(18), "mark": MARK},),
    "RoleAction": ({"role": max(Role, key=len), "person": TELEGRAM_ID, "scope": NAME},),
    "GroupAction": ({"group": NAME, "to": NAME}, {"group": NAME, "value": TELEGRAM_ID}),
    "PlaceAction": ({"member": OWN_ID, "since": MOMENT, "to": NAME},),
    "CardAction": (
        {
            "id": OWN_ID,
            "version": VERSION,
            "value": max((f"{verb}-{why}" for verb, reasons in REASONS.items() for why in reasons), key=len),
        },
    ),
    "TreasuryAction": ({"id": OWN_ID, "version": VERSION, "value": NAME},),
    "DeskAction": ({"id": OWN_ID, "version": VERSION, "value": max(PUBLICATION_REASONS, key=len)},),
    "PlanAction": ({"id": OWN_ID, "version": VERSION, "value": OWN_ID},),
    "OrganiserAction": (
        {"id": OWN_ID, "what": "webinar-discount"},
        {"id": OWN_ID, "what": "webinar-length.m120"},
        {"id": OWN_ID, "what": f"webinar-partner.{PARTNER_PREFIX}{OWN_ID}"},
        {"id": OWN_ID, "value": TELEGRAM_ID, "page": VERSION},
    ),
}


def longest(kind: type[CallbackData]) -> tuple[dict[str, Any], ...]:
    """Return the longest that a button carries, by field; more than one where some fields exclude others."""
    fields = {name: field for name, field in kind.model_fields.items() if name != "verb"}
    return LONGEST.get(kind.__name__) or (
        {name: TELEGRAM_ID if field.annotation is int else WORDS for name, field in fields.items()},
    )


def routers() -> Iterator[Router]:
    yield from everything.chain_tail


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


def given_by(own: object) -> set[str]:
    """Return the names under which a filter gives what it found: the keys of the dictionary that it returns."""
    assert isinstance(own, Filter)
    if isinstance(own, Answering):
        return {"asked"}  # the route gives what was kept with the question
    source = ast.parse(dedent(inspect.getsource(type(own).__call__)))
    dictionaries = [node for node in ast.walk(source) if isinstance(node, ast.Dict)]
    return {str(key.value) for node in dictionaries for key in node.keys if isinstance(key, ast.Constant)}


@pytest.mark.parametrize(
    "found", [found for _, found in registered()], ids=lambda found: str(found.callback.__name__)
)
async def test_every_handlers_parameters_are_provided(found: HandlerObject, street: Street) -> None:
    asked = Call.of(found)
    async with street.database.transaction() as transaction:
        made = street.use_cases(transaction)
        given = provisions(made, transaction, street.worker._say(), Person(1, "ru", 0), StorageKey(42, 1, 1))
        given |= {name: made.get(kind) for name, kind in asked.use_cases}
    known = set(given) | AIOGRAMS
    for own in found.filters or []:
        known |= given_by(own.callback)
    parameters = inspect.signature(found.callback).parameters.values()
    wanted = {parameter.name for parameter in parameters} - set(EVENT_NAMES)
    optional = {parameter.name for parameter in parameters if parameter.default is None}
    assert wanted - optional <= known, (
        f"{found.callback.__name__} asks for {wanted - known}, which nobody gives"
    )
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
    assert set(everything.resolve_used_update_types()) == set(WANTED)
    assert not [kind for kind, _ in registered() if kind == "error"], "an errors handler swallows the failure"


def test_every_kind_of_button_has_a_prefix_of_its_own_and_fits() -> None:
    prefixes = [kind.__prefix__ for kind in buttons.kinds()]
    assert len(set(prefixes)) == len(prefixes) > 0
    for kind in buttons.kinds():
        carried = longest(kind)
        assert {"verb"}.union(*carried) == set(kind.model_fields), f"LONGEST of {kind.__name__}"
        for verb, values in product(buttons.verbs(kind), carried):
            assert len(kind(verb=verb, **values).pack().encode()) <= 64


def test_every_verb_of_every_button_has_one_handler() -> None:
    served = [(kind, verb) for kind, verb, _ in buttons.tapped()]
    declared = [(kind, verb) for kind in buttons.kinds() for verb in buttons.verbs(kind)]
    assert sorted(served, key=str) == sorted(declared, key=str)


def test_every_command_of_the_menus_has_a_handler() -> None:
    from handlers.commands import EVERYONE, OF_LEADERS, OF_MEMBERS, OF_ROLE

    served = {
        str(name)
        for _, found in registered()
        for own in found.filters or []
        if isinstance(own.callback, Command)
        for name in own.callback.commands
    }
    listed = {*EVERYONE, *OF_LEADERS, *OF_MEMBERS, *(name for names in OF_ROLE.values() for name in names)}
    assert listed == served


# Events and tellings


def modules(package: ModuleType) -> list[ModuleType]:
    """All modules of a room, those in its packages too."""
    found = walk_packages(package.__path__, f"{package.__name__}.")
    return [import_module(module.name) for module in found]


def kinds(base: type) -> set[type]:
    """The classes of the domain that stand for one kind of `base` each: those that no other is derived from.

    A class with slots is made twice: the one that its module doesn't name was thrown away.
    """
    found: set[type] = set()
    kind: type
    for kind in base.__subclasses__():
        named = vars(sys.modules[kind.__module__]).get(kind.__name__)
        if named is kind and kind.__module__.startswith("domain."):
            found |= kinds(kind) or {kind}
    return found


def test_every_event_and_every_refusal_has_a_telling() -> None:
    modules(domain)
    modules(handlers)
    worded_by_key = {Refusal, Gone, InvalidAnswer}
    assert kinds(Event) | kinds(Refusal) | worded_by_key == set(TELLINGS)
    for event, telling in TELLINGS.items():
        if event in worded_by_key:
            continue
        name = "".join("_" + letter.lower() if letter.isupper() else letter for letter in event.__name__)
        assert telling.__name__ == f"tell{name}"
        (first, second) = inspect.signature(telling).parameters.values()
        assert (first.annotation, second.name) == (event, "say")


def topics(package: ModuleType) -> Iterator[str]:
    """The names under which results are asked for: `result_topic` of a call, or what is put into the inbox."""
    for module in modules(package):
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            values: list[ast.expr | None] = []
            match node:
                case ast.keyword(arg="result_topic", value=value):
                    values = [value]
                case ast.Assign(targets=[ast.Name("result_topic")], value=value):
                    values = [value]
                case ast.Dict(keys, values=found):
                    values = [
                        value for key, value in zip(keys, found, strict=True) if is_text(key, "result_topic")
                    ]
                case ast.Call(ast.Attribute(attr="add_result"), args=[_, name, *_]):
                    values = [name]
            for part in (part for value in values if value is not None for part in ast.walk(value)):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.value.partition(":")[0]
                elif isinstance(part, ast.Name) and isinstance(vars(module).get(part.id), str):
                    yield str(vars(module)[part.id])


def is_text(node: ast.expr | None, text: str) -> bool:
    return isinstance(node, ast.Constant) and node.value == text


def test_every_result_that_is_asked_for_is_taken_and_the_other_way_round() -> None:
    by_role = {REFUSED + role for role in Role}  # whoever is to hear of a refusal: `Say.owe`
    assert {*topics(handlers), *topics(bot)} - {REFUSED} | by_role == {*RESULTS}


@pytest.mark.parametrize("name", sorted(RESULTS))
def test_what_takes_a_result_asks_only_for_what_it_is_given(name: str) -> None:
    call = Call.of(CallableObject(RESULTS[name]))
    assert {*call.names} <= {"number", "chat_id", "payload"}
    with pytest.raises(TypeError):
        result(name)(RESULTS[name])


def test_every_noun_has_the_same_name_in_every_room() -> None:
    for router in routers():
        noun, _, part = router.name.partition("-")
        if router.name in ("everything", "private", "in-groups", "last-resort"):
            continue
        assert noun in NOUNS
        assert not part or (ROOM / noun / f"{part}.py").is_file()
    for noun in NOUNS:
        for room in (ROOM, Path(domain.__file__).parent):
            assert (room / f"{noun}.py").is_file() != (room / noun / "__init__.py").is_file()
        for language in ("ru", "en"):
            assert (LOCALES / language / f"{noun}.ftl").is_file()


async def test_every_use_case_can_be_made(street: Street) -> None:
    """Each need has one implementation, and making it needs no statement."""
    async with street.database.transaction() as transaction:
        made = street.use_cases(transaction)
        for kind in USE_CASES:
            assert isinstance(made.get(kind), kind)
