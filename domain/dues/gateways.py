"""The storage that dues need."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Protocol

from domain.dues.entities import Debts, Invoice, Method, Overview, Owing, Payment, Receipt, ReceiptStatus
from domain.members.entities import Member


class InvoicesGateway(Protocol):
    """Invoices, and members' packages. Sums in kopecks, moments in microseconds UTC."""

    async def add(self, draft: Invoice, year: int) -> Invoice:
        """Save a new invoice under the year's next number, in place of the draft's id and number."""
        ...

    async def save(self, invoice: Invoice) -> None: ...

    async def find(self, invoice_id: int) -> Invoice | None: ...

    async def of_member(self, member_id: int) -> Sequence[Invoice]:
        """Return a member's invoices, newest period first."""
        ...

    async def standing(self, member_id: int, starts_on: date) -> Invoice | None:
        """Return the invoice of a period that is not void."""
        ...

    async def due(self, now: int, many: int, passed: int = 0) -> Sequence[Invoice]:
        """Return open invoices to look at by now, longest due first, skipping the first `passed`."""
        ...

    async def package_of(self, member_id: int) -> tuple[str, date | None]:
        """Return a member's package (empty for the first of its kind) and the end of the invoiced period, if
        any.
        """
        ...

    async def keep(self, member_id: int, package: str, billed_until: date | None) -> None: ...

    async def to_bill(self, until: date, many: int, passed: int = 0) -> Sequence[Member]:
        """Return active members whose next period begins by a day, or who were never billed, skipping the
        first `passed`.
        """
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
        """Save a payment; None if its charge is known already."""
        ...

    async def payments(self, invoice_id: int) -> Sequence[Payment]: ...

    async def payment(self, payment_id: int) -> Payment | None: ...

    async def take_back(self, payment_id: int, at: int) -> None: ...

    async def carry(self, invoice_id: int, to_id: int) -> None:
        """Move the payments of one invoice to another."""
        ...

    async def add_receipt(
        self, invoice_id: int, person_id: int, file_id: str, kind: str, name: str, at: int
    ) -> Receipt: ...

    async def receipts(self, invoice_id: int) -> Sequence[Receipt]: ...

    async def settle_receipts(self, invoice_id: int, status: ReceiptStatus, amount: int | None) -> None:
        """Decide on all pending receipts of an invoice."""
        ...


class NoticesGateway(Protocol):
    """The notices sent about invoices."""

    async def told(self, invoice_id: int) -> Collection[str]:
        """Return the steps that were told or overtaken."""
        ...

    async def note(self, invoice_id: int, step: str, at: int, people: Sequence[int]) -> None:
        """Note that a step was told to these people, or to nobody if it was overtaken."""
        ...

    async def drop_notices(self, invoice_id: int, at: int) -> None:
        """Drop the notices that are not sent yet."""
        ...


class LedgerGateway(Protocol):
    """The treasurer's books. Sums in kopecks, moments in microseconds UTC."""

    async def overview(self, today: date, now: int) -> Overview: ...

    async def owing(self, which: Debts, now: int, offset: int, limit: int) -> Sequence[Owing]: ...

    async def owing_totals(self, which: Debts, now: int) -> tuple[int, int]:
        """Return the number of these invoices and their open sum."""
        ...

    async def search(self, text: str, limit: int) -> Sequence[Owing]:
        """Find invoices by number or part of the member's name, newest first."""
        ...
