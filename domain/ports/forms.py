"""Forms that somebody began."""

from collections.abc import Sequence
from typing import Protocol

from domain.contacts import Person
from domain.forms.entities import Draft


class FormsGateway(Protocol):
    """Drafts of forms."""

    async def of(self, person_id: int) -> Sequence[Draft]: ...

    async def save(self, draft: Draft) -> None: ...

    async def delete(self, person_id: int, form: str) -> None: ...

    async def lying(self, before: int, many: int) -> Sequence[tuple[Person, Draft]]: ...
