"""What applications need from storage and from other nouns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from domain.answers import Answers
from domain.applications.entities import Application, BoardMeeting, Card, Note
from domain.events import Event
from domain.parties import PartyKind
from domain.people import Person


class ApplicationsGateway(Protocol):
    """Applications and their histories."""

    async def add(self, person_id: int, kind: PartyKind, answers: Answers, at: int) -> Application: ...

    async def save(self, application: Application) -> None: ...

    async def find(self, application_id: int) -> Application | None: ...

    async def open_of(self, person_id: int) -> Application | None: ...

    async def latest_of(self, person_id: int) -> Application | None: ...

    async def list_open(self) -> Sequence[Application]: ...

    async def unscheduled(self) -> Sequence[Application]: ...

    async def agenda(self, meeting_id: int) -> Sequence[Application]: ...

    async def last_position(self, meeting_id: int) -> int:
        """Return the last position taken on an agenda, by an application or another question; -1 if it is empty."""
        ...

    async def place(self, application_id: int, position: int) -> None: ...

    async def note(self, application_id: int, note: Note) -> None: ...

    async def notes(self, application_id: int) -> Sequence[Note]: ...


class MeetingsLookup(Protocol):
    """What applications need from the board's meetings."""

    async def find(self, meeting_id: int) -> BoardMeeting | None: ...

    async def next(self, after: int) -> BoardMeeting | None: ...


class BallotKeeper(Protocol):
    """What applications need from the votes on them."""

    async def application_moved(
        self, card: Card, asked_by: Person | None = None, *, answered: bool = False
    ) -> Event | None:
        """Follow a change of an application; return the event of the open vote on it, if there is one.

        `answered`: the applicant wrote an answer. A vote ends if there is nothing left to decide.
        """
        ...
