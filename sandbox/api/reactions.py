"""The method for a bot's reactions."""

from aiogram.methods import SetMessageReaction

from sandbox.access import find_message, readable_chat
from sandbox.api.registry import Call, implements
from sandbox.errors import bad_request
from sandbox.reactions import REACTIONS, react


@implements(SetMessageReaction)
def set_message_reaction(call: Call, method: SetMessageReaction) -> bool:
    """Set the bot's only reaction to a message, or remove it by an empty list."""
    world = call.world
    chat = readable_chat(world, call.bot, method.chat_id)
    message = find_message(world, call.bot, chat, method.message_id, "message to react")
    chosen = call.params.get("reaction") or []
    if len(chosen) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if any(one.get("type") != "emoji" or one.get("emoji") not in REACTIONS for one in chosen):
        raise bad_request("REACTION_INVALID")
    react(world, chat, message, call.bot.id, chosen)
    return True
