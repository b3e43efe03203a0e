"""Finding the use cases that take the answers of forms and offer options, by what is declared beside them."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, get_type_hints

from domain.answers import Answers
from domain.events import Event
from domain.forms.entities import Form, Option
from domain.forms.gateways import OptionSources, Receivers
from domain.forms.registry import OFFERERS, RECEIVERS, Declared
from domain.people import Person


class Declarations(Receivers, OptionSources):
    """Puts a use case together when a form asks for it."""

    def __init__(self, use_cases: Any) -> None:
        self._use_cases = use_cases

    async def receive(self, person: Person, form: Form, answers: Answers) -> Event:
        """Hand over the answers of a form that was sent."""
        event: Event = await self._method(RECEIVERS[form.purpose])(person, form, answers)
        return event

    async def options(self, source: str) -> Sequence[Option]:
        """The options of a source as they are now."""
        found: Sequence[Option] = await self._method(OFFERERS[source])()
        return found

    def _method(self, declared: Declared) -> Any:
        for kind in type(self._use_cases).__mro__:
            for name, made in vars(kind).items():
                if (
                    isinstance(made, cached_property)
                    and get_type_hints(made.func)["return"] is declared.owner
                ):
                    return getattr(getattr(self._use_cases, name), declared.name)
        raise LookupError(declared)
