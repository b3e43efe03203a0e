"""Why something is not done for the board."""

from __future__ import annotations

from domain.board.ballots import BallotCard, Progress
from domain.people import Person
from domain.refusal import Refusal


class VoteGoesOn(Refusal):
    """The vote can't be closed yet: its deadline is to come, and some have not voted. `progress` is how it stands."""

    def __init__(self, person: Person, progress: Progress) -> None:
        super().__init__(person)
        self.progress = progress


class BallotOver(Refusal):
    """The question is voted on no more, or not yet. `card` is how it stands."""

    def __init__(self, person: Person, card: BallotCard) -> None:
        super().__init__(person)
        self.card = card
