"""Posting, editing and deleting messages; the bots that may see them get updates."""

from dataclasses import dataclass

from sandbox.bots import Bot
from sandbox.chats import Chat
from sandbox.messages import Message
from sandbox.people import ANONYMOUS_ADMIN, CHANNEL_BOT, TELEGRAM
from sandbox.types import Json
from sandbox.world import World

SERVICE_SHOWN_TO_SENDER = frozenset(
    {"new_chat_title", "new_chat_photo", "delete_chat_photo", "left_chat_member", "pinned_message"}
)
"""Service messages that a bot receives even if it caused them (telegram-bot-api, need_skip_update_message)."""
SERVICE = SERVICE_SHOWN_TO_SENDER | {
    *("new_chat_members", "migrate_to_chat_id", "migrate_from_chat_id"),
    *("users_shared", "chat_shared", "successful_payment"),
}

HEADER = {
    *("message_id", "from", "sender_chat", "chat", "date", "author_signature"),
    *("reply_to_message", "edit_date", "reply_markup"),
}
"""The fields of a message that are not its content."""


def is_service(body: Json) -> bool:
    """Whether this is a service message."""
    return not SERVICE.isdisjoint(body)


@dataclass
class Author:
    """The person or bot `id` that writes, and the names that the chat sees instead."""

    id: int
    user: Json | None
    sender_chat: Json | None = None
    signature: str | None = None


def author_of(world: World, chat: Chat, user_id: int, send_as: Chat | None = None) -> Author:
    """Return the author of a message by `user_id`, sent as `send_as` if given.

    Posts in a channel are signed by the channel, messages of an anonymous administrator by the group.
    """
    if send_as is not None and send_as.id != chat.id:
        return Author(user_id, world.user(CHANNEL_BOT), world.chat_json(send_as))
    if chat.type == "channel":
        return Author(user_id, None, world.chat_json(chat))
    member = world.member(chat, user_id)
    if send_as is not None or (chat.is_group and member.is_anonymous):
        return Author(user_id, world.user(ANONYMOUS_ADMIN), world.chat_json(chat), member.custom_title)
    return Author(user_id, world.user(user_id))


def post(
    world: World,
    chat: Chat,
    author: Author,
    content: Json,
    *,
    reply_to: Message | None = None,
    markup: Json | None = None,
    payload: str = "",
) -> Message:
    """Add a message to a chat and send the updates.

    `content` is the body without the header fields. Of all reply markup only inline keyboards become part of the body.
    """
    counter = f"bot{chat.bot_id}" if chat.type == "private" else chat.key
    message_id = world.next_number(counter)
    body: Json = {"message_id": message_id}
    if author.user is not None:
        body["from"] = author.user
    if author.sender_chat is not None:
        body["sender_chat"] = author.sender_chat
    if author.signature:
        body["author_signature"] = author.signature
    body["chat"] = world.chat_json(chat)
    body["date"] = world.clock.date()
    if reply_to is not None:
        body["reply_to_message"] = quoted(reply_to.body)
    body |= {name: value for name, value in _with_users(world, content).items() if value is not None}
    if markup is not None and "inline_keyboard" in markup:
        body["reply_markup"] = markup
    message = Message(chat.key, message_id, author.id, body, payload=payload)
    world.save(message)
    if markup is not None and "inline_keyboard" not in markup:
        _show_keyboard(world, chat, markup, message)
    announce(world, chat, message)
    world.publish_change("message", chat)
    if chat.type == "channel" and chat.linked_chat is not None and not is_service(content):
        _forward_to_discussion(world, chat, message)
    return message


def _with_users(world: World, content: Json) -> Json:
    """Fill in the users of mentions by id; drop mentions of unknown users."""
    for field in ("entities", "caption_entities"):
        if any(entity["type"] == "text_mention" for entity in content.get(field) or ()):
            shown = [
                entity | {"user": world.user(entity["user"]["id"])}
                if entity["type"] == "text_mention"
                else entity
                for entity in content[field]
                if entity["type"] != "text_mention" or world.is_known(entity["user"]["id"])
            ]
            content = content | {field: shown or None}
    return content


def quoted(body: Json) -> Json:
    """Return a message as another message quotes it: without its own reply."""
    return {name: value for name, value in body.items() if name != "reply_to_message"}


def forward_origin(message: Message) -> Json:
    """Return the Bot API's MessageOrigin; of a forwarded message, that of the first one."""
    body = message.body
    if "forward_origin" in body:
        known: Json = body["forward_origin"]
        return known
    sender = body.get("sender_chat")
    if sender is None:
        return {"type": "user", "date": body["date"], "sender_user": body["from"]}
    if sender["type"] == "channel":
        return {"type": "channel", "date": body["date"], "chat": sender, "message_id": message.id}
    return {"type": "chat", "date": body["date"], "sender_chat": sender}


def _show_keyboard(world: World, chat: Chat, markup: Json, message: Message) -> None:
    """Show a reply keyboard to everyone or, if `selective`, to the person whom the message answers."""
    replied = message.body.get("reply_to_message", {}).get("from", {}).get("id")
    people = [replied] if markup.get("selective") and replied and chat.is_group else [0]
    for person_id in people:
        if markup.get("remove_keyboard"):
            chat.keyboards.pop(person_id, None)
        else:
            chat.keyboards[person_id] = markup
    world.save(chat)


def announce(world: World, chat: Chat, message: Message, *, edited: bool = False) -> None:
    """Queue updates about a message for the bots of the chat."""
    kind = "channel_post" if chat.type == "channel" else "message"
    if edited:
        kind = f"edited_{kind}"
    for bot in bots_in(world, chat):
        own = bot.id == message.author
        if own and (edited or SERVICE_SHOWN_TO_SENDER.isdisjoint(message.body)):
            continue
        if not own and message.author in world.bots:
            continue
        if chat.is_group and bot.privacy and not _passes_privacy(world, chat, bot, message.body):
            continue
        world.updates[bot.id].push(kind, message.body)


def bots_in(world: World, chat: Chat) -> list[Bot]:
    """Return the bots that are in a chat."""
    if chat.type == "private":
        return [world.bots[chat.bot_id]]
    return [bot for bot in world.bots.values() if world.member(chat, bot.id).inside]


def _passes_privacy(world: World, chat: Chat, bot: Bot, body: Json) -> bool:
    """Whether a bot in privacy mode sees a message: commands, mentions, replies to it, or all as administrator."""
    if world.member(chat, bot.id).is_admin or (not {"text", "caption"} & body.keys() and "photo" not in body):
        return True
    if body.get("reply_to_message", {}).get("from", {}).get("id") == bot.id:
        return True
    text: str = body.get("text") or body.get("caption") or ""
    return text.startswith("/") or f"@{bot.username}".lower() in text.lower()


def _forward_to_discussion(world: World, channel: Chat, post_: Message) -> None:
    """Forward a channel's post to its discussion group, as Telegram itself, and pin it there."""
    group = world.chats.get(channel.linked_chat or 0)
    if group is None:
        return
    content = {name: value for name, value in post_.body.items() if name not in HEADER}
    content["forward_origin"] = {
        "type": "channel",
        "date": post_.body["date"],
        "chat": post_.body["chat"],
        "message_id": post_.id,
    }
    content["is_automatic_forward"] = True
    forwarded = post(world, group, Author(TELEGRAM, world.user(TELEGRAM), post_.body["chat"]), content)
    group.pinned.append(forwarded.id)
    world.save(group)


def _edit_in_discussion(world: World, channel: Chat, post_: Message, changes: Json) -> None:
    """Edit the copy of a channel's post in its discussion group."""
    group = world.chats.get(channel.linked_chat or 0)
    for message in list(world.messages.get(group.key, {}).values()) if group is not None else ():
        origin = message.body.get("forward_origin") or {}
        of_post = (origin.get("chat") or {}).get("id"), origin.get("message_id")
        if group is not None and message.author == TELEGRAM and of_post == (channel.id, post_.id):
            edit(world, group, message, changes)


def post_service(world: World, chat: Chat, by: int, content: Json) -> Message:
    """Post the service message about something that `by` did."""
    return post(world, chat, author_of(world, chat, by), content)


def edit(world: World, chat: Chat, message: Message, changes: Json, *, hidden: bool = False) -> Message:
    """Change fields of a message; None removes a field. A `hidden` edit (of the keyboard only) sets no edit date."""
    whole_number = message.body | _with_users(world, changes)
    body = {name: value for name, value in whole_number.items() if value is not None}
    if not hidden:
        body["edit_date"] = world.clock.date()
    message.body = body
    world.save(message)
    announce(world, chat, message, edited=True)
    world.publish_change("edit", chat)
    if chat.type == "channel" and not hidden:
        _edit_in_discussion(world, chat, message, changes)
    return message


def delete(world: World, chat: Chat, message: Message) -> None:
    """Delete a message; bots get no update."""
    world.remove_message(message)
    if message.id in chat.pinned:
        chat.pinned.remove(message.id)
        world.save(chat)
    world.publish_change("delete", chat)
