"""Applications."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from domain.applications.entities import Answers, Application, Kind, Note
from domain.contacts import Person
from domain.events import Event
from domain.forms.entities import Question as FormQuestion


class ApplicationsGateway(Protocol):
    """Applications and their histories."""

    async def add(self, person_id: int, kind: Kind, answers: Answers, at: int) -> Application: ...

    async def save(self, application: Application) -> None: ...

    async def find(self, application_id: int) -> Application | None: ...

    async def open_of(self, person_id: int) -> Application | None: ...

    async def latest_of(self, person_id: int) -> Application | None: ...

    async def list_open(self) -> Sequence[Application]: ...

    async def unscheduled(self) -> Sequence[Application]: ...

    async def agenda(self, meeting_id: int) -> Sequence[Application]: ...

    async def last_position(self, meeting_id: int) -> int:
        """The last place taken on an agenda, by an application or another question; -1 on an empty one."""
        ...

    async def place(self, application_id: int, position: int) -> None: ...

    async def note(self, application_id: int, note: Note) -> None: ...

    async def notes(self, application_id: int) -> Sequence[Note]: ...


class FormOpener(Protocol):
    """What applications need of the forms."""

    async def open(self, person: Person, form_id: str, prefill: Mapping[str, Any]) -> Event: ...

    def questions(self, *form_ids: str) -> Mapping[str, FormQuestion]: ...


class GroupAssigner(Protocol):
    """What the board needs of the working groups."""

    async def assign(self, member_id: int, person_id: int, wishes: Sequence[str]) -> Event | None: ...


class PlaceKeeper(Protocol):
    """What the register of members needs of the working groups."""

    async def release(self, member_id: int) -> None: ...

    async def unname(self, member_id: int, person_id: int) -> None: ...
