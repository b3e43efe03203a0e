"""The storage that introductions need."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from domain.introductions.entities import Introduction, Participant
from domain.introductions.events import RoundResult
from domain.people import Person


class IntroductionsGateway(Protocol):
    """Participants, introductions and rounds. Moments in microseconds UTC."""

    async def participant(self, person_id: int) -> Participant | None: ...

    async def put(self, participant: Participant) -> None:
        """Save a participant in place of the earlier state."""
        ...

    async def leave(self, person_id: int, at: int) -> None:
        """Remove a participant, and drop unsent messages about them; whom they have met stays known."""
        ...

    async def taking_part(self) -> Sequence[tuple[Participant, Person, frozenset[str]]]:
        """Return those who can be introduced now, with their working groups, in the order of their ids: they
        consent and can be reached.
        """
        ...

    async def last_round(self) -> int | None:
        """Return the moment for which the last round held was planned."""
        ...

    async def open_round(self, planned_at: int, participants: int) -> None: ...

    async def known(self) -> Collection[tuple[int, int]]:
        """Return all pairs ever introduced, the smaller id first."""
        ...

    async def introduce(self, planned_at: int, first_id: int, second_id: int, at: int) -> Introduction: ...

    async def find(self, introduction_id: int) -> Introduction | None: ...

    async def to_ask(self, made_before: int, many: int) -> Sequence[Introduction]:
        """Return introductions made by this moment whose people were not asked yet, oldest first."""
        ...

    async def save(self, introduction: Introduction) -> None: ...

    async def results(self, many: int) -> Sequence[RoundResult]:
        """Return the results of the last rounds with participants, newest first."""
        ...
