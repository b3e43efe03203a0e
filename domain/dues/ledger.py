"""The treasurer's books: unpaid invoices, the share of the year that is paid, the spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.dues.context import STAFF, DuesContext
from domain.dues.entities import Account, Debts, InvoiceCard, Overview, Owing
from domain.dues.events import LedgerOrdered
from domain.dues.gateways import LedgerGateway
from domain.dues.life import InvoiceStatus
from domain.members.entities import MemberStatus
from domain.people import Person
from domain.refusal import Gone
from domain.use_case import use_case

JOB = "dues-ledger"
MOST_FOUND = 10


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a list, with the number of all lines and their open sum."""

    rows: Sequence[Owing]
    count: int
    owed: int


def state_of(owing: Owing, now: int) -> str:
    """Return how an invoice that is owed stands at a moment: checking, lapsed, overdue or open."""
    if owing.invoice.status is InvoiceStatus.CHECKING:
        return "checking"
    if owing.member is not None and owing.member.status is MemberStatus.LAPSED:
        return "lapsed"
    return "overdue" if owing.invoice.due_at < now else "open"


@use_case
class Ledger:
    """The treasurer's books, open to the secretary too."""

    _context: DuesContext
    _books: LedgerGateway

    async def overview(self, actor: Person) -> Overview:
        """Return today's overview of dues. Raises NotAllowed."""
        await self._context.roles.require(actor, *STAFF)
        return await self._books.overview(self._context.today(), self._context.clock.now())

    async def card(self, actor: Person, invoice_id: int) -> InvoiceCard:
        """Return any invoice, for staff. Raises NotAllowed, Gone."""
        await self._context.roles.require(actor, *STAFF)
        return await self._context.seen(actor, invoice_id)

    async def owing(self, actor: Person, which: Debts, *, offset: int = 0, limit: int = 10) -> Page:
        """Return unpaid invoices, longest due first. Raises NotAllowed."""
        await self._context.roles.require(actor, *STAFF)
        now = self._context.clock.now()
        rows = await self._books.owing(which, now, offset, limit)
        return Page(rows, *await self._books.owing_totals(which, now))

    async def search(self, actor: Person, text: str) -> Sequence[Owing]:
        """Find at most ten invoices by number or part of the member's name, newest first. Raises NotAllowed."""
        await self._context.roles.require(actor, *STAFF)
        text = " ".join(text.split())[:100]
        return await self._books.search(text, MOST_FOUND) if text else []

    async def account(self, actor: Person, member_id: int) -> Account:
        """Return a member's dues, for staff. Raises NotAllowed, Gone."""
        await self._context.roles.require(actor, *STAFF)
        member = await self._context.register.find(member_id)
        if member is None:
            raise Gone(actor, "members-missing")
        return await self._context.account(member)

    async def export(self, actor: Person, labels: Mapping[str, str]) -> LedgerOrdered:
        """Order the spreadsheet of unpaid invoices (job `dues-ledger`); its maker reads them.

        `labels` words the headings (`heading-member`, …) and the states: `status-` and open, checking,
        overdue, lapsed. Raises NotAllowed.
        """
        context = self._context
        await context.roles.require(actor, *STAFF)
        order = {
            "at": context.clock.now(),
            "titles": dict(context.terms.titles),
            "labels": {"zone": context.terms.time_zone, **labels},
        }
        job = await context.jobs.order(JOB, actor.id, order)
        await context.log(actor, "dues-exported", None)
        return LedgerOrdered(actor, job)
