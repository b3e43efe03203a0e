"""Issuing invoices: on admission and for every year; one period is invoiced once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from domain.association import Package
from domain.dues.desk import SLICE, DuesDesk
from domain.dues.entities import Invoice, InvoiceKind
from domain.dues.events import InvoiceIssued
from domain.dues.life import OWED, InvoiceStatus
from domain.dues.periods import anniversary, at_hour, day_of, end_of, next_anniversary, year_around
from domain.dues.policy import A_DAY, first_look, sums
from domain.members.entities import Member
from domain.people import Person

HALF_A_YEAR = 183  # days


class Issuing:
    """Issuing invoices."""

    def __init__(self, desk: DuesDesk) -> None:
        self._desk = desk

    async def bill_admission(self, member: Member, actor: Person | None) -> InvoiceIssued | None:
        """Issue a new member's first invoice: the entry fee and the first year.

        What is still owed from an earlier membership is void by it, and what was paid on that carried over. None
        where nothing is to be paid, and where the admission is not new.
        """
        desk = self._desk
        first = day_of(member.since, desk.terms.time_zone)
        fresh = desk.clock.now() - member.since < A_DAY
        if not fresh or await desk.gateway.standing(member.id, first) is not None:
            return None
        known, _ = await desk.gateway.package_of(member.id)
        package = desk.terms.package(member.kind, known)
        if package is None:
            return None
        period = (first, anniversary(first, 1))
        await desk.gateway.keep(member.id, known, period[1])
        old = [await desk.change(one, InvoiceStatus.VOID) for one in await self._owed(member)]
        if sum(sums(package, InvoiceKind.ENTRY)) == 0:
            return None
        due_at = self._due_from(first)
        return await self._issue(member, package, InvoiceKind.ENTRY, period, due_at, actor, tuple(old))

    def _due_from(self, day: date) -> int:
        """By when an invoice that comes unforeseen on this day is to be paid."""
        return end_of(day + timedelta(self._desk.terms.first_due), self._desk.terms.time_zone)

    async def _owed(self, member: Member) -> Sequence[Invoice]:
        return [one for one in await self._desk.gateway.of_member(member.id) if one.status in OWED]

    # What the clock does

    async def issue_next(self, passed: int = 0, many: int = SLICE) -> tuple[Sequence[InvoiceIssued], bool]:
        """Issue what is due of the next periods, a slice of it but for the first `passed`; whether there may be more.

        A period is invoiced once, `before` days ahead of it, from the day's hour on. Periods that went by
        altogether while a membership had lapsed are not invoiced.
        """
        desk = self._desk
        now, today = desk.clock.now(), desk.today()
        if now < at_hour(today, desk.terms.hour, desk.terms.time_zone):
            return (), False
        members = await desk.gateway.to_bill(today + timedelta(desk.terms.before), many, passed)
        issued = [await self._bill_year(member, today) for member in members]
        return [one for one in issued if one is not None], len(members) == many

    async def _bill_year(self, member: Member, today: date) -> InvoiceIssued | None:
        desk = self._desk
        known, billed_until = await desk.gateway.package_of(member.id)
        if billed_until is None:
            # Admitted before dues were kept here: the year that goes on is theirs already.
            billed_until = self._first_period(member)[0]
            if billed_until > today + timedelta(desk.terms.before):
                await desk.gateway.keep(member.id, known, billed_until)
                return None
        first = day_of(member.since, desk.terms.time_zone)
        begins, ends = year_around(first, max(billed_until, today))
        if (
            begins < billed_until
        ):  # the anniversary has moved: no day is invoiced twice, and no few days for a year
            begins = billed_until
            ends = year_around(first, ends)[1] if (ends - begins).days < HALF_A_YEAR else ends
        await desk.gateway.keep(member.id, known, ends)
        package = desk.terms.package(member.kind, known)
        if package is None or package.fee == 0:
            return None
        if await desk.gateway.standing(member.id, begins) is not None:
            return None
        due_on = max(begins, today + timedelta(desk.terms.before))
        due_at = end_of(due_on, desk.terms.time_zone)
        return await self._issue(member, package, InvoiceKind.YEARLY, (begins, ends), due_at, None)

    def _first_period(self, member: Member) -> tuple[date, date]:
        """The first period that is invoiced of who became a member before dues were kept here."""
        first = day_of(member.since, self._desk.terms.time_zone)
        return year_around(first, next_anniversary(first, self._desk.today()))

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
        desk, now = self._desk, self._desk.clock.now()
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
        draft = replace(draft, next_at=first_look(draft, desk.terms))
        invoice = await desk.gateway.add(draft, desk.today().year)
        for one in replaces:
            if one.paid:
                await desk.gateway.carry(one.id, invoice.id)
                await desk.gateway.save(replace(one, paid=0))
                invoice = replace(invoice, paid=invoice.paid + one.paid)
        if invoice.paid:
            status = InvoiceStatus.PAID if invoice.paid >= invoice.amount else InvoiceStatus.OPEN
            invoice = await desk.change(invoice, status)
        card = await desk.card(invoice)
        await desk.log(actor, "invoice-issued", card.payer, invoice=invoice.id, amount=invoice.amount)
        people = () if card.payer is None else card.payer.people
        job = await desk.order(card, people[0].id if people else 0)
        return InvoiceIssued(card, job, actor, replaces)
