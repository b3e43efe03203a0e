"""The circumstances of checking an answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.answers import Answers
from domain.forms.entities import Option, Question

Names = Callable[[Question, Option], Sequence[str]]  # how people may call an option, in every language


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a check needs besides the answer; `moment` is the present, in the association's time zone."""

    moment: datetime
    region: str = "RU"
    options: tuple[Option, ...] = ()
    answers: Answers | None = None
    names: Names | None = None

    @property
    def today(self) -> date:
        """The present day in the association's time zone."""
        return self.moment.date()
