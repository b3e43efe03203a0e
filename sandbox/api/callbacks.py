"""Answers to pressed buttons."""

from aiogram.methods import AnswerCallbackQuery

from sandbox.api.registry import Call, answers
from sandbox.errors import bad_request
from sandbox.queries import CALLBACK_LIFE


@answers(AnswerCallbackQuery)
def answer_callback_query(call: Call, method: AnswerCallbackQuery) -> bool:
    """A second answer is refused like one that comes too late."""
    world = call.world
    callback = world.callbacks.get(method.callback_query_id)
    if (
        callback is None
        or callback.bot_id != call.bot.id
        or callback.answer is not None
        or world.clock.now() - callback.asked_at > CALLBACK_LIFE
    ):
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if method.text and len(method.text) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    if method.url and not method.url.startswith(("https://t.me/", "http://t.me/", "t.me/", "tg://")):
        raise bad_request("URL_INVALID")
    callback.answer = {
        "text": method.text or "",
        "show_alert": bool(method.show_alert),
        "url": method.url,
    }
    world.keep(callback)
    world.shout("answer", {"callback_id": callback.id, "from": callback.person_id, **callback.answer})
    world.answered.ring()
    return True
