"""Refusals of the board that show a screen again."""

from __future__ import annotations

from domain.board.ballots import BallotCard, Progress
from domain.people import Person
from domain.refusal import Refusal


class VoteGoesOn(Refusal):
    """The vote can't be closed: before the deadline, with votes missing. `progress` is its state now."""

    def __init__(self, person: Person, progress: Progress) -> None:
        super().__init__(person)
        self.progress = progress


class BallotOver(Refusal):
    """The question is not being voted on. `card` is its state now."""

    def __init__(self, person: Person, card: BallotCard) -> None:
        super().__init__(person)
        self.card = card
