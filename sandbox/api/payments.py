"""Invoices and answers to pre-checkout queries."""

from aiogram.methods import AnswerPreCheckoutQuery, AnswerShippingQuery, SendInvoice

from sandbox.api.registry import Call, implements
from sandbox.api.sending import send
from sandbox.errors import TOO_OLD, bad_request
from sandbox.keyboards import checked
from sandbox.types import Json


@implements(SendInvoice)
def send_invoice(call: Call, method: SendInvoice) -> Json:
    """Add Telegram's own «Pay» button unless a keyboard is given. Only Stars (XTR) need no provider token."""
    if not 1 <= len(method.title) <= 32:
        raise bad_request("INVOICE_TITLE_INVALID" if method.title else "there is no invoice title")
    if not 1 <= len(method.payload.encode()) <= 128:
        raise bad_request("INVOICE_PAYLOAD_INVALID")
    if not method.prices:
        raise bad_request("there must be at least one price")
    stars = method.currency == "XTR"
    if not stars and not method.provider_token:
        raise bad_request("PAYMENT_PROVIDER_INVALID")
    if not (method.currency.isalpha() and method.currency.isupper() and len(method.currency) == 3):
        raise bad_request("CURRENCY_INVALID")
    total = sum(price.amount for price in method.prices)
    if total <= 0 or (stars and len(method.prices) != 1):
        raise bad_request("CURRENCY_TOTAL_AMOUNT_INVALID")
    invoice: Json = {
        "title": method.title,
        "description": method.description,
        "start_parameter": method.start_parameter or "",
        "currency": method.currency,
        "total_amount": total,
    }
    markup = checked(call.params.get("reply_markup"))
    if markup is None:
        pay = [[{"text": f"Pay {total / 100:.2f} {method.currency}", "pay": True}]]
        call.params = call.params | {"reply_markup": {"inline_keyboard": pay}}
    elif "pay" not in markup.get("inline_keyboard", [[{}]])[0][0]:
        raise bad_request("BUTTON_POS_INVALID")
    return send(call, method, "invoice", {"invoice": invoice}, payload=method.payload)


@implements(AnswerPreCheckoutQuery)
def answer_pre_checkout_query(call: Call, method: AnswerPreCheckoutQuery) -> bool:
    world = call.world
    checkout = world.checkouts.get(method.pre_checkout_query_id)
    if checkout is None or not checkout.is_open(call.bot.id, world.clock.now()):
        raise bad_request(TOO_OLD)
    if not method.ok and not method.error_message:
        raise bad_request('parameter "error_message" is required')
    checkout.answer = {"ok": method.ok, "error_message": method.error_message}
    world.save(checkout)
    world.answered.notify()
    return True


@implements(AnswerShippingQuery)
def answer_shipping_query(_call: Call, _method: AnswerShippingQuery) -> bool:
    """Refuse every answer: nothing is shipped here, so there are no shipping queries."""
    raise bad_request(TOO_OLD)
