"""Methods that forward and copy messages."""

from aiogram.methods import CopyMessage, CopyMessages, ForwardMessage, ForwardMessages

from sandbox.access import check_may_send, find_chat, find_message, writable_chat
from sandbox.api.edits import MEDIA, check_count
from sandbox.api.registry import Call, implements
from sandbox.api.sending import explicit, send
from sandbox.chats import Chat
from sandbox.errors import bad_request
from sandbox.messages import Message
from sandbox.posting import author_of, forward_origin, post
from sandbox.text import message_caption
from sandbox.types import Json

FORWARDABLE = frozenset(
    {
        *MEDIA,
        *("text", "entities", "caption", "caption_entities", "link_preview_options"),
        *("contact", "location", "venue", "dice", "poll", "sticker", "video_note"),
        *("has_media_spoiler", "show_caption_above_media"),
    }
)
"""The fields that are a message's content; one without them (a service message, an invoice) can't be forwarded."""


def forwardable(message: Message) -> Json:
    return {name: value for name, value in message.body.items() if name in FORWARDABLE}


def _source_message(call: Call, from_chat_id: int | str, message_id: int, act: str) -> Message:
    chat = find_chat(call.world, call.bot, from_chat_id)
    message = find_message(call.world, call.bot, chat, message_id, f"message to {act}")
    if not forwardable(message) or message.body.get("has_protected_content"):
        raise bad_request(f"message can't be {'copied' if act == 'copy' else 'forwarded'}")
    return message


@implements(CopyMessage)
def copy_message(call: Call, method: CopyMessage) -> Json:
    message = _source_message(call, method.from_chat_id, method.message_id, "copy")
    if "poll" in message.body:
        raise bad_request("message can't be copied")
    content = forwardable(message)
    if method.caption is not None and any(kind in content for kind in MEDIA):
        content.pop("caption", None)
        content.pop("caption_entities", None)
        content |= message_caption(
            method.caption, explicit(method.parse_mode), call.params.get("caption_entities")
        )
    return {"message_id": send(call, method, _kind(content), content)["message_id"]}


def _kind(content: Json) -> str:
    return next((name for name in content if name in {*MEDIA, "sticker", "poll"}), "text")


@implements(ForwardMessage)
def forward_message(call: Call, method: ForwardMessage) -> Json:
    message = _source_message(call, method.from_chat_id, method.message_id, "forward")
    content = {"forward_origin": forward_origin(message)} | forwardable(message)
    return send(call, method, _kind(content), content)


@implements(CopyMessages)
def copy_messages(call: Call, method: CopyMessages) -> list[Json]:
    return _pass_on_many(call, method.message_ids, copied=True)


@implements(ForwardMessages)
def forward_messages(call: Call, method: ForwardMessages) -> list[Json]:
    return _pass_on_many(call, method.message_ids, copied=False)


def _pass_on_many(call: Call, message_ids: list[int], *, copied: bool) -> list[Json]:
    """Forward or copy messages, leaving out those that can't be; albums stay together."""
    world, bot = call.world, call.bot
    check_count(message_ids)
    source = find_chat(world, bot, call.params.get("from_chat_id"))
    chat = writable_chat(world, bot, call.params.get("chat_id"))
    found = [world.message(source, message_id) for message_id in message_ids]
    messages = [message for message in found if message is not None and forwardable(message)]
    if not messages:
        raise bad_request(f"there are no messages to {'copy' if copied else 'forward'}")
    for message in messages:
        check_may_send(world, bot, chat, _kind(message.body))
    world.limits.spend(chat.id, len(messages))
    albums: dict[str, str] = {}
    return [{"message_id": _pass_on(call, chat, message, albums, copied=copied)} for message in messages]


def _pass_on(call: Call, chat: Chat, message: Message, albums: dict[str, str], *, copied: bool) -> int:
    content: Json = {} if copied else {"forward_origin": forward_origin(message)}
    content |= forwardable(message)
    if (album := message.body.get("media_group_id")) is not None:
        content["media_group_id"] = albums.setdefault(album, call.world.random_id())
    return post(call.world, chat, author_of(call.world, chat, call.bot.id), content).id
