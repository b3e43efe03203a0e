"""Refusals of dues: the buttons that lead on, and the invoice as it is now."""

from aiogram.types import InlineKeyboardMarkup

from domain.dues.refusals import InvoiceStatusConflict, ReceiptWaits
from handlers.contacts.home import back_button, home_button
from handlers.dues.actions import TreasuryAction
from handlers.dues.cards import overview_button, show_card
from handlers.dues.wording import dues_button, invoice_keyboard, invoice_text, payers
from handlers.refusals import way_on
from handlers.say import Recipient, Say
from handlers.tellings import tells
from handlers.ui import keyboard


@way_on("dues")
def lead_to_dues(to: Recipient) -> InlineKeyboardMarkup:
    return keyboard([dues_button(to), back_button(to)])


@way_on("dues-payment-missing")
def lead_to_overview(to: Recipient) -> InlineKeyboardMarkup:
    return keyboard([overview_button(to)])


way_on("dues-package-unfit", "dues-charge-lost")(home_button)


@tells(InvoiceStatusConflict)
def tell_invoice_status_conflict(event: InvoiceStatusConflict, say: Say) -> None:
    """Payers see their invoice, unless they tapped a treasurer's card; staff see the card."""
    to = say.to(event.person)
    to.answer("refused-dues-stale", alert=True)
    data = "" if say.tapped is None else say.tapped.data or ""
    on_card = data.startswith(TreasuryAction.__prefix__ + TreasuryAction.__separator__)
    if on_card or all(payer.id != event.person.id for payer in payers(event.card)):
        show_card(to, event.card)
    else:
        to.screen(invoice_text(to, event.card), invoice_keyboard(to, event.card))


@tells(ReceiptWaits)
def tell_receipt_waits(event: ReceiptWaits, say: Say) -> None:
    to = say.to(event.person)
    to.answer("refused-dues-receipt-waits", alert=True)
    show_card(to, event.card)
