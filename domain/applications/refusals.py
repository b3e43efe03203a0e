"""Why a step with an application can't be taken."""

from __future__ import annotations

from domain.applications.entities import Card
from domain.people import Person
from domain.refusal import Refusal


class ApplicationMissing(Refusal):
    """There is no such application, or the person has none that goes on."""


class OutOfTurn(Refusal):
    """The application has moved on, or not come so far: the step is not open now. `card` is how it stands."""

    def __init__(self, person: Person, card: Card) -> None:
        super().__init__(person)
        self.card = card


class NothingSigned(Refusal):
    """The application is to be handed in, but no page of it has arrived."""


class TooManyPages(Refusal):
    """`most` is how many pages an application may have."""

    def __init__(self, person: Person, most: int) -> None:
        super().__init__(person)
        self.most = most


class NotAPage(Refusal):
    """The file can't be a signed page: neither a picture nor a PDF."""


class ConfirmationNotEnough(Refusal):
    """The association wants a signature, not a confirmation in the chat."""
