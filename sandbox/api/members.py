"""Methods about the members of a chat: to read, ban, restrict and promote them."""

from dataclasses import replace

from aiogram.methods import (
    BanChatMember,
    BanChatSenderChat,
    GetChatAdministrators,
    GetChatMember,
    GetChatMemberCount,
    PromoteChatMember,
    RestrictChatMember,
    SetChatAdministratorCustomTitle,
    UnbanChatMember,
    UnbanChatSenderChat,
)

from sandbox.access import members_chat, readable_chat, require_right, writable_chat
from sandbox.api.registry import Call, implements
from sandbox.chats import CHANNEL_RIGHTS, GROUP_RIGHTS, PERMISSIONS, Chat, Member, until_date
from sandbox.errors import bad_request
from sandbox.membership import change_member, member_json
from sandbox.people import SPECIAL_USERS
from sandbox.posting import delete
from sandbox.types import Json

NO_RIGHTS = "not enough rights to restrict/unrestrict chat member"
MEDIA_PERMISSIONS = tuple(
    name
    for name in PERMISSIONS
    if name.startswith("can_send_")
    and name not in {"can_send_messages", "can_send_polls", "can_send_other_messages"}
)
LIFT_RESTRICTION = (
    *MEDIA_PERMISSIONS,
    "can_send_messages",
    "can_send_polls",
    "can_send_other_messages",
    "can_invite_users",
)
"""Granting all of these permissions lifts a restriction."""


@implements(GetChatMember)
def get_chat_member(call: Call, method: GetChatMember) -> Json:
    world = call.world
    own = method.user_id == call.bot.id
    chat = (readable_chat if own else members_chat)(world, call.bot, method.chat_id)
    if chat.type == "private":
        if method.user_id not in {chat.id, call.bot.id}:
            raise bad_request("PARTICIPANT_ID_INVALID")
        return member_json(world, chat, Member(method.user_id, "member"), call.bot.id)
    if not own:
        _check_sees_members(call, chat)
    if method.user_id not in SPECIAL_USERS:  # Telegram knows these accounts; they are in no chat
        _check_user(call, method.user_id)
    return member_json(world, chat, world.member(chat, method.user_id), call.bot.id)


def _check_user(call: Call, user_id: int) -> None:
    if not call.world.is_known(user_id):
        raise bad_request("PARTICIPANT_ID_INVALID")


def _check_sees_members(call: Call, chat: Chat) -> None:
    """Raise 400 if only administrators see the members: of a channel, and of a group that hides them."""
    if (chat.type == "channel" or chat.hides_members) and not call.world.member(chat, call.bot.id).is_admin:
        raise bad_request("CHAT_ADMIN_REQUIRED")


@implements(GetChatMemberCount)
def get_chat_member_count(call: Call, method: GetChatMemberCount) -> int:
    chat = readable_chat(call.world, call.bot, method.chat_id)
    if chat.type == "private":
        return 2
    return sum(call.world.member(chat, user_id).inside for user_id in list(chat.members))


@implements(GetChatAdministrators)
def get_chat_administrators(call: Call, method: GetChatAdministrators) -> list[Json]:
    """Return the administrators without other bots."""
    world = call.world
    chat = members_chat(world, call.bot, method.chat_id)
    if chat.type == "private":
        raise bad_request("there are no administrators in the private chat")
    leading = [member for user_id in chat.members if (member := world.member(chat, user_id)).is_admin]
    shown = [
        member for member in leading if member.user_id == call.bot.id or member.user_id not in world.bots
    ]
    return [member_json(world, chat, member, call.bot.id) for member in shown]


def restrictable(call: Call, chat: Chat, user_id: int) -> Member:
    """Return a member whom the bot may ban or restrict. Raises 400, in TDLib's order of checks."""
    world = call.world
    if user_id == call.bot.id:
        raise bad_request("can't restrict self")
    _check_user(call, user_id)
    member = world.member(chat, user_id)
    if member.status == "creator":
        raise bad_request("can't remove chat owner")
    require_right(world, call.bot, chat, "can_restrict_members", NO_RIGHTS)
    if member.status == "administrator" and not (
        member.promoted_by == call.bot.id and world.member(chat, call.bot.id).may("can_promote_members")
    ):
        raise bad_request("user is an administrator of the chat")
    return member


@implements(BanChatMember)
def ban_chat_member(call: Call, method: BanChatMember) -> bool:
    world = call.world
    chat = _group_or_channel(call, method.chat_id)
    restrictable(call, chat, method.user_id)
    until = 0 if chat.type == "group" else until_date(call.params.get("until_date"), world.clock.date())
    change_member(world, chat, Member(method.user_id, "kicked", until=until), call.bot.id)
    if method.revoke_messages or chat.type in {"supergroup", "channel"}:
        _revoke(call, chat, method.user_id)
    return True


def _revoke(call: Call, chat: Chat, user_id: int) -> None:
    """Delete a banned person's messages: in supergroups and channels this always happens (`revoke_messages`)."""
    for message in list(call.world.messages.get(chat.key, {}).values()):
        if message.author == user_id and "sender_chat" not in message.body:
            delete(call.world, chat, message)


def _group_or_channel(call: Call, chat_id: int | str) -> Chat:
    chat = writable_chat(call.world, call.bot, chat_id)
    if chat.type == "private":
        raise bad_request("can't ban members in private chats")
    return chat


def _supergroup_or_channel(call: Call, chat_id: int | str) -> Chat:
    chat = writable_chat(call.world, call.bot, chat_id)
    if chat.type not in {"supergroup", "channel"}:
        raise bad_request("method is available for supergroup and channel chats only")
    return chat


@implements(UnbanChatMember)
def unban_chat_member(call: Call, method: UnbanChatMember) -> bool:
    """Unban a user; a member is removed by a short ban, as by TDLib, unless `only_if_banned`."""
    world = call.world
    chat = _supergroup_or_channel(call, method.chat_id)
    if method.only_if_banned and world.member(chat, method.user_id).status != "kicked":
        return True
    if restrictable(call, chat, method.user_id).inside:
        change_member(
            world, chat, Member(method.user_id, "kicked", until=world.clock.date() + 60), call.bot.id
        )
    change_member(world, chat, Member(method.user_id, "left"), call.bot.id)
    return True


@implements(RestrictChatMember)
def restrict_chat_member(call: Call, method: RestrictChatMember) -> bool:
    """Restrict a member; granting every permission lifts the restriction."""
    world = call.world
    chat = writable_chat(world, call.bot, method.chat_id)
    if chat.type != "supergroup":
        raise bad_request("method is available only for supergroups")
    member = restrictable(call, chat, method.user_id)
    allowed = permissions(
        call.params["permissions"], independent=bool(method.use_independent_chat_permissions)
    )
    until = until_date(call.params.get("until_date"), world.clock.date())
    inside = member.inside
    if all(allowed[name] for name in LIFT_RESTRICTION):
        new = Member(method.user_id, "member" if inside else "left")
    else:
        new = Member(method.user_id, "restricted", allowed, until, is_member=inside)
    change_member(world, chat, new, call.bot.id)
    return True


def permissions(given: Json, *, independent: bool) -> dict[str, bool]:
    """Complete a ChatPermissions object. Unless `independent`, a permission includes those that it depends on."""
    allowed = {name: bool(given.get(name)) for name in PERMISSIONS}
    if given.get("can_send_media_messages"):
        allowed |= dict.fromkeys([*MEDIA_PERMISSIONS, "can_send_messages"], True)
    if not independent:
        if allowed["can_send_other_messages"] or allowed["can_add_web_page_previews"]:
            allowed |= dict.fromkeys([*MEDIA_PERMISSIONS, "can_send_messages"], True)
        if allowed["can_send_polls"] or any(allowed[name] for name in MEDIA_PERMISSIONS):
            allowed["can_send_messages"] = True
    for name, default in (
        ("can_react_to_messages", "can_send_messages"),
        ("can_manage_topics", "can_pin_messages"),
    ):
        if name not in given:
            allowed[name] = allowed[default]
    return allowed


@implements(PromoteChatMember)
def promote_chat_member(call: Call, method: PromoteChatMember) -> bool:
    """Promote a member, or demote them if no rights are given. A bot grants only rights that it has."""
    world = call.world
    chat = _supergroup_or_channel(call, method.chat_id)
    me = world.member(chat, call.bot.id)
    names = set(GROUP_RIGHTS) | set(CHANNEL_RIGHTS)
    rights = {name: True for name in names if call.params.get(name)}
    if method.user_id == call.bot.id:
        raise bad_request("can't promote self")
    _check_user(call, method.user_id)
    member = world.member(chat, method.user_id)
    if member.status == "creator":
        raise bad_request("can't remove chat owner")
    if not me.may("can_promote_members"):
        raise bad_request("not enough rights")
    if not all(me.may(name) for name in rights):
        raise bad_request("RIGHT_FORBIDDEN")
    if member.status == "administrator" and member.promoted_by != call.bot.id:
        raise bad_request("CHAT_ADMIN_REQUIRED")
    if not member.inside:
        raise bad_request("USER_NOT_MUTUAL_CONTACT")
    if rights or method.is_anonymous:
        rights["can_manage_chat"] = True
        new = Member(
            method.user_id,
            "administrator",
            rights,
            is_anonymous=bool(method.is_anonymous),
            custom_title=member.custom_title,
            promoted_by=call.bot.id,
        )
    else:
        new = Member(method.user_id, "member")
    change_member(world, chat, new, call.bot.id)
    return True


@implements(SetChatAdministratorCustomTitle)
def set_custom_title(call: Call, method: SetChatAdministratorCustomTitle) -> bool:
    world = call.world
    chat = writable_chat(world, call.bot, method.chat_id)
    if not chat.is_group:
        raise bad_request("method is available only for groups and supergroups")
    member = world.member(chat, method.user_id)
    if member.status == "creator":
        raise bad_request("only the owner can edit their custom title")
    if member.status != "administrator":
        raise bad_request("user is not an administrator")
    if member.promoted_by != call.bot.id:
        raise bad_request("not enough rights to change custom title of the user")
    if len(method.custom_title) > 16:
        raise bad_request("CUSTOM_TITLE_INVALID")
    change_member(world, chat, replace(member, custom_title=method.custom_title or None), call.bot.id)
    return True


@implements(BanChatSenderChat)
def ban_chat_sender_chat(call: Call, method: BanChatSenderChat) -> bool:
    chat = _sender_chat_place(call, method.chat_id, method.sender_chat_id)
    if method.sender_chat_id not in chat.banned_senders:
        chat.banned_senders.append(method.sender_chat_id)
        call.world.save(chat)
    return True


@implements(UnbanChatSenderChat)
def unban_chat_sender_chat(call: Call, method: UnbanChatSenderChat) -> bool:
    chat = _sender_chat_place(call, method.chat_id, method.sender_chat_id)
    if method.sender_chat_id in chat.banned_senders:
        chat.banned_senders.remove(method.sender_chat_id)
        call.world.save(chat)
    return True


def _sender_chat_place(call: Call, chat_id: int | str, sender_chat_id: int) -> Chat:
    """Return the chat. Raises 400 unless the sender is a channel other than this chat and its linked one."""
    chat = _group_or_channel(call, chat_id)
    if chat.type == "group":
        raise bad_request("can't ban chats in basic groups")
    require_right(call.world, call.bot, chat, "can_restrict_members", NO_RIGHTS)
    sender = call.world.chats.get(sender_chat_id)
    if sender is None:
        raise bad_request("chat not found")
    if sender.id in {chat.id, chat.linked_chat} or sender.type == "group":
        raise bad_request("PARTICIPANT_ID_INVALID")
    return chat
