"""Invoices as their payers see them, and the buttons under them."""

from datetime import date, timedelta
from typing import Literal

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from domain.dues.entities import Invoice, InvoiceCard, Payment
from domain.dues.life import OWED, InvoiceStatus
from domain.dues.periods import day_of
from domain.people import Person
from handlers.contacts.home import back_button
from handlers.dues.actions import DuesAction
from handlers.say import Recipient
from handlers.ui import button, clip, keyboard

DAY = timedelta(1)
SHOWN = 10  # payments on a screen
NAME = 200  # characters of a member's name on a screen


def money(to: Recipient, kopecks: int) -> str:
    """Format a sum in the person's language."""
    return to.say.texts.money(to.person.language, kopecks)


def day(to: Recipient, of: date) -> str:
    """Format a day with its year."""
    return to.say.texts.full_date(to.person.language, of)


def day_at(to: Recipient, at: int) -> str:
    """Format the day of a moment (microseconds UTC) in the association's time zone."""
    return day(to, day_of(at, to.say.association.time_zone))


def period(to: Recipient, invoice: Invoice) -> str:
    """Format a period from its first day to its last."""
    return to.label("dues-period", start=day(to, invoice.starts_on), end=day(to, invoice.ends_on - DAY))


def package_title(to: Recipient, package_id: str) -> str:
    """A package's title, or its id if the configuration no longer has it."""
    packages = to.say.association.packages
    return next((to.name(package.title) for package in packages if package.id == package_id), package_id)


def payer_name(to: Recipient, card: InvoiceCard) -> str:
    """The payer's name; a member whose data was erased has none."""
    return to.label("dues-nobody") if card.payer is None else clip(card.payer.member.name, NAME)


def invoice_text(to: Recipient, card: InvoiceCard) -> str:
    """An invoice as its payer sees it."""
    invoice, payer = card.invoice, card.payer
    text = to.text(
        "dues-invoice",
        number=invoice.number,
        payer="none" if payer is None or payer.organisation is None else clip(payer.member.name, NAME),
        kind=sort_of(invoice),
        package=package_title(to, invoice.package),
        period=period(to, invoice),
        amount=money(to, invoice.amount),
    )
    return "\n".join([text, stands(to, invoice), *payment_lines(to, card)])


def stands(to: Recipient, invoice: Invoice) -> str:
    """An invoice's status as a line of its own."""
    return to.text(
        "dues-stands",
        status=status_of(to, invoice),
        rest=money(to, invoice.rest),
        due=day_at(to, invoice.due_at),
    )


def status_of(to: Recipient, invoice: Invoice) -> str:
    """An invoice's status for a text; open and past its due date is `late`."""
    late = invoice.status is InvoiceStatus.OPEN and invoice.due_at < to.say.now
    return "late" if late else invoice.status.value


def sort_of(invoice: Invoice) -> str:
    """The kind of an invoice; a first one without an entry fee counts as yearly."""
    return "entry" if invoice.entry_fee else "yearly"


def standing(to: Recipient, invoice: Invoice) -> str:
    """An invoice's status within a line: the open sum and its due date, or that nothing is owed."""
    return to.text(
        "dues-standing",
        status=status_of(to, invoice),
        rest=money(to, invoice.rest),
        due=day_at(to, invoice.due_at),
    )


def payment_lines(to: Recipient, card: InvoiceCard) -> list[str]:
    """The latest payments that were not taken back, in the order entered."""
    counted = [payment for payment in card.payments if payment.taken_back_at is None]
    return [payment_line(to, payment) for payment in counted[-SHOWN:]]


def payment_line(to: Recipient, payment: Payment) -> str:
    """A payment's day, sum and method."""
    return to.text(
        "dues-payment",
        amount=money(to, payment.amount),
        day=day_at(to, payment.at),
        method=payment.method.value,
    )


def pay_rows(to: Recipient, card: InvoiceCard) -> list[list[InlineKeyboardButton]]:
    """The buttons with which a payer can pay an invoice now."""
    if card.invoice.status not in OWED:
        return []
    rows = [[_act(to, "receipt", card.invoice)]]
    if card.online:
        rows.append([_act(to, "pay", card.invoice)])
    return rows


def invoice_keyboard(to: Recipient, card: InvoiceCard) -> InlineKeyboardMarkup:
    """The buttons under an invoice's screen."""
    return keyboard(*pay_rows(to, card), [_act(to, "file", card.invoice), dues_button(to)])


def dues_button(to: Recipient) -> InlineKeyboardButton:
    """The button that leads to the person's own dues."""
    return button(to.label("dues-show"), DuesAction(verb="show"))


def notice_keyboard(to: Recipient, card: InvoiceCard) -> InlineKeyboardMarkup:
    """The buttons under a notice."""
    return keyboard(*pay_rows(to, card), [_act(to, "open", card.invoice), back_button(to)])


def _act(
    to: Recipient, verb: Literal["receipt", "pay", "file", "open"], invoice: Invoice
) -> InlineKeyboardButton:
    return button(to.label(f"dues-{verb}"), DuesAction(verb=verb, id=invoice.id))


def payers(card: InvoiceCard) -> tuple[Person, ...]:
    """The people to tell about an invoice."""
    return () if card.payer is None else card.payer.people
