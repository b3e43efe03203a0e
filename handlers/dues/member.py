"""Dues as their payer sees them: open invoices, one invoice, its file, the history."""

from aiogram.fsm.context import FSMContext
from aiogram.types import InlineKeyboardButton

from domain.dues.billing import Billing
from domain.dues.entities import Account, Invoice
from domain.dues.events import InvoiceNotMade, InvoicePrepared
from domain.dues.ledger import Ledger
from domain.people import Person
from domain.roles import Role, Roles
from handlers.asking import lead_back
from handlers.contacts.home import ContactAction, back_button
from handlers.dues.actions import DuesAction
from handlers.dues.treasury import show_overview
from handlers.dues.wording import (
    NAME,
    day,
    day_at,
    dues_button,
    invoice_keyboard,
    invoice_text,
    money,
    package_title,
    pay_rows,
    standing,
)
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import button, clip, keyboard

router = Router(name="dues-member")

SHOWN = 12  # invoices of the history
MOST = 8  # members that one speaks for, on a screen


@router.commands("dues")
async def open_dues(
    person: Person, to: Recipient, billing: Billing, ledger: Ledger, roles: Roles, state: FSMContext
) -> None:
    """Show staff the overview, and everybody else their own dues."""
    await state.clear()
    if await roles.may(person, Role.TREASURER, Role.SECRETARY):
        await show_overview(to, ledger)
    else:
        await show_own(to, billing)


@router.taps(DuesAction, "show")
@router.taps(ContactAction, "dues")
async def go_to_dues(to: Recipient, billing: Billing, state: FSMContext) -> None:
    await state.clear()
    await show_own(to, billing)


async def show_own(to: Recipient, billing: Billing) -> None:
    """Show what the person owes, for themselves and for the organisations that they represent."""
    accounts = await billing.own(to.person)
    if not accounts:
        join = button(to.label("contact-join"), ContactAction(verb="join"))
        to.screen(to.text("dues-none"), keyboard([join], [back_button(to)]))
        return
    owed = [invoice for account in accounts for invoice in account.owed]
    shown = [_account_text(to, account) for account in accounts[:MOST]]
    text = "\n\n".join([to.text("dues-own"), *shown])
    rows = [[invoice_button(to, invoice)] for invoice in owed[:SHOWN]]
    if len(owed) == 1:  # a tap less
        rows = pay_rows(to, await billing.look(to.person, owed[0].id)) + rows
    history = button(to.label("dues-history"), DuesAction(verb="history"))
    to.screen(text, keyboard(*rows, [history, back_button(to)]))


def _account_text(to: Recipient, account: Account) -> str:
    member, package = account.payer.member, account.payer.package
    head = to.text(
        "dues-account",
        payer="none" if account.payer.organisation is None else clip(member.name, NAME),
        status=member.status.value,
        package="none" if package is None else package_title(to, package.id),
    )
    lines = [
        to.text("dues-owed", number=invoice.number) + " " + standing(to, invoice) for invoice in account.owed
    ]
    if not lines and account.next_on is not None and member.status.value == "active":
        lines = [to.text("dues-paid-until", day=day(to, account.next_on))]
    return "\n".join([head, *lines])


def invoice_button(to: Recipient, invoice: Invoice) -> InlineKeyboardButton:
    """The button that leads to an invoice."""
    label = to.label(
        "dues-row",
        number=invoice.number,
        amount=money(to, invoice.rest or invoice.amount),
        status=invoice.status.value,
    )
    return button(label, DuesAction(verb="open", id=invoice.id))


@router.taps(DuesAction, "open")
async def open_invoice(
    action: DuesAction, person: Person, to: Recipient, billing: Billing, state: FSMContext
) -> None:
    await state.clear()
    card = await billing.look(person, action.id)
    to.screen(invoice_text(to, card), invoice_keyboard(to, card))


@router.taps(DuesAction, "history")
async def show_history(person: Person, to: Recipient, billing: Billing) -> None:
    invoices = [invoice for account in await billing.own(person) for invoice in account.invoices][:SHOWN]
    lines = [
        to.text(
            "dues-history-line",
            number=invoice.number,
            day=day_at(to, invoice.issued_at),
            amount=money(to, invoice.amount),
            paid=money(to, invoice.paid),
            status=invoice.status.value,
        )
        for invoice in invoices
    ]
    rows = [[invoice_button(to, invoice)] for invoice in invoices]
    text = "\n".join([to.text("dues-history-title", count=len(invoices)), *lines])
    to.screen(text, keyboard(*rows, [lead_back(to, DuesAction(verb="show"))]))


@router.taps(DuesAction, "file")
async def prepare_file(action: DuesAction, person: Person, billing: Billing, tell: Tell) -> None:
    tell(await billing.prepare(person, action.id))


@tells(InvoicePrepared)
def tell_invoice_prepared(event: InvoicePrepared, say: Say) -> None:
    to = say.to(event.person)
    to.answer("dues-file-coming")
    to.document(event.job, to.text("dues-file-caption", number=event.card.invoice.number))


@tells(InvoiceNotMade)
def tell_invoice_not_made(event: InvoiceNotMade, say: Say) -> None:
    to = say.to(event.person)
    to.send(to.text("dues-file-failed"), keyboard([dues_button(to)], [back_button(to)]))
