"""What all methods that send a message share."""

from typing import Any

from aiogram.methods import TelegramMethod

from sandbox.access import check_may_send, find_chat, find_message, writable_chat
from sandbox.api.registry import Call
from sandbox.chats import Chat
from sandbox.errors import ApiError, bad_request
from sandbox.keyboards import check_private, checked
from sandbox.messages import Message
from sandbox.posting import author_of, post
from sandbox.types import Json


def explicit(value: object) -> str | None:
    """Return a text parameter, None if it is empty or aiogram's marker for a client's default."""
    return value if isinstance(value, str) and value else None


def given_fields(method: TelegramMethod[Any], *names: str) -> Json:
    """Return those of the parameters that were given, for the message's body."""
    return {name: value for name in names if (value := getattr(method, name)) is not None}


def send(call: Call, method: TelegramMethod[Any], kind: str, content: Json, *, payload: str = "") -> Json:
    """Check the chat and the rights, post the message and return its body.

    `kind` is the kind of content, which decides the permission required. Like Telegram, check the content before this.
    """
    world, bot = call.world, call.bot
    markup = checked(call.params.get("reply_markup"))
    chat = writable_chat(world, bot, getattr(method, "chat_id", None))
    if chat.type != "private":
        check_private(markup)
    reply_to, reply = reply_target(call, chat)
    check_may_send(world, bot, chat, kind)
    world.limits.spend(chat.id)
    author = author_of(world, chat, bot.id)
    body = content | reply | extra_fields(call)
    return post(world, chat, author, body, reply_to=reply_to, markup=markup, payload=payload).body


def extra_fields(call: Call) -> Json:
    """Return the fields that a message takes from the call besides its content."""
    params = call.params
    if params.get("receiver_user_id") or params.get("ephemeral_message_parameters"):
        # An ephemeral message must not be shown to everyone.
        raise bad_request("the sandbox has no ephemeral messages")
    kept: Json = {}
    if thread := params.get("message_thread_id"):
        kept |= {"message_thread_id": thread, "is_topic_message": True}
    if params.get("protect_content"):
        kept["has_protected_content"] = True
    if effect := params.get("message_effect_id"):
        kept["effect_id"] = effect
    return kept


def reply_target(call: Call, chat: Chat) -> tuple[Message | None, Json]:
    """Return the message to reply to, and further fields for the body. Raises 400 if it doesn't exist."""
    params = call.params.get("reply_parameters")
    if params is None and (legacy := call.params.get("reply_to_message_id")):
        params = {
            "message_id": legacy,
            "allow_sending_without_reply": call.params.get("allow_sending_without_reply", False),
        }
    if not params:
        return None, {}
    if not isinstance(params, dict):
        raise bad_request("object expected as reply parameters")
    other = chat
    if (other_id := params.get("chat_id")) is not None:
        other = find_chat(call.world, call.bot, other_id)
    try:
        message = find_message(call.world, call.bot, other, params.get("message_id"), "message to be replied")
    except ApiError:
        if params.get("allow_sending_without_reply"):
            return None, {}
        raise
    extra: Json = {}
    if quote := params.get("quote"):
        if quote not in (message.body.get("text") or message.body.get("caption") or ""):
            raise bad_request("QUOTE_TEXT_INVALID")
        extra["quote"] = {"text": quote, "position": params.get("quote_position", 0), "is_manual": True}
    if other is chat:
        return message, extra
    origin = {"type": "hidden_user", "sender_user_name": "", "date": message.body["date"]}
    return None, extra | {"external_reply": {"origin": origin, "message_id": message.id}}
