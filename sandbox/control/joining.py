"""Control of joining and leaving chats, and of people's invite links."""

from dataclasses import replace

from sandbox.chats import Chat, Link, Member, new_link
from sandbox.control.request import ControlRequest, route
from sandbox.errors import ControlError
from sandbox.membership import change_member, link_json, request_to_join
from sandbox.types import Json
from sandbox.world import World


@route("POST", "/control/join")
async def join(request: ControlRequest) -> Json:
    """Join a chat by `link` or by `chat`; returns `{"status": "member" | "requested", "chat"}`.

    With `request`, or if chat or link require it, an administrator has to approve.
    """
    world, person_id = request.world, request.person()
    url = request.get("link")
    chat = (
        world.chat(request.number("chat")) if request.get("chat") is not None else _chat_of(world, str(url))
    )
    if chat.migrated_to is not None:
        raise ControlError(f"the group has become {chat.migrated_to}")
    link = chat.links.get(url) if url else None
    if world.member(chat, person_id).inside:
        raise ControlError("is in the chat already")
    if world.member(chat, person_id).status == "kicked":
        raise ControlError("is banned in the chat")
    if url and (link is None or link.is_revoked or 0 < link.expire_date <= world.clock.now()):
        raise ControlError("the link is not valid")
    if link is not None and 0 < link.member_limit <= len(link.joined):
        raise ControlError("the link has been used up")
    asks = chat.join_by_request if link is None else link.creates_join_request
    if asks or request.get("request"):
        if person_id in chat.requests:
            raise ControlError("has asked already")
        request_to_join(world, chat, person_id, link)
        return {"status": "requested", "chat": chat.id}
    if link is not None:
        link.joined.append(person_id)
    old = world.member(chat, person_id)
    new = replace(old, is_member=True) if old.status == "restricted" else Member(person_id, "member")
    change_member(world, chat, new, person_id, link=link)
    return {"status": new.status, "chat": chat.id}


@route("POST", "/control/links")
async def add_link(request: ControlRequest) -> Json:
    """Create a person's invite link; with `request` an administrator has to approve those who use it."""
    world, person_id = request.world, request.person()
    chat = world.chat(request.number("chat"))
    if not world.member(chat, person_id).may("can_invite_users"):
        raise ControlError("may not invite to the chat")
    link = Link(
        new_link(), person_id, name=request.get("name"), creates_join_request=bool(request.get("request"))
    )
    chat.links[link.url] = link
    world.save(chat)
    world.publish_change("member", chat)
    return link_json(world, chat, link)


def _chat_of(world: World, url: str) -> Chat:
    for chat in world.chats.values():
        if url in chat.links:
            return chat
    raise ControlError("no chat has this link")


@route("POST", "/control/leave")
async def leave(request: ControlRequest) -> Json:
    world, person_id = request.world, request.person()
    chat = world.chat(request.number("chat"))
    if person_id in chat.requests:
        del chat.requests[person_id]
        world.save(chat)
        world.publish_change("member", chat)
        return {"status": "left"}
    old = world.member(chat, person_id)
    if not old.inside:
        raise ControlError("isn't in the chat")
    new = replace(old, is_member=False) if old.status == "restricted" else Member(person_id, "left")
    change_member(world, chat, new, person_id)
    return {"status": new.status}
