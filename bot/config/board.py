"""The configuration's table for the board's votes."""

from typing import Annotated, Any

from pydantic import Field

from bot.config.kinds import Section
from domain.board.ballots import BoardTerms
from domain.time import HOUR

Share = Annotated[int, Field(ge=0, le=99)]  # percent, to be exceeded


class BoardConfig(Section):
    """How the board votes in the chat."""

    voting_hours: Annotated[int, Field(ge=1, le=720)] = 72
    reminders_hours: Annotated[tuple[Annotated[int, Field(ge=1, le=336)], ...], Field(max_length=5)] = (24, 3)
    quorum_percent: Share = 50
    majority_percent: Share = 50
    expulsion_majority_percent: Share = 66
    votes_shown: bool = False
    names_in_minutes: bool = True

    def terms(self, time_zone: str, facts: dict[str, Any]) -> BoardTerms:
        """The same as the domain knows it."""
        return BoardTerms(
            voting=self.voting_hours * HOUR,
            reminders=self.reminders_hours,
            quorum=self.quorum_percent,
            majority=self.majority_percent,
            expulsion_majority=self.expulsion_majority_percent,
            votes_shown=self.votes_shown,
            names_in_minutes=self.names_in_minutes,
            time_zone=time_zone,
            facts=facts,
        )
