"""What introductions need of storage."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from domain.introductions.entities import Introduction, Participant
from domain.introductions.events import RoundResult
from domain.people import Person


class IntroductionsGateway(Protocol):
    """Who takes part, who was introduced to whom, and when. Moments in microseconds UTC."""

    async def participant(self, person_id: int) -> Participant | None: ...

    async def put(self, participant: Participant) -> None:
        """Keep how somebody takes part, instead of how they did before."""
        ...

    async def leave(self, person_id: int, at: int) -> None:
        """Forget that somebody takes part, and drop what would still be told of them; whom they know stays known."""
        ...

    async def taking_part(self) -> Sequence[tuple[Participant, Person, frozenset[str]]]:
        """Those who can be introduced now, with the working groups they are in: their consent stands, and they can
        be reached. In the order of their ids."""
        ...

    async def last_round(self) -> int | None:
        """The moment for which the last round that was held had been planned."""
        ...

    async def open_round(self, planned_at: int, participants: int) -> None: ...

    async def known(self) -> Collection[tuple[int, int]]:
        """All pairs of people who were ever introduced, the smaller id first."""
        ...

    async def introduce(self, planned_at: int, first_id: int, second_id: int, at: int) -> Introduction: ...

    async def find(self, introduction_id: int) -> Introduction | None: ...

    async def to_ask(self, made_before: int, many: int) -> Sequence[Introduction]:
        """Those made up to this moment whose people were not asked yet, the oldest first."""
        ...

    async def save(self, introduction: Introduction) -> None: ...

    async def results(self, many: int) -> Sequence[RoundResult]:
        """What became of the last rounds in which anybody took part, the newest first."""
        ...
