"""Notices of dues to payers and treasurers."""

from domain.dues.entities import InvoiceCard
from domain.dues.events import (
    ISSUED,
    DuesReminderDue,
    InvoiceIssued,
    InvoiceVoided,
    LapseAhead,
    PaymentEntered,
    PaymentTakenBack,
    ReceiptRefused,
    ReceiptSent,
    notice_key,
)
from domain.dues.life import InvoiceStatus
from domain.outbox import Lane
from domain.roles import Role
from handlers.contacts.home import back_button, home_button
from handlers.dues.actions import DuesAction
from handlers.dues.cards import (
    card_button,
    card_key,
    card_keyboard,
    card_text,
    put_card,
    send_files,
    update_cards,
)
from handlers.dues.wording import (
    DAY,
    day,
    day_at,
    dues_button,
    money,
    notice_keyboard,
    package_title,
    payer_name,
    payers,
    period,
    sort_of,
)
from handlers.say import Recipient, Say
from handlers.tellings import tells
from handlers.ui import button, keyboard


@tells(InvoiceIssued)
def tell_invoice_issued(event: InvoiceIssued, say: Say) -> None:
    """Send the invoice as a file, with its details and buttons below."""
    invoice = event.card.invoice
    for person in payers(event.card):
        to = say.to(person)
        text = to.text(
            "dues-issued",
            number=invoice.number,
            kind=sort_of(invoice),
            package=package_title(to, invoice.package),
            period=period(to, invoice),
            rest=money(to, invoice.rest),
            paid="none" if not invoice.paid else money(to, invoice.paid),
            due=day_at(to, invoice.due_at),
            online="yes" if event.card.online else "no",
        )
        key = event.key(person)
        to.document(event.job, text, notice_keyboard(to, event.card), key=key, unheard=Role.TREASURER)


@tells(DuesReminderDue)
def tell_dues_reminder_due(event: DuesReminderDue, say: Say) -> None:
    invoice = event.card.invoice
    for person in payers(event.card):
        to = say.to(person)
        text = to.text(
            "dues-reminder",
            when="before" if event.step < 0 else "today" if event.step == 0 else "after",
            number=invoice.number,
            rest=money(to, invoice.rest),
            due=day_at(to, invoice.due_at),
            lapses=day(to, event.lapses_on),
        )
        buttons, key = notice_keyboard(to, event.card), event.key(person)
        to.send(text, buttons, lane=Lane.NOTICES, key=key, unheard=Role.TREASURER)


@tells(LapseAhead)
def tell_lapse_ahead(event: LapseAhead, say: Say) -> None:
    for person in event.staff:
        to = say.to(person)
        text = to.text(
            "treasury-lapse-ahead",
            name=payer_name(to, event.card),
            number=event.card.invoice.number,
            rest=money(to, event.card.invoice.rest),
            day=day(to, event.lapses_on),
        )
        buttons = keyboard([card_button(to, event.card)], [back_button(to)])
        to.send(text, buttons, lane=Lane.NOTICES, key=event.key(person), unheard=Role.TREASURER)


@tells(ReceiptSent)
def tell_receipt_sent(event: ReceiptSent, say: Say) -> None:
    """Thank the payer; send every treasurer the file with a card, or update the card for further files."""
    card, receipt = event.card, event.receipt
    _thank(event, say)
    if event.again:
        return
    for treasurer in event.treasurers:
        to = say.to(treasurer)
        if event.further:
            send_files(to, card, [receipt], str(treasurer.id), lane=Lane.NOTICES)
            first = card_key(card, card.waiting[0], treasurer)
            text, buttons = card_text(to, card), card_keyboard(to, card)
            to.amend(first, text, buttons, resend_if_missing=True, unheard=Role.TREASURER)
        else:
            put_card(to, card, receipt)
    for stand_in in () if event.further else event.stand_ins:
        to = say.to(stand_in)
        to.send(
            to.text("treasury-nobody", name=payer_name(to, card), number=card.invoice.number),
            lane=Lane.NOTICES,
            key=card_key(card, receipt, stand_in),
            unheard=Role.TREASURER,
        )


def _thank(event: ReceiptSent, say: Say) -> None:
    to, card = say.to(event.person), event.card
    first = card.waiting[0].id if card.waiting else event.receipt.id
    key = f"dues-receipt:{card.invoice.id}:{first}:{event.person.id}"
    text = to.text("dues-receipt-taken", number=card.invoice.number, count=len(card.waiting))
    buttons = keyboard([dues_button(to), back_button(to)])
    if event.further or event.again:
        to.amend(key, text, buttons, resend_if_missing=True)
    else:
        to.screen(text, buttons, key=key)


@tells(ReceiptRefused)
def tell_receipt_refused(event: ReceiptRefused, say: Say) -> None:
    card = event.card
    for person in payers(card):
        to = say.to(person)
        text = to.text(
            "dues-receipt-refused",
            number=card.invoice.number,
            reason=event.reason,
            rest=money(to, card.invoice.rest),
            due=day_at(to, card.invoice.due_at),
        )
        to.send(text, notice_keyboard(to, card), lane=Lane.NOTICES, unheard=Role.TREASURER)
    update_cards(card, event.treasurers, event.actor, say)


@tells(PaymentEntered)
def tell_payment_entered(event: PaymentEntered, say: Say) -> None:
    """Thank the payer and update the cards; tell treasurers of a charge that nobody entered."""
    card, invoice = event.card, event.card.invoice
    settled = invoice.status is InvoiceStatus.PAID
    for person in payers(card):
        to = say.to(person)
        text = to.text(
            "dues-thanks",
            number=invoice.number,
            amount=money(to, event.payment.amount),
            settled="back" if event.restored is not None else "yes" if settled else "no",
            rest=money(to, invoice.rest),
            due=day_at(to, invoice.due_at),
            until=day(to, invoice.ends_on - DAY),
        )
        surplus = to.text("dues-surplus", amount=money(to, invoice.surplus)) if invoice.surplus else ""
        buttons = home_button(to) if settled or not invoice.rest else notice_keyboard(to, card)
        text = "\n".join(filter(None, [text, surplus]))
        to.send(text, buttons, lane=Lane.NOTICES, unheard=Role.TREASURER)
        if settled:
            _retire(to, card)
    if event.actor is None:
        _tell_of_charge(event, say)
    if event.restored is not None:
        member = event.restored.member
        for secretary in event.restored.secretaries:
            to = say.to(secretary)
            to.send(
                to.text("member-changed-staff", action=event.restored.action.value, name=member.name),
                lane=Lane.NOTICES,
                key=f"member:{member.id}:{member.status}:{invoice.id}:{secretary.id}",
                unheard=Role.SECRETARY,
            )
    update_cards(card, event.treasurers, event.actor, say)


def _retire(to: Recipient, card: InvoiceCard) -> None:
    """Take the buttons to pay from the message that brought the invoice."""
    look = button(to.label("dues-open"), DuesAction(verb="open", id=card.invoice.id))
    to.retire(notice_key(card.invoice.id, ISSUED, to.person), keyboard([look]))


def _tell_of_charge(event: PaymentEntered, say: Say) -> None:
    for treasurer in event.treasurers:
        to = say.to(treasurer)
        text = to.text(
            "treasury-charged",
            name=payer_name(to, event.card),
            number=event.card.invoice.number,
            amount=money(to, event.payment.amount),
            surplus="none" if not event.card.invoice.surplus else money(to, event.card.invoice.surplus),
        )
        key = f"dues-charge:{event.payment.id}:{treasurer.id}"
        buttons = keyboard([card_button(to, event.card)])
        to.send(text, buttons, lane=Lane.NOTICES, key=key, unheard=Role.TREASURER)


@tells(PaymentTakenBack)
def tell_payment_taken_back(event: PaymentTakenBack, say: Say) -> None:
    card = event.card
    for person in payers(card):
        to = say.to(person)
        text = to.text(
            "dues-taken-back",
            number=card.invoice.number,
            amount=money(to, event.payment.amount),
            rest=money(to, card.invoice.rest),
            due=day_at(to, card.invoice.due_at),
        )
        to.send(text, notice_keyboard(to, card), lane=Lane.NOTICES, unheard=Role.TREASURER)
    update_cards(card, event.treasurers, event.actor, say)


@tells(InvoiceVoided)
def tell_invoice_voided(event: InvoiceVoided, say: Say) -> None:
    for person in payers(event.card):
        to = say.to(person)
        text = to.text("dues-voided", number=event.card.invoice.number, reason=event.reason or "none")
        to.send(text, home_button(to), lane=Lane.NOTICES, unheard=Role.TREASURER)
        _retire(to, event.card)
    update_cards(event.card, event.treasurers, event.actor, say)


def tell_treasurers(event: InvoiceVoided, say: Say) -> None:
    """Update the cards of an invoice that the end of a membership voided, and mention money that came for it."""
    card = event.card
    update_cards(card, event.treasurers, None, say)
    for treasurer in event.treasurers if card.invoice.surplus or card.waiting else ():
        to = say.to(treasurer)
        text = to.text(
            "treasury-ended",
            name=payer_name(to, card),
            number=card.invoice.number,
            paid="yes" if card.invoice.surplus else "no",
            amount=money(to, card.invoice.surplus),
        )
        buttons = keyboard([card_button(to, card)])
        to.send(text, buttons, lane=Lane.NOTICES, unheard=Role.TREASURER)
