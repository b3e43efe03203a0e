"""What forms need from storage and from the use cases that receive their answers."""

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
    """Finds the use case that receives the answers of a form."""

    async def receive(self, person: Person, form: Form, answers: Answers) -> Event:
        """Give the answers of a form that was sent to its receiver; return the receiver's event."""
        ...


class OptionSources(Protocol):
    """Provides the options that are not listed in the form itself."""

    async def options(self, source: str) -> Sequence[Option]: ...
