"""The association's chats: an administrator connects them; what Telegram tells of them is followed."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from aiogram import Router
from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.filters import Command, Filter
from aiogram.filters.callback_data import CallbackData
from aiogram.methods import CreateChatInviteLink, GetChatAdministrators, LeaveChat
from aiogram.types import (
    CallbackQuery,
    ChatMemberUnion,
    ChatMemberUpdated,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
)

from domain.chats import (
    NEEDED,
    Chat,
    ChatConnected,
    ChatFound,
    ChatKind,
    ChatLeft,
    ChatLost,
    ChatMissing,
    ChatMoved,
    Chats,
    ChatShown,
    KindUnfit,
    RightsChanged,
    Seen,
    SeenPerson,
)
from domain.contacts import Person
from domain.entry import Entry
from domain.groups import Group
from domain.moderation import Watching
from domain.outbox import Lane
from handlers.contacts import back_button
from handlers.say import Recipient, Say, Tell
from handlers.ui import GroupChat, Tapped, button, clip, keyboard, link

router = Router(name="chats")
in_groups = Router(name="chats-in-groups")
START_PREFIX = "chat_"  # of the start payload that names a chat to be connected
LONGEST_TITLE = 60  # of a chat's title within a text
SECOND = 1_000_000  # microseconds


class ChatAction(CallbackData, prefix="chat"):
    """A tap on the screens of chats; `value` is a working group or a language."""

    verb: Literal[
        "list", "open", "participants", "group", "moderators", "channel", "language", "leave", "leave-sure"
    ]
    number: int = 0
    value: str = ""


class ChatStart(Filter):
    """A /start by the link that the bot put into a chat; the handler gets the chat's id as `chat_id`."""

    async def __call__(self, message: Message) -> bool | dict[str, Any]:
        command, _, payload = (message.text or "").partition(" ")
        digits = payload.removeprefix(START_PREFIX)
        if command != "/start" or digits == payload or not digits.isdecimal() or len(digits) > 15:
            return False
        return {"chat_id": -int(digits)}


class Moved(Filter):
    """The message by which a group says that it has become a supergroup."""

    async def __call__(self, message: Message) -> bool:
        return message.migrate_to_chat_id is not None


# What Telegram tells


@in_groups.my_chat_member(GroupChat(ChatType.CHANNEL))
async def follow(event: ChatMemberUpdated, person: Person, chats: Chats, tell: Tell) -> None:
    member = event.new_chat_member
    seen = Seen(event.chat.id, event.chat.type, event.chat.title or "", _inside(member), _rights(member))
    if (changed := await chats.follow(person, seen)) is not None:
        tell(changed)


@in_groups.chat_member()
async def follow_person(
    event: ChatMemberUpdated, say: Say, chats: Chats, entry: Entry, watching: Watching, tell: Tell
) -> None:
    seen = seen_person(event)
    await chats.follow_person(seen)
    for changed in (*await entry.follow(seen), *await watching.follow(seen, ours=seen.by == say.bot_id)):
        tell(changed)


@in_groups.message(Moved())
async def move(message: Message, chats: Chats, tell: Tell) -> None:
    moved = await chats.moved(message.chat.id, message.migrate_to_chat_id or 0)
    if moved is not None:
        tell(moved)


def seen_person(event: ChatMemberUpdated) -> SeenPerson:
    """What an update tells of somebody's standing in a chat."""
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
        int(until.timestamp()) * SECOND if until is not None and until.timestamp() > 0 else None,
    )


def _inside(member: ChatMemberUnion) -> bool:
    if member.status == ChatMemberStatus.RESTRICTED:
        return bool(getattr(member, "is_member", False))
    return member.status not in (ChatMemberStatus.LEFT, ChatMemberStatus.KICKED)


def _rights(member: ChatMemberUnion) -> frozenset[str]:
    given: Mapping[str, Any] = dict(member) if member.status == ChatMemberStatus.ADMINISTRATOR else {}
    return frozenset(name for name, value in given.items() if name.startswith("can_") and value is True)


# What administrators do


@router.message(Command("chats", ignore_case=True))
@router.callback_query(Tapped(ChatAction, "list"))
async def list_chats(event: Message | CallbackQuery, person: Person, say: Say, chats: Chats) -> None:
    show_chats(say.to(person), await chats.all(person))


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


@router.callback_query(Tapped(ChatAction, "open"))
async def open_chat(query: CallbackQuery, action: ChatAction, person: Person, say: Say, chats: Chats) -> None:
    show_chat(say.to(person), await chats.look(person, action.number))


@router.message(ChatStart())
async def open_by_link(message: Message, chat_id: int, person: Person, say: Say, chats: Chats) -> None:
    show_chat(say.to(person), await chats.look_by_id(person, chat_id))


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


@router.callback_query(Tapped(ChatAction, "participants", "group", "moderators", "channel"))
async def connect(query: CallbackQuery, action: ChatAction, person: Person, chats: Chats, tell: Tell) -> None:
    tell(await chats.connect(person, action.number, ChatKind(action.verb), action.value))


@router.callback_query(Tapped(ChatAction, "language"))
async def speak(query: CallbackQuery, action: ChatAction, person: Person, say: Say, chats: Chats) -> None:
    if action.value not in say.association.languages:
        say.to(person).answer("contact-stale-button")
        return
    show_chat(say.to(person), await chats.speak(person, action.number, action.value))


@router.callback_query(Tapped(ChatAction, "leave"))
async def ask_to_leave(
    query: CallbackQuery, action: ChatAction, person: Person, say: Say, chats: Chats
) -> None:
    to = say.to(person)
    shown = await chats.look(person, action.number)
    to.screen(
        to.text("chat-leave-ask", title=clip(shown.chat.title, LONGEST_TITLE)),
        keyboard(
            [button(to.label("chat-leave-sure"), ChatAction(verb="leave-sure", number=action.number))],
            [button(to.label("ui-back"), ChatAction(verb="open", number=action.number))],
        ),
    )


@router.callback_query(Tapped(ChatAction, "leave-sure"))
async def leave(query: CallbackQuery, action: ChatAction, person: Person, chats: Chats, tell: Tell) -> None:
    tell(await chats.leave(person, action.number))


# Tellings


def tell_chat_found(event: ChatFound, say: Say) -> None:
    """Ask the administrator who added the bot; where somebody else did, say in the chat how it is connected."""
    chat = event.chat
    if event.person is not None:
        to = say.to(event.person)
        to.send(
            to.text("chat-found", title=clip(chat.title, LONGEST_TITLE)),
            keyboard([button(to.label("chat-look"), ChatAction(verb="open", number=chat.number))]),
        )
    elif chat.type != ChatType.CHANNEL:
        address = f"https://t.me/{say.bot_name}?start={START_PREFIX}{-chat.id}"
        say.post(
            chat.id,
            say.texts.html(chat.language, "chat-hello"),
            keyboard([link(say.texts.plain(chat.language, "chat-connect"), address)]),
            again=False,
        )


def tell_chat_connected(event: ChatConnected, say: Say) -> None:
    chat = event.chat
    say.to(event.person).answer("chat-connected")
    show_chat(say.to(event.person), event)
    learn(say, chat)


def learn(say: Say, chat: Chat) -> None:
    """Ask Telegram for a chat's link and for who leads it."""
    if not chat.moderated:
        return
    if "can_invite_users" in chat.rights and not chat.link:
        method = CreateChatInviteLink(chat_id=chat.id, creates_join_request=True)
        say.call(method, chat.id, lane=Lane.ACTS, wants="chat-link")
    say.call(GetChatAdministrators(chat_id=chat.id), chat.id, lane=Lane.ACTS, wants="chat-leaders")


def tell_chat_left(event: ChatLeft, say: Say) -> None:
    to = say.to(event.person)
    to.screen(to.text("chat-left", title=clip(event.chat.title, LONGEST_TITLE)), keyboard([_list_button(to)]))
    if event.chat.inside:
        say.call(LeaveChat(chat_id=event.chat.id), event.chat.id, lane=Lane.ACTS)


def tell_chat_lost(event: ChatLost, say: Say) -> None:
    for administrator in event.administrators:
        to = say.to(administrator)
        to.send(
            to.text("chat-lost", title=clip(event.chat.title, LONGEST_TITLE)),
            keyboard([_list_button(to)]),
            lane=Lane.NOTICES,
        )


def tell_rights_changed(event: RightsChanged, say: Say) -> None:
    learn(say, event.chat)
    for administrator in event.administrators:
        to = say.to(administrator)
        to.send(
            describe(to, event.chat),
            keyboard([button(to.label("chat-look"), ChatAction(verb="open", number=event.chat.number))]),
            lane=Lane.NOTICES,
            key=f"chat:{event.chat.number}:rights:{event.at}:{administrator.id}",
        )


def tell_chat_moved(event: ChatMoved, say: Say) -> None:
    learn(say, event.chat)
    for administrator in event.administrators:
        to = say.to(administrator)
        to.send(
            to.text("chat-moved", title=clip(event.chat.title, LONGEST_TITLE)),
            keyboard([button(to.label("chat-look"), ChatAction(verb="open", number=event.chat.number))]),
            lane=Lane.NOTICES,
        )


def tell_chat_missing(event: ChatMissing, say: Say) -> None:
    to = say.to(event.person)
    to.screen(to.text("chat-missing"), keyboard([_list_button(to)]))


def tell_kind_unfit(event: KindUnfit, say: Say) -> None:
    to = say.to(event.person)
    to.screen(to.text("chat-kind-unfit"), keyboard([_list_button(to)]))


def _list_button(to: Recipient) -> InlineKeyboardButton:
    return button(to.label("chat-list-button"), ChatAction(verb="list"))
