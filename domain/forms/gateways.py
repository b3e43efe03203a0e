"""What forms need of storage, and of the use cases that take their answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from domain.answers import Answers
from domain.events import Event
from domain.forms.entities import Draft, Form, Option
from domain.people import Person


class FormsGateway(Protocol):
    """Drafts of forms."""

    async def of(self, person_id: int) -> Sequence[Draft]: ...

    async def save(self, draft: Draft) -> None: ...

    async def delete(self, person_id: int, form: str) -> None: ...

    async def lying(self, before: int, many: int) -> Sequence[tuple[Person, Draft]]: ...


class Receivers(Protocol):
    """Finds the use case that takes the answers of a form."""

    async def receive(self, person: Person, form: Form, answers: Answers) -> Event:
        """Hand over the answers of a form that was sent; what came of it is the event of the sending."""
        ...


class OptionSources(Protocol):
    """Gives the options that are not listed in a form itself."""

    async def options(self, source: str) -> Sequence[Option]: ...
