"""What stands on the screens of chats, and the buttons there."""

from collections.abc import Sequence
from typing import Literal

from aiogram.enums import ChatType
from aiogram.filters.callback_data import CallbackData
from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
)

from domain.chats.entities import NEEDED, Chat, ChatKind
from domain.chats.events import ChatConnected, ChatShown
from domain.groups.model import Group
from handlers.contacts.home import back_button
from handlers.say import Recipient
from handlers.ui import button, clip, keyboard, link

START_PREFIX = "chat_"  # of the start payload that names a chat to be connected
LONGEST_TITLE = 60  # of a chat's title within a text


class ChatAction(CallbackData, prefix="chat"):
    """A tap on the screens of chats; `value` is a working group or a language."""

    verb: Literal[
        "list", "open", "participants", "group", "moderators", "channel", "language", "leave", "leave-sure"
    ]
    number: int = 0
    value: str = ""


def show_chats(to: Recipient, known: Sequence[Chat]) -> None:
    """All chats, and the ways to add the bot to one more."""
    rows = [
        [button(f"{_mark(chat)} {clip(chat.title, 40)}", ChatAction(verb="open", number=chat.number))]
        for chat in known
    ]
    address = f"https://t.me/{to.say.bot_name}"
    asked = "+".join(right.removeprefix("can_") for right in NEEDED[ChatKind.PARTICIPANTS])
    to.screen(
        to.text("chat-list", count=len(rows)),
        keyboard(
            *rows,
            [link(to.label("chat-add-group"), f"{address}?startgroup=connect&admin={asked}")],
            [link(to.label("chat-add-channel"), f"{address}?startchannel&admin=post_messages")],
            [back_button(to)],
        ),
    )


def _mark(chat: Chat) -> str:
    """A chat in order, one that lacks something, one that nobody connected."""
    if chat.kind is None:
        return "○"
    return "●" if chat.inside and not chat.lacking else "⚠"


def show_chat(to: Recipient, shown: ChatShown | ChatConnected) -> None:
    """What a chat is, what the bot lacks in it, and what it can be."""
    chat = shown.chat
    text = describe(to, chat, shown.groups)
    if isinstance(shown, ChatShown) and chat.moderated:
        text += "\n" + to.text("chat-lively", day=shown.lively[0], week=shown.lively[1])
    to.screen(text, _keyboard(to, chat, shown.groups))


def describe(to: Recipient, chat: Chat, groups: Sequence[Group] = ()) -> str:
    """A chat as an administrator reads of it."""
    scope = next((to.name(group.titles) for group in groups if group.id == chat.scope), chat.scope)
    text = to.text(
        "chat-card",
        title=clip(chat.title, LONGEST_TITLE),
        kind="none" if chat.kind is None else chat.kind.value,
        group=scope,
        language=to.say.texts.plain(chat.language, "language-name"),
    )
    if not chat.inside:
        return text + "\n\n" + to.text("chat-outside")
    if chat.lacking:
        rights = "\n".join(to.text(f"chat-right-{right}") for right in chat.lacking)
        return text + "\n\n" + to.text("chat-lacking") + "\n" + rights
    return text if chat.kind is None else text + "\n\n" + to.text("chat-in-order")


def _keyboard(to: Recipient, chat: Chat, groups: Sequence[Group]) -> InlineKeyboardMarkup:
    def choice(label: str, kind: ChatKind, scope: str = "") -> list[InlineKeyboardButton]:
        chosen = "● " if (chat.kind, chat.scope) == (kind, scope) else ""
        return [button(chosen + label, ChatAction(verb=kind.value, number=chat.number, value=scope))]

    languages = [
        button(
            ("● " if chat.language == language else "") + to.say.texts.plain(language, "language-name"),
            ChatAction(verb="language", number=chat.number, value=language),
        )
        for language in to.say.association.languages
    ]
    kinds = (
        [choice(to.label("chat-kind-channel"), ChatKind.CHANNEL)]
        if chat.type == ChatType.CHANNEL
        else [
            choice(to.label("chat-kind-participants"), ChatKind.PARTICIPANTS),
            *(choice(to.name(group.titles), ChatKind.GROUP, group.id) for group in groups),
            choice(to.label("chat-kind-moderators"), ChatKind.MODERATORS),
        ]
    )
    return keyboard(
        *(kinds if chat.inside else []),
        languages if chat.kind is not None else [],
        [button(to.label("chat-leave"), ChatAction(verb="leave", number=chat.number))],
        [button(to.label("ui-back"), ChatAction(verb="list"))],
    )


def list_button(to: Recipient) -> InlineKeyboardButton:
    return button(to.label("chat-list-button"), ChatAction(verb="list"))
