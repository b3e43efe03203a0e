"""Methods that edit and delete messages."""

from typing import Any

from aiogram.methods import (
    DeleteMessage,
    DeleteMessages,
    EditMessageCaption,
    EditMessageReplyMarkup,
    EditMessageText,
    TelegramMethod,
)

from sandbox.access import find_message, reachable_chat, writable_chat
from sandbox.api.registry import Call, implements
from sandbox.api.sending import explicit
from sandbox.chats import Chat
from sandbox.errors import bad_request
from sandbox.keyboards import checked
from sandbox.messages import Message
from sandbox.posting import delete, edit, is_service
from sandbox.text import message_caption, message_text
from sandbox.types import Json

DELETE_WINDOW = 48 * 3600
"""Seconds during which a bot can delete a message."""
MEDIA = ("animation", "audio", "document", "photo", "video", "voice", "live_photo", "paid_media")
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def editable(call: Call, method: TelegramMethod[Any]) -> tuple[Chat, Message]:
    """Return the message to edit and its chat. Raises 400 unless the bot may edit it."""
    if call.params.get("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    chat = writable_chat(call.world, call.bot, getattr(method, "chat_id", None))
    message = find_message(call.world, call.bot, chat, getattr(method, "message_id", None), "message to edit")
    if message.author != call.bot.id and not (
        chat.type == "channel" and call.world.member(chat, call.bot.id).may("can_edit_messages")
    ):
        raise bad_request("message can't be edited")
    if "forward_origin" in message.body:
        raise bad_request("message can't be edited")
    return chat, message


def apply(call: Call, chat: Chat, message: Message, changes: Json) -> Json:
    """Edit the message and return its body. Raises 400 if nothing would change."""
    new = {name: value for name, value in (message.body | changes).items() if value is not None}
    if {**new, "edit_date": 0} == {**message.body, "edit_date": 0}:
        raise bad_request(NOT_MODIFIED)
    return edit(call.world, chat, message, changes, hidden=changes.keys() <= {"reply_markup"}).body


@implements(EditMessageText)
def edit_message_text(call: Call, method: EditMessageText) -> Json:
    markup = checked(call.params.get("reply_markup"))
    content = message_text(method.text, explicit(method.parse_mode), call.params.get("entities"))
    chat, message = editable(call, method)
    if "text" not in message.body:
        raise bad_request("there is no text in the message to edit")
    changes = {"entities": None, "link_preview_options": call.params.get("link_preview_options")} | content
    return apply(call, chat, message, changes | {"reply_markup": markup})


@implements(EditMessageCaption)
def edit_message_caption(call: Call, method: EditMessageCaption) -> Json:
    markup = checked(call.params.get("reply_markup"))
    caption = message_caption(
        method.caption, explicit(method.parse_mode), call.params.get("caption_entities")
    )
    chat, message = editable(call, method)
    if not any(kind in message.body for kind in MEDIA):
        raise bad_request("there is no caption in the message to edit")
    return apply(
        call, chat, message, {"caption": None, "caption_entities": None} | caption | {"reply_markup": markup}
    )


@implements(EditMessageReplyMarkup)
def edit_message_reply_markup(call: Call, method: EditMessageReplyMarkup) -> Json:
    markup = checked(call.params.get("reply_markup"))
    chat, message = editable(call, method)
    return apply(call, chat, message, {"reply_markup": markup})


@implements(DeleteMessage)
def delete_message(call: Call, method: DeleteMessage) -> bool:
    chat = reachable_chat(call.world, call.bot, method.chat_id)
    message = find_message(call.world, call.bot, chat, method.message_id, "message to delete")
    check_may_delete(call, chat, message)
    delete(call.world, chat, message)
    return True


@implements(DeleteMessages)
def delete_messages(call: Call, method: DeleteMessages) -> bool:
    """Delete all of the messages that exist, or none if one of them can't be deleted."""
    check_count(method.message_ids)
    chat = reachable_chat(call.world, call.bot, method.chat_id)
    named = dict.fromkeys(method.message_ids)
    found = [message for one in named if (message := call.world.message(chat, one)) is not None]
    for message in found:
        check_may_delete(call, chat, message)
    for message in found:
        delete(call.world, chat, message)
    return True


def check_count(message_ids: list[int]) -> None:
    if not message_ids:
        raise bad_request("message identifiers are not specified")
    if len(message_ids) > 100:
        raise bad_request("too many message identifiers specified")


def check_may_delete(call: Call, chat: Chat, message: Message) -> None:
    """Raise 400 unless the bot may delete the message.

    For 48 hours it may delete any message of a private chat, its own messages elsewhere, and all with the right.
    TDLib limits administrators to 48 hours too, contrary to the Bot API's documentation (can_delete_channel_message).
    """
    world = call.world
    young = world.clock.now() - message.body["date"] < DELETE_WINDOW
    own = message.author == call.bot.id and not is_service(message.body)
    mine = own or world.member(chat, call.bot.id).may("can_delete_messages")
    if chat.type in {"private", "group"}:
        if not young or (chat.type == "group" and not mine):
            raise bad_request("message can't be deleted for everyone")
    elif not young or not mine or "migrate_from_chat_id" in message.body:
        raise bad_request("message can't be deleted")
