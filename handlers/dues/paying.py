"""Paying in the chat through Telegram Payments: the offer, the check before payment, the charge."""

from typing import Any

from aiogram.filters import Filter
from aiogram.methods import SendInvoice
from aiogram.types import LabeledPrice, Message, PreCheckoutQuery, SuccessfulPayment

from domain.contacts import Contacts
from domain.dues.billing import Billing
from domain.dues.entities import CURRENCY
from domain.dues.events import OfferNotMade
from domain.dues.payments import Checkout, Payments
from domain.people import Person
from domain.refusal import Refusal
from handlers.contacts.home import back_button
from handlers.dues.actions import DuesAction
from handlers.dues.wording import dues_button, period
from handlers.results import Payload, Told, result
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import clip, keyboard
from handlers.wire import PROVIDER_TOKEN

router = Router(name="dues-paying")

PAYLOAD = "dues:"  # begins the payload of an invoice; its id follows
LATEST = 8_000_000  # microseconds after which an answer may come too late: Telegram waits for ten seconds
TITLE = 32  # characters of an invoice's title, and of its description
DESCRIPTION = 255


def invoice_of(payload: str) -> int:
    """The number of the invoice that a payment names; 0 if the payload was not made here."""
    number = payload.removeprefix(PAYLOAD)
    ours = payload.startswith(PAYLOAD) and number.isascii() and number.isdigit() and len(number) < 18
    return int(number) if ours else 0


@router.taps(DuesAction, "pay")
async def offer(action: DuesAction, person: Person, to: Recipient, billing: Billing) -> None:
    card = await billing.look(person, action.id)
    invoice = card.invoice
    if not card.online or not invoice.rest:
        raise Refusal(person, "dues-stale")
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
    to.say.call(method, person.id, result_topic="dues-offer")


@result("dues-offer")
async def take_offer(number: int, payload: Payload, contacts: Contacts) -> Told:
    person = None if payload["ok"] else await contacts.find(number)
    return None if person is None else OfferNotMade(person)


@tells(OfferNotMade)
def tell_offer_not_made(event: OfferNotMade, say: Say) -> None:
    to = say.to(event.person)
    to.send(to.text("dues-pay-failed"), keyboard([dues_button(to)], [back_button(to)]))


@router.pre_checkout_query()
async def check_out(
    query: PreCheckoutQuery, person: Person, say: Say, payments: Payments, received_at: int
) -> None:
    """Answer at once whether the payment may go through; after too long a wait, refuse it."""
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
    """A successful payment, in any chat; the handler gets it as `payment`."""

    async def __call__(self, message: Message) -> bool | dict[str, Any]:
        payment = message.successful_payment
        return False if payment is None else {"payment": payment}


@router.message(Paid())
async def count(payment: SuccessfulPayment, person: Person, payments: Payments, tell: Tell) -> None:
    tell(
        await payments.charge(
            person,
            invoice_of(payment.invoice_payload),
            payment.total_amount,
            payment.currency,
            payment.telegram_payment_charge_id,
        )
    )
