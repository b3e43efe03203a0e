"""How an invoice reads to its payer, and the buttons under it."""

from datetime import date, timedelta

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
    """A sum as the person's language writes it."""
    return to.say.texts.money(to.person.language, kopecks)


def day(to: Recipient, of: date) -> str:
    """A day with its year."""
    return to.say.texts.full_date(to.person.language, of)


def day_at(to: Recipient, at: int) -> str:
    """The day of a moment (microseconds UTC) by the association's clock."""
    return day(to, day_of(at, to.say.association.time_zone))


def period(to: Recipient, invoice: Invoice) -> str:
    """From the first day to the last."""
    return to.label("dues-period", start=day(to, invoice.starts_on), end=day(to, invoice.ends_on - DAY))


def package_title(to: Recipient, package_id: str) -> str:
    """What a package is called; by its id, where the configuration knows it no more."""
    packages = to.say.association.packages
    return next((to.name(package.title) for package in packages if package.id == package_id), package_id)


def payer_name(to: Recipient, card: InvoiceCard) -> str:
    """Who pays; a member whose data was erased has no name."""
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
    """How an invoice stands, as a line of its own."""
    return to.text(
        "dues-stands",
        status=_status(to, invoice),
        rest=money(to, invoice.rest),
        due=day_at(to, invoice.due_at),
    )


def _status(to: Recipient, invoice: Invoice) -> str:
    late = invoice.status is InvoiceStatus.OPEN and invoice.due_at < to.say.now
    return "late" if late else invoice.status.value


def sort_of(invoice: Invoice) -> str:
    """What an invoice is called for: a first one without an entry fee is of a year like any other."""
    return "entry" if invoice.entry_fee else "yearly"


def standing(to: Recipient, invoice: Invoice) -> str:
    """The same within a line: what is still to be paid, and until when; or that nothing is."""
    return to.text(
        "dues-standing",
        status=_status(to, invoice),
        rest=money(to, invoice.rest),
        due=day_at(to, invoice.due_at),
    )


def payment_lines(to: Recipient, card: InvoiceCard) -> list[str]:
    """The latest payments that count, in the order entered."""
    counted = [payment for payment in card.payments if payment.taken_back_at is None]
    return [payment_line(to, payment) for payment in counted[-SHOWN:]]


def payment_line(to: Recipient, payment: Payment) -> str:
    """When how much came, and how."""
    return to.text(
        "dues-payment",
        amount=money(to, payment.amount),
        day=day_at(to, payment.at),
        method=payment.method.value,
    )


def pay_rows(to: Recipient, card: InvoiceCard) -> list[list[InlineKeyboardButton]]:
    """What a payer can do with an invoice now."""
    if card.invoice.status not in OWED:
        return []
    rows = [[_act(to, "receipt", card.invoice)]]
    if card.online:
        rows.append([_act(to, "pay", card.invoice)])
    return rows


def invoice_keyboard(to: Recipient, card: InvoiceCard) -> InlineKeyboardMarkup:
    """The buttons under an invoice's screen."""
    show = button(to.label("dues-show"), DuesAction(verb="show"))
    return keyboard(*pay_rows(to, card), [_act(to, "file", card.invoice), show])


def notice_keyboard(to: Recipient, card: InvoiceCard) -> InlineKeyboardMarkup:
    """The buttons under what is sent by itself."""
    return keyboard(*pay_rows(to, card), [_act(to, "open", card.invoice), back_button(to)])


def _act(to: Recipient, verb: str, invoice: Invoice) -> InlineKeyboardButton:
    return button(to.label(f"dues-{verb}"), DuesAction.model_validate({"verb": verb, "id": invoice.id}))


def payers(card: InvoiceCard) -> tuple[Person, ...]:
    """Who is spoken to about an invoice."""
    return () if card.payer is None else card.payer.people
