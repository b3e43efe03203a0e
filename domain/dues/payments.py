"""Take receipts from members, decisions and payments from treasurers, charges from Telegram."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from domain.dues.context import DuesContext
from domain.dues.entities import CURRENCY, Invoice, InvoiceCard, Method, Payment, ReceiptStatus
from domain.dues.events import PaymentEntered, PaymentTakenBack, ReceiptRefused, ReceiptSent
from domain.dues.life import INVOICE, OWED, InvoiceAction, InvoiceStatus
from domain.dues.money import read_amount
from domain.dues.refusals import InvoiceStatusConflict
from domain.files import Scan
from domain.members.entities import MemberStatus
from domain.members.events import MembershipChanged
from domain.members.life import MemberAction
from domain.members.use_cases import Members
from domain.people import Person
from domain.reasons import said
from domain.refusal import Gone, InvalidAnswer, Refusal
from domain.roles import Role
from domain.use_case import use_case

MOST_RECEIPTS = 10  # files that may wait for an invoice at once
RECEIPTS = ("pdf", "image")


class Checkout(StrEnum):
    """The answer to Telegram when somebody is about to pay in the chat; all but YES are refusals with a reason."""

    YES = "yes"
    MISSING = "missing"  # no such invoice, or not theirs
    SETTLED = "settled"  # paid already, or void
    OTHER_SUM = "other-sum"  # something was paid meanwhile: it asks for too much, or in another currency


@use_case
class Payments:
    """Take receipts and payments."""

    _context: DuesContext
    _members: Members

    # What members do

    async def awaits_receipt(self, person: Person) -> InvoiceCard | None:
        """Return the invoice that a file from this person would be a receipt for: the first due of those owed."""
        owed = [
            invoice
            for member in await self._context.register.members_of(person.id)
            for invoice in await self._context.invoices.of_member(member.id)
            if invoice.status in OWED
        ]
        first = min(owed, key=lambda one: (one.due_at, one.id), default=None)
        return None if first is None else await self._context.card(first)

    async def send_receipt(self, person: Person, invoice_id: int, scan: Scan) -> ReceiptSent:
        """Take a picture or a PDF as a receipt from the member or a representative; the same file twice counts once.

        Reminders pause from now on. Raises InvoiceStatusConflict, InvalidAnswer, Gone.
        """
        context = self._context
        card = await context.own(person, invoice_id)
        status = context.step(person, card, InvoiceAction.SEND_RECEIPT)
        if not scan.is_of(RECEIPTS):
            raise InvalidAnswer(person, "dues-receipt-wrong")
        treasurers = await context.treasurers()
        stand_ins = () if treasurers else tuple(await context.roles.administrators())
        further = bool(card.waiting)
        known = next((one for one in card.waiting if one.file_id == scan.file_id), None)
        if known is not None:
            return ReceiptSent(card, known, person, treasurers, stand_ins, further, again=True)
        if len(card.waiting) >= MOST_RECEIPTS:
            raise Gone(person, "dues-receipts-many", most=MOST_RECEIPTS)
        receipt = await context.money.add_receipt(
            invoice_id, person.id, scan.file_id, scan.kind, scan.name, context.clock.now()
        )
        invoice = await context.change(card.invoice, status)
        if not further:
            await context.log(person, "receipt-sent", card.payer, invoice=invoice.id)
        card = await context.card(invoice)
        return ReceiptSent(card, receipt, person, treasurers, stand_ins, further)

    # What Telegram charges

    async def may_pay(self, person: Person, invoice_id: int, amount: int, currency: str) -> Checkout:
        """Check whether a payment in the chat may go through: exactly the open sum, from somebody whom it concerns.

        The message with the button may be old. Raises nothing.
        """
        invoice = await self._context.invoices.find(invoice_id)
        if invoice is None:
            return Checkout.MISSING
        card = await self._context.card(invoice)
        if card.payer is None or all(one.id != person.id for one in card.payer.people):
            return Checkout.MISSING
        if invoice.status not in OWED:
            return Checkout.SETTLED
        return Checkout.YES if (amount, currency) == (invoice.rest, CURRENCY) else Checkout.OTHER_SUM

    async def charge(
        self, person: Person, invoice_id: int, amount: int, currency: str, charge: str
    ) -> PaymentEntered | None:
        """Count money that Telegram took (`charge` is its id), whatever the invoice's status; None if it was counted before.

        A surplus is kept, and the treasurers are told. Raises Refusal for an unknown invoice or another currency.
        """
        invoice = await self._context.invoices.find(invoice_id)
        if invoice is None or currency != CURRENCY:
            raise Refusal(person, "dues-charge-lost", charge=charge[:100])
        card = await self._context.card(invoice)
        payment = await self._context.money.add_payment(
            invoice_id, amount, self._context.clock.now(), Method.TELEGRAM, None, charge
        )
        if payment is None:
            return None
        return await self._count(card, self._paying(card.invoice, amount), payment, None)

    # What treasurers do

    async def find(self, actor: Person, invoice_id: int, version: int | None = None) -> InvoiceCard:
        """Return an invoice that a treasurer is about to act on; `version` is the one that they saw.

        Raises NotAllowed, InvoiceStatusConflict, Gone.
        """
        return await self._context.decided(actor, invoice_id, version)

    async def confirm(self, actor: Person, invoice_id: int, version: int, text: str = "") -> PaymentEntered:
        """Confirm the receipts of an invoice: for the whole open sum, or for the one that `text` names.

        Raises NotAllowed, InvoiceStatusConflict, InvalidAnswer, Gone.
        """
        card = await self._context.decided(actor, invoice_id, version)
        self._context.step(actor, card, InvoiceAction.CONFIRM)
        amount = self._amount(actor, text) if text.strip() else card.invoice.rest
        part = amount < card.invoice.rest
        action = InvoiceAction.CONFIRM_PART if part else InvoiceAction.CONFIRM
        return await self._enter(card, action, amount, Method.TRANSFER, actor)

    async def refuse(self, actor: Person, invoice_id: int, version: int, reason: str) -> ReceiptRefused:
        """Reject the pending receipts. Reminders go on with the latest due one, and nobody lapses sooner than `recheck`
        days from now.

        Raises NotAllowed, InvoiceStatusConflict, InvalidAnswer, Gone.
        """
        context = self._context
        card = await context.decided(actor, invoice_id, version)
        status = context.step(actor, card, InvoiceAction.REFUSE_RECEIPT)
        reason = said(actor, reason)
        refused = tuple(replace(one, status=ReceiptStatus.REFUSED) for one in card.waiting)
        await context.money.settle_receipts(invoice_id, ReceiptStatus.REFUSED, None)
        invoice = await context.change(card.invoice, status, rechecked_at=context.clock.now())
        await context.log(actor, "receipt-refused", card.payer, invoice=invoice.id)
        card = await context.card(invoice)
        return ReceiptRefused(card, actor, reason, refused, await context.treasurers())

    async def enter(
        self, actor: Person, invoice_id: int, version: int, text: str, method: Method = Method.TRANSFER
    ) -> PaymentEntered:
        """Enter a payment of the sum that `text` names; an empty text means the whole open sum.

        A payment that settles the invoice confirms its pending receipts. Raises NotAllowed, InvoiceStatusConflict,
        InvalidAnswer, Gone.
        """
        card = await self._context.decided(actor, invoice_id, version)
        amount = self._amount(actor, text) if text.strip() else card.invoice.rest
        return await self._enter(card, self._paying(card.invoice, amount), amount, method, actor)

    async def take_back(self, actor: Person, payment_id: int) -> PaymentTakenBack:
        """Revoke a payment that was entered by mistake; the invoice is owed again, and nobody lapses sooner than
        `recheck` days from now.

        Raises NotAllowed, Gone (also if it was taken back before).
        """
        context = self._context
        await context.roles.require(actor, Role.TREASURER)
        payment = await context.money.payment(payment_id)
        if payment is None or payment.taken_back_at is not None:
            raise Gone(actor, "dues-payment-missing")
        card = await context.decided(actor, payment.invoice_id, None)
        paid, now = card.invoice.paid - payment.amount, context.clock.now()
        reopened = card.invoice.status is InvoiceStatus.PAID and paid < card.invoice.amount
        action = InvoiceAction.TAKE_BACK if reopened else InvoiceAction.TAKE_BACK_PART
        status = context.step(actor, card, action)
        await context.money.take_back(payment.id, now)
        again = {"rechecked_at": now} if reopened else {}
        invoice = await context.change(card.invoice, status, paid=paid, **again)
        await context.log(
            actor,
            "payment-taken-back",
            card.payer,
            invoice=invoice.id,
            payment=payment.id,
            amount=payment.amount,
        )
        return PaymentTakenBack(
            await context.card(invoice),
            replace(payment, taken_back_at=now),
            actor,
            await context.treasurers(),
        )

    # Shared

    @staticmethod
    def _amount(actor: Person, text: str) -> int:
        amount = read_amount(text)
        if amount is None:
            raise InvalidAnswer(actor, "dues-amount-wrong")
        return amount

    async def _enter(
        self, card: InvoiceCard, action: InvoiceAction, amount: int, method: Method, actor: Person
    ) -> PaymentEntered:
        self._context.step(actor, card, action)
        if action is InvoiceAction.OVERPAY:  # by hand it is a mistake, rather than money
            raise InvoiceStatusConflict(actor, card)
        payment = await self._context.money.add_payment(
            card.invoice.id, amount, self._context.clock.now(), method, actor.id, None
        )
        if payment is None:
            raise LookupError("the payment was not kept")
        return await self._count(card, action, payment, actor)

    @staticmethod
    def _paying(invoice: Invoice, amount: int) -> InvoiceAction:
        if invoice.status not in OWED:
            return InvoiceAction.OVERPAY
        return InvoiceAction.PAY_PART if amount < invoice.rest else InvoiceAction.PAY

    async def _count(
        self, card: InvoiceCard, action: InvoiceAction, payment: Payment, actor: Person | None
    ) -> PaymentEntered:
        context, before = self._context, card.invoice
        treasurers = await context.treasurers()
        settles = action in (InvoiceAction.CONFIRM, InvoiceAction.CONFIRM_PART, InvoiceAction.PAY)
        receipts = (
            tuple(replace(one, status=ReceiptStatus.CONFIRMED) for one in card.waiting) if settles else ()
        )
        if receipts:
            await context.money.settle_receipts(before.id, ReceiptStatus.CONFIRMED, payment.amount)
        invoice = await context.change(
            before, INVOICE[before.status, action], paid=before.paid + payment.amount
        )
        await context.log(
            actor,
            "payment-entered",
            card.payer,
            invoice=invoice.id,
            payment=payment.id,
            amount=payment.amount,
        )
        restored = await self._restore(card, invoice, actor)
        return PaymentEntered(await context.card(invoice), payment, actor, receipts, restored, treasurers)

    async def _restore(
        self, card: InvoiceCard, invoice: Invoice, actor: Person | None
    ) -> MembershipChanged | None:
        """Restore a lapsed member who has paid, unless another invoice is overdue."""
        payer = card.payer
        if payer is None or payer.member.status is not MemberStatus.LAPSED:
            return None
        if invoice.status is not InvoiceStatus.PAID or card.invoice.status not in OWED:
            return None
        now = self._context.clock.now()
        others = await self._context.invoices.of_member(payer.member.id)
        if any(one.status in OWED and one.due_at < now for one in others):
            return None
        return await self._members.by_dues(payer.member, MemberAction.RESTORE, actor)
