"""Refusals of the working groups that show a card again."""

from __future__ import annotations

from domain.groups.events import MemberCard
from domain.groups.model import Question
from domain.people import Person
from domain.refusal import Refusal


class PlaceSettled(Refusal):
    """The place is not what the button says any more; `card` shows the member's places now."""

    def __init__(self, person: Person, card: MemberCard) -> None:
        super().__init__(person)
        self.card = card


class QuestionSettled(Refusal):
    """The question has been answered; `question` holds the answer."""

    def __init__(self, person: Person, question: Question) -> None:
        super().__init__(person)
        self.question = question
