"""Content as messages: read what people send, show it to them, and post it to the chats."""

from collections.abc import Mapping
from typing import Any

from aiogram.filters import Filter
from aiogram.methods import (
    EditMessageCaption,
    EditMessageText,
    SendMediaGroup,
    SendMessage,
    SendPhoto,
    SendPoll,
    SendVideo,
    TelegramMethod,
)
from aiogram.types import (
    InputMediaPhoto,
    InputMediaVideo,
    InputPollOption,
    LinkPreviewOptions,
    Message,
    MessageEntity,
)
from aiogram.types import Poll as SentPoll

from domain.chats.entities import ChatKind
from domain.outbox import Lane
from domain.publications.content import Content, Medium, Poll
from domain.publications.events import Posting
from domain.publications.publishing import Publishing
from handlers.results import Payload, Told, result
from handlers.say import Say
from handlers.tellings import tells

QUIZ = "quiz"
# A mention of somebody without a username reveals their number.
PERSONAL = "text_mention"


class Sendable(Filter):
    """Any message but a command; the handler gets its `content` (None if it can't be published) and its `album`."""

    async def __call__(self, message: Message) -> bool | dict[str, Any]:
        if (message.text or "").startswith("/"):
            return False
        return {"content": content_of(message), "album": message.media_group_id or ""}


def content_of(message: Message) -> Content | None:
    """Read the text with its formatting, the picture or video, or the poll; None for anything else."""
    if message.poll is not None:
        return Content(poll=_poll_of(message.poll))
    media: tuple[Medium, ...] = ()
    if message.photo:
        media = (Medium("photo", message.photo[-1].file_id),)
    elif message.video is not None:
        media = (Medium("video", message.video.file_id),)
    elif not message.text:
        return None
    entities = message.entities or message.caption_entities or []
    return Content(
        message.text or message.caption or "",
        tuple(_plain(entity) for entity in entities if entity.type != PERSONAL),
        media,
        preview=_plain(message.link_preview_options) if message.link_preview_options else None,
    )


def _plain(found: MessageEntity | LinkPreviewOptions) -> Mapping[str, Any]:
    """The fields that are set, as JSON."""
    return {
        name: value
        for name in type(found).model_fields
        if isinstance(value := getattr(found, name), str | int)
    }


def _poll_of(poll: SentPoll) -> Poll:
    return Poll(
        poll.question,
        tuple(option.text for option in poll.options),
        poll.is_anonymous,
        poll.allows_multiple_answers,
        tuple(poll.correct_option_ids or ()) if poll.type == QUIZ else (),
        poll.explanation or "",
    )


def call_of(content: Content, chat_id: int, *, anonymous: bool = False) -> TelegramMethod[Any]:
    """The call that sends content; channels take only anonymous polls."""
    if content.poll is not None:
        return _poll_call(content.poll, chat_id, anonymous=anonymous)
    entities = [MessageEntity.model_validate(entity) for entity in content.entities] or None
    if not content.media:
        return SendMessage(
            chat_id=chat_id,
            text=content.text,
            entities=entities,
            link_preview_options=_preview_of(content),
        )
    if len(content.media) > 1:
        kinds: dict[str, type[InputMediaPhoto | InputMediaVideo]] = {
            "photo": InputMediaPhoto,
            "video": InputMediaVideo,
        }
        album = [kinds[medium.kind](media=medium.file_id) for medium in content.media]
        if content.text:  # a caption of the first counts for all
            first = {"caption": content.text, "caption_entities": entities}
            album[0] = album[0].model_copy(update=first)
        return SendMediaGroup(chat_id=chat_id, media=list(album))
    (medium,) = content.media
    if medium.kind == "video":
        return SendVideo(
            chat_id=chat_id, video=medium.file_id, caption=content.text or None, caption_entities=entities
        )
    return SendPhoto(
        chat_id=chat_id, photo=medium.file_id, caption=content.text or None, caption_entities=entities
    )


def _poll_call(poll: Poll, chat_id: int, *, anonymous: bool) -> SendPoll:
    return SendPoll(
        chat_id=chat_id,
        question=poll.question,
        options=[InputPollOption(text=option) for option in poll.options],
        is_anonymous=poll.anonymous or anonymous,
        type=QUIZ if poll.correct else None,
        allows_multiple_answers=poll.several or None,
        correct_option_ids=list(poll.correct) or None,
        explanation=poll.explanation or None,
    )


def _preview_of(content: Content) -> LinkPreviewOptions | None:
    return None if content.preview is None else LinkPreviewOptions.model_validate(content.preview)


def call_again(content: Content, chat_id: int) -> TelegramMethod[Any]:
    """The call that changes the text of a sent message."""
    entities = [MessageEntity.model_validate(entity) for entity in content.entities] or None
    if content.media:
        return EditMessageCaption(chat_id=chat_id, caption=content.text or None, caption_entities=entities)
    return EditMessageText(
        chat_id=chat_id, text=content.text, entities=entities, link_preview_options=_preview_of(content)
    )


def show(
    say: Say, content: Content, chat_id: int, *, key: str, lane: Lane = Lane.REPLIES, **how: Any
) -> None:
    """Show content to those who decide on it as it would be published; `how` as for `Say.owe`."""
    say.call(call_of(content, chat_id), chat_id, lane=lane, key=key, **how)


@tells(Posting)
def tell_posting(event: Posting, say: Say) -> None:
    """Send to each chat once, and not after the delivery's deadline."""
    for delivery in event.deliveries:
        chat = delivery.chat
        say.call(
            call_of(event.publication.final, chat.id, anonymous=chat.kind is ChatKind.CHANNEL),
            chat.id,
            lane=Lane.NOTICES,
            key=delivery.key,
            expires_at=delivery.until,
            result_topic="publication",
        )


@result("publication")
async def take_published(payload: Payload, publishing: Publishing) -> Told:
    sent = payload["ok"]
    return await publishing.settled(
        payload["row"],
        sent=sent,
        link=link_to(payload["result"]) if sent else "",
        error=payload["error"] or "",
    )


def link_to(sent: Any) -> str:
    """The link to a sent message, or to the first of an album; empty in a basic group."""
    message = sent[0] if isinstance(sent, list) and sent else sent
    if not isinstance(message, dict):
        return ""
    chat, number = message.get("chat", {}), message.get("message_id")
    if username := chat.get("username"):
        return f"https://t.me/{username}/{number}"
    digits = str(chat.get("id", ""))
    return f"https://t.me/c/{digits.removeprefix('-100')}/{number}" if digits.startswith("-100") else ""
