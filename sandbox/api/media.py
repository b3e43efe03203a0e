"""Methods that send files, alone and as albums, and replace the file of a message."""

from functools import partial
from typing import Any

from aiogram.methods import (
    EditMessageMedia,
    SendAnimation,
    SendAudio,
    SendDocument,
    SendMediaGroup,
    SendPhoto,
    SendSticker,
    SendVideo,
    SendVideoNote,
    SendVoice,
    TelegramMethod,
)

from sandbox.access import check_may_send, writable_chat
from sandbox.api.edits import MEDIA, apply, editable
from sandbox.api.registry import Call, implements
from sandbox.api.sending import explicit, extra_fields, reply_target, send
from sandbox.errors import bad_request
from sandbox.files import MAX_PHOTO
from sandbox.keyboards import checked
from sandbox.media import media_content
from sandbox.posting import author_of, post
from sandbox.text import message_caption
from sandbox.types import Json

ALBUM_KINDS = frozenset({"photo", "video", "document", "audio", "live_photo"})
ALONE_IN_ALBUM = frozenset({"document", "audio"})
"""Albums of documents contain only documents, albums of audio only audio."""


def content_of(call: Call, kind: str, reference: object, extra: Json) -> Json:
    """Return the part of a body that shows the file, given by `attach://` or by its id. Raises 400."""
    upload = call.attached(reference)
    if upload is not None:
        if not upload.content:
            raise bad_request("file must be non-empty")
        if kind == "photo" and len(upload.content) > MAX_PHOTO:
            size = len(upload.content)
            raise bad_request(
                f"file of size {size} bytes is too big for a photo; the maximum size is {MAX_PHOTO} bytes"
            )
        return media_content(call.world, upload, kind, extra)
    if not reference:
        raise bad_request(f"there is no {kind.replace('_', ' ')} in the request")
    file = call.world.files.get(str(reference))
    if file is None:
        if str(reference).startswith(("http://", "https://")):
            # The sandbox makes no requests to the internet.
            raise bad_request("failed to get HTTP URL content")
        raise bad_request("wrong file identifier/HTTP URL specified")
    if file.kind != kind:
        raise bad_request("type of file mismatch")
    return dict(file.content)


def _send_file(call: Call, method: TelegramMethod[Any], kind: str) -> Json:
    params = call.params
    content = content_of(call, kind, params.get(kind), params)
    content |= message_caption(
        params.get("caption"), explicit(params.get("parse_mode")), params.get("caption_entities")
    )
    if params.get("has_spoiler"):
        content["has_media_spoiler"] = True
    if params.get("show_caption_above_media"):
        content["show_caption_above_media"] = True
    return send(call, method, kind, content)


_KINDS: dict[type[TelegramMethod[Any]], str] = {
    SendPhoto: "photo",
    SendDocument: "document",
    SendVideo: "video",
    SendAudio: "audio",
    SendVoice: "voice",
    SendAnimation: "animation",
    SendSticker: "sticker",
    SendVideoNote: "video_note",
}
for _model, _kind in _KINDS.items():
    implements(_model)(partial(_send_file, kind=_kind))


def _item_content(call: Call, item: Json) -> Json:
    """Return the part of a body that shows an InputMedia object."""
    kind = str(item.get("type"))
    content = content_of(call, kind, item.get("media"), item)
    content |= message_caption(item.get("caption"), item.get("parse_mode"), item.get("caption_entities"))
    if item.get("has_spoiler"):
        content["has_media_spoiler"] = True
    return content


@implements(SendMediaGroup)
def send_media_group(call: Call, method: SendMediaGroup) -> list[Json]:
    """Send an album, all of it or nothing."""
    items: list[Json] = call.params["media"]
    kinds = {str(item.get("type")) for item in items}
    if not items:
        raise bad_request("there are no messages to send")
    if len(items) > 10:
        raise bad_request("too many messages to send as an album")
    if not kinds <= ALBUM_KINDS or (kinds & ALONE_IN_ALBUM and len(kinds) > 1):
        raise bad_request("can't use the media of the specified type in the album")
    contents = [_item_content(call, item) for item in items]
    world, bot = call.world, call.bot
    chat = writable_chat(world, bot, method.chat_id)
    reply_to, reply = reply_target(call, chat)
    for kind in kinds:
        check_may_send(world, bot, chat, kind)
    world.limits.spend(chat.id, len(items))
    shared = reply | extra_fields(call) | ({"media_group_id": world.random_id()} if len(items) > 1 else {})
    author = author_of(world, chat, bot.id)
    return [post(world, chat, author, content | shared, reply_to=reply_to).body for content in contents]


@implements(EditMessageMedia)
def edit_message_media(call: Call, method: EditMessageMedia) -> Json:
    markup = checked(call.params.get("reply_markup"))
    chat, message = editable(call, method)
    if "media_group_id" in message.body and call.params["media"].get("type") == "animation":
        raise bad_request("message can't be edited")
    gone: Json = dict.fromkeys(
        (*MEDIA, "text", "entities", "caption", "caption_entities", "has_media_spoiler")
    )
    return apply(
        call, chat, message, gone | _item_content(call, call.params["media"]) | {"reply_markup": markup}
    )
