"""Why something can't be done with dues."""

from __future__ import annotations

from domain.dues.entities import InvoiceCard
from domain.people import Person
from domain.refusal import Refusal


class InvoiceMissing(Refusal):
    """There is no such invoice, or the person has nothing to do with it."""


class InvoiceOutOfTurn(Refusal):
    """The invoice does not stand so that this can happen to it, or was changed meanwhile; `card` is how it stands."""

    def __init__(self, person: Person, card: InvoiceCard) -> None:
        super().__init__(person)
        self.card = card


class PaymentMissing(Refusal):
    """There is no such payment, or it has been taken back."""


class NotAnAmount(Refusal):
    """The text is no sum of money above nothing; «5 000», «5000,50» would be."""


class NotAReceipt(Refusal):
    """The file is neither a picture nor a PDF."""


class TooManyReceipts(Refusal):
    """So many files wait for the treasurer already; `most` is how many may."""

    def __init__(self, person: Person, most: int) -> None:
        super().__init__(person)
        self.most = most


class PackageUnfit(Refusal):
    """There is no such package for this member."""


class ReceiptWaits(Refusal):
    """A receipt waits for the coming period's invoice: it has to be decided on before the package changes."""

    def __init__(self, person: Person, card: InvoiceCard) -> None:
        super().__init__(person)
        self.card = card
