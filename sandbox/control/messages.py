"""Control of the messages that people write and the buttons that they press."""

import zlib
from typing import Any

from sandbox.access import permitted
from sandbox.chats import Chat
from sandbox.control.request import ControlRequest, route, whole_number
from sandbox.errors import ControlError
from sandbox.files import Upload
from sandbox.media import KINDS, media_content
from sandbox.membership import set_blocked
from sandbox.messages import Message
from sandbox.posting import (
    HEADER,
    Author,
    author_of,
    delete,
    edit,
    forward_origin,
    post,
    post_service,
    quoted,
)
from sandbox.queries import CallbackQuery
from sandbox.send_as import author_sending_as
from sandbox.text import MAX_CAPTION, MAX_TEXT, find_entities
from sandbox.types import Json
from sandbox.world import World

_PERMISSION = {
    "text": "can_send_messages",
    "photo": "can_send_photos",
    "video": "can_send_videos",
    "document": "can_send_documents",
    "audio": "can_send_audios",
    "voice": "can_send_voice_notes",
}


@route("POST", "/control/send")
async def send(request: ControlRequest) -> Json:
    """Send a message or files and return the Message; of several, the first, with all of them under `album`."""
    world, person_id = request.world, request.person()
    chat = request.chat(person_id)
    contents = _contents(request)
    author = _author(request, chat, person_id, contents[0])
    reply_to = _reply(request, chat)
    thread = (
        {"message_thread_id": request.get("message_thread_id")} if request.get("message_thread_id") else {}
    )
    sent = [post(world, chat, author, content | thread, reply_to=reply_to) for content in contents]
    hide_one_time_keyboard(world, chat, person_id)
    if len(sent) == 1:
        return sent[0].body
    return sent[0].body | {"album": [message.body for message in sent]}


def _author(request: ControlRequest, chat: Chat, person_id: int, content: Json) -> Author:
    """Return the author; `as` is a channel's id or `anonymous`. Raises ControlError if the person can't write here."""
    world = request.world
    if chat.type == "private":
        if chat.blocked:
            raise ControlError("has blocked the bot: unblock it first")
        if not chat.started:
            chat.started = True
            world.save(chat)
        return author_of(world, chat, person_id)
    send_as = request.get("as")
    send_as = (
        None
        if send_as is None
        else chat
        if send_as == "anonymous"
        else world.chat(whole_number("as", send_as))
    )
    kind = next((name for name in _PERMISSION if name in content), "text")
    return author_sending_as(world, chat, person_id, send_as, _PERMISSION[kind])


def _contents(request: ControlRequest) -> list[Json]:
    if request.uploads:
        return _files(request)
    if (contact := request.get("contact")) is not None:
        return [{"contact": contact if isinstance(contact, dict) else own_contact(request)}]
    if (location := request.get("location")) is not None:
        return [{"location": location}]
    if (dice := request.get("dice")) is not None:
        return [{"dice": dice}]
    if (source := request.get("forward")) is not None:
        return [_forwarded(request, source)]
    text = str(request.need("text"))
    if not text.strip() or len(text) > MAX_TEXT:
        raise ControlError(f"a text has 1 to {MAX_TEXT} characters")
    return [_marked("text", "entities", text, request.get("entities"))]


def _marked(field: str, entities_field: str, text: str, entities: list[Json] | None) -> Json:
    entities = [*(entities or []), *find_entities(text)]
    return {field: text, entities_field: entities} if entities else {field: text}


def own_contact(request: ControlRequest) -> Json:
    """Return what the button `request_contact` sends; without a phone number, one is made from the id."""
    person = request.world.person(request.number("from"))
    contact: Json = {
        "phone_number": person.phone or f"+7900{person.id % 10**7:07d}",
        "first_name": person.first_name,
        "user_id": person.id,
    }
    return contact | ({"last_name": person.last_name} if person.last_name else {})


def _files(request: ControlRequest) -> list[Json]:
    kind = request.get("kind")
    if kind is not None and kind not in KINDS:
        raise ControlError(f"there are no files of kind {kind!r}: {', '.join(KINDS)}")
    caption = str(request.get("caption") or request.get("text") or "")
    if len(caption) > MAX_CAPTION:
        raise ControlError(f"a caption has at most {MAX_CAPTION} characters")
    contents = [
        media_content(request.world, upload, kind or _kind_of(upload), request.given)
        for upload in request.uploads
    ]
    if caption:
        contents[0] |= _marked("caption", "caption_entities", caption, request.get("entities"))
    if len(contents) > 1 and request.get("album") is not False:
        album = {"media_group_id": request.world.random_id()}
        contents = [content | album for content in contents]
    return contents


def _kind_of(upload: Upload) -> str:
    """Return the kind that a client chooses for a file by its type."""
    if upload.content_type in {"image/png", "image/jpeg"}:
        return "photo"
    kind = (upload.content_type or "").partition("/")[0]
    return kind if kind in {"video", "audio"} else "document"


def _forwarded(request: ControlRequest, source: Json) -> Json:
    person_id = request.person()
    chat = ControlRequest(request.world, source).chat(person_id)
    message = find_message(request.world, chat, source.get("message_id"))
    content = {name: value for name, value in message.body.items() if name not in HEADER}
    return content | {"forward_origin": forward_origin(message)}


def _reply(request: ControlRequest, chat: Chat) -> Message | None:
    return (
        find_message(request.world, chat, request.get("reply_to"))
        if request.get("reply_to") is not None
        else None
    )


def find_message(world: World, chat: Chat, message_id: object) -> Message:
    message = world.message(chat, whole_number("message_id", message_id))
    if message is None:
        raise ControlError(f"there is no message {message_id} in the chat")
    return message


def hide_one_time_keyboard(world: World, chat: Chat, person_id: int) -> None:
    """Remove a reply keyboard or a forced reply that may be used once."""
    for key in (person_id, 0):
        keyboard = chat.keyboards.get(key, {})
        goes = keyboard.get("one_time_keyboard") or keyboard.get("force_reply")
        if goes and (chat.type == "private" or key == person_id):
            del chat.keyboards[key]
            world.save(chat)


@route("POST", "/control/edit")
async def edit_message(request: ControlRequest) -> Json:
    world, person_id = request.world, request.person()
    chat = request.chat(person_id)
    message = find_message(world, chat, request.need("message_id"))
    if message.author != person_id:
        raise ControlError("people edit only what they wrote")
    text = str(request.need("text"))
    field, entities_field = (
        ("text", "entities") if "text" in message.body else ("caption", "caption_entities")
    )
    changes = {entities_field: None} | _marked(field, entities_field, text, request.get("entities"))
    return edit(world, chat, message, changes).body


@route("POST", "/control/delete")
async def delete_message(request: ControlRequest) -> Json:
    """Delete a message; bots get no update."""
    world, person_id = request.world, request.person()
    chat = request.chat(person_id)
    message = find_message(world, chat, request.need("message_id"))
    foreign = chat.type != "private" and message.author != person_id
    if foreign and not world.member(chat, person_id).may("can_delete_messages"):
        raise ControlError("may not delete what others wrote")
    delete(world, chat, message)
    return {"deleted": True}


@route("POST", "/control/pin")
async def pin_message(request: ControlRequest) -> Json:
    """Pin a message and return the service message; with `pinned` false, unpin it."""
    world, person_id = request.world, request.person()
    chat = request.chat(person_id)
    message = find_message(world, chat, request.need("message_id"))
    member = world.member(chat, person_id)
    right = "can_edit_messages" if chat.type == "channel" else "can_pin_messages"
    if chat.type != "private" and not (
        member.may(right) or (not member.is_admin and permitted(chat, member, right))
    ):
        raise ControlError("may not pin messages in the chat")
    chat.pinned = [one for one in chat.pinned if one != message.id]
    if request.get("pinned") is False:
        world.save(chat)
        world.publish_change("edit", chat)
        return {"pinned": False}
    chat.pinned.append(message.id)
    world.save(chat)
    return post_service(world, chat, person_id, {"pinned_message": quoted(message.body)}).body


@route("POST", "/control/start")
async def start(request: ControlRequest) -> Json:
    """Press Start: unblock the bot and send `/start` with the `payload` of a deep link."""
    world, person_id = request.world, request.person()
    dialog = world.dialog(world.bot(request.get("bot")).id, person_id)
    set_blocked(world, dialog, blocked=False)
    dialog.started = True
    world.save(dialog)
    payload = request.get("payload")
    text = f"/start {payload}" if payload else "/start"
    content = _marked("text", "entities", text, None)
    return post(world, dialog, author_of(world, dialog, person_id), content).body


@route("POST", "/control/tap")
async def tap(request: ControlRequest) -> Json:
    """Press an inline button; returns `{"callback_id", "answer", "url"}`.

    `forge` acts as a modified client that sends any data; `inaccessible` sends an InaccessibleMessage to the bot.
    """
    world, person_id = request.world, request.person()
    chat = request.chat(person_id)
    message = world.message(chat, request.number("message_id"))
    forge = bool(request.get("forge"))
    button = _button(request, message)
    if not forge and chat.type != "private" and not world.member(chat, person_id).inside:
        raise ControlError("isn't in the chat")
    if button is None and not forge:
        raise ControlError("there is no such button")
    if button is not None and "url" in button:
        return {"callback_id": None, "answer": None, "url": button["url"]}
    data = (
        request.get("data")
        if forge and request.get("data") is not None
        else (button or {}).get("callback_data")
    )
    if data is None:
        raise ControlError("the button has no callback data")
    bot_id = message.author if message is not None and message.author in world.bots else None
    bot = world.bot(bot_id if bot_id is not None else chat.bot_id or request.get("bot"))
    callback = CallbackQuery(world.random_id(), bot.id, person_id, world.clock.now())
    world.save(callback)
    gone = {"chat": world.chat_json(chat), "message_id": request.number("message_id"), "date": 0}
    query = {
        "id": callback.id,
        "from": world.user(person_id),
        "message": gone if message is None or request.get("inaccessible") else message.body,
        "chat_instance": str(zlib.crc32(chat.key.encode()) + 10**18),
        "data": data,
    }
    world.updates[bot.id].push("callback_query", query)
    await world.wait_for_answer(callback, float(request.get("wait") or 0))
    return {"callback_id": callback.id, "answer": callback.answer, "url": None}


def _button(request: ControlRequest, message: Message | None) -> Json | None:
    rows: list[list[Json]] = (
        message.body.get("reply_markup", {}).get("inline_keyboard", []) if message else []
    )
    if request.get("row") is not None:
        row, column = request.number("row"), whole_number("col", request.get("col") or 0)
        return rows[row][column] if row < len(rows) and column < len(rows[row]) else None
    for name, field in (("data", "callback_data"), ("text", "text")):
        wanted: Any = request.get(name)
        if wanted is not None:
            return next((one for row in rows for one in row if one.get(field) == wanted), None)
    raise ControlError("say which button: data, text, or row and col")


@route("GET", "/control/callbacks/{id}")
async def show_callback(request: ControlRequest) -> Json:
    """Return a callback query, after waiting `wait` real seconds for the bot's answer."""
    callback = request.world.callbacks.get(str(request.need("id")))
    if callback is None:
        raise ControlError("there is no such callback query")
    await request.world.wait_for_answer(callback, float(request.get("wait") or 0))
    return {"callback_id": callback.id, "from": callback.person_id, "answer": callback.answer}
