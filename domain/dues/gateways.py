"""What dues need of storage."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Protocol

from domain.dues.entities import Debts, Invoice, Method, Overview, Owing, Payment, Receipt, ReceiptStatus
from domain.members.entities import Member


class InvoicesGateway(Protocol):
    """Invoices, and what members have agreed to. Sums in kopecks, moments in microseconds UTC."""

    async def add(self, draft: Invoice, year: int) -> Invoice:
        """Keep a new invoice, with the next number of the year in place of the draft's id and number."""
        ...

    async def save(self, invoice: Invoice) -> None: ...

    async def find(self, invoice_id: int) -> Invoice | None: ...

    async def of_member(self, member_id: int) -> Sequence[Invoice]:
        """All of them, the newest period first."""
        ...

    async def standing(self, member_id: int, starts_on: date) -> Invoice | None:
        """The invoice that is not void for a period."""
        ...

    async def due(self, now: int, many: int, passed: int = 0) -> Sequence[Invoice]:
        """Open invoices to be looked at by now, the longest due first, but for the first `passed`."""
        ...

    async def package_of(self, member_id: int) -> tuple[str, date | None]:
        """A member's package, empty for the first of its kind, and the end of what was invoiced, if anything was."""
        ...

    async def keep(self, member_id: int, package: str, billed_until: date | None) -> None: ...

    async def to_bill(self, until: date, many: int, passed: int = 0) -> Sequence[Member]:
        """Active members whose next period begins on a day or before, or of whom nothing is known yet, but for the
        first `passed`."""
        ...


class PaymentsGateway(Protocol):
    """Payments and receipts. Sums in kopecks, moments in microseconds UTC."""

    async def add_payment(
        self,
        invoice_id: int,
        amount: int,
        at: int,
        method: Method,
        entered_by: int | None,
        charge: str | None,
    ) -> Payment | None:
        """Keep a payment; None where its charge is known already."""
        ...

    async def payments(self, invoice_id: int) -> Sequence[Payment]: ...

    async def payment(self, payment_id: int) -> Payment | None: ...

    async def take_back(self, payment_id: int, at: int) -> None: ...

    async def carry(self, invoice_id: int, to_id: int) -> None:
        """Let the payments of one invoice be those of another."""
        ...

    async def add_receipt(
        self, invoice_id: int, person_id: int, file_id: str, kind: str, name: str, at: int
    ) -> Receipt: ...

    async def receipts(self, invoice_id: int) -> Sequence[Receipt]: ...

    async def settle_receipts(self, invoice_id: int, status: ReceiptStatus, amount: int | None) -> None:
        """Decide on all receipts of an invoice that wait."""
        ...


class NoticesGateway(Protocol):
    """Which notices were told about an invoice."""

    async def told(self, invoice_id: int) -> Collection[str]:
        """The steps that were told, or overtaken."""
        ...

    async def note(self, invoice_id: int, step: str, at: int, people: Sequence[int]) -> None:
        """Keep that a step is told to these people, or to nobody where it is overtaken."""
        ...

    async def drop_notices(self, invoice_id: int, at: int) -> None:
        """Take back what was told and still waits to be sent."""
        ...


class LedgerGateway(Protocol):
    """The treasurer's books. Sums in kopecks, moments in microseconds UTC."""

    async def overview(self, today: date, now: int) -> Overview: ...

    async def owing(self, which: Debts, now: int, offset: int, limit: int) -> Sequence[Owing]: ...

    async def owing_totals(self, which: Debts, now: int) -> tuple[int, int]:
        """How many invoices these are, and what is still to be paid on them."""
        ...

    async def search(self, text: str, limit: int) -> Sequence[Owing]:
        """Invoices by their number or a part of the member's name, the newest first."""
        ...
