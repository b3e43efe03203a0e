"""Counting money: what Telegram charged, what a payment settles, and whom it brings back."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from domain.dues.desk import DuesDesk
from domain.dues.entities import CURRENCY, Invoice, InvoiceCard, Method, Payment, ReceiptStatus
from domain.dues.events import PaymentEntered
from domain.dues.life import INVOICE, OWED, InvoiceAction, InvoiceStatus
from domain.dues.refusals import InvoiceMissing
from domain.members.entities import MemberStatus
from domain.members.events import MembershipChanged
from domain.members.life import MemberAction
from domain.members.use_cases import Members
from domain.people import Person


class Checkout(StrEnum):
    """What Telegram is answered when somebody is about to pay in the chat; all but YES are a no, with its reason."""

    YES = "yes"
    MISSING = "missing"  # no such invoice, or not theirs
    SETTLED = "settled"  # paid already, or void
    OTHER_SUM = "other-sum"  # something was paid meanwhile: it asks for too much, or in another currency


class Charges:
    """Counting money."""

    def __init__(self, desk: DuesDesk, members: Members) -> None:
        self._desk = desk
        self._members = members

    async def may_pay(self, person: Person, invoice_id: int, amount: int, currency: str) -> Checkout:
        """Whether a payment in the chat may go through: just what is still to be paid, by whoever it concerns.

        Asked once more, because the message with the button may be old. Raises nothing.
        """
        invoice = await self._desk.gateway.find(invoice_id)
        if invoice is None:
            return Checkout.MISSING
        card = await self._desk.card(invoice)
        if card.payer is None or all(one.id != person.id for one in card.payer.people):
            return Checkout.MISSING
        if invoice.status not in OWED:
            return Checkout.SETTLED
        return Checkout.YES if (amount, currency) == (invoice.rest, CURRENCY) else Checkout.OTHER_SUM

    async def charge(
        self, person: Person, invoice_id: int, amount: int, currency: str, charge: str
    ) -> PaymentEntered | None:
        """Count money that Telegram took (`charge` is its id), whatever the invoice stands at: what is too much is
        kept, and the treasurers are told. None where this charge was counted before.

        Raises InvoiceMissing for an invoice that never was, or another currency: then somebody has to look.
        """
        card = await self._desk.find(person, invoice_id)
        if currency != CURRENCY:
            raise InvoiceMissing(person)
        payment = await self._desk.gateway.add_payment(
            invoice_id, amount, self._desk.clock.now(), Method.TELEGRAM, None, charge
        )
        if payment is None:
            return None
        return await self._count(card, self._paying(card.invoice, amount), payment, None)

    @staticmethod
    def _paying(invoice: Invoice, amount: int) -> InvoiceAction:
        if invoice.status not in OWED:
            return InvoiceAction.OVERPAY
        return InvoiceAction.PAY_PART if amount < invoice.rest else InvoiceAction.PAY

    async def _count(
        self, card: InvoiceCard, action: InvoiceAction, payment: Payment, actor: Person | None
    ) -> PaymentEntered:
        desk, before = self._desk, card.invoice
        treasurers = await desk.treasurers()
        settles = action in (InvoiceAction.CONFIRM, InvoiceAction.CONFIRM_PART, InvoiceAction.PAY)
        receipts = (
            tuple(replace(one, status=ReceiptStatus.CONFIRMED) for one in card.waiting) if settles else ()
        )
        if receipts:
            await desk.gateway.settle_receipts(before.id, ReceiptStatus.CONFIRMED, payment.amount)
        invoice = await desk.change(before, INVOICE[before.status, action], paid=before.paid + payment.amount)
        await desk.log(
            actor,
            "payment-entered",
            card.payer,
            invoice=invoice.id,
            payment=payment.id,
            amount=payment.amount,
        )
        restored = await self._restore(card, invoice, actor)
        return PaymentEntered(await desk.card(invoice), payment, actor, receipts, restored, treasurers)

    async def _restore(
        self, card: InvoiceCard, invoice: Invoice, actor: Person | None
    ) -> MembershipChanged | None:
        """Bring a member back who had lapsed and has paid; not while another invoice is overdue."""
        payer = card.payer
        if payer is None or payer.member.status is not MemberStatus.LAPSED:
            return None
        if invoice.status is not InvoiceStatus.PAID or card.invoice.status not in OWED:
            return None
        now = self._desk.clock.now()
        others = await self._desk.gateway.of_member(payer.member.id)
        if any(one.status in OWED and one.due_at < now for one in others):
            return None
        return await self._members.by_dues(payer.member, MemberAction.RESTORE, actor)
