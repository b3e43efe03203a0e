"""Why something was not done with dues, and the way on."""

from aiogram.types import InlineKeyboardMarkup

from domain.dues.refusals import (
    InvoiceMissing,
    InvoiceOutOfTurn,
    NotAnAmount,
    NotAReceipt,
    PackageUnfit,
    PaymentMissing,
    ReceiptWaits,
    TooManyReceipts,
)
from domain.people import Person
from handlers.contacts.home import back_button, home_button
from handlers.dues.actions import DuesAction, TreasuryAction
from handlers.dues.cards import show_card
from handlers.dues.wording import invoice_keyboard, invoice_text, payers
from handlers.say import Recipient, Say
from handlers.tellings import tells
from handlers.ui import button, keyboard


@tells(InvoiceMissing)
def tell_invoice_missing(event: InvoiceMissing, say: Say) -> None:
    to = say.to(event.person)
    _refuse(to, "dues-missing", _dues(to))


@tells(InvoiceOutOfTurn)
def tell_invoice_out_of_turn(event: InvoiceOutOfTurn, say: Say) -> None:
    """How the invoice stands now, to whoever pressed: its payer, or staff."""
    to = say.to(event.person)
    to.answer("dues-stale", alert=True)
    if _pays(event.person, event) and not _from_a_card(say):
        to.screen(invoice_text(to, event.card), invoice_keyboard(to, event.card))
    else:
        show_card(to, event.card)


def _from_a_card(say: Say) -> bool:
    """Whether a card of the treasurers was tapped: they may pay dues themselves."""
    data = "" if say.tapped is None else say.tapped.data or ""
    return data.startswith(TreasuryAction.__prefix__ + TreasuryAction.__separator__)


def _pays(person: Person, event: InvoiceOutOfTurn) -> bool:
    return any(one.id == person.id for one in payers(event.card))


@tells(PaymentMissing)
def tell_payment_missing(event: PaymentMissing, say: Say) -> None:
    to = say.to(event.person)
    overview = button(to.label("treasury-overview"), TreasuryAction(verb="overview"))
    _refuse(to, "treasury-payment-missing", keyboard([overview]))


@tells(NotAnAmount)
def tell_not_an_amount(event: NotAnAmount, say: Say) -> None:
    to = say.to(event.person)
    overview = button(to.label("treasury-overview"), TreasuryAction(verb="overview"))
    to.send(to.text("treasury-amount-wrong"), keyboard([overview]))


@tells(NotAReceipt)
def tell_not_a_receipt(event: NotAReceipt, say: Say) -> None:
    to = say.to(event.person)
    to.send(to.text("dues-receipt-wrong"), _dues(to))


@tells(TooManyReceipts)
def tell_too_many_receipts(event: TooManyReceipts, say: Say) -> None:
    to = say.to(event.person)
    to.send(to.text("dues-receipts-many", most=event.most), _dues(to))


@tells(PackageUnfit)
def tell_package_unfit(event: PackageUnfit, say: Say) -> None:
    to = say.to(event.person)
    _refuse(to, "treasury-package-unfit", home_button(to))


@tells(ReceiptWaits)
def tell_receipt_waits(event: ReceiptWaits, say: Say) -> None:
    to = say.to(event.person)
    to.answer("treasury-receipt-first", alert=True)
    show_card(to, event.card)


def _refuse(to: Recipient, key: str, buttons: InlineKeyboardMarkup) -> None:
    to.answer(key, alert=True)
    to.screen(to.text(key), buttons)


def _dues(to: Recipient) -> InlineKeyboardMarkup:
    return keyboard([button(to.label("dues-show"), DuesAction(verb="show")), back_button(to)])
