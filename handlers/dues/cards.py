"""Invoices as staff see them: the card on which a treasurer decides, and the files for it."""

from collections.abc import Iterable

from aiogram.methods import SendDocument, SendPhoto
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from domain.dues.entities import InvoiceCard, Payment, Receipt
from domain.dues.life import InvoiceStatus
from domain.outbox import Lane
from domain.people import Person
from domain.roles import Role
from handlers.dues.actions import TreasuryAction
from handlers.dues.wording import (
    day_at,
    money,
    package_title,
    payer_name,
    payment_lines,
    period,
    sort_of,
    stands,
)
from handlers.names import person_name
from handlers.say import Recipient, Say
from handlers.ui import button, keyboard


def card_text(to: Recipient, card: InvoiceCard, by: Person | None = None) -> str:
    """The text of an invoice's card; `by` has just decided on it."""
    invoice = card.invoice
    head = to.text(
        "treasury-card",
        name=payer_name(to, card),
        number=invoice.number,
        kind=sort_of(invoice),
        package=package_title(to, invoice.package),
        period=period(to, invoice),
        amount=money(to, invoice.amount),
    )
    lines = [head, stands(to, invoice), *payment_lines(to, card)]
    if invoice.surplus:
        lines.append(to.text("treasury-surplus", amount=money(to, invoice.surplus)))
    if card.waiting and invoice.status is InvoiceStatus.CHECKING:
        lines.append(to.text("treasury-receipts-wait", count=len(card.waiting)))
    if by is not None:
        lines.append(to.text("treasury-by", name=person_name(to, by), day=day_at(to, to.say.now)))
    return "\n".join(lines)


def card_keyboard(to: Recipient, card: InvoiceCard, *, decides: bool = True) -> InlineKeyboardMarkup:
    """The buttons of an invoice's card; `decides`: for a treasurer rather than for those who only look."""
    invoice = card.invoice
    rows: list[list[InlineKeyboardButton]] = []
    if decides and invoice.status is InvoiceStatus.CHECKING:
        rows += [
            [act(to.label("treasury-confirm", amount=money(to, invoice.rest)), card, "confirm")],
            [
                act(to.label("treasury-other"), card, "other"),
                act(to.label("treasury-refuse"), card, "refuse"),
            ],
        ]
    elif decides and invoice.status is InvoiceStatus.OPEN:
        rows += [
            [act(to.label("treasury-enter"), card, "enter")],
            [act(to.label("treasury-void"), card, "void")],
        ]
    elif decides and card.reissuable:
        rows.append([act(to.label("treasury-reissue"), card, "reissue")])
    if decides and payments_of(card):
        rows.append([act(to.label("treasury-payments"), card, "payments")])
    look = [act(to.label("treasury-files"), card, "files")] if card.receipts else []
    if card.payer is not None:
        member = TreasuryAction(verb="member", id=card.payer.member.id)
        look.append(button(to.label("treasury-member"), member))
    return keyboard(*rows, look, [overview_button(to)])


def overview_button(to: Recipient) -> InlineKeyboardButton:
    """The button that leads back to the overview."""
    return button(to.label("treasury-overview"), TreasuryAction(verb="overview"))


def card_button(to: Recipient, card: InvoiceCard) -> InlineKeyboardButton:
    """The button that leads from a notice to an invoice's card."""
    return button(to.label("treasury-open"), TreasuryAction(verb="open", id=card.invoice.id))


def payments_of(card: InvoiceCard) -> tuple[Payment, ...]:
    """The payments that were not taken back."""
    return tuple(payment for payment in card.payments if payment.taken_back_at is None)


def act(label: str, card: InvoiceCard, verb: str, value: str = "") -> InlineKeyboardButton:
    """A button of a card, with the version of the invoice that it shows."""
    action = {"verb": verb, "id": card.invoice.id, "version": card.invoice.version, "value": value}
    return button(label, TreasuryAction.model_validate(action))


def show_card(to: Recipient, card: InvoiceCard, *, decides: bool = True, by: Person | None = None) -> None:
    """Show the card in place of the tapped message, else as a new one."""
    to.screen(card_text(to, card, by), card_keyboard(to, card, decides=decides), about=about(card))


def about(card: InvoiceCard) -> str:
    """The beginning of the keys under which staff are told of this invoice."""
    return f"dues-card:{card.invoice.id}"


def card_key(card: InvoiceCard, receipt: Receipt, person: Person) -> str:
    """The key of a treasurer's card for a receipt."""
    return f"{about(card)}:{receipt.id}:{person.id}"


def put_card(to: Recipient, card: InvoiceCard, receipt: Receipt) -> None:
    """Send a receipt's file, and below it the card on which it is decided."""
    send_files(to, card, [receipt], str(to.person.id), lane=Lane.NOTICES)
    to.send(
        card_text(to, card),
        card_keyboard(to, card),
        lane=Lane.NOTICES,
        key=card_key(card, receipt, to.person),
        unheard=Role.TREASURER,
    )


def send_files(
    to: Recipient, card: InvoiceCard, receipts: Iterable[Receipt], once: str, lane: Lane = Lane.REPLIES
) -> None:
    """Send receipts by their Telegram file ids; `once` makes each be sent only once."""
    for receipt in receipts:
        caption = to.label("treasury-file", name=payer_name(to, card), number=card.invoice.number)
        chat_id = to.person.id
        method = (
            SendPhoto(chat_id=chat_id, photo=receipt.file_id, caption=caption, protect_content=True)
            if receipt.kind == "photo"
            else SendDocument(
                chat_id=chat_id, document=receipt.file_id, caption=caption, protect_content=True
            )
        )
        key = f"{about(card)}:file:{receipt.id}:{once}"
        to.say.call(method, chat_id, lane=lane, key=key, unheard=Role.TREASURER)


def update_cards(card: InvoiceCard, treasurers: Iterable[Person], actor: Person | None, say: Say) -> None:
    """Update every card of an invoice; the person who acted sees it where they tapped."""
    for treasurer in treasurers:
        to = say.to(treasurer)
        for receipt in card.receipts:
            to.amend(card_key(card, receipt, treasurer), card_text(to, card, actor), card_keyboard(to, card))
    if actor is not None:
        show_card(say.to(actor), card, by=actor)
