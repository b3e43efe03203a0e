"""Find invoices, check who may see them, and build their cards and PDFs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from domain.dues.entities import (
    Account,
    DuesTerms,
    Invoice,
    InvoiceCard,
    InvoiceKind,
    Payer,
)
from domain.dues.gateways import InvoicesGateway, NoticesGateway, PaymentsGateway
from domain.dues.life import INVOICE, InvoiceAction, InvoiceStatus
from domain.dues.periods import day_of
from domain.dues.policy import next_hour, sums
from domain.dues.refusals import InvoiceStatusConflict
from domain.members.entities import Member, MemberStatus
from domain.members.gateways import MembersGateway, MembershipLookup
from domain.people import ContactsGateway, Person
from domain.ports import AuditGateway, Clock, Jobs
from domain.refusal import Gone
from domain.roles import Role, Roles
from domain.use_case import use_case

STAFF = (Role.TREASURER, Role.SECRETARY)  # who may see all dues
JOB = "invoice"
SLICE = 25  # invoices, or members, that the clock looks at in one transaction


@use_case
class DuesContext:
    """The gateways of dues, and the checks that every use case begins with."""

    invoices: InvoicesGateway
    money: PaymentsGateway
    notices: NoticesGateway
    register: MembersGateway
    _memberships: MembershipLookup
    _contacts: ContactsGateway
    roles: Roles
    _audit: AuditGateway
    jobs: Jobs
    clock: Clock
    terms: DuesTerms

    # Whose it is

    async def payer(self, member: Member) -> Payer:
        """Return a member with its package and representatives."""
        package_id, _ = await self.invoices.package_of(member.id)
        organisation = None
        if member.organisation_id is not None:
            organisation = await self.register.organisation(member.organisation_id)
        return Payer(
            member,
            self.terms.package(member.kind, package_id),
            tuple(await self._memberships.representatives(member.id)),
            organisation,
        )

    async def card(self, invoice: Invoice) -> InvoiceCard:
        """Return everything that a screen about an invoice shows."""
        member = None if invoice.member_id is None else await self.register.find(invoice.member_id)
        payer = None if member is None else await self.payer(member)
        return InvoiceCard(
            invoice,
            payer,
            tuple(await self.money.payments(invoice.id)),
            tuple(await self.money.receipts(invoice.id)),
            self.terms.online,
            await self._leaves_a_gap(invoice, payer),
        )

    async def _leaves_a_gap(self, invoice: Invoice, payer: Payer | None) -> bool:
        """Whether the invoice is void, its period would be owed, and no other invoice covers it."""
        if invoice.status is not InvoiceStatus.VOID or payer is None or payer.package is None:
            return False
        member = payer.member
        return (
            member.status in (MemberStatus.ACTIVE, MemberStatus.LAPSED)
            and day_of(member.since, self.terms.time_zone)
            <= invoice.starts_on  # not of an earlier membership
            and self.today() < invoice.ends_on
            and sum(sums(payer.package, invoice.kind)) > 0
            and await self.invoices.standing(member.id, invoice.starts_on) is None
        )

    async def account(self, member: Member) -> Account:
        """Return a member's dues."""
        _, billed_until = await self.invoices.package_of(member.id)
        return Account(
            await self.payer(member),
            tuple(await self.invoices.of_member(member.id)),
            billed_until,
            self.terms.of_kind(member.kind),
        )

    # Who asks

    async def own(self, person: Person, invoice_id: int) -> InvoiceCard:
        """Find an invoice of the person, or of an organisation that they represent. Raises Gone."""
        card = await self.find(person, invoice_id)
        if card.payer is None or all(one.id != person.id for one in card.payer.people):
            raise Gone(person, "dues-missing")
        return card

    async def seen(self, person: Person, invoice_id: int) -> InvoiceCard:
        """Find an invoice that the person may see: their own, or any for staff. Raises Gone."""
        card = await self.find(person, invoice_id)
        if card.payer is not None and any(one.id == person.id for one in card.payer.people):
            return card
        if not await self.roles.may(person, *STAFF):
            raise Gone(person, "dues-missing")
        return card

    async def decided(self, actor: Person, invoice_id: int, version: int | None) -> InvoiceCard:
        """Find an invoice for a treasurer to act on; `version` is the one that they saw.

        Raises NotAllowed, Gone, InvoiceStatusConflict.
        """
        await self.roles.require(actor, Role.TREASURER)
        card = await self.find(actor, invoice_id)
        if version is not None and card.invoice.version != version:
            raise InvoiceStatusConflict(actor, card)
        return card

    async def find(self, person: Person, invoice_id: int) -> InvoiceCard:
        """Find an invoice, whoever asks. Raises Gone."""
        invoice = await self.invoices.find(invoice_id)
        if invoice is None:
            raise Gone(person, "dues-missing")
        return await self.card(invoice)

    async def treasurers(self) -> tuple[Person, ...]:
        """Return those who decide on receipts."""
        return tuple(await self.roles.holders(Role.TREASURER))

    # What happens to it

    def step(self, person: Person, card: InvoiceCard, action: InvoiceAction) -> InvoiceStatus:
        """Return the status to which an action leads. Raises InvoiceStatusConflict."""
        status = INVOICE.get((card.invoice.status, action))
        if status is None:
            raise InvoiceStatusConflict(person, card)
        return status

    async def change(self, invoice: Invoice, status: InvoiceStatus, **changes: Any) -> Invoice:
        """Save an invoice's new state, and drop unsent notices about the old one."""
        now = self.clock.now()
        next_at = next_hour(now, self.terms) if status is InvoiceStatus.OPEN else None
        invoice = replace(invoice, status=status, next_at=next_at, **changes, version=invoice.version + 1)
        await self.invoices.save(invoice)
        await self.notices.drop_notices(invoice.id, now)
        return invoice

    async def log(self, actor: Person | None, act: str, payer: Payer | None, **data: Any) -> None:
        """Audit an act, and add it to the history of those concerned."""
        now = self.clock.now()
        member = None if payer is None else payer.member
        about = data if member is None else {"member": member.id, **data}
        actor_id, subject_id = (
            None if actor is None else actor.id,
            None if member is None else member.person_id,
        )
        await self._audit.record(now, actor_id, act, subject_id, about)
        for person in () if payer is None else payer.people:
            await self._contacts.record(person.id, act, now, about)

    def today(self) -> date:
        """Return today's date in the association's time zone."""
        return day_of(self.clock.now(), self.terms.time_zone)

    # Its PDF

    async def order(self, card: InvoiceCard, person_id: int) -> int:
        """Order an invoice's PDF; its content is fixed now."""
        return await self.jobs.order(JOB, person_id, self._frozen(card))

    def _frozen(self, card: InvoiceCard) -> Mapping[str, Any]:
        invoice, terms = card.invoice, self.terms
        organisation = None if card.payer is None else card.payer.organisation
        name = "" if card.payer is None else card.payer.member.name
        title = terms.titles.get(invoice.package, invoice.package)
        sums = {InvoiceKind.ENTRY: invoice.entry_fee, InvoiceKind.YEARLY: invoice.amount - invoice.entry_fee}
        issued_on = day_of(invoice.issued_at, terms.time_zone)
        purpose = terms.purpose
        for mark, value in (
            ("{number}", invoice.number),
            ("{date}", f"{issued_on:%d.%m.%Y}"),
            ("{name}", name),
        ):
            purpose = purpose.replace(mark, value)
        return {
            "number": invoice.number,
            "at": invoice.issued_at,
            "due_at": invoice.due_at,
            "kind": invoice.kind.value,
            "member_name": name if organisation is None else organisation.name,
            "inn": "" if organisation is None else organisation.inn,
            "kpp": "" if organisation is None else str(organisation.data.get("kpp") or ""),
            "period": [invoice.starts_on.isoformat(), invoice.ends_on.isoformat()],
            "items": [
                {"title": terms.lines.get(kind, "").replace("{package}", title), "amount": amount}
                for kind, amount in sums.items()
                if amount
            ],
            "amount": invoice.amount,
            "paid": invoice.paid,
            "payee": dict(terms.payee),
            "purpose": purpose,
            "facts": dict(terms.facts),
        }
