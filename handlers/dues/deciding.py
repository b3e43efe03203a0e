"""A treasurer decides: on receipts, on payments entered and taken back, on invoices that nobody owes."""

from collections.abc import Awaitable, Callable
from functools import partial

from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State
from aiogram.types import InlineKeyboardButton

from domain.dues.billing import Billing
from domain.dues.entities import InvoiceCard, Method
from domain.dues.payments import Payments
from domain.events import Event
from domain.people import Person
from handlers.dues.actions import Treasury, TreasuryAction
from handlers.dues.cards import act, payments_of, show_card
from handlers.dues.wording import SHOWN, day_at, money, payer_name
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.ui import PlainText, button, keyboard

router = Router(name="dues-deciding")

REASONS = ("missing", "unreadable", "foreign")
ASKED: dict[str, State] = {
    "other": Treasury.other,
    "refuse": Treasury.refuse,
    "enter": Treasury.enter,
    "void": Treasury.void,
}


@router.taps(TreasuryAction, "confirm")
async def confirm(action: TreasuryAction, person: Person, payments: Payments, tell: Tell) -> None:
    tell(await payments.confirm(person, action.id, action.version))


@router.taps(TreasuryAction, "other", "refuse", "enter", "void")
async def ask(
    action: TreasuryAction, person: Person, to: Recipient, payments: Payments, state: FSMContext
) -> None:
    """Ask for a sum or a reason; what was pressed on an old card is not asked."""
    card = await payments.find(person, action.id, action.version)
    method = Method(action.value) if action.value in list(Method) else Method.TRANSFER
    await state.set_state(ASKED[action.verb])
    await state.set_data({"id": action.id, "version": action.version, "method": method.value})
    rest = money(to, card.invoice.rest)
    ready = []
    if action.verb == "refuse":
        ready = [[act(to.label(f"treasury-reason-{reason}"), card, "reason", reason)] for reason in REASONS]
    elif action.verb == "enter":
        other = Method.TRANSFER if method is Method.CASH else Method.CASH
        ready = [
            [act(to.label("treasury-whole", amount=rest), card, "whole", method.value)],
            [act(to.label(f"treasury-by-{other.value}"), card, "enter", other.value)],
        ]
    name, number = payer_name(to, card), card.invoice.number
    text = (
        to.text("treasury-enter-ask", name=name, number=number, rest=rest, method=method.value)
        if action.verb == "enter"
        else to.text(f"treasury-{action.verb}-ask", name=name, number=number, rest=rest)
    )
    back = button(to.label("ui-back"), TreasuryAction(verb="open", id=action.id))
    to.screen(text, keyboard(*ready, [back]))


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
    readers = () if card.payer is None else card.payer.people
    language = readers[0].language if readers else person.language
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


@router.message(StateFilter(Treasury.enter, Treasury.other, Treasury.refuse, Treasury.void), PlainText())
async def take_answer(
    text: str, person: Person, payments: Payments, billing: Billing, state: FSMContext, tell: Tell
) -> None:
    """The sum or the reason that was asked for; what is none is asked for again: the question stands."""
    data = await state.get_data()
    acts: dict[str | None, Callable[[Person, int, int, str], Awaitable[Event]]] = {
        Treasury.enter.state: partial(payments.enter, method=Method(data["method"])),
        Treasury.other.state: payments.confirm,
        Treasury.refuse.state: payments.refuse,
        Treasury.void.state: billing.void,
    }
    event = await acts[await state.get_state()](person, data["id"], data["version"], text)
    await state.clear()
    tell(event)


@router.taps(TreasuryAction, "anew")
async def issue_anew(
    action: TreasuryAction, person: Person, to: Recipient, billing: Billing, tell: Tell
) -> None:
    event = await billing.issue_anew(person, action.id, action.version)
    show_card(to, event.card)
    tell(event)


@router.taps(TreasuryAction, "payments")
async def list_payments(action: TreasuryAction, person: Person, to: Recipient, payments: Payments) -> None:
    """Which payment was a mistake."""
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
    to.screen(text, keyboard(*rows, [_to_card(to, card)]))


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
    to.screen(text, keyboard([sure], [_to_card(to, card)]))


@router.taps(TreasuryAction, "back-sure")
async def take_back(action: TreasuryAction, person: Person, payments: Payments, tell: Tell) -> None:
    tell(await payments.take_back(person, action.id))


def _to_card(to: Recipient, card: InvoiceCard) -> InlineKeyboardButton:
    return button(to.label("ui-back"), TreasuryAction(verb="open", id=card.invoice.id))
