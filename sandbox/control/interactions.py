"""Control of reactions, votes and payments."""

from sandbox.chats import Chat
from sandbox.control.messages import find_message
from sandbox.control.request import ControlRequest, route, whole_number
from sandbox.errors import ControlError
from sandbox.messages import Message
from sandbox.polls import vote
from sandbox.posting import author_of, post
from sandbox.queries import PreCheckoutQuery
from sandbox.reactions import REACTIONS, react
from sandbox.types import Json


def _seen(request: ControlRequest) -> tuple[int, Chat, Message]:
    """Return who acts, in which chat, and on which message."""
    person_id = request.person()
    chat = request.chat(person_id)
    if chat.type != "private" and not request.world.member(chat, person_id).inside:
        raise ControlError("isn't in the chat")
    return person_id, chat, find_message(request.world, chat, request.need("message_id"))


@route("POST", "/control/react")
async def react_to_message(request: ControlRequest) -> Json:
    """React with `emoji`: one, a list, or none to remove the reaction."""
    person_id, chat, message = _seen(request)
    emoji = request.get("emoji") or []
    emoji = emoji if isinstance(emoji, list) else [emoji]
    if unknown := [one for one in emoji if one not in REACTIONS]:
        raise ControlError(f"there is no reaction {unknown[0]!r}")
    react(request.world, chat, message, person_id, [{"type": "emoji", "emoji": one} for one in emoji])
    return {"reactions": emoji}


@route("POST", "/control/vote")
async def vote_in_poll(request: ControlRequest) -> Json:
    """Vote for `options`, or retract the vote; returns the Poll."""
    person_id, _, message = _seen(request)
    if "poll" not in message.body:
        raise ControlError("the message has no poll")
    poll = request.world.polls[message.body["poll"]["id"]]
    return vote(
        request.world,
        poll,
        person_id,
        [whole_number("options", option) for option in request.get("options") or []],
    )


@route("POST", "/control/pay")
async def pay(request: ControlRequest) -> Json:
    """Pay an invoice; returns `{"ok", "error", "message"}`. Waits `wait` real seconds for the bot's answer."""
    world = request.world
    person_id, chat, message = _seen(request)
    invoice = message.body.get("invoice")
    if invoice is None:
        raise ControlError("the message is no invoice")
    bot_id = message.author
    about: Json = {
        "currency": invoice["currency"],
        "total_amount": invoice["total_amount"],
        "invoice_payload": message.payload,
    }
    checkout = PreCheckoutQuery(world.random_id(), bot_id, person_id, world.clock.now())
    world.save(checkout)
    world.updates[bot_id].push(
        "pre_checkout_query", {"id": checkout.id, "from": world.user(person_id), **about}
    )
    await world.wait_for_answer(checkout, float(request.get("wait") or checkout.lifetime))
    if checkout.answer is None:
        return {"ok": False, "error": "the bot didn't answer", "message": None}
    if not checkout.answer["ok"]:
        return {"ok": False, "error": checkout.answer["error_message"], "message": None}
    paid = about | {
        "telegram_payment_charge_id": f"tg_{checkout.id}",
        "provider_payment_charge_id": f"provider_{checkout.id}",
    }
    receipt = post(world, chat, author_of(world, chat, person_id), {"successful_payment": paid})
    return {"ok": True, "error": None, "message": receipt.body}
