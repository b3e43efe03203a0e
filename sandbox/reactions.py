"""Reactions to messages."""

from sandbox.chats import Chat
from sandbox.messages import Message
from sandbox.posting import bots_in
from sandbox.types import Json
from sandbox.world import World

REACTIONS = frozenset(
    {
        *("❤", "👍", "👎", "🔥", "🥰", "👏", "😁", "🤔", "🤯", "😱", "🤬", "😢", "🎉"),
        *("🤩", "🤮", "💩", "🙏", "👌", "🕊", "🤡", "🥱", "🥴", "😍", "🐳", "❤\u200d🔥", "🌚"),
        *("🌭", "💯", "🤣", "⚡", "🍌", "🏆", "💔", "🤨", "😐", "🍓", "🍾", "💋", "🖕"),
        *("😈", "😴", "😭", "🤓", "👻", "👨\u200d💻", "👀", "🎃", "🙈", "😇", "😨", "🤝", "✍"),
        *("🤗", "🫡", "🎅", "🎄", "☃", "💅", "🤪", "🗿", "🆒", "💘", "🙉", "🦄", "😘"),
        *("💊", "🙊", "😎", "👾", "🤷\u200d♂", "🤷", "🤷\u200d♀", "😡"),
    }
)


def react(world: World, chat: Chat, message: Message, user_id: int, chosen: list[Json]) -> None:
    """Replace a user's reactions to a message; the chat's administrator bots get `message_reaction`."""
    old = message.reactions.get(user_id, [])
    if old == chosen:
        return
    if chosen:
        message.reactions[user_id] = chosen
    else:
        message.reactions.pop(user_id, None)
    world.save(message)
    update: Json = {
        "chat": world.chat_json(chat),
        "message_id": message.id,
        "user": world.user(user_id),
        "date": world.clock.date(),
        "old_reaction": old,
        "new_reaction": chosen,
    }
    for bot in bots_in(world, chat):
        is_admin = chat.type == "private" or world.member(chat, bot.id).is_admin
        if is_admin and bot.id != user_id and user_id not in world.bots:
            world.updates[bot.id].push("message_reaction", update)
    world.publish_change("edit", chat)
