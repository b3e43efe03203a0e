"""The refusal that shows an application's card."""

from __future__ import annotations

from domain.applications.entities import Card
from domain.people import Person
from domain.refusal import Refusal


class ApplicationStatusConflict(Refusal):
    """The application's status does not allow this step; `card` shows its present state."""

    def __init__(self, person: Person, card: Card) -> None:
        super().__init__(person)
        self.card = card
