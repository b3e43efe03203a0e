"""Why something is not done for the board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.refusal import Refusal

if TYPE_CHECKING:
    from domain.board.ballots import BallotCard, Progress
    from domain.people import Person


class NotAMoment(Refusal):
    """The text names no date and time, or one that is past."""


class MeetingMissing(Refusal):
    """There is no such meeting."""


class MeetingOver(Refusal):
    """The meeting does not stand so that this can be done with it: somebody was quicker, or the button is old."""


class AgendaEmpty(Refusal):
    """There is nothing to vote on."""


class NoBoard(Refusal):
    """Nobody is on the board."""


class VoteGoesOn(Refusal):
    """The vote can't be closed yet: its deadline is to come, and some have not voted. `progress` is how it stands."""

    def __init__(self, person: Person, progress: Progress) -> None:
        super().__init__(person)
        self.progress = progress


class BallotMissing(Refusal):
    """There is no such question."""


class BallotOver(Refusal):
    """The question is voted on no more, or not yet. `card` is how it stands."""

    def __init__(self, person: Person, card: BallotCard) -> None:
        super().__init__(person)
        self.card = card


class QuestionStands(Refusal):
    """The expulsion of this member is on an agenda already."""


class QuestionUnfit(Refusal):
    """The text is empty."""
