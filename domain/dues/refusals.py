"""Refusals of dues that show the invoice again."""

from __future__ import annotations

from domain.dues.entities import InvoiceCard
from domain.people import Person
from domain.refusal import Refusal


class InvoiceStatusConflict(Refusal):
    """The invoice's status does not allow this, or it has changed since it was shown; `card` is how it is now."""

    def __init__(self, person: Person, card: InvoiceCard) -> None:
        super().__init__(person)
        self.card = card


class ReceiptWaits(Refusal):
    """A receipt for the coming period's invoice must be decided on before the package changes."""

    def __init__(self, person: Person, card: InvoiceCard) -> None:
        super().__init__(person)
        self.card = card
