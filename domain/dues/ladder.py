"""Remind of unpaid invoices, warn staff, and let memberships lapse, by the clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from domain.due import due
from domain.dues.context import SLICE, DuesContext
from domain.dues.entities import Invoice
from domain.dues.events import DuesReminderDue, LapseAhead, ahead_of
from domain.dues.policy import look
from domain.members.entities import MemberStatus
from domain.members.events import MembershipChanged
from domain.members.life import MemberAction
from domain.members.use_cases import Members
from domain.people import Person
from domain.roles import Role
from domain.use_case import use_case


@use_case
class DuesLadder:
    """Send reminders before, on and after the due date, and let memberships lapse."""

    _context: DuesContext
    _members: Members

    @due(batch=SLICE)
    async def remind_next(
        self, passed: int = 0, many: int = SLICE
    ) -> tuple[Sequence[DuesReminderDue | LapseAhead | MembershipChanged], bool]:
        """Handle the next batch of due invoices, skipping the first `passed`; whether there may be more.

        Send each reminder once. If several are due, send only the latest. Send nothing while a receipt is
        pending or if the member has left. Staff are warned of a lapse at least a day ahead.
        """
        now = self._context.clock.now()
        invoices = await self._context.invoices.due(now, many, passed)
        events: list[DuesReminderDue | LapseAhead | MembershipChanged] = []
        for invoice in invoices:
            events += await self._look(invoice, now)
        return events, len(invoices) == many

    async def _look(
        self, invoice: Invoice, now: int
    ) -> list[DuesReminderDue | LapseAhead | MembershipChanged]:
        context = self._context
        card = await context.card(invoice)
        payer = card.payer
        if payer is None or payer.member.status is not MemberStatus.ACTIVE:
            await context.invoices.save(replace(invoice, next_at=None))
            return []
        found = look(invoice, await self._context.notices.told(invoice.id), now, context.terms)
        invoice = replace(invoice, next_at=found.next_at)
        for step in found.overtaken:
            await self._context.notices.note(invoice.id, str(step), now, ())
        if found.lapse:
            await context.invoices.save(invoice)
            lapsed = await self._members.by_dues(payer.member, MemberAction.LAPSE, None)
            return [] if lapsed is None else [lapsed]
        events: list[DuesReminderDue | LapseAhead | MembershipChanged] = []
        if found.warn:
            invoice = replace(invoice, warned_for=found.warns_of, warned_at=now)
        await context.invoices.save(invoice)
        card = replace(card, invoice=invoice)
        if found.remind is not None:
            await self._context.notices.note(invoice.id, str(found.remind), now, _ids(payer.people))
            events.append(DuesReminderDue(card, found.remind, found.lapses_on))
        if found.warn:
            staff = await self._staff()
            await self._context.notices.note(invoice.id, ahead_of(found.lapses_on), now, _ids(staff))
            events.append(LapseAhead(card, found.lapses_on, staff))
        return events

    async def _staff(self) -> tuple[Person, ...]:
        """Return the secretaries and treasurers, each once."""
        roles = self._context.roles
        found = {
            person.id: person
            for role in (Role.SECRETARY, Role.TREASURER)
            for person in await roles.holders(role)
        }
        return tuple(found.values())


def _ids(people: Sequence[Person]) -> list[int]:
    return [person.id for person in people]
