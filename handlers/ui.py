"""What the nouns' routers share: buttons, and the filters that look at taps and chats."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from aiogram.enums import ChatType
from aiogram.filters import Filter
from aiogram.filters.callback_data import CallbackData
from aiogram.types import (
    CallbackQuery,
    ChatMemberUpdated,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
)

from domain.roles import Role


class Staff:
    """Marks the verbs of a button that are for these roles; of group leaders only for the leader of the group at issue.

    The use case checks the right. A test compares what it requires with what is marked.
    """

    def __init__(self, *roles: Role) -> None:
        self.roles = frozenset(roles)


def button(label: str, action: CallbackData) -> InlineKeyboardButton:
    """A button that comes back as a tap."""
    return _button(label, action.pack())


@lru_cache(maxsize=1024)
def _button(label: str, data: str) -> InlineKeyboardButton:
    """The same buttons are shown again and again; nobody changes one."""
    return InlineKeyboardButton(text=label, callback_data=data)


def link(label: str, url: str) -> InlineKeyboardButton:
    """A button that opens an address."""
    return InlineKeyboardButton(text=label, url=url)


def keyboard(*rows: Iterable[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    """An inline keyboard; empty rows are left out."""
    return InlineKeyboardMarkup(inline_keyboard=list(map(list, filter(None, rows))))


def same_words(one: str, other: str) -> bool:
    """Whether two texts say the same but for case, arrows, signs and spaces: «готово!» is the button «Готово»."""
    return bool(words := _words(one)) and words == _words(other)


def _words(text: str) -> str:
    return "".join(character for character in text.casefold().replace("ё", "е") if character.isalnum())


def clip(text: str, most: int) -> str:
    """`text`, cut to `most` characters, so that a screen with names in it stays within Telegram's limits."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


class Tapped(Filter):
    """A tap on a button of `kind` with one of `verbs`; the handler gets it as `action`.

    What it carries is a claim of whoever tapped, never a proof.
    """

    def __init__(self, kind: type[CallbackData], *verbs: str) -> None:
        self.kind = kind
        self.verbs = verbs

    async def __call__(self, query: CallbackQuery) -> bool | dict[str, Any]:
        data = query.data or ""
        if not data.startswith(self.kind.__prefix__ + self.kind.__separator__):
            return False
        try:
            action = self.kind.unpack(data)
        except (TypeError, ValueError):
            return False
        if getattr(action, "verb", None) not in self.verbs or not all(
            map(_can_be_kept, dict(action).values())
        ):
            return False
        return {"action": action}


def _can_be_kept(value: object) -> bool:
    """Whether a database holds such a number or text; a forged one may be of any size."""
    return "\x00" not in value if isinstance(value, str) else not isinstance(value, int) or abs(value) < 2**63


class InChat(Filter):
    """What happens in a chat of one of these types: a message, a tap under one, somebody's standing."""

    def __init__(self, *types: ChatType) -> None:
        self._types = types

    async def __call__(self, event: Message | CallbackQuery | ChatMemberUpdated) -> bool:
        place = event.message if isinstance(event, CallbackQuery) else event
        return place is not None and place.chat.type in self._types


class PrivateChat(InChat):
    """A person's chat with the bot."""

    def __init__(self) -> None:
        super().__init__(ChatType.PRIVATE)


class GroupChat(InChat):
    """A group, whatever its size; or one of `others`."""

    def __init__(self, *others: ChatType) -> None:
        super().__init__(ChatType.GROUP, ChatType.SUPERGROUP, *others)


class PlainText(Filter):
    """A message of text that isn't a command; the handler gets it as `text`."""

    async def __call__(self, message: Message) -> bool | dict[str, Any]:
        text = message.text
        return {"text": text} if text and not text.startswith("/") else False
