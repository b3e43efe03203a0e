"""Treasurers decide on receipts, enter and take back payments, and void invoices."""

from aiogram.fsm.context import FSMContext
from aiogram.types import InlineKeyboardButton

from domain.dues.billing import Billing
from domain.dues.entities import InvoiceCard, Method
from domain.dues.payments import Payments
from domain.people import Person
from handlers.asking import Asked, Question, ask, confirm, lead_back
from handlers.dues.actions import TreasuryAction
from handlers.dues.cards import act, payments_of, show_card
from handlers.dues.wording import SHOWN, day_at, money, payer_name, payers
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.ui import button, keyboard

router = Router(name="dues-deciding")

REASONS = ("missing", "unreadable", "foreign")

DECISION = Question("dues-decision")  # a sum or a reason


@router.taps(TreasuryAction, "confirm")
async def confirm_payment(action: TreasuryAction, person: Person, payments: Payments, tell: Tell) -> None:
    tell(await payments.confirm(person, action.id, action.version))


@router.taps(TreasuryAction, "other", "refuse", "void")
async def ask_for_words(
    action: TreasuryAction, person: Person, to: Recipient, payments: Payments, state: FSMContext
) -> None:
    """Ask for the sum on a receipt or for a reason, unless the card is out of date."""
    card = await payments.find(person, action.id, action.version)
    text = to.text(
        f"treasury-{action.verb}-ask",
        name=payer_name(to, card),
        number=card.invoice.number,
        rest=money(to, card.invoice.rest),
    )
    ready = [[act(to.label(f"treasury-reason-{reason}"), card, "reason", reason)] for reason in REASONS]
    await _ask(action, to, state, text, *(ready if action.verb == "refuse" else []))


@router.taps(TreasuryAction, "enter")
async def ask_for_payment(
    action: TreasuryAction, person: Person, to: Recipient, payments: Payments, state: FSMContext
) -> None:
    """Ask for the sum that was paid, unless the card is out of date."""
    card = await payments.find(person, action.id, action.version)
    method = Method.CASH if action.value == Method.CASH else Method.TRANSFER
    other = Method.TRANSFER if method is Method.CASH else Method.CASH
    rest = money(to, card.invoice.rest)
    text = to.text(
        "treasury-enter-ask",
        name=payer_name(to, card),
        number=card.invoice.number,
        rest=rest,
        method=method.value,
    )
    whole = [act(to.label("treasury-whole", amount=rest), card, "whole", method.value)]
    by_other = [act(to.label(f"treasury-by-{other.value}"), card, "enter", other.value)]
    await _ask(action, to, state, text, whole, by_other, method=method)


async def _ask(
    action: TreasuryAction,
    to: Recipient,
    state: FSMContext,
    text: str,
    *rows: list[InlineKeyboardButton],
    method: Method = Method.TRANSFER,
) -> None:
    await ask(
        to,
        state,
        DECISION,
        text,
        *rows,
        back=TreasuryAction(verb="open", id=action.id),
        verb=action.verb,
        id=action.id,
        version=action.version,
        method=method.value,
    )


@router.taps(TreasuryAction, "reason")
async def take_ready_reason(
    action: TreasuryAction,
    person: Person,
    to: Recipient,
    say: Say,
    payments: Payments,
    state: FSMContext,
    tell: Tell,
) -> None:
    if action.value not in REASONS:
        to.answer("contact-stale-button")
        return
    card = await payments.find(person, action.id, action.version)
    await state.clear()
    language = next((reader.language for reader in payers(card)), person.language)
    reason = say.texts.plain(language, f"treasury-reason-{action.value}")
    tell(await payments.refuse(person, action.id, action.version, reason))


@router.taps(TreasuryAction, "whole")
async def enter_whole(
    action: TreasuryAction, person: Person, payments: Payments, state: FSMContext, tell: Tell
) -> None:
    method = Method.CASH if action.value == Method.CASH else Method.TRANSFER
    event = await payments.enter(person, action.id, action.version, "", method)
    await state.clear()
    tell(event)


@router.answers(DECISION)
async def take_words(
    text: str, asked: Asked, person: Person, payments: Payments, billing: Billing, tell: Tell
) -> None:
    invoice = (person, asked["id"], asked["version"])
    match asked["verb"]:
        case "enter":
            tell(await payments.enter(*invoice, text, Method(asked["method"])))
        case "other":
            tell(await payments.confirm(*invoice, text))
        case "refuse":
            tell(await payments.refuse(*invoice, text))
        case _:
            tell(await billing.void(*invoice, text))


@router.taps(TreasuryAction, "reissue")
async def reissue(
    action: TreasuryAction, person: Person, to: Recipient, billing: Billing, tell: Tell
) -> None:
    event = await billing.reissue(person, action.id, action.version)
    show_card(to, event.card)
    tell(event)


@router.taps(TreasuryAction, "payments")
async def list_payments(action: TreasuryAction, person: Person, to: Recipient, payments: Payments) -> None:
    """Ask which payment was a mistake."""
    card = await payments.find(person, action.id)
    if not payments_of(card):
        show_card(to, card)
        return
    rows = [
        [
            button(
                to.label(
                    "treasury-payment-row",
                    amount=money(to, payment.amount),
                    day=day_at(to, payment.at),
                    method=payment.method.value,
                ),
                TreasuryAction(verb="back", id=card.invoice.id, value=str(payment.id)),
            )
        ]
        for payment in payments_of(card)[-SHOWN:]
    ]
    text = to.text("treasury-payments-ask", name=payer_name(to, card), number=card.invoice.number)
    to.screen(text, keyboard(*rows, [lead_back(to, _card(card))]))


@router.taps(TreasuryAction, "back")
async def ask_to_take_back(action: TreasuryAction, person: Person, to: Recipient, payments: Payments) -> None:
    card = await payments.find(person, action.id)
    payment = next((one for one in payments_of(card) if str(one.id) == action.value), None)
    if payment is None:
        show_card(to, card)
        return
    text = to.text(
        "treasury-back-ask",
        amount=money(to, payment.amount),
        day=day_at(to, payment.at),
        name=payer_name(to, card),
        number=card.invoice.number,
    )
    sure = button(to.label("treasury-back-sure"), TreasuryAction(verb="back-sure", id=payment.id))
    confirm(to, text, sure, back=_card(card))


@router.taps(TreasuryAction, "back-sure")
async def take_back(action: TreasuryAction, person: Person, payments: Payments, tell: Tell) -> None:
    tell(await payments.take_back(person, action.id))


def _card(card: InvoiceCard) -> TreasuryAction:
    return TreasuryAction(verb="open", id=card.invoice.id)
