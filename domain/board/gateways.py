"""What the board needs of storage and of other nouns."""

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
        """Those on whose agendas the board votes, in order of their deadlines."""
        ...

    async def held(self, skip: int, most: int) -> Sequence[Meeting]:
        """Those that were held, the latest first."""
        ...


class BallotsGateway(Protocol):
    """The questions that the board votes on, and the votes."""

    async def add(self, ballot: Ballot) -> Ballot:
        """Keep a new question, whatever its id says; returns it with the id that it got."""
        ...

    async def save(self, ballot: Ballot) -> None: ...

    async def find(self, ballot_id: int) -> Ballot | None: ...

    async def of_meeting(self, meeting_id: int) -> Sequence[Ballot]:
        """The questions of an agenda, in their order."""
        ...

    async def unscheduled(self) -> Sequence[Ballot]:
        """The questions that wait for a meeting, oldest first."""
        ...

    async def on_application(self, application_id: int) -> Ballot | None:
        """The question on this application that is open."""
        ...

    async def on_member(self, member_id: int) -> Ballot | None:
        """The question on this member's expulsion that waits or is open."""
        ...

    async def put(self, vote: Vote) -> None:
        """Keep what somebody said, instead of what they said before."""
        ...

    async def votes(self, ballot_ids: Collection[int]) -> Sequence[Vote]:
        """What was said to these questions, the earliest first."""
        ...

    async def keep_roll(self, meeting_id: int, person_ids: Collection[int]) -> None:
        """Note who was on the board when a meeting was over."""
        ...

    async def roll(self, meeting_id: int) -> Sequence[Person]:
        """Who was, and is still known, by name."""
        ...


class CountWording(Protocol):
    """Puts the count of a vote into words."""

    def word(self, language: str, tally: Tally) -> str:
        """How the votes fell: the reason that an applicant is told whom the board did not admit."""
        ...
