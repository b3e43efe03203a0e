"""Invoices, payments, receipts, and the terms that the association has set. All sums are in kopecks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from domain.association import Package
from domain.dues.life import OWED, InvoiceStatus
from domain.members.entities import Member, Organisation
from domain.people import Person

CURRENCY = "RUB"


class InvoiceKind(StrEnum):
    """What an invoice is for."""

    ENTRY = "entry"  # the entry fee and the first year
    YEARLY = "yearly"


class Method(StrEnum):
    """How a payment was made."""

    TRANSFER = "transfer"
    TELEGRAM = "telegram"
    CASH = "cash"


class ReceiptStatus(StrEnum):
    """Whether a receipt is pending, confirmed or refused."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Invoice:
    """One invoice: `amount` is owed in all, `entry_fee` of it once, `paid` has come so far.

    The period is from `starts_on` to before `ends_on`. `due_at` is the last second of the day by which it is to be
    paid, by the association's clock; it and the other moments are microseconds UTC. `member_id` is None once the
    member's data was erased. `version` counts changes that a decision rests on. The rest is the ladder's own: when
    it looks next, when a receipt was last refused (or a payment taken back), and of which day's lapse the secretary
    was warned, when.
    """

    id: int
    number: str
    member_id: int | None
    kind: InvoiceKind
    package: str
    amount: int
    entry_fee: int
    paid: int
    starts_on: date
    ends_on: date
    issued_at: int
    due_at: int
    status: InvoiceStatus
    version: int = 0
    next_at: int | None = None
    rechecked_at: int | None = None
    warned_for: date | None = None
    warned_at: int | None = None

    @property
    def rest(self) -> int:
        """The open sum; zero for a paid or void invoice."""
        return max(0, self.amount - self.paid) if self.status in OWED else 0

    @property
    def surplus(self) -> int:
        """The sum paid beyond what is owed."""
        return self.paid if self.status is InvoiceStatus.VOID else max(0, self.paid - self.amount)


@dataclass(frozen=True, slots=True)
class Payment:
    """A payment. `entered_by` is None for Telegram's, and once the person who entered it was erased; `charge`
    is Telegram's id.
    """

    id: int
    invoice_id: int
    amount: int
    at: int
    method: Method
    entered_by: int | None = None
    charge: str | None = None
    taken_back_at: int | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """A proof of payment from a member, as Telegram's file id; `kind` is photo or document. `amount` is the
    confirmed sum.
    """

    id: int
    invoice_id: int
    person_id: int
    file_id: str
    kind: str
    name: str
    at: int
    status: ReceiptStatus
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class Payer:
    """The member who owes dues. `people` are the member or its representatives, longest first; `package` is
    the current one.
    """

    member: Member
    package: Package | None
    people: tuple[Person, ...]
    organisation: Organisation | None = None


@dataclass(frozen=True, slots=True)
class InvoiceCard:
    """Everything that a screen about an invoice shows. `payer` is None once the member's data was erased.

    `payments` are in the order entered, with those taken back; `online`: it can be paid in the chat; `reissuable`:
    it is void, and another one can be issued for its period.
    """

    invoice: Invoice
    payer: Payer | None
    payments: tuple[Payment, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    online: bool = False
    reissuable: bool = False

    @property
    def waiting(self) -> tuple[Receipt, ...]:
        """The receipts that the treasurer has not decided on."""
        return tuple(receipt for receipt in self.receipts if receipt.status is ReceiptStatus.WAITING)


@dataclass(frozen=True, slots=True)
class Account:
    """A member's dues: all invoices, newest first, and the day from which the next period will be invoiced.

    `packages` are those open to the member.
    """

    payer: Payer
    invoices: tuple[Invoice, ...]
    next_on: date | None
    packages: tuple[Package, ...] = ()

    @property
    def owed(self) -> tuple[Invoice, ...]:
        """What is still to be paid or checked, the first due first."""
        return tuple(sorted((one for one in self.invoices if one.status in OWED), key=lambda one: one.due_at))


@dataclass(frozen=True, slots=True)
class DuesTerms:
    """The association's terms of dues, from `[dues]` of the configuration. Numbers are days, except `hour`.

    `payee` and `purpose` appear on invoices, `facts` name the issuer; `online`: a payment provider is
    configured.
    """

    ladder: tuple[int, ...] = (-30, -7, 0, 14, 30)
    first_due: int = 30
    before: int = 30
    grace: int = 45
    warn: int = 7
    hour: int = 10
    recheck: int = 7
    time_zone: str = "Europe/Moscow"
    packages: tuple[Package, ...] = ()
    payee: Mapping[str, str] = field(default_factory=dict)
    purpose: str = ""
    lines: Mapping[str, str] = field(default_factory=dict)  # what an invoice calls its sums, by its kinds
    titles: Mapping[str, str] = field(default_factory=dict)  # of packages, as documents have them
    facts: Mapping[str, Any] = field(default_factory=dict)
    online: bool = False

    def of_kind(self, kind: str) -> tuple[Package, ...]:
        """Return the packages of persons, or of organisations, in the association's order."""
        return tuple(package for package in self.packages if package.kind == kind)

    def package(self, kind: str, package_id: str) -> Package | None:
        """Return a member's package, or else the first of its kind."""
        known = self.of_kind(kind)
        return next((package for package in known if package.id == package_id), known[0] if known else None)


class Debts(StrEnum):
    """Which unpaid invoices are listed."""

    ALL = "all"  # of members, lapsed ones included
    CHECKING = "checking"  # a receipt waits
    OVERDUE = "overdue"  # of members whose day has passed
    LAPSED = "lapsed"  # of those who have lapsed


@dataclass(frozen=True, slots=True)
class Owing:
    """A line of the treasurer's lists; `member` is None once its data was erased."""

    invoice: Invoice
    member: Member | None


@dataclass(frozen=True, slots=True)
class Overview:
    """The overview of dues. Sums in kopecks.

    `billed` invoices cover today, and `settled` of them are paid; `amount` is their total, and `paid` was
    received. `checking`, `overdue` and `lapsed` count invoices; `owed` is the open sum of all unpaid ones.
    """

    members: int
    billed: int
    settled: int
    amount: int
    paid: int
    checking: int
    overdue: int
    lapsed: int
    owed: int

    @property
    def share(self) -> int:
        """The percentage of the invoices covering today that are paid, rounded down."""
        return 100 if not self.billed else self.settled * 100 // self.billed
