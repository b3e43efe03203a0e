"""Issue invoices on admission, every year and for another package; show, reprint and void them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from domain.association import Package
from domain.due import due
from domain.dues.context import SLICE, DuesContext
from domain.dues.entities import Account, Invoice, InvoiceCard, InvoiceKind
from domain.dues.events import InvoiceIssued, InvoicePrepared, InvoiceVoided, PackageChanged
from domain.dues.life import OWED, InvoiceAction, InvoiceStatus
from domain.dues.periods import anniversary, at_hour, day_of, end_of, next_anniversary, year_around
from domain.dues.policy import A_DAY, first_look, next_hour, sums
from domain.dues.refusals import InvoiceStatusConflict, ReceiptWaits
from domain.members.entities import Member, MemberStatus
from domain.members.gateways import DuesKeeper
from domain.members.life import MemberAction
from domain.people import Person
from domain.reasons import said
from domain.refusal import Gone
from domain.roles import Role
from domain.use_case import use_case

HALF_A_YEAR = 183  # days


@use_case
class Billing(DuesKeeper):
    """Issue, show and void invoices."""

    _context: DuesContext

    # What members do

    async def own(self, person: Person) -> Sequence[Account]:
        """Return the dues of the person and of each organisation that they represent; empty for those who
        never were members.
        """
        return [
            await self._context.account(member)
            for member in await self._context.register.members_of(person.id)
        ]

    async def look(self, person: Person, invoice_id: int) -> InvoiceCard:
        """Return an invoice, for its payer and for staff. Raises Gone."""
        return await self._context.seen(person, invoice_id)

    async def prepare(self, person: Person, invoice_id: int) -> InvoicePrepared:
        """Make an invoice's PDF again, with the payments so far, for its payer and for staff. Raises Gone."""
        card = await self._context.seen(person, invoice_id)
        return InvoicePrepared(card, person, await self._context.order(card, person.id))

    # What staff do

    async def void(self, actor: Person, invoice_id: int, version: int, reason: str) -> InvoiceVoided:
        """Void an invoice; what was paid on it stays in the books. For treasurers.

        The period counts as invoiced unless a treasurer issues another invoice for it. Raises NotAllowed,
        Gone, InvoiceStatusConflict, InvalidAnswer.
        """
        card = await self._context.decided(actor, invoice_id, version)
        status = self._context.step(actor, card, InvoiceAction.VOID)
        reason = said(actor, reason)
        card = await self._context.card(await self._context.change(card.invoice, status))
        await self._context.log(actor, "invoice-void", card.payer, invoice=invoice_id)
        return InvoiceVoided(card, actor, reason, await self._context.treasurers())

    async def reissue(self, actor: Person, invoice_id: int, version: int) -> InvoiceIssued:
        """Issue another invoice for the period of a void one, and carry over what was paid on it. For
        treasurers.

        It is for the member's current package and leaves as many days as a first invoice. Raises NotAllowed,
        Gone, InvoiceStatusConflict (also if nothing would be owed for that period, or it has another invoice).
        """
        card = await self._context.decided(actor, invoice_id, version)
        payer, status = card.payer, self._context.step(actor, card, InvoiceAction.REISSUE)
        if not card.reissuable or payer is None or payer.package is None:
            raise InvoiceStatusConflict(actor, card)
        void = await self._context.change(card.invoice, status)
        due_at = max(void.due_at, self._due_from(self._context.today()))
        period = (void.starts_on, void.ends_on)
        return await self._issue(payer.member, payer.package, void.kind, period, due_at, actor, (void,))

    async def change_package(self, actor: Person, member_id: int, package_id: str) -> PackageChanged:
        """Change a member's package from the next period on, for treasurers and secretaries.

        An open invoice for a future period is replaced, and payments on it carried over; a paid one stays,
        and the package applies from the period after it. Raises NotAllowed, Gone, ReceiptWaits.
        """
        context = self._context
        await context.roles.require(actor, Role.TREASURER, Role.SECRETARY)
        member = await context.register.find(member_id)
        if member is None:
            raise Gone(actor, "members-missing")
        package = next((one for one in context.terms.of_kind(member.kind) if one.id == package_id), None)
        if package is None:
            raise Gone(actor, "dues-package-unfit")
        payer = await context.payer(member)
        before = payer.package
        known, billed_until = await context.invoices.package_of(member.id)
        coming = await self._coming(member)
        next_on = billed_until or self._first_period(member)[0]
        if before == package and known == package.id:
            return PackageChanged(
                payer, before, package, next_on, actor, None, None, await context.treasurers(), fresh=False
            )
        if coming is not None and coming.status is InvoiceStatus.CHECKING:
            raise ReceiptWaits(actor, await context.card(coming))
        await context.invoices.keep(member.id, package.id, billed_until)
        issued = None
        if coming is not None:
            issued = await self._replace(actor, member, coming, package)
            next_on = coming.starts_on
        payer = await context.payer(member)
        await context.log(actor, "package-changed", payer, package=package.id, since=next_on.isoformat())
        return PackageChanged(
            payer, before, package, next_on, actor, coming, issued, await context.treasurers()
        )

    async def _coming(self, member: Member) -> Invoice | None:
        """Return the unpaid invoice for a period that has not begun."""
        today = self._context.today()
        return next(
            (
                one
                for one in await self._context.invoices.of_member(member.id)
                if one.status in OWED and one.starts_on > today
            ),
            None,
        )

    async def _replace(
        self, actor: Person, member: Member, coming: Invoice, package: Package
    ) -> InvoiceIssued | None:
        context = self._context
        status = context.step(actor, await context.card(coming), InvoiceAction.REPLACE)
        void = await context.change(coming, status)
        if package.fee == 0:
            return None
        return await self._issue(
            member,
            package,
            InvoiceKind.YEARLY,
            (coming.starts_on, coming.ends_on),
            coming.due_at,
            actor,
            (void,),
        )

    # What follows from a membership

    async def membership_changed(
        self, member: Member, action: MemberAction, actor: Person | None
    ) -> tuple[InvoiceVoided, ...]:
        """Follow a change of a membership: those who leave or are expelled owe nothing any more.

        Reminders stop for a lapsed membership. For one restored unpaid they go on, with as many days before a
        lapse as after a rejected receipt.
        """
        owed = await self._owed(member)
        if member.status in (MemberStatus.LEFT, MemberStatus.EXPELLED):
            void = [await self._context.change(one, InvoiceStatus.VOID) for one in owed]
            payer = await self._context.payer(member)
            for one in void:
                await self._context.log(actor, "invoice-void", payer, invoice=one.id)
            treasurers = await self._context.treasurers()
            return tuple([InvoiceVoided(await self._context.card(one), None, "", treasurers) for one in void])
        for one in owed:
            if action is MemberAction.LAPSE:
                await self._context.invoices.save(replace(one, next_at=None))
                await self._context.notices.drop_notices(one.id, self._context.clock.now())
            elif one.status is InvoiceStatus.OPEN:
                now = self._context.clock.now()
                again = replace(one, rechecked_at=now, next_at=next_hour(now, self._context.terms))
                await self._context.invoices.save(again)
        return ()

    async def owed(self, member: Member) -> int:
        """Return the open sum of all of a member's invoices, in kopecks."""
        return sum(invoice.rest for invoice in await self._owed(member))

    # Issuing

    async def bill_admission(self, member: Member, actor: Person | None) -> InvoiceIssued | None:
        """Issue a new member's first invoice: the entry fee and the first year.

        Invoices still owed from an earlier membership are voided, and payments on them carried over. None if
        nothing is to be paid or the admission is not new.
        """
        context = self._context
        first = day_of(member.since, context.terms.time_zone)
        fresh = context.clock.now() - member.since < A_DAY
        if not fresh or await context.invoices.standing(member.id, first) is not None:
            return None
        known, _ = await context.invoices.package_of(member.id)
        package = context.terms.package(member.kind, known)
        if package is None:
            return None
        period = (first, anniversary(first, 1))
        await context.invoices.keep(member.id, known, period[1])
        old = [await context.change(one, InvoiceStatus.VOID) for one in await self._owed(member)]
        if sum(sums(package, InvoiceKind.ENTRY)) == 0:
            return None
        due_at = self._due_from(first)
        return await self._issue(member, package, InvoiceKind.ENTRY, period, due_at, actor, tuple(old))

    def _due_from(self, day: date) -> int:
        """Return the due date of an unscheduled invoice issued on this day."""
        return end_of(day + timedelta(self._context.terms.first_due), self._context.terms.time_zone)

    async def _owed(self, member: Member) -> Sequence[Invoice]:
        return [one for one in await self._context.invoices.of_member(member.id) if one.status in OWED]

    # What the clock does

    @due(batch=SLICE)
    async def issue_next(self, passed: int = 0, many: int = SLICE) -> tuple[Sequence[InvoiceIssued], bool]:
        """Issue the next batch of renewal invoices, skipping the first `passed`; whether there may be more.

        A period is invoiced once, `before` days ahead, from the set hour of the day on. Periods that passed
        entirely while a membership had lapsed are not invoiced.
        """
        context = self._context
        now, today = context.clock.now(), context.today()
        if now < at_hour(today, context.terms.hour, context.terms.time_zone):
            return (), False
        members = await context.invoices.to_bill(today + timedelta(context.terms.before), many, passed)
        issued = [await self._bill_year(member, today) for member in members]
        return [one for one in issued if one is not None], len(members) == many

    async def _bill_year(self, member: Member, today: date) -> InvoiceIssued | None:
        context = self._context
        known, billed_until = await context.invoices.package_of(member.id)
        if billed_until is None:
            # Admitted before dues were kept here: the year that goes on is theirs already.
            billed_until = self._first_period(member)[0]
            if billed_until > today + timedelta(context.terms.before):
                await context.invoices.keep(member.id, known, billed_until)
                return None
        first = day_of(member.since, context.terms.time_zone)
        begins, ends = year_around(first, max(billed_until, today))
        if (
            begins < billed_until
        ):  # the anniversary has moved: no day is invoiced twice, and no few days for a year
            begins = billed_until
            ends = year_around(first, ends)[1] if (ends - begins).days < HALF_A_YEAR else ends
        await context.invoices.keep(member.id, known, ends)
        package = context.terms.package(member.kind, known)
        if package is None or package.fee == 0:
            return None
        if await context.invoices.standing(member.id, begins) is not None:
            return None
        due_on = max(begins, today + timedelta(context.terms.before))
        due_at = end_of(due_on, context.terms.time_zone)
        return await self._issue(member, package, InvoiceKind.YEARLY, (begins, ends), due_at, None)

    def _first_period(self, member: Member) -> tuple[date, date]:
        """Return the first billable period of a member who joined before billing was introduced."""
        first = day_of(member.since, self._context.terms.time_zone)
        return year_around(first, next_anniversary(first, self._context.today()))

    async def _issue(
        self,
        member: Member,
        package: Package,
        kind: InvoiceKind,
        period: tuple[date, date],
        due_at: int,
        actor: Person | None,
        replaces: tuple[Invoice, ...] = (),
    ) -> InvoiceIssued:
        context, now = self._context, self._context.clock.now()
        fee, entry_fee = sums(package, kind)
        draft = Invoice(
            0,
            "",
            member.id,
            kind,
            package.id,
            fee + entry_fee,
            entry_fee,
            0,
            *period,
            now,
            due_at,
            InvoiceStatus.OPEN,
        )
        draft = replace(draft, next_at=first_look(draft, context.terms))
        invoice = await context.invoices.add(draft, context.today().year)
        for one in replaces:
            if one.paid:
                await context.money.carry(one.id, invoice.id)
                await context.invoices.save(replace(one, paid=0))
                invoice = replace(invoice, paid=invoice.paid + one.paid)
        if invoice.paid:
            status = InvoiceStatus.PAID if invoice.paid >= invoice.amount else InvoiceStatus.OPEN
            invoice = await context.change(invoice, status)
        card = await context.card(invoice)
        await context.log(actor, "invoice-issued", card.payer, invoice=invoice.id, amount=invoice.amount)
        people = () if card.payer is None else card.payer.people
        job = await context.order(card, people[0].id if people else 0)
        return InvoiceIssued(card, job, actor, replaces)
