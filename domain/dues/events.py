"""Events of dues, told to members, treasurers and secretaries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.association import Package
from domain.dues.entities import Invoice, InvoiceCard, Payer, Payment, Receipt
from domain.events import Event
from domain.members.events import MembershipChanged
from domain.people import Person


@dataclass(frozen=True, slots=True)
class InvoiceIssued(Event):
    """An invoice was issued; `job` makes the PDF. `actor` is None for the clock.

    `replaces` are the invoices that it voids. Tell `card.payer.people` under `key(person)`.
    """

    card: InvoiceCard
    job: int
    actor: Person | None = None
    replaces: tuple[Invoice, ...] = ()

    def key(self, person: Person) -> str:
        """Under which it goes out, once."""
        return notice_key(self.card.invoice.id, ISSUED, person)


@dataclass(frozen=True, slots=True)
class InvoicePrepared(Event):
    """Somebody asked for an invoice's PDF again; `job` makes it."""

    card: InvoiceCard
    person: Person
    job: int


@dataclass(frozen=True, slots=True)
class InvoiceNotMade(Event):
    """An invoice's PDF could not be made; `job` tried to."""

    person: Person
    job: int


@dataclass(frozen=True, slots=True)
class InvoiceVoided(Event):
    """An invoice was voided. `actor` is None if the end of a membership did it. Payments on it are `surplus`."""

    card: InvoiceCard
    actor: Person | None
    reason: str
    treasurers: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class PackageChanged(Event):
    """A member's package changed for periods from `from_on` on.

    `issued` is the invoice for a future period that takes the place of `replaced`, if there was one.
    """

    payer: Payer
    before: Package | None
    after: Package
    from_on: date
    actor: Person
    replaced: Invoice | None
    issued: InvoiceIssued | None
    treasurers: tuple[Person, ...]
    fresh: bool = True


@dataclass(frozen=True, slots=True)
class ReceiptSent(Event):
    """A receipt is pending; `further`: another file beside a pending one.

    `again`: the same file came before, and nothing has changed. `stand_ins` are the administrators if there
    is no treasurer.
    """

    card: InvoiceCard
    receipt: Receipt
    person: Person
    treasurers: tuple[Person, ...]
    stand_ins: tuple[Person, ...]
    further: bool
    again: bool = False


@dataclass(frozen=True, slots=True)
class ReceiptRefused(Event):
    """The treasurer rejected the receipts `refused`; `card.payer.people` are told why."""

    card: InvoiceCard
    actor: Person
    reason: str
    refused: tuple[Receipt, ...]
    treasurers: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class PaymentEntered(Event):
    """A payment was counted: `card.invoice.rest` is still open, `card.invoice.surplus` was overpaid.

    `actor` is None for Telegram's. `receipts` were confirmed by it. `restored`: the member had lapsed and is
    back.
    """

    card: InvoiceCard
    payment: Payment
    actor: Person | None
    receipts: tuple[Receipt, ...]
    restored: MembershipChanged | None
    treasurers: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class PaymentTakenBack(Event):
    """A payment entered by mistake was reversed; `card.invoice.rest` is owed again."""

    card: InvoiceCard
    payment: Payment
    actor: Person
    treasurers: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class DuesReminderDue(Event):
    """A reminder is due, `step` days before (negative) or after the due date.

    `lapses_on` is the day on which the membership will lapse. Tell `card.payer.people` under `key(person)`.
    """

    card: InvoiceCard
    step: int
    lapses_on: date

    def key(self, person: Person) -> str:
        """Under which the notice goes out: it is dropped while it waits and money or a receipt comes."""
        return notice_key(self.card.invoice.id, str(self.step), person)


@dataclass(frozen=True, slots=True)
class LapseAhead(Event):
    """Warn secretaries and treasurers that a membership lapses on a day unless somebody pays."""

    card: InvoiceCard
    lapses_on: date
    staff: tuple[Person, ...]

    def key(self, person: Person) -> str:
        """Under which the notice goes out: it is dropped while it waits and money or a receipt comes."""
        return notice_key(self.card.invoice.id, ahead_of(self.lapses_on), person)


@dataclass(frozen=True, slots=True)
class LedgerOrdered(Event):
    """Somebody ordered the spreadsheet of unpaid invoices."""

    person: Person
    job: int


@dataclass(frozen=True, slots=True)
class OfferNotMade(Event):
    """Telegram refused the message with which somebody would have paid in the chat."""

    person: Person


@dataclass(frozen=True, slots=True)
class LedgerNotMade(Event):
    """The spreadsheet of unpaid invoices could not be made."""

    person: Person


ISSUED = "issued"  # the step that the invoice itself is


def ahead_of(day: date) -> str:
    """Return the step that warns staff of a day's lapse."""
    return f"ahead-{day.isoformat()}"


def notice_key(invoice_id: int, step: str, person: Person) -> str:
    """Return the key under which a person gets a notice of dues."""
    return f"dues:{invoice_id}:{step}:{person.id}"
