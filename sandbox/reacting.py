"""Reactions to messages."""

from sandbox.chats import Chat
from sandbox.posting import watching_bots
from sandbox.records import Message
from sandbox.shapes import Json
from sandbox.world import World

REACTIONS = frozenset(
    [
        "❤",
        "👍",
        "👎",
        "🔥",
        "🥰",
        "👏",
        "😁",
        "🤔",
        "🤯",
        "😱",
        "🤬",
        "😢",
        "🎉",
        "🤩",
        "🤮",
        "💩",
        "🙏",
        "👌",
        "🕊",
        "🤡",
        "🥱",
        "🥴",
        "😍",
        "🐳",
        "❤\u200d🔥",
        "🌚",
        "🌭",
        "💯",
        "🤣",
        "⚡",
        "🍌",
        "🏆",
        "💔",
        "🤨",
        "😐",
        "🍓",
        "🍾",
        "💋",
        "🖕",
        "😈",
        "😴",
        "😭",
        "🤓",
        "👻",
        "👨\u200d💻",
        "👀",
        "🎃",
        "🙈",
        "😇",
        "😨",
        "🤝",
        "✍",
        "🤗",
        "🫡",
        "🎅",
        "🎄",
        "☃",
        "💅",
        "🤪",
        "🗿",
        "🆒",
        "💘",
        "🙉",
        "🦄",
        "😘",
        "💊",
        "🙊",
        "😎",
        "👾",
        "🤷\u200d♂",
        "🤷",
        "🤷\u200d♀",
        "😡",
    ]
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
    world.keep(message)
    update: Json = {
        "chat": world.chat_json(chat),
        "message_id": message.id,
        "user": world.user(user_id),
        "date": world.clock.date(),
        "old_reaction": old,
        "new_reaction": chosen,
    }
    for bot in watching_bots(world, chat):
        leads = chat.type == "private" or world.member(chat, bot.id).leads
        if leads and bot.id != user_id and user_id not in world.bots:
            world.updates[bot.id].push("message_reaction", update)
    world.changed("edit", chat)
