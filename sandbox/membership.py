"""Changes of membership, with the updates and service messages that they cause."""

from dataclasses import replace

from sandbox.chats import PERMISSIONS, Chat, JoinRequest, Link, Member, admin_rights
from sandbox.posting import post_service
from sandbox.types import Json
from sandbox.world import World

REQUEST_WINDOW = 300
"""Seconds during which a bot may write to a person who asked to join."""


def member_json(world: World, chat: Chat, member: Member, viewer: int = 0) -> Json:
    """Return the Bot API's ChatMember as `viewer` gets it: `can_be_edited` is for the one who promoted."""
    described: Json = {"user": world.user(member.user_id), "status": member.status}
    match member.status:
        case "creator":
            described["is_anonymous"] = member.is_anonymous
        case "administrator":
            described["can_be_edited"] = bool(viewer) and member.promoted_by == viewer
            described["is_anonymous"] = member.is_anonymous
            described |= {name: member.rights.get(name, False) for name in admin_rights(chat.type)}
        case "restricted":
            described |= {"is_member": member.is_member, "until_date": member.until}
            described |= {name: member.rights.get(name, False) for name in PERMISSIONS}
        case "kicked":
            described["until_date"] = member.until
    if member.custom_title and member.is_admin:
        described["custom_title"] = member.custom_title
    return described


def link_json(world: World, chat: Chat, link: Link, viewer: int = 0) -> Json:
    """Return the Bot API's ChatInviteLink, truncated unless `viewer` is its creator or 0."""
    url = link.url if viewer in {0, link.creator} else link.url[: len("https://t.me/+") + 8] + "..."
    described: Json = {
        "invite_link": url,
        "creator": world.user(link.creator),
        "creates_join_request": link.creates_join_request,
        "is_primary": link.is_primary,
        "is_revoked": link.is_revoked,
    }
    if link.name:
        described["name"] = link.name
    if link.expire_date:
        described["expire_date"] = link.expire_date
    if link.member_limit:
        described["member_limit"] = link.member_limit
    waiting = sum(request.link == link.url for request in chat.requests.values())
    if waiting:
        described["pending_join_request_count"] = waiting
    return described


def change_member(
    world: World, chat: Chat, new: Member, by: int, *, link: Link | None = None, via_request: bool = False
) -> None:
    """Replace a user's membership and send the updates; do nothing if nothing changes."""
    old = replace(world.member(chat, new.user_id))
    if old == new:
        return
    leaves, comes = old.inside and not new.inside, new.inside and not old.inside
    if leaves and chat.is_group:
        post_service(world, chat, by, _left(world.user(new.user_id)))
    chat.members[new.user_id] = new
    if new.inside:
        chat.requests.pop(new.user_id, None)
    world.save(chat)
    push_member_update(world, chat, old, new, by, link=link, via_request=via_request)
    if comes and chat.is_group:
        joined = world.user(new.user_id)
        content = {"new_chat_participant": joined, "new_chat_member": joined, "new_chat_members": [joined]}
        post_service(world, chat, new.user_id if via_request or link else by, content)
    world.publish_change("member", chat)


def _left(user: Json) -> Json:
    return {"left_chat_participant": user, "left_chat_member": user}


def push_member_update(
    world: World,
    chat: Chat,
    old: Member,
    new: Member,
    by: int,
    *,
    link: Link | None = None,
    via_request: bool = False,
) -> None:
    """Send `my_chat_member` to the bot concerned and `chat_member` to administrator bots."""
    update: Json = {"chat": world.chat_json(chat), "from": world.user(by), "date": world.clock.date()}
    if via_request:
        update["via_join_request"] = True
    for bot in list(world.bots.values()):
        if bot.id != new.user_id and not world.member(chat, bot.id).is_admin:
            continue
        seen = update | {
            "old_chat_member": member_json(world, chat, old, bot.id),
            "new_chat_member": member_json(world, chat, new, bot.id),
        }
        if link is not None:
            seen["invite_link"] = link_json(world, chat, link, bot.id)
        world.updates[bot.id].push("my_chat_member" if bot.id == new.user_id else "chat_member", seen)


def request_to_join(world: World, chat: Chat, person_id: int, link: Link | None) -> None:
    """Record a join request; bots that may invite get an update and may write to the person for a while."""
    request = JoinRequest(person_id, world.clock.date(), link.url if link else None)
    chat.requests[person_id] = request
    world.save(chat)
    for bot in list(world.bots.values()):
        if not world.member(chat, bot.id).may("can_invite_users"):
            continue
        dialog = world.dialog(bot.id, person_id)
        dialog.write_until = world.clock.now() + REQUEST_WINDOW
        world.save(dialog)
        update: Json = {
            "chat": world.chat_json(chat),
            "from": world.user(person_id),
            "user_chat_id": person_id,
            "date": request.date,
        }
        if bio := world.people[person_id].bio:
            update["bio"] = bio
        if link:
            update["invite_link"] = link_json(world, chat, link, bot.id)
        world.updates[bot.id].push("chat_join_request", update)
    world.publish_change("member", chat)


def resolve_request(world: World, chat: Chat, person_id: int, by: int, *, approved: bool) -> None:
    """Approve or decline a join request, which also ends the bot's window for writing to the person."""
    request = chat.requests.pop(person_id)
    world.save(chat)
    for bot_id in world.bots:
        dialog = world.dialogs.get((bot_id, person_id))
        if dialog is not None and dialog.write_until:
            dialog.write_until = 0.0
            world.save(dialog)
    if approved:
        link = chat.links.get(request.link or "")
        if link is not None:
            link.joined.append(person_id)
        change_member(world, chat, Member(person_id, "member"), by, link=link, via_request=True)
    world.publish_change("member", chat)


def set_blocked(world: World, dialog: Chat, *, blocked: bool) -> None:
    """Block or unblock the bot of a private chat; it gets `my_chat_member`."""
    if dialog.blocked == blocked:
        return
    dialog.blocked = blocked
    world.save(dialog)
    me = world.bots[dialog.bot_id].user()
    outside: Json = {"user": me, "status": "kicked", "until_date": 0}
    inside: Json = {"user": me, "status": "member"}
    update = {
        "chat": world.chat_json(dialog),
        "from": world.user(dialog.id),
        "date": world.clock.date(),
        "old_chat_member": inside if blocked else outside,
        "new_chat_member": outside if blocked else inside,
    }
    world.updates[dialog.bot_id].push("my_chat_member", update)
    world.publish_change("member", dialog)
