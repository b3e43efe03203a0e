"""Answers to pressed buttons."""

from aiogram.methods import AnswerCallbackQuery

from sandbox.api.registry import Call, implements
from sandbox.errors import TOO_OLD, bad_request


@implements(AnswerCallbackQuery)
def answer_callback_query(call: Call, method: AnswerCallbackQuery) -> bool:
    """Refuse a second answer like one that comes too late."""
    world = call.world
    callback = world.callbacks.get(method.callback_query_id)
    if callback is None or not callback.is_open(call.bot.id, world.clock.now()):
        raise bad_request(TOO_OLD)
    if method.text and len(method.text) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    if method.url and not method.url.startswith(("https://t.me/", "http://t.me/", "t.me/", "tg://")):
        raise bad_request("URL_INVALID")
    callback.answer = {"text": method.text or "", "show_alert": bool(method.show_alert), "url": method.url}
    world.save(callback)
    world.publish("answer", {"callback_id": callback.id, "from": callback.person_id, **callback.answer})
    world.answered.notify()
    return True
