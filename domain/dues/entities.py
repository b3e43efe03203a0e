"""Invoices, payments, receipts, and what the association has set about them. All sums are kopecks."""

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
    """How a payment came."""

    TRANSFER = "transfer"
    TELEGRAM = "telegram"
    CASH = "cash"


class ReceiptStatus(StrEnum):
    """What became of a receipt."""

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
        """What is still to be paid; of an invoice that is paid or void nothing."""
        return max(0, self.amount - self.paid) if self.status in OWED else 0

    @property
    def surplus(self) -> int:
        """What came beyond what is owed."""
        return self.paid if self.status is InvoiceStatus.VOID else max(0, self.paid - self.amount)


@dataclass(frozen=True, slots=True)
class Payment:
    """Money that came. `entered_by` is None for Telegram's, and once who entered it was erased; `charge` is Telegram's id."""

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
    """What a member sent to show that they paid, as Telegram's file id; `kind` is photo or document. `amount` is what was confirmed."""

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
    """Whose dues they are. `people` are the member, or those who speak for it, longest first; `package` is its package now."""

    member: Member
    package: Package | None
    people: tuple[Person, ...]
    organisation: Organisation | None = None


@dataclass(frozen=True, slots=True)
class InvoiceCard:
    """All that a screen about an invoice shows. `payer` is None once the member's data was erased.

    `payments` are in the order entered, those taken back included; `online`: it can be paid in the chat;
    `anew`: it is void, and another one can be issued for its period.
    """

    invoice: Invoice
    payer: Payer | None
    payments: tuple[Payment, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    online: bool = False
    anew: bool = False

    @property
    def waiting(self) -> tuple[Receipt, ...]:
        """The receipts that the treasurer has not decided on."""
        return tuple(receipt for receipt in self.receipts if receipt.status is ReceiptStatus.WAITING)


@dataclass(frozen=True, slots=True)
class Account:
    """A member's dues: all invoices, the newest first, and from which day on the next period will be invoiced.

    `packages` are those that the member could have.
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
    """What the association has set about dues; see `[dues]` of the configuration. Numbers are days, but `hour`.

    `payee` and `purpose` stand on invoices, `facts` say who issues them; `online`: a provider of payments is there.
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
        """The packages of persons, or of organisations, in the association's order."""
        return tuple(package for package in self.packages if package.kind == kind)

    def package(self, kind: str, package_id: str) -> Package | None:
        """A member's package: the one it has, else the first of its kind."""
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
    """How dues stand. Sums in kopecks.

    `billed` invoices cover today, `settled` of them are paid; `amount` was to be paid on them and `paid` came.
    `checking`, `overdue` and `lapsed` count invoices, `owed` is what all unpaid ones still lack.
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
        """How many in a hundred of the invoices that cover today are paid, rounded down."""
        return 100 if not self.billed else self.settled * 100 // self.billed
