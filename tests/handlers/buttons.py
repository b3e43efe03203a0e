"""The kinds of buttons, whom their verbs are for, and what forged ones carry."""

import sqlite3
import types
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from enum import StrEnum
from itertools import product
from pathlib import Path
from typing import Annotated, Union, get_args, get_origin, get_type_hints

from aiogram.filters.callback_data import CallbackData

from domain.roles import Role
from handlers.asking import Answering
from handlers.commands import OF_MEMBERS, commands_of
from handlers.routing import everything
from handlers.ui import Staff, Tapped
from tests.handlers.harness import Visitor

Kind = type[CallbackData]
Carried = Mapping[Kind, set[tuple[str, ...]]]  # what buttons of a kind carry beside their verb

OFTEN = 5  # times that one person presses buttons with one verb


def kinds() -> list[Kind]:
    return [kind for kind in CallbackData.__subclasses__() if kind.__module__.startswith("handlers.")]


def verbs(kind: Kind) -> dict[str, frozenset[Role]]:
    """Return the verbs of a kind of buttons, with the roles that they are for; there are none if for everybody."""
    hint = get_type_hints(kind, include_extras=True)["verb"]
    found: dict[str, frozenset[Role]] = {}
    for part in get_args(hint) if get_origin(hint) in {Union, types.UnionType} else (hint,):
        literal, *marks = get_args(part) if get_origin(part) is Annotated else (part,)
        roles = frozenset[Role]().union(*(mark.roles for mark in marks if isinstance(mark, Staff)))
        found |= dict.fromkeys(get_args(literal), roles)
    return found


def tapped() -> Iterator[tuple[Kind, str, bool]]:
    """Yield each verb that has a handler; True if it does nothing while the question that it answers is not open."""
    for router in everything.chain_tail:
        for handler in router.callback_query.handlers:
            filters = [found.callback for found in handler.filters or ()]
            answers = any(isinstance(found, Answering) for found in filters)
            for found in filters:
                if isinstance(found, Tapped):
                    yield from ((found.kind, verb, answers) for verb in found.verbs)


def forged(kind: Kind, carried: Carried) -> dict[str, list[str]]:
    """Return taps by verb: with what real buttons of the kind carry, and what none does; one verb does not exist."""
    fields = [field.annotation for name, field in kind.model_fields.items() if name != "verb"]
    usual = product(*(usual_values(field, first=not place) for place, field in enumerate(fields)))
    values = sorted(carried.get(kind, set()).union(usual))
    return {
        verb: [data for each in values if fits(data := ":".join((kind.__prefix__, verb, *each)))]
        for verb in (*verbs(kind), "forged")
    }


def usual_values(field: type | None, *, first: bool) -> tuple[str, ...]:
    """Return what forged buttons carry in a field; only in the `first` a number is likely to be of what is tapped."""
    if field is int:
        return ("0", "1", "2", "99") if first else ("0", "1")
    chosen = tuple(map(str, field)) if field is not None and issubclass(field, StrEnum) else ("",)
    return (*chosen, "forged")


def fits(data: str) -> bool:
    return len(data.encode()) <= 64


async def walk(
    path: Path, *walkers: Visitor, then: Callable[[], None] = lambda: None
) -> dict[Kind, set[tuple[str, ...]]]:
    """Return what the buttons carry that these people come to by commands and taps; look at each step by `then`.

    `path` is the database. Before each tap everything is as it was at first: no button is missed because another was pressed.
    """
    by_prefix = {kind.__prefix__: kind for kind in kinds()}
    found: dict[Kind, set[tuple[str, ...]]] = defaultdict(set)
    with closing(sqlite3.connect(":memory:")) as first, closing(sqlite3.connect(path)) as database:
        database.backup(first)
        for walker in walkers:
            for name in (*commands_of(frozenset(Role)), *OF_MEMBERS):
                await walker.write(f"/{name}")
                then()
                first.backup(database)
            seen = [data for screen in walker.screens for data in screen.taps]
            pressed: Counter[tuple[str, str]] = Counter()
            for data in seen:  # which grows
                prefix, verb, *values = data.split(":")
                found[by_prefix[prefix]].add(tuple(values))
                pressed[prefix, verb] += 1
                if pressed[prefix, verb] <= OFTEN:
                    walker.screens.clear()
                    await walker.tap(data)
                    then()
                    first.backup(database)
                    taps = [data for screen in walker.screens for data in screen.taps]
                    seen += [data for data in dict.fromkeys(taps) if data not in seen]
    return found
