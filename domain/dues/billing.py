"""Invoices: on admission, every year, for another package; looked at, printed anew, made void."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from domain.association import Package
from domain.dues.entities import Account, Invoice, InvoiceCard, InvoiceKind
from domain.dues.events import InvoiceIssued, InvoicePrepared, InvoiceVoided, PackageChanged
from domain.dues.issuing import Issuing
from domain.dues.life import OWED, InvoiceAction, InvoiceStatus
from domain.dues.policy import next_hour
from domain.dues.refusals import InvoiceOutOfTurn, PackageUnfit, ReceiptWaits
from domain.members.entities import Member, MemberStatus
from domain.members.life import MemberAction
from domain.members.refusals import MemberMissing
from domain.people import Person
from domain.reasons import said
from domain.roles import Role


class Billing(Issuing):
    """Invoices. Implements `domain.ports.Biller`, `DuesKeeper` and `DebtLookup`."""

    # What members do

    async def own(self, person: Person) -> Sequence[Account]:
        """The dues of the person and of each organisation they speak for; empty for who is no member and never was."""
        return [
            await self._desk.account(member) for member in await self._desk.register.members_of(person.id)
        ]

    async def look(self, person: Person, invoice_id: int) -> InvoiceCard:
        """An invoice, for its payer and for staff. Raises InvoiceMissing."""
        return await self._desk.seen(person, invoice_id)

    async def prepare(self, person: Person, invoice_id: int) -> InvoicePrepared:
        """Make an invoice's PDF anew, with what has been paid, for its payer and for staff. Raises InvoiceMissing."""
        card = await self._desk.seen(person, invoice_id)
        return InvoicePrepared(card, person, await self._desk.order(card, person.id))

    # What staff do

    async def void(self, actor: Person, invoice_id: int, version: int, reason: str) -> InvoiceVoided:
        """Let an invoice be owed no more; what was paid on it stays in the books. For treasurers.

        The period counts as invoiced, unless a treasurer issues another one for it. Raises NotAllowed, InvoiceMissing,
        InvoiceOutOfTurn, ReasonMissing.
        """
        card = await self._desk.decided(actor, invoice_id, version)
        status = self._desk.step(actor, card, InvoiceAction.VOID)
        reason = said(actor, reason)
        card = await self._desk.card(await self._desk.change(card.invoice, status))
        await self._desk.log(actor, "invoice-void", card.payer, invoice=invoice_id)
        return InvoiceVoided(card, actor, reason, await self._desk.treasurers())

    async def issue_anew(self, actor: Person, invoice_id: int, version: int) -> InvoiceIssued:
        """Issue another invoice for the period of a void one, with what was paid on that. For treasurers.

        It asks for the package that the member has now, and leaves as many days as a first invoice. Raises
        NotAllowed, InvoiceMissing, InvoiceOutOfTurn (also where nothing would be owed for that period, or another
        invoice stands for it).
        """
        card = await self._desk.decided(actor, invoice_id, version)
        payer, status = card.payer, self._desk.step(actor, card, InvoiceAction.ISSUE_ANEW)
        if not card.anew or payer is None or payer.package is None:
            raise InvoiceOutOfTurn(actor, card)
        void = await self._desk.change(card.invoice, status)
        due_at = max(void.due_at, self._due_from(self._desk.today()))
        period = (void.starts_on, void.ends_on)
        return await self._issue(payer.member, payer.package, void.kind, period, due_at, actor, (void,))

    async def change_package(self, actor: Person, member_id: int, package_id: str) -> PackageChanged:
        """Give a member another package from the next period on, for treasurers and secretaries.

        An open invoice for a period to come is replaced, and what was paid on it carried over; one that is paid
        stands, and the package holds from the period after it. Raises NotAllowed, MemberMissing, PackageUnfit,
        ReceiptWaits.
        """
        desk = self._desk
        await desk.roles.require(actor, Role.TREASURER, Role.SECRETARY)
        member = await desk.register.find(member_id)
        if member is None:
            raise MemberMissing(actor)
        package = next((one for one in desk.terms.of_kind(member.kind) if one.id == package_id), None)
        if package is None:
            raise PackageUnfit(actor)
        payer = await desk.payer(member)
        before = payer.package
        known, billed_until = await desk.gateway.package_of(member.id)
        coming = await self._coming(member)
        next_on = billed_until or self._first_period(member)[0]
        if before == package and known == package.id:
            return PackageChanged(
                payer, before, package, next_on, actor, None, None, await desk.treasurers(), fresh=False
            )
        if coming is not None and coming.status is InvoiceStatus.CHECKING:
            raise ReceiptWaits(actor, await desk.card(coming))
        await desk.gateway.keep(member.id, package.id, billed_until)
        issued = None
        if coming is not None:
            issued = await self._replace(actor, member, coming, package)
            next_on = coming.starts_on
        payer = await desk.payer(member)
        await desk.log(actor, "package-changed", payer, package=package.id, since=next_on.isoformat())
        return PackageChanged(payer, before, package, next_on, actor, coming, issued, await desk.treasurers())

    async def _coming(self, member: Member) -> Invoice | None:
        """The invoice, still owed, for a period that has not begun."""
        today = self._desk.today()
        return next(
            (
                one
                for one in await self._desk.gateway.of_member(member.id)
                if one.status in OWED and one.starts_on > today
            ),
            None,
        )

    async def _replace(
        self, actor: Person, member: Member, coming: Invoice, package: Package
    ) -> InvoiceIssued | None:
        desk = self._desk
        status = desk.step(actor, await desk.card(coming), InvoiceAction.REPLACE)
        void = await desk.change(coming, status)
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
        """Follow a change of a membership: who leaves or is expelled owes nothing any more.

        Of one that lapsed the ladder stops; of one that came back unpaid it goes on, and there are again so many days
        before a lapse as after a refused receipt.
        """
        owed = await self._owed(member)
        if member.status in (MemberStatus.LEFT, MemberStatus.EXPELLED):
            void = [await self._desk.change(one, InvoiceStatus.VOID) for one in owed]
            payer = await self._desk.payer(member)
            for one in void:
                await self._desk.log(actor, "invoice-void", payer, invoice=one.id)
            treasurers = await self._desk.treasurers()
            return tuple([InvoiceVoided(await self._desk.card(one), None, "", treasurers) for one in void])
        for one in owed:
            if action is MemberAction.LAPSE:
                await self._desk.gateway.save(replace(one, next_at=None))
                await self._desk.gateway.drop_notices(one.id, self._desk.clock.now())
            elif one.status is InvoiceStatus.OPEN:
                now = self._desk.clock.now()
                again = replace(one, rechecked_at=now, next_at=next_hour(now, self._desk.terms))
                await self._desk.gateway.save(again)
        return ()

    async def owed(self, member: Member) -> int:
        """What is still to be paid on all of a member's invoices, in kopecks."""
        return sum(invoice.rest for invoice in await self._owed(member))
