"""The buttons `request_users` and `request_chat`, by which a person shares users or a chat with a bot."""

from collections.abc import Sequence

from sandbox.bots import Bot
from sandbox.chats import Chat, Member
from sandbox.errors import ControlError
from sandbox.membership import change_member
from sandbox.people import Person
from sandbox.types import Json
from sandbox.world import World

KINDS = ("request_users", "request_chat")


def requested(dialog: Chat, request_id: int | None = None) -> tuple[str, Json]:
    """Return the kind and the criteria of the button with this request id, or of the only button."""
    keyboard = dialog.keyboards.get(dialog.id, dialog.keyboards.get(0, {}))
    found = [
        (kind, button[kind])
        for row in keyboard.get("keyboard", [])
        for button in row
        for kind in KINDS
        if button.get(kind) and request_id in {None, button[kind]["request_id"]}
    ]
    if len(found) != 1:
        raise ControlError(f"say by which button to share: {len(found)} fit")
    return found[0]


def offered_users(world: World, person_id: int, terms: Json) -> list[int]:
    """Return the users that Telegram's picker shows: everyone else who meets the criteria."""

    def fits(one: Person | Bot) -> bool:
        is_bot, is_premium = terms.get("user_is_bot"), terms.get("user_is_premium")
        return is_bot in {None, isinstance(one, Bot)} and is_premium in {
            None,
            isinstance(one, Person) and one.is_premium,
        }

    shown: list[Person | Bot] = [one for one in world.people.values() if not one.deactivated]
    shown += [bot for bot in world.bots.values() if not bot.revoked]
    return [one.id for one in shown if one.id != person_id and fits(one)]


def offered_chats(world: World, person_id: int, bot_id: int, terms: Json) -> list[int]:
    """Return the chats that Telegram's picker shows: those that meet the criteria, if need be by adding the bot."""

    def fits(chat: Chat) -> bool:
        me, bot = world.member(chat, person_id), world.member(chat, bot_id)
        wanted = _bots_rights(terms)
        return (
            me.inside
            and (chat.type == "channel") is bool(terms.get("chat_is_channel"))
            and not terms.get("chat_is_forum")
            and terms.get("chat_has_username") in {None, bool(chat.username)}
            and (not terms.get("chat_is_created") or me.status == "creator")
            and all(me.may(right) for right in _rights(terms.get("user_administrator_rights")))
            and (not terms.get("bot_is_member") or bot.inside or me.may("can_invite_users"))
            and (all(bot.may(right) for right in wanted) or me.may("can_promote_members"))
        )

    return [chat.id for chat in world.chats.values() if chat.migrated_to is None and fits(chat)]


def _rights(request: Json | None) -> list[str]:
    return [name for name, wanted in (request or {}).items() if wanted and name.startswith("can_")]


def _bots_rights(terms: Json) -> list[str]:
    return _rights(terms.get("bot_administrator_rights"))


def users_shared(world: World, person_id: int, terms: Json, chosen: Sequence[int]) -> Json:
    """Return the content of the service message, with only the fields that the bot asked for. Raises ControlError."""
    most = terms.get("max_quantity") or 1
    if not 1 <= len(set(chosen)) <= most:
        raise ControlError(f"this button shares 1 to {most}")
    if strange := set(chosen) - set(offered_users(world, person_id, terms)):
        raise ControlError(f"the picker doesn't show {min(strange)}")
    request_id = terms["request_id"]
    fields = {
        "first_name": terms.get("request_name"),
        "last_name": terms.get("request_name"),
        "username": terms.get("request_username"),
    }  # nobody here has a photo
    users = []
    for user_id in dict.fromkeys(chosen):
        user = world.user(user_id)
        users.append(
            {"user_id": user_id} | {name: user[name] for name in fields if fields[name] and name in user}
        )
    # Telegram still sends the fields of earlier versions (telegram-bot-api, JsonUsersShared).
    ids = [user["user_id"] for user in users]
    single = {"user_shared": {"user_id": ids[0], "request_id": request_id}} if len(ids) == 1 else {}
    return single | {"users_shared": {"user_ids": ids, "users": users, "request_id": request_id}}


def chat_shared(world: World, person_id: int, bot_id: int, terms: Json, chat: Chat) -> Json:
    """Return the content of the service message, after adding or promoting the bot as asked. Raises ControlError."""
    if chat.id not in offered_chats(world, person_id, bot_id, terms):
        raise ControlError(f"the picker doesn't show {chat.id}")
    bot, wanted = world.member(chat, bot_id), _bots_rights(terms)
    if not all(bot.may(right) for right in wanted):
        rights = dict.fromkeys(["can_manage_chat", *wanted], True)
        change_member(world, chat, Member(bot_id, "administrator", rights, promoted_by=person_id), person_id)
    elif terms.get("bot_is_member") and not bot.inside:
        change_member(world, chat, Member(bot_id, "member"), person_id)
    shared: Json = {"chat_id": chat.id}
    if terms.get("request_title"):
        shared["title"] = chat.title
    if terms.get("request_username") and chat.username:
        shared["username"] = chat.username
    if terms.get("request_photo") and chat.photo:
        shared["photo"] = chat.photo
    return {"chat_shared": shared | {"request_id": terms["request_id"]}}
