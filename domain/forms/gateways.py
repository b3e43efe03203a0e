"""What forms need of storage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from domain.forms.entities import Draft
from domain.people import Person


class FormsGateway(Protocol):
    """Drafts of forms."""

    async def of(self, person_id: int) -> Sequence[Draft]: ...

    async def save(self, draft: Draft) -> None: ...

    async def delete(self, person_id: int, form: str) -> None: ...

    async def lying(self, before: int, many: int) -> Sequence[tuple[Person, Draft]]: ...
