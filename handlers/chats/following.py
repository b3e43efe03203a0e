"""Follow what Telegram reports about chats: the bot's own rights, who joins and leaves, migrations."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.filters import Filter
from aiogram.types import (
    ChatMemberUnion,
    ChatMemberUpdated,
    Message,
)

from domain.chats.entities import Seen, SeenPerson
from domain.chats.use_cases import Chats
from domain.entry.use_cases import Entry
from domain.moderation.watching import Watching
from domain.people import Person
from handlers.results import Payload, Told, result
from handlers.router import Router
from handlers.say import Say, Tell
from handlers.ui import GroupChat

router = Router(name="chats-following")
SECOND = 1_000_000  # microseconds


class Moved(Filter):
    """The message by which a group reports its migration to a supergroup."""

    async def __call__(self, message: Message) -> bool:
        return message.migrate_to_chat_id is not None


@router.my_chat_member(GroupChat(ChatType.CHANNEL))
async def follow(event: ChatMemberUpdated, person: Person, chats: Chats, tell: Tell) -> None:
    member = event.new_chat_member
    seen = Seen(event.chat.id, event.chat.type, event.chat.title or "", _inside(member), _rights(member))
    if (changed := await chats.follow(person, seen)) is not None:
        tell(changed)


@router.chat_member()
async def follow_person(
    event: ChatMemberUpdated, say: Say, chats: Chats, entry: Entry, watching: Watching, tell: Tell
) -> None:
    seen = seen_person(event)
    await chats.follow_person(seen)
    for changed in (*await entry.follow(seen), *await watching.follow(seen, ours=seen.by == say.bot_id)):
        tell(changed)


@router.message(Moved())
async def move(message: Message, chats: Chats, tell: Tell) -> None:
    moved = await chats.moved(message.chat.id, message.migrate_to_chat_id or 0)
    if moved is not None:
        tell(moved)


@result("chat-moved")
async def take_moved(payload: Payload, chats: Chats) -> Told:
    return await chats.moved(payload["old"], payload["new"])


def seen_person(event: ChatMemberUpdated) -> SeenPerson:
    """A person's status in a chat, as an update reports it."""
    old, new = event.old_chat_member, event.new_chat_member
    until = getattr(new, "until_date", None)
    return SeenPerson(
        event.chat.id,
        new.user.id,
        new.user.full_name,
        new.user.is_bot,
        event.from_user.id,
        old.status,
        new.status,
        _inside(old),
        _inside(new),
        _rights(new),
        int(event.date.timestamp()) * SECOND,
        int(until.timestamp()) * SECOND if isinstance(until, datetime) and until.timestamp() > 0 else None,
    )


def _inside(member: ChatMemberUnion) -> bool:
    if member.status == ChatMemberStatus.RESTRICTED:
        return bool(getattr(member, "is_member", False))
    return member.status not in (ChatMemberStatus.LEFT, ChatMemberStatus.KICKED)


def _rights(member: ChatMemberUnion) -> frozenset[str]:
    given: Mapping[str, Any] = dict(member) if member.status == ChatMemberStatus.ADMINISTRATOR else {}
    return frozenset(name for name, value in given.items() if name.startswith("can_") and value is True)
