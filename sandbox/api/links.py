"""Methods about invite links and join requests."""

from aiogram.methods import (
    ApproveChatJoinRequest,
    CreateChatInviteLink,
    DeclineChatJoinRequest,
    EditChatInviteLink,
    ExportChatInviteLink,
    RevokeChatInviteLink,
)

from sandbox.access import require_right, writable_chat
from sandbox.api.registry import Call, answers
from sandbox.chats import Chat, Link, new_link
from sandbox.errors import bad_request
from sandbox.membership import link_json, settle_request
from sandbox.shapes import Json

MAX_NAME = 32


def _place(call: Call, chat_id: int | str) -> Chat:
    chat = writable_chat(call.world, call.bot, chat_id)
    if chat.type == "private":
        raise bad_request("can't invite members to a private chat")
    require_right(
        call.world, call.bot, chat, "can_invite_users", "not enough rights to manage chat invite link"
    )
    return chat


def _new_link(creator: int, *, primary: bool = False) -> Link:
    return Link(new_link(), creator, is_primary=primary)


def _describe(call: Call, link: Link) -> None:
    """Apply the call's parameters to a link. Raises 400 before changing anything."""
    params = call.params
    name, limit = params.get("name") or None, params.get("member_limit") or 0
    by_request = bool(params.get("creates_join_request"))
    expires = params.get("expire_date") or 0
    if name and len(name) > MAX_NAME:
        raise bad_request("invite link name is too long")
    if by_request and limit:
        raise bad_request("member limit can't be specified for links requiring administrator approval")
    if not 0 <= limit <= 99999:
        raise bad_request("USAGE_LIMIT_INVALID")
    if expires and expires <= call.world.clock.now():
        raise bad_request("EXPIRE_DATE_INVALID")
    link.name, link.member_limit = name, limit
    link.creates_join_request, link.expire_date = by_request, expires


@answers(CreateChatInviteLink)
def create_chat_invite_link(call: Call, method: CreateChatInviteLink) -> Json:
    chat = _place(call, method.chat_id)
    link = _new_link(call.bot.id)
    _describe(call, link)
    return _kept(call, chat, link)


def _kept(call: Call, chat: Chat, link: Link) -> Json:
    chat.links[link.url] = link
    call.world.keep(chat)
    call.world.changed("member", chat)
    return link_json(call.world, chat, link)


def _own(call: Call, chat: Chat, url: str) -> Link:
    link = chat.links.get(url)
    if link is None:
        raise bad_request("INVITE_HASH_EXPIRED")
    if link.creator != call.bot.id:
        raise bad_request("CHAT_ADMIN_REQUIRED")
    return link


@answers(EditChatInviteLink)
def edit_chat_invite_link(call: Call, method: EditChatInviteLink) -> Json:
    """Edit a link; like Telegram, reset the parameters that aren't given."""
    chat = _place(call, method.chat_id)
    link = _own(call, chat, method.invite_link)
    if link.is_revoked:
        raise bad_request("INVITE_HASH_EXPIRED")
    if link.is_primary:
        raise bad_request("CHAT_INVITE_PERMANENT")
    _describe(call, link)
    return _kept(call, chat, link)


@answers(RevokeChatInviteLink)
def revoke_chat_invite_link(call: Call, method: RevokeChatInviteLink) -> Json:
    """Revoke a link; a revoked primary link is replaced by a new one."""
    chat = _place(call, method.chat_id)
    link = _own(call, chat, method.invite_link)
    link.is_revoked = True
    if link.is_primary:
        link.is_primary = False
        _kept(call, chat, _new_link(call.bot.id, primary=True))
    return _kept(call, chat, link)


@answers(ExportChatInviteLink)
def export_chat_invite_link(call: Call, method: ExportChatInviteLink) -> str:
    """Create a new primary link of this bot and revoke the previous one."""
    chat = _place(call, method.chat_id)
    for old in chat.links.values():
        if old.is_primary and old.creator == call.bot.id:
            old.is_primary, old.is_revoked = False, True
    link = _new_link(call.bot.id, primary=True)
    _kept(call, chat, link)
    return link.url


@answers(ApproveChatJoinRequest)
def approve_chat_join_request(call: Call, method: ApproveChatJoinRequest) -> bool:
    return _settle(call, method.chat_id, method.user_id, approved=True)


@answers(DeclineChatJoinRequest)
def decline_chat_join_request(call: Call, method: DeclineChatJoinRequest) -> bool:
    return _settle(call, method.chat_id, method.user_id, approved=False)


def _settle(call: Call, chat_id: int | str, user_id: int, *, approved: bool) -> bool:
    world = call.world
    chat = writable_chat(world, call.bot, chat_id)
    require_right(world, call.bot, chat, "can_invite_users", "not enough rights to manage chat join requests")
    if user_id not in world.people:
        raise bad_request("USER_ID_INVALID")
    if user_id not in chat.requests:
        raise bad_request(
            "USER_ALREADY_PARTICIPANT" if world.member(chat, user_id).inside else "HIDE_REQUESTER_MISSING"
        )
    settle_request(world, chat, user_id, call.bot.id, approved=approved)
    return True
