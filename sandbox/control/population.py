"""Control of chats, their members and the members' rights."""

from dataclasses import replace
from typing import Any

from sandbox.chats import (
    FIRST_GROUP,
    FIRST_SUPERGROUP,
    NOT_OPEN_TO_MEMBERS,
    PERMISSIONS,
    Chat,
    Member,
    admin_rights,
    until_date,
)
from sandbox.control.asked import Asked, on, whole
from sandbox.errors import ControlError
from sandbox.membership import change_member, set_blocked, settle_request
from sandbox.migration import migrate
from sandbox.people import FIRST_PERSON, Person
from sandbox.shapes import Json
from sandbox.world import World

_PERSON = (
    *("first_name", "last_name", "username", "language_code"),
    *("phone", "is_premium", "bio", "deactivated"),
)


@on("POST", "/control/people")
async def add_person(asked: Asked) -> Json:
    world = asked.world
    person_id = asked.get("id")
    if person_id is None:
        person_id = world.next_number("people", FIRST_PERSON)
        while person_id in world.people or person_id in world.bots:
            person_id = world.next_number("people", FIRST_PERSON)
    person_id = whole("id", person_id)
    if person_id in world.people or person_id in world.bots:
        raise ControlError(f"{person_id} is somebody already")
    person = Person(person_id, str(asked.need("first_name")))
    return _changed(asked, person)


@on("PATCH", "/control/people/{id}")
async def change_person(asked: Asked) -> Json:
    return _changed(asked, asked.world.person(asked.number("id")))


def _changed(asked: Asked, person: Person) -> Json:
    for name in _PERSON:
        if name in asked.given:
            setattr(person, name, asked.given[name])
    asked.world.keep(person)
    asked.world.changed("people")
    return described(person)


def described(person: Person) -> Json:
    """Return a User with the fields that bots don't see."""
    return person.user() | {"phone": person.phone, "deactivated": person.deactivated}


@on("GET", "/control/people")
async def list_people(asked: Asked) -> list[Json]:
    return [described(person) for person in asked.world.people.values()]


@on("POST", "/control/chats")
async def add_chat(asked: Asked) -> Json:
    world = asked.world
    kind = asked.need("type")
    if kind not in {"group", "supergroup", "channel"}:
        raise ControlError(f"there are no chats of type {kind!r}: group, supergroup, channel")
    given_id = asked.get("id")
    if given_id is not None:
        chat_id = whole("id", given_id)
    elif kind == "group":
        chat_id = -world.next_number("groups", FIRST_GROUP)
    else:
        chat_id = -world.next_number("supergroups", FIRST_SUPERGROUP)
    if chat_id in world.chats or chat_id >= 0:
        raise ControlError(f"a new chat can't have the id {chat_id}")
    owner = world.person(asked.number("owner")).id
    chat = Chat(
        chat_id,
        kind,
        str(asked.need("title")),
        asked.get("username"),
        description=str(asked.get("description") or ""),
        linked_chat=asked.get("linked_chat"),
        join_by_request=bool(asked.get("join_by_request")),
        hides_members=bool(asked.get("hides_members")),
    )
    chat.members[owner] = Member(owner, "creator")
    for person_id in asked.get("members") or []:
        if person_id != owner:
            chat.members[world.person(person_id).id] = Member(person_id, "member")
    world.keep(chat)
    if chat.linked_chat is not None:
        other = world.chat(chat.linked_chat)
        other.linked_chat = chat.id
        world.keep(other)
    if (admin := asked.get("bot_admin")) is not None or asked.get("bot") is not None:
        add_bot_to(world, chat, world.bot(asked.get("bot")).id, owner, admin)
    world.changed("member", chat)
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


@on("GET", "/control/chats")
async def list_chats(asked: Asked) -> list[Json]:
    return [asked.world.chat_json(chat) for chat in asked.world.chats.values()]


@on("POST", "/control/chats/{id}/migrate")
async def migrate_chat(asked: Asked) -> Json:
    """Migrate a group to a supergroup; returns the new id."""
    chat = asked.world.chat(asked.number("id"))
    return {"id": migrate(asked.world, chat).id}


@on("POST", "/control/chats/{id}/members")
async def set_member(asked: Asked) -> Json:
    """Set a user's `status`; `member` also approves a join request, and `left` declines it."""
    world, chat = asked.world, asked.world.chat(asked.number("id"))
    user_id, status = asked.number("user"), asked.need("status")
    by = whole("by", asked.get("by") or owner_of(chat))
    if not world.knows(user_id):
        raise ControlError(f"there is nobody with the id {user_id}")
    if user_id in chat.requests and status in {"member", "left"}:
        settle_request(world, chat, user_id, by, approved=status == "member")
        return {"status": world.member(chat, user_id).status}
    change_member(world, chat, _as_asked(asked, chat, user_id, status, by), by)
    return {"status": status}


def _as_asked(asked: Asked, chat: Chat, user_id: int, status: str, by: int) -> Member:
    rights: Any = asked.get("rights")
    old = asked.world.member(chat, user_id)
    until = until_date(asked.get("until"), asked.world.clock.date())
    match status:
        case "administrator":
            names = set(admin_rights(chat.type)) - {"can_promote_members"} if rights is None else set(rights)
            return Member(
                user_id,
                status,
                dict.fromkeys(names | {"can_manage_chat"}, True),
                is_anonymous=bool(asked.get("is_anonymous")),
                custom_title=asked.get("custom_title"),
                promoted_by=by,
            )
        case "creator":
            return replace(old, status=status, is_anonymous=bool(asked.get("is_anonymous")))
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


@on("POST", "/control/chats/{id}/permissions")
async def set_permissions(asked: Asked) -> Json:
    """Set what members may do; permissions that aren't given return to their default."""
    chat = asked.world.chat(asked.number("id"))
    for name in PERMISSIONS:
        chat.permissions[name] = bool(asked.given.get(name, name not in NOT_OPEN_TO_MEMBERS))
    asked.world.keep(chat)
    return chat.permissions


@on("POST", "/control/block")
async def block(asked: Asked) -> Json:
    return _block(asked, blocked=True)


@on("POST", "/control/unblock")
async def unblock(asked: Asked) -> Json:
    return _block(asked, blocked=False)


def _block(asked: Asked, *, blocked: bool) -> Json:
    person_id = asked.person()
    dialog = asked.world.dialog(asked.world.bot(asked.get("bot")).id, person_id)
    set_blocked(asked.world, dialog, blocked=blocked)
    return {"blocked": blocked}


@on("POST", "/control/add_bot")
async def add_bot(asked: Asked) -> Json:
    world, by = asked.world, asked.person("by")
    add_bot_to(
        world, world.chat(asked.number("chat")), world.bot(asked.get("bot")).id, by, asked.get("admin")
    )
    return {"status": "administrator" if asked.get("admin") else "member"}
