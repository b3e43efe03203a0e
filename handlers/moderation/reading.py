"""What a message in a group is, as the one-warning rule looks at it."""

from datetime import datetime

from aiogram.enums import ContentType
from aiogram.types import Message, User

from domain.chats.entities import TELEGRAM
from domain.moderation.entities import Author, AuthorKind, Written

SECOND = 1_000_000  # microseconds
# What people say; everything else is a service message.
CONTENT = frozenset(
    {
        *(ContentType.TEXT, ContentType.PHOTO, ContentType.VIDEO, ContentType.ANIMATION, ContentType.AUDIO),
        *(ContentType.DOCUMENT, ContentType.STICKER, ContentType.VOICE, ContentType.VIDEO_NOTE),
        *(ContentType.CONTACT, ContentType.LOCATION, ContentType.VENUE, ContentType.POLL, ContentType.DICE),
        *(ContentType.STORY, ContentType.GAME, ContentType.PAID_MEDIA, ContentType.CHECKLIST),
        *(ContentType.INVOICE, ContentType.LIVE_PHOTO),
    }
)


def written_of(message: Message, bot_id: int) -> Written:
    """A message that somebody points at, whatever it is."""
    kind = ContentType(message.content_type)
    text = message.text or message.caption or ("" if kind is ContentType.TEXT else f"[{kind.value}]")
    return Written(
        message.chat.id,
        message.message_id,
        author_of(message, bot_id),
        text,
        (message.edit_date or _seconds(message.date)) * SECOND,
        message.media_group_id is not None,
    )


def author_of(message: Message, bot_id: int) -> Author:
    """Who wrote it; accounts that stand for many are no people."""
    sender, user = message.sender_chat, message.from_user
    if message.content_type not in CONTENT or (sender is None and user is None):
        return Author(AuthorKind.SERVICE, 0, "")
    if message.is_automatic_forward or (user is not None and user.id == TELEGRAM):
        return Author(AuthorKind.LINKED, 0, "")
    if sender is not None:
        hidden = sender.id == message.chat.id
        return Author(AuthorKind.ANONYMOUS if hidden else AuthorKind.CHANNEL, sender.id, sender.title or "")
    return _account(user, bot_id) if user is not None else Author(AuthorKind.SERVICE, 0, "")


def _account(user: User, bot_id: int) -> Author:
    bot = AuthorKind.SELF if user.id == bot_id else AuthorKind.BOT
    return Author(bot if user.is_bot else AuthorKind.PERSON, user.id, user.full_name)


def _seconds(moment: datetime | int) -> int:
    return int(moment.timestamp()) if isinstance(moment, datetime) else moment
