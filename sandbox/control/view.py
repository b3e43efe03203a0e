"""What a person sees: the list of chats, the open chat, and files."""

from typing import Any
from urllib.parse import quote

from aiohttp import web

from sandbox.access import permitted
from sandbox.bots import Bot
from sandbox.chats import Chat
from sandbox.control.people import described
from sandbox.control.request import ControlRequest, route, whole_number
from sandbox.errors import ControlError
from sandbox.gateway import WORLD
from sandbox.membership import link_json, member_json
from sandbox.messages import Message
from sandbox.posting import HEADER, SERVICE
from sandbox.send_as import send_as_options
from sandbox.types import Json
from sandbox.world import World

SHOWN = 200
"""How many of a chat's latest messages are shown."""


@route("GET", "/control/view")
async def show_world(request: ControlRequest) -> Json:
    world = request.world
    return {
        "now": world.clock.now(),
        "people": [described(person) for person in world.people.values()],
        "bots": [{"id": bot.id, "username": bot.username, "name": bot.name} for bot in world.bots.values()],
        "chats": [_chat_summary(world, chat) for chat in world.chats.values() if chat.migrated_to is None],
    }


def _chat_summary(world: World, chat: Chat) -> Json:
    if chat.type == "private":
        bot = world.bots[chat.bot_id]
        return {"id": bot.id, "type": "private", "title": bot.name, "username": bot.username}
    return {
        "id": chat.id,
        "type": chat.type,
        "title": chat.title,
        "username": chat.username,
        "join_by_request": chat.join_by_request,
    }


@route("GET", "/control/view/{viewer}")
async def show_dialogs(request: ControlRequest) -> Json:
    world, viewer = request.world, request.world.person(request.number("viewer")).id
    bots = [world.dialog(bot.id, viewer) for bot in world.bots.values() if not bot.revoked]
    others = [chat for chat in world.chats.values() if chat.migrated_to is None]
    return {"dialogs": [_dialog(world, chat, viewer) for chat in [*bots, *others]]}


def _dialog(world: World, chat: Chat, viewer: int) -> Json:
    sees = chat.type == "private" or world.member(chat, viewer).inside
    messages = list(world.messages.get(chat.key, {}).values()) if sees else []
    read = chat.read.get(viewer, 0)
    unread = sum(message.id > read and message.author != viewer for message in messages[-1000:])
    last = messages[-1].body if messages else None
    if chat.type == "private":
        status = "kicked" if chat.blocked else "member" if chat.started else "none"
    else:
        status = world.member(chat, viewer).status if viewer in chat.members else "none"
        if viewer in chat.requests:
            status = "requested"
    return {
        "chat": _chat_summary(world, chat),
        "kind": "bot" if chat.type == "private" else chat.type,
        "last": {"text": summary(last), "date": last["date"], "from": _sender_name(last)} if last else None,
        "unread": unread,
        "status": status,
        "requests": len(chat.requests) if world.member(chat, viewer).is_admin else 0,
    }


def _sender_name(body: Json) -> str:
    sender = body.get("sender_chat") or body.get("from") or {}
    return str(sender.get("title") or sender.get("first_name") or "")


def summary(body: Json) -> str:
    """Summarise a message in one line."""
    if text := body.get("text") or body.get("caption"):
        return str(text)
    told = [name for name in body if name not in HEADER]
    kind = next((name for name in told if name in SERVICE), told[0] if told else "")
    return f"[{kind.replace('_', ' ')}]"


@route("GET", "/control/view/{viewer}/{chat}")
async def show_chat(request: ControlRequest) -> Json:
    """Return the open chat; of a group or channel that the viewer isn't in, only its name."""
    world, viewer = request.world, request.world.person(request.number("viewer")).id
    chat = request.chat(viewer)
    me = world.member(chat, viewer)
    private = chat.type == "private"
    sees = private or me.inside
    messages = list(world.messages.get(chat.key, {}).values())[-SHOWN:] if sees else []
    pinned = world.message(chat, chat.pinned[-1]) if chat.pinned and sees else None
    seen: Json = {
        "chat": _chat_summary(world, chat) | {"description": chat.description},
        "messages": [_message(world, message, viewer) for message in messages],
        "commands": commands_for(world, chat, viewer),
        "keyboard": chat.keyboards.get(viewer, chat.keyboards.get(0)) if sees else None,
        "menu_button": None,
        "started": chat.started if private else me.inside,
        "blocked": chat.blocked,
        "can_write": _can_write(chat, world, viewer),
        "send_as": []
        if private
        else [_send_as_option(world, one, viewer) for one in send_as_options(world, chat, viewer)],
        "member": None if private else member_json(world, chat, me, viewer),
        "members": [] if private or not sees else _members(world, chat),
        "requests": [],
        "links": [],
        "pinned": pinned.body if pinned else None,
        "bot": None,
    }
    if private:
        seen |= _bot_details(world, chat, viewer)
    elif me.is_admin:
        seen["requests"] = [
            {"user": world.user(waiting.user_id), "date": waiting.date} for waiting in chat.requests.values()
        ]
        seen["links"] = [link_json(world, chat, link) for link in chat.links.values()]
    return seen


def _message(world: World, message: Message, viewer: int = 0) -> Json:
    """Return a message with what the page needs besides, such as whether `viewer` wrote it, under any name."""
    reactions = [
        {"user": world.user(user_id), "reaction": reaction}
        for user_id, chosen in message.reactions.items()
        for reaction in chosen
    ]
    body = message.body
    if (poll := body.get("poll")) is not None:
        kept = world.polls[poll["id"]]
        body = body | {"poll": kept.as_json() | ({"chosen": kept.votes.get(viewer, [])} if viewer else {})}
    mine = {"mine": message.author == viewer} if viewer else {}
    return body | {"edited": "edit_date" in body, "reactions": reactions} | mine


def _send_as_option(world: World, chat: Chat | None, viewer: int) -> Json:
    """Return a name that the viewer may write under: their own or a chat's."""
    return world.user(viewer) if chat is None else world.chat_json(chat)


def _members(world: World, chat: Chat) -> list[Json]:
    members = [world.member(chat, user_id) for user_id in chat.members]
    return [member_json(world, chat, member) for member in members if member.status != "left"]


def _can_write(chat: Chat, world: World, viewer: int) -> bool:
    if chat.type == "private":
        return chat.started and not chat.blocked
    member = world.member(chat, viewer)
    if chat.type == "channel":
        return member.may("can_post_messages")
    return member.inside and permitted(chat, member, "can_send_messages")


def _bot_details(world: World, chat: Chat, viewer: int) -> Json:
    bot = world.bots[chat.bot_id]
    language = language_of(world, viewer)
    return {
        "menu_button": bot.menu_buttons.get(viewer) or bot.menu_buttons.get(0) or {"type": "commands"},
        "bot": {
            "name": by_language(bot.names, language) or bot.name,
            "username": bot.username,
            "description": by_language(bot.descriptions, language),
            "short_description": by_language(bot.short_descriptions, language),
        },
    }


def language_of(world: World, viewer: int) -> str:
    """Return the two-letter code of the viewer's language, "" if unknown."""
    return (world.people[viewer].language_code or "").partition("-")[0]


def by_language(texts: dict[str, str], language: str) -> str:
    return texts.get(language) or texts.get("", "")


def commands_for(world: World, chat: Chat, viewer: int) -> list[Json]:
    """Return the commands shown to a person, by the Bot API's rules («Determining list of commands»)."""
    found: list[Json] = []
    if chat.type == "private":
        return _first(
            world.bots[chat.bot_id], [f"chat:{chat.id}", "all_private_chats", "default"], world, viewer
        )
    if not chat.is_group or not world.member(chat, viewer).inside:
        return found
    scopes = [f"chat_member:{chat.id}:{viewer}"]
    if world.member(chat, viewer).is_admin:
        scopes += [f"chat_administrators:{chat.id}", f"chat:{chat.id}", "all_chat_administrators"]
    else:
        scopes += [f"chat:{chat.id}"]
    for bot in world.bots.values():
        if world.member(chat, bot.id).inside:
            found += [
                command | {"bot": bot.username}
                for command in _first(bot, [*scopes, "all_group_chats", "default"], world, viewer)
            ]
    return found


def _first(bot: Bot, scopes: list[str], world: World, viewer: int) -> list[Json]:
    language = language_of(world, viewer)
    for scope in scopes:
        for key in (f"{scope}/{language}", f"{scope}/"):
            if bot.commands.get(key):
                return bot.commands[key]
    return []


@route("POST", "/control/view/{viewer}/{chat}/read")
async def mark_read(request: ControlRequest) -> Json:
    world, viewer = request.world, request.world.person(request.number("viewer")).id
    chat = request.chat(viewer)
    last = max(world.messages.get(chat.key, {}), default=0)
    if chat.read.get(viewer, 0) != last:
        chat.read[viewer] = last
        world.save(chat)
    return {"unread": 0}


@route("GET", "/control/chats/{id}/messages")
async def list_messages(request: ControlRequest) -> list[Json]:
    """Return all messages of a chat; name a private one by the person's id, or by the bot's and `viewer`."""
    world, chat_id = request.world, request.number("id")
    viewer = request.get("viewer")
    if chat_id > 0:
        person_id = (
            whole_number("viewer", viewer) if chat_id in world.bots and viewer is not None else chat_id
        )
        bot_id: Any = chat_id if chat_id in world.bots else request.get("bot")
        chat = world.dialog(world.bot(bot_id).id, person_id)
    else:
        chat = world.chat(chat_id)
        if viewer is not None and not world.member(chat, whole_number("viewer", viewer)).inside:
            raise ControlError("isn't in the chat")
    return [_message(world, message) for message in world.messages.get(chat.key, {}).values()]


async def file(request: web.Request) -> web.StreamResponse:
    """Serve `/control/files/{file_id}` with the file's own type and name."""
    world = request.app[WORLD]
    found = world.files.get(request.match_info["file_id"])
    if found is None:
        return web.json_response({"error": "there is no such file"}, status=404)
    # An uploaded HTML page must be a download: displayed here it could act as the sandbox's page.
    shows = found.mime_type in {"image/png", "image/jpeg", "image/gif", "image/webp"}
    manner = "inline" if shows else "attachment"
    headers = {
        "Content-Disposition": f"{manner}; filename*=UTF-8''{quote(found.name, safe='')}",
        "X-Content-Type-Options": "nosniff",
    }
    return web.Response(
        body=world.store.read_bytes(found.stored), content_type=found.mime_type, headers=headers
    )
