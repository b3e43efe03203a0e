"""What the board needs from storage and from other nouns."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from domain.board.ballots import Ballot, Tally, Vote
from domain.board.entities import Meeting, MeetingKind
from domain.people import Person


class MeetingsGateway(Protocol):
    """The board's meetings."""

    async def add(self, at: int, kind: MeetingKind) -> Meeting: ...

    async def save(self, meeting: Meeting) -> None: ...

    async def find(self, meeting_id: int) -> Meeting | None: ...

    async def next(self, after: int) -> Meeting | None: ...

    async def planned(self) -> Sequence[Meeting]: ...

    async def voting(self) -> Sequence[Meeting]:
        """Return the meetings being voted on, in order of deadline."""
        ...

    async def held(self, skip: int, most: int) -> Sequence[Meeting]:
        """Return past meetings, the latest first."""
        ...


class BallotsGateway(Protocol):
    """The questions that the board votes on, and the votes."""

    async def add(self, ballot: Ballot) -> Ballot:
        """Add a question; return it with its new id."""
        ...

    async def save(self, ballot: Ballot) -> None: ...

    async def find(self, ballot_id: int) -> Ballot | None: ...

    async def of_meeting(self, meeting_id: int) -> Sequence[Ballot]:
        """Return the questions of an agenda, in order."""
        ...

    async def unscheduled(self) -> Sequence[Ballot]:
        """Return the questions that wait for a meeting, oldest first."""
        ...

    async def on_application(self, application_id: int) -> Ballot | None:
        """Return the open question on this application."""
        ...

    async def on_member(self, member_id: int) -> Ballot | None:
        """Return the undecided question on this member's expulsion."""
        ...

    async def put(self, vote: Vote) -> None:
        """Save a vote in place of the person's earlier one."""
        ...

    async def votes(self, ballot_ids: Collection[int]) -> Sequence[Vote]:
        """Return the votes on these questions, the earliest first."""
        ...

    async def keep_roll(self, meeting_id: int, person_ids: Collection[int]) -> None:
        """Record who was on the board when a meeting ended."""
        ...

    async def roll(self, meeting_id: int) -> Sequence[Person]:
        """Return the recorded board members who are still known, by name."""
        ...


class CountWording(Protocol):
    """Puts the count of a vote into words."""

    def word(self, language: str, tally: Tally) -> str:
        """How the votes fell: the reason that an applicant is told whom the board did not admit."""
        ...
