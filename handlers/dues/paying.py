"""Paying in the chat, through Telegram Payments: the invoice with its button, the question before, the money."""

from typing import Any

from aiogram.filters import Filter
from aiogram.methods import SendInvoice
from aiogram.types import LabeledPrice, Message, PreCheckoutQuery, SuccessfulPayment

from domain.dues.billing import Billing
from domain.dues.entities import CURRENCY
from domain.dues.events import OfferNotMade
from domain.dues.payments import Checkout, Payments
from domain.dues.refusals import InvoiceMissing
from domain.people import Person
from handlers.contacts.home import back_button, home_button
from handlers.dues.actions import DuesAction
from handlers.dues.wording import period
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import button, clip, keyboard
from handlers.wire import PROVIDER_TOKEN

router = Router(name="dues-paying")

PAYLOAD = "dues:"  # begins what an invoice carries unseen; behind it stands the invoice's id
OFFER = "dues-offer"  # the name under which it comes back whether the message could be sent
LATEST = 8_000_000  # microseconds after which an answer may come too late: Telegram waits for ten seconds
TITLE = 32  # characters of an invoice's title, and of its description
DESCRIPTION = 255


def invoice_of(payload: str) -> int:
    """The invoice that a payment names; 0, which is none, for what was not made here."""
    number = payload.removeprefix(PAYLOAD)
    ours = payload.startswith(PAYLOAD) and number.isascii() and number.isdigit() and len(number) < 18
    return int(number) if ours else 0


@router.taps(DuesAction, "pay")
async def offer(action: DuesAction, person: Person, say: Say, billing: Billing) -> None:
    card = await billing.look(person, action.id)
    invoice, to = card.invoice, say.to(person)
    if not card.online or not invoice.rest:
        to.answer("dues-stale", alert=True)
        return
    method = SendInvoice(
        chat_id=person.id,
        title=clip(to.label("dues-pay-title", number=invoice.number), TITLE),
        description=clip(to.label("dues-pay-about", period=period(to, invoice)), DESCRIPTION),
        payload=f"{PAYLOAD}{invoice.id}",
        currency=CURRENCY,
        prices=[LabeledPrice(label=to.label("dues-pay-label"), amount=invoice.rest)],
        provider_token=PROVIDER_TOKEN,
        start_parameter="dues",  # or whoever gets it forwarded could pay
        protect_content=True,
    )
    say.call(method, person.id, wants=OFFER)


@tells(OfferNotMade)
def tell_offer_not_made(event: OfferNotMade, say: Say) -> None:
    to = say.to(event.person)
    show = button(to.label("dues-show"), DuesAction(verb="show"))
    to.send(to.text("dues-pay-failed"), keyboard([show], [back_button(to)]))


@router.pre_checkout_query()
async def check_out(
    query: PreCheckoutQuery, person: Person, say: Say, payments: Payments, received_at: int
) -> None:
    """Say at once whether the payment may go through; after too long a wait it may not, whatever holds."""
    verdict = await payments.may_pay(
        person, invoice_of(query.invoice_payload), query.total_amount, query.currency
    )
    if say.now - received_at > LATEST:
        say.let_pay(query, say.texts.plain(person.language, "dues-checkout-late"))
    elif verdict is Checkout.YES:
        say.let_pay(query)
    else:
        say.let_pay(query, say.texts.plain(person.language, "dues-checkout", verdict=verdict.value))


class Paid(Filter):
    """Telegram's word that somebody has paid, wherever; the handler gets it as `payment`."""

    async def __call__(self, message: Message) -> bool | dict[str, Any]:
        payment = message.successful_payment
        return False if payment is None else {"payment": payment}


@router.message(Paid())
async def count(
    payment: SuccessfulPayment, person: Person, to: Recipient, payments: Payments, tell: Tell
) -> None:
    """Money that came is counted once, whatever became of the invoice; what can't be placed is said."""
    try:
        event = await payments.charge(
            person,
            invoice_of(payment.invoice_payload),
            payment.total_amount,
            payment.currency,
            payment.telegram_payment_charge_id,
        )
    except InvoiceMissing:
        charge = clip(payment.telegram_payment_charge_id, 100)
        to.send(to.text("dues-charge-lost", charge=charge), home_button(to))
        return
    if event is not None:
        tell(event)
