"""Control of chats, their members and the members' rights."""

from dataclasses import replace
from typing import Any

from sandbox.chats import (
    ADMIN_ONLY,
    FIRST_GROUP,
    FIRST_SUPERGROUP,
    PERMISSIONS,
    Chat,
    Member,
    admin_rights,
    until_date,
)
from sandbox.control.request import ControlRequest, route, whole_number
from sandbox.errors import ControlError
from sandbox.membership import change_member, resolve_request
from sandbox.migration import migrate
from sandbox.types import Json
from sandbox.world import World


@route("POST", "/control/chats")
async def add_chat(request: ControlRequest) -> Json:
    world = request.world
    kind = request.need("type")
    if kind not in {"group", "supergroup", "channel"}:
        raise ControlError(f"there are no chats of type {kind!r}: group, supergroup, channel")
    given_id = request.get("id")
    if given_id is not None:
        chat_id = whole_number("id", given_id)
    elif kind == "group":
        chat_id = -world.next_number("groups", FIRST_GROUP)
    else:
        chat_id = -world.next_number("supergroups", FIRST_SUPERGROUP)
    if chat_id in world.chats or chat_id >= 0:
        raise ControlError(f"a new chat can't have the id {chat_id}")
    owner = world.person(request.number("owner")).id
    chat = Chat(
        chat_id,
        kind,
        str(request.need("title")),
        request.get("username"),
        description=str(request.get("description") or ""),
        linked_chat=request.get("linked_chat"),
        join_by_request=bool(request.get("join_by_request")),
        hides_members=bool(request.get("hides_members")),
    )
    chat.members[owner] = Member(owner, "creator")
    for person_id in request.get("members") or []:
        if person_id != owner:
            chat.members[world.person(person_id).id] = Member(person_id, "member")
    world.save(chat)
    if chat.linked_chat is not None:
        other = world.chat(chat.linked_chat)
        other.linked_chat = chat.id
        world.save(other)
    if (admin := request.get("bot_admin")) is not None or request.get("bot") is not None:
        add_bot_to(world, chat, world.bot(request.get("bot")).id, owner, admin)
    world.publish_change("member", chat)
    return world.chat_json(chat)


def add_bot_to(world: World, chat: Chat, bot_id: int, by: int, admin: bool | list[str] | None) -> None:
    """Add a bot as a member, or as an administrator with all rights but promoting others, or with those listed."""
    if admin or chat.type == "channel":
        rights = (
            set(admin) if isinstance(admin, list) else set(admin_rights(chat.type)) - {"can_promote_members"}
        )
        rights.add("can_manage_chat")
        member = Member(bot_id, "administrator", dict.fromkeys(rights, True), promoted_by=by)
    else:
        member = Member(bot_id, "member")
    change_member(world, chat, member, by)


@route("GET", "/control/chats")
async def list_chats(request: ControlRequest) -> list[Json]:
    return [request.world.chat_json(chat) for chat in request.world.chats.values()]


@route("POST", "/control/chats/{id}/migrate")
async def migrate_chat(request: ControlRequest) -> Json:
    """Migrate a group to a supergroup; returns the new id."""
    chat = request.world.chat(request.number("id"))
    return {"id": migrate(request.world, chat).id}


@route("POST", "/control/chats/{id}/members")
async def set_member(request: ControlRequest) -> Json:
    """Set a user's `status`; `member` also approves a join request, and `left` declines it."""
    world, chat = request.world, request.world.chat(request.number("id"))
    user_id, status = request.number("user"), request.need("status")
    by = whole_number("by", request.get("by") or owner_of(chat))
    if not world.is_known(user_id):
        raise ControlError(f"there is nobody with the id {user_id}")
    if user_id in chat.requests and status in {"member", "left"}:
        resolve_request(world, chat, user_id, by, approved=status == "member")
        return {"status": world.member(chat, user_id).status}
    change_member(world, chat, _new_member(request, chat, user_id, status, by), by)
    return {"status": status}


def _new_member(request: ControlRequest, chat: Chat, user_id: int, status: str, by: int) -> Member:
    rights: Any = request.get("rights")
    old = request.world.member(chat, user_id)
    until = until_date(request.get("until"), request.world.clock.date())
    match status:
        case "administrator":
            names = set(admin_rights(chat.type)) - {"can_promote_members"} if rights is None else set(rights)
            return Member(
                user_id,
                status,
                dict.fromkeys(names | {"can_manage_chat"}, True),
                is_anonymous=bool(request.get("is_anonymous")),
                custom_title=request.get("custom_title"),
                promoted_by=by,
            )
        case "creator":
            return replace(old, status=status, is_anonymous=bool(request.get("is_anonymous")))
        case "restricted":
            allowed = dict.fromkeys(PERMISSIONS, False) | dict.fromkeys(rights or [], True)
            return Member(user_id, status, allowed, until, is_member=old.inside)
        case "kicked":
            return Member(user_id, status, until=until)
        case "member" | "left":
            return Member(user_id, status)
    raise ControlError(f"there is no status {status!r}")


def owner_of(chat: Chat) -> int:
    return next((member.user_id for member in chat.members.values() if member.status == "creator"), 0)


@route("POST", "/control/chats/{id}/permissions")
async def set_permissions(request: ControlRequest) -> Json:
    """Set what members may do; permissions that aren't given return to their default."""
    chat = request.world.chat(request.number("id"))
    for name in PERMISSIONS:
        chat.permissions[name] = bool(request.given.get(name, name not in ADMIN_ONLY))
    request.world.save(chat)
    return chat.permissions


@route("POST", "/control/add_bot")
async def add_bot(request: ControlRequest) -> Json:
    world, by = request.world, request.person("by")
    add_bot_to(
        world, world.chat(request.number("chat")), world.bot(request.get("bot")).id, by, request.get("admin")
    )
    return {"status": "administrator" if request.get("admin") else "member"}
