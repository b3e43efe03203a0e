"""Control of reactions, votes and payments."""

from sandbox.chats import Chat
from sandbox.control.asked import Asked, on, whole
from sandbox.control.writing import find_message
from sandbox.errors import ControlError
from sandbox.polling import vote
from sandbox.posting import author_of, post
from sandbox.queries import Checkout
from sandbox.reacting import REACTIONS, react
from sandbox.records import Message
from sandbox.shapes import Json


def _seen(asked: Asked) -> tuple[int, Chat, Message]:
    """Return who acts, in which chat, and on which message."""
    person_id = asked.person()
    chat = asked.chat(person_id)
    if chat.type != "private" and not asked.world.member(chat, person_id).inside:
        raise ControlError("isn't in the chat")
    return person_id, chat, find_message(asked.world, chat, asked.need("message_id"))


@on("POST", "/control/react")
async def react_to_message(asked: Asked) -> Json:
    """React with `emoji`: one, a list, or none to remove the reaction."""
    person_id, chat, message = _seen(asked)
    emoji = asked.get("emoji") or []
    emoji = emoji if isinstance(emoji, list) else [emoji]
    if unknown := [one for one in emoji if one not in REACTIONS]:
        raise ControlError(f"there is no reaction {unknown[0]!r}")
    react(asked.world, chat, message, person_id, [{"type": "emoji", "emoji": one} for one in emoji])
    return {"reactions": emoji}


@on("POST", "/control/vote")
async def vote_in_poll(asked: Asked) -> Json:
    """Vote for `options`, or retract the vote; returns the Poll."""
    person_id, _, message = _seen(asked)
    if "poll" not in message.body:
        raise ControlError("the message has no poll")
    poll = asked.world.polls[message.body["poll"]["id"]]
    return vote(
        asked.world, poll, person_id, [whole("options", option) for option in asked.get("options") or []]
    )


@on("POST", "/control/pay")
async def pay(asked: Asked) -> Json:
    """Pay an invoice; returns `{"ok", "error", "message"}`. Waits `wait` real seconds for the bot's answer."""
    world = asked.world
    person_id, chat, message = _seen(asked)
    invoice = message.body.get("invoice")
    if invoice is None:
        raise ControlError("the message is no invoice")
    bot_id = message.author
    about: Json = {
        "currency": invoice["currency"],
        "total_amount": invoice["total_amount"],
        "invoice_payload": message.payload,
    }
    checkout = Checkout(world.random_id(), bot_id, person_id, world.clock.now())
    world.keep(checkout)
    world.updates[bot_id].push(
        "pre_checkout_query", {"id": checkout.id, "from": world.user(person_id), **about}
    )
    await world.wait_for_answer(checkout, float(asked.get("wait") or checkout.lifetime))
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
