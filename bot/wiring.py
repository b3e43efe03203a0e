"""What stands behind each type that a handler, a look of the clock or a use case asks for.

A use case's fields say what it needs, and a class that implements a Protocol of the domain names it as its base: the
rest is found from that. Each is made when it is first asked for within a transaction.
"""

import inspect
from collections.abc import Iterator, Sequence
from importlib import import_module
from pkgutil import walk_packages
from secrets import token_urlsafe
from types import ModuleType
from typing import Any

from dishka import Container, Provider, Scope, WithParents, make_container
from typing_extensions import is_protocol

import domain
import handlers
import storage
from bot.config import Config
from domain.answers import Answers
from domain.association import Association
from domain.events import Event
from domain.forms.entities import Form, Option
from domain.forms.gateways import OptionSources, Receivers
from domain.forms.registry import OFFERERS, RECEIVERS, Declared
from domain.members.gateways import Tokens
from domain.people import Person
from domain.ports import Clock
from domain.use_case import USE_CASES
from handlers.say import Texts
from storage.engine import Transaction


class FormUseCases(Receivers, OptionSources):
    """The use cases that take the answers of forms and offer options, by what is declared beside them."""

    def __init__(self, container: Container) -> None:
        self._container = container

    async def receive(self, person: Person, form: Form, answers: Answers) -> Event:
        event: Event = await self._method(RECEIVERS[form.purpose])(person, form, answers)
        return event

    async def options(self, source: str) -> Sequence[Option]:
        found: Sequence[Option] = await self._method(OFFERERS[source])()
        return found

    def _method(self, declared: Declared) -> Any:
        return getattr(self._container.get(declared.owner), declared.name)


class RandomTokens(Tokens):
    """Tokens of 24 characters that nobody can guess."""

    def new(self) -> str:
        return token_urlsafe(18)


# Drivers and migrations: imported only by what uses them.
NO_GATEWAYS = ("storage.migrat", "storage.postgres", "storage.sqlite")


class Wiring:
    """Makes what is asked for by type."""

    def __init__(self, config: Config, association: Association, texts: Texts, clock: Clock) -> None:
        known: dict[Any, object] = {Association: association, Texts: texts, Clock: clock}
        known |= {type(terms): terms for terms in config.terms()}
        provider = Provider(scope=Scope.REQUEST)
        provider.from_context(provides=Transaction)
        for kind in known:
            provider.from_context(provides=kind, scope=Scope.APP)
        for made in {FormUseCases, RandomTokens, *_implementations(domain, storage, handlers), *USE_CASES}:
            provider.provide(made, provides=WithParents[made])  # type: ignore[misc, valid-type] # known at run time only
        self._container = make_container(provider, context=known, skip_validation=True)

    def open(self, transaction: Transaction) -> Container:
        """What the container makes works within the transaction; nothing of it has to be closed."""
        return self._container({Transaction: transaction})


def _implementations(*rooms: ModuleType) -> Iterator[type]:
    """The classes of these rooms that implement a Protocol of the domain, which they name as their base."""
    for room in rooms:
        for found in walk_packages(room.__path__, f"{room.__name__}."):
            if found.name.startswith(NO_GATEWAYS):
                continue
            for made in vars(import_module(found.name)).values():
                if (
                    inspect.isclass(made)
                    and made.__module__ == found.name
                    and any(map(_is_port, made.__bases__))
                ):
                    yield made


def _is_port(base: type) -> bool:
    return is_protocol(base) and base.__module__.startswith("domain.")
