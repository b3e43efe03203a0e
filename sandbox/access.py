"""How a bot finds chats and messages, and the rights that Telegram checks first."""

from sandbox.bots import Bot
from sandbox.chats import Chat, Member
from sandbox.errors import bad_request, forbidden
from sandbox.messages import Message
from sandbox.world import World


def find_chat(world: World, bot: Bot, chat_id: int | str | None) -> Chat:
    """Return a chat by id or @name. Raises 400 if it doesn't exist or the bot has never met it."""
    if chat_id is None or chat_id == "":
        raise bad_request("chat_id is empty")
    if isinstance(chat_id, str):
        name = chat_id.removeprefix("@").lower()
        for chat in world.chats.values():
            if chat.username and chat.username.lower() == name:
                return chat
        raise bad_request("chat not found")
    if chat_id > 0:
        if chat_id not in world.people:
            if chat_id in world.bots:
                raise forbidden("bot can't send messages to bots")
            raise bad_request("chat not found")
        return world.dialog(bot.id, chat_id)
    found = world.chats.get(chat_id)
    if found is None or bot.id not in found.members:
        if found is not None and found.username:
            return found
        raise bad_request("chat not found")
    return found


def readable_chat(world: World, bot: Bot, chat_id: int | str | None) -> Chat:
    """Return a chat that the bot may read (telegram-bot-api, check_chat_access). Raises 400 and 403.

    These are private chats, groups it was ever in, supergroups and channels it is in, public ones it isn't banned from.
    """
    chat = find_chat(world, bot, chat_id)
    removed = world.member(chat, bot.id).status == "kicked"
    if chat.type in {"supergroup", "channel"} and (removed or not chat.username):
        check_inside(world, bot, chat)
    return chat


def members_chat(world: World, bot: Bot, chat_id: int | str | None) -> Chat:
    """Return a chat whose members the bot may read: of a basic group only while the bot is in it."""
    chat = readable_chat(world, bot, chat_id)
    if chat.type == "group":
        _check_writable(world, bot, chat)
    return chat


def writable_chat(world: World, bot: Bot, chat_id: int | str | None) -> Chat:
    """Return a chat that the bot may write to as far as membership goes. Raises 400 and 403."""
    chat = reachable_chat(world, bot, chat_id)
    if chat.type == "private":
        _check_person(world, chat)
    return chat


def reachable_chat(world: World, bot: Bot, chat_id: int | str | None) -> Chat:
    """Like `writable_chat`, but also for people who blocked the bot: it may still delete its messages."""
    chat = find_chat(world, bot, chat_id)
    if chat.type == "private":
        if world.people[chat.id].deactivated:
            raise forbidden("user is deactivated")
    else:
        _check_writable(world, bot, chat)
    return chat


def _check_writable(world: World, bot: Bot, chat: Chat) -> None:
    if chat.migrated_to is not None:
        raise bad_request(
            "group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": chat.migrated_to}
        )
    check_inside(world, bot, chat)


def _check_person(world: World, chat: Chat) -> None:
    if chat.blocked:
        raise forbidden("bot was blocked by the user")
    if not chat.started and world.clock.now() >= chat.write_until:
        raise forbidden("bot can't initiate conversation with a user")


def check_inside(world: World, bot: Bot, chat: Chat) -> Member:
    """Return the bot's membership of a group or channel. Raises 403 if it isn't in it."""
    member = world.member(chat, bot.id)
    kind = f"{chat.type} chat"
    if member.status == "kicked":
        raise forbidden(f"bot was kicked from the {kind}")
    if not member.inside:
        raise forbidden(f"bot is not a member of the {kind}")
    return member


_CONTENT_RIGHTS = {
    "text": ("can_send_messages", "text messages"),
    "photo": ("can_send_photos", "photos"),
    "video": ("can_send_videos", "videos"),
    "document": ("can_send_documents", "documents"),
    "audio": ("can_send_audios", "music"),
    "voice": ("can_send_voice_notes", "voice notes"),
    "animation": ("can_send_other_messages", "animations"),
    "sticker": ("can_send_other_messages", "stickers"),
    "poll": ("can_send_polls", "polls"),
}


def check_may_send(world: World, bot: Bot, chat: Chat, kind: str) -> None:
    """Raise 400 if the chat or a restriction keeps the bot from sending this kind of message."""
    if chat.type == "private":
        return
    member = world.member(chat, bot.id)
    if chat.type == "channel":
        if not member.may("can_post_messages"):
            raise bad_request("need administrator rights in the channel chat")
        return
    right, what = _CONTENT_RIGHTS.get(kind, ("can_send_messages", "messages"))
    if not permitted(chat, member, right):
        raise bad_request(f"not enough rights to send {what} to the chat")


def permitted(chat: Chat, member: Member, permission: str) -> bool:
    """Whether a member has a permission: administrators have all, others what chat and restriction allow."""
    if member.is_admin:
        return True
    if not chat.permissions.get(permission, False):
        return False
    return member.status != "restricted" or member.rights.get(permission, False)


def require_right(world: World, bot: Bot, chat: Chat, right: str, refusal: str) -> None:
    """Raise 400 with the text `refusal` unless the bot has this administrator right."""
    if not world.member(chat, bot.id).may(right):
        raise bad_request(refusal)


def find_message(world: World, bot: Bot, chat: Chat, message_id: int | None, what: str) -> Message:
    """Return a message; `what` is its name in the error, such as «message to edit». Raises 400."""
    readable = chat.type == "private" or world.member(chat, bot.id).inside
    message = world.message(chat, message_id or 0) if readable else None
    if message is None:
        raise bad_request(f"{what} not found")
    return message
