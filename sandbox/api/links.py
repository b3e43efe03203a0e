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
from sandbox.api.registry import Call, implements
from sandbox.chats import Chat, Link, new_link
from sandbox.errors import bad_request
from sandbox.membership import link_json, resolve_request
from sandbox.types import Json

MAX_NAME = 32


def _invitable_chat(call: Call, chat_id: int | str) -> Chat:
    chat = writable_chat(call.world, call.bot, chat_id)
    if chat.type == "private":
        raise bad_request("can't invite members to a private chat")
    require_right(
        call.world, call.bot, chat, "can_invite_users", "not enough rights to manage chat invite link"
    )
    return chat


def _new_link(creator: int, *, primary: bool = False) -> Link:
    return Link(new_link(), creator, is_primary=primary)


def _apply_params(call: Call, link: Link) -> None:
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


@implements(CreateChatInviteLink)
def create_chat_invite_link(call: Call, method: CreateChatInviteLink) -> Json:
    chat = _invitable_chat(call, method.chat_id)
    link = _new_link(call.bot.id)
    _apply_params(call, link)
    return _save(call, chat, link)


def _save(call: Call, chat: Chat, link: Link) -> Json:
    chat.links[link.url] = link
    call.world.save(chat)
    call.world.publish_change("member", chat)
    return link_json(call.world, chat, link)


def _own_link(call: Call, chat: Chat, url: str) -> Link:
    link = chat.links.get(url)
    if link is None:
        raise bad_request("INVITE_HASH_EXPIRED")
    if link.creator != call.bot.id:
        raise bad_request("CHAT_ADMIN_REQUIRED")
    return link


@implements(EditChatInviteLink)
def edit_chat_invite_link(call: Call, method: EditChatInviteLink) -> Json:
    """Edit a link; like Telegram, reset the parameters that aren't given."""
    chat = _invitable_chat(call, method.chat_id)
    link = _own_link(call, chat, method.invite_link)
    if link.is_revoked:
        raise bad_request("INVITE_HASH_EXPIRED")
    if link.is_primary:
        raise bad_request("CHAT_INVITE_PERMANENT")
    _apply_params(call, link)
    return _save(call, chat, link)


@implements(RevokeChatInviteLink)
def revoke_chat_invite_link(call: Call, method: RevokeChatInviteLink) -> Json:
    """Revoke a link; a revoked primary link is replaced by a new one."""
    chat = _invitable_chat(call, method.chat_id)
    link = _own_link(call, chat, method.invite_link)
    link.is_revoked = True
    if link.is_primary:
        link.is_primary = False
        _save(call, chat, _new_link(call.bot.id, primary=True))
    return _save(call, chat, link)


@implements(ExportChatInviteLink)
def export_chat_invite_link(call: Call, method: ExportChatInviteLink) -> str:
    """Create a new primary link of this bot and revoke the previous one."""
    chat = _invitable_chat(call, method.chat_id)
    for old in chat.links.values():
        if old.is_primary and old.creator == call.bot.id:
            old.is_primary, old.is_revoked = False, True
    link = _new_link(call.bot.id, primary=True)
    _save(call, chat, link)
    return link.url


@implements(ApproveChatJoinRequest)
def approve_chat_join_request(call: Call, method: ApproveChatJoinRequest) -> bool:
    return _settle(call, method.chat_id, method.user_id, approved=True)


@implements(DeclineChatJoinRequest)
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
    resolve_request(world, chat, user_id, call.bot.id, approved=approved)
    return True
