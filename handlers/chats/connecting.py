"""Chats of the association: administrators connect them, and hear about changes."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from aiogram.enums import ChatType
from aiogram.filters import Filter
from aiogram.filters.callback_data import CallbackData
from aiogram.methods import CreateChatInviteLink, DeleteMessage, GetChatAdministrators, LeaveChat
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Message

from domain.chats.entities import NEEDED, RIGHTS, Chat, ChatKind
from domain.chats.events import (
    ChatConnected,
    ChatFound,
    ChatLeft,
    ChatLost,
    ChatMoved,
    ChatShown,
    RightsChanged,
)
from domain.chats.use_cases import Chats
from domain.deliveries import Deliveries
from domain.groups.model import Group
from domain.outbox import Lane
from domain.people import Person
from domain.roles import Role
from handlers.asking import confirm, lead_back
from handlers.contacts.home import back_button
from handlers.deliveries import refused_call
from handlers.refusals import way_on
from handlers.results import Payload, Told, result
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import Staff, button, clip, keyboard, link

router = Router(name="chats-connecting")

START_PREFIX = "chat_"  # of the start payload that names a chat to connect
LONGEST_TITLE = 60  # characters of a chat's title within a text


class ChatAction(CallbackData, prefix="chat"):
    """A tap on the screens of chats; `value` is a working group or a language."""

    verb: Annotated[
        Literal[
            "list",
            "open",
            "participants",
            "group",
            "moderators",
            "channel",
            "language",
            "leave",
            "leave-sure",
        ],
        Staff(Role.ADMINISTRATOR),
    ]
    number: int = 0
    value: str = ""


class ChatStart(Filter):
    """A /start by the link that the bot posted in a chat; the handler gets the chat's id as `chat_id`."""

    async def __call__(self, message: Message) -> bool | dict[str, Any]:
        command, _, payload = (message.text or "").partition(" ")
        digits = payload.removeprefix(START_PREFIX)
        if command != "/start" or digits == payload or not digits.isdecimal() or len(digits) > 15:
            return False
        return {"chat_id": -int(digits)}


# What administrators do


@router.commands("chats")
@router.taps(ChatAction, "list")
async def list_chats(person: Person, to: Recipient, chats: Chats) -> None:
    show_chats(to, await chats.all(person))


@router.taps(ChatAction, "open")
async def open_chat(action: ChatAction, person: Person, to: Recipient, chats: Chats) -> None:
    show_chat(to, await chats.look(person, action.number))


@router.message(ChatStart())
async def open_by_link(chat_id: int, person: Person, to: Recipient, chats: Chats) -> None:
    show_chat(to, await chats.look_by_id(person, chat_id))


@router.taps(ChatAction, "participants", "group", "moderators", "channel")
async def connect(action: ChatAction, person: Person, chats: Chats, tell: Tell) -> None:
    tell(await chats.connect(person, action.number, ChatKind(action.verb), action.value))


@router.taps(ChatAction, "language")
async def choose_language(action: ChatAction, person: Person, to: Recipient, say: Say, chats: Chats) -> None:
    if action.value not in say.association.languages:
        to.answer("contact-stale-button")
        return
    show_chat(to, await chats.speak(person, action.number, action.value))


@router.taps(ChatAction, "leave")
async def ask_to_leave(action: ChatAction, person: Person, to: Recipient, chats: Chats) -> None:
    shown = await chats.look(person, action.number)
    confirm(
        to,
        to.text("chat-leave-ask", title=clip(shown.chat.title, LONGEST_TITLE)),
        button(to.label("chat-leave-sure"), ChatAction(verb="leave-sure", number=action.number)),
        back=ChatAction(verb="open", number=action.number),
    )


@router.taps(ChatAction, "leave-sure")
async def leave(action: ChatAction, person: Person, chats: Chats, tell: Tell) -> None:
    tell(await chats.leave(person, action.number))


# Screens


def show_chats(to: Recipient, known: Sequence[Chat]) -> None:
    """List all chats, with the ways to add the bot to another one."""
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
    """Mark a chat as in order, lacking something, or not connected."""
    if chat.kind is None:
        return "○"
    return "●" if chat.inside and not chat.lacking else "⚠"


def show_chat(to: Recipient, shown: ChatShown | ChatConnected) -> None:
    """Show a chat, what the bot lacks in it, and what it can be used for."""
    chat = shown.chat
    text = describe(to, chat, shown.groups)
    if isinstance(shown, ChatShown) and chat.moderated:
        text += "\n" + to.text("chat-lively", day=shown.lively[0], week=shown.lively[1])
    to.screen(text, _keyboard(to, chat, shown.groups))


def describe(to: Recipient, chat: Chat, groups: Sequence[Group] = ()) -> str:
    """Describe a chat to an administrator."""
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
        rights = "\n".join(to.text(f"chat-right-{right}") for right in RIGHTS if right in chat.lacking)
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
        [lead_back(to, ChatAction(verb="list"))],
    )


def look_button(to: Recipient, chat: Chat) -> InlineKeyboardButton:
    return button(to.label("chat-look"), ChatAction(verb="open", number=chat.number))


@way_on("chats")
def lead_to_list(to: Recipient) -> InlineKeyboardMarkup:
    return keyboard([button(to.label("chat-list-button"), ChatAction(verb="list"))])


# Events


@tells(ChatFound)
def tell_chat_found(event: ChatFound, say: Say) -> None:
    """Ask the administrator who added the bot; if somebody else did, say in the chat how to connect it."""
    chat = event.chat
    if event.person is not None:
        to = say.to(event.person)
        to.send(
            to.text("chat-found", title=clip(chat.title, LONGEST_TITLE)),
            keyboard([look_button(to, chat)]),
        )
    elif chat.type != ChatType.CHANNEL:
        address = f"https://t.me/{say.bot_name}?start={START_PREFIX}{-chat.id}"
        say.post(
            chat.id,
            say.texts.html(chat.language, "chat-hello"),
            keyboard([link(say.texts.plain(chat.language, "chat-connect"), address)]),
            again=False,
            key=_hello(chat.number),
            may_be_lost=True,  # an administrator can connect the chat without it
        )


def _hello(number: int) -> str:
    return f"chat-hello:{number}"


@tells(ChatConnected)
def tell_chat_connected(event: ChatConnected, say: Say) -> None:
    chat = event.chat
    say.to(event.person).answer("chat-connected")
    show_chat(say.to(event.person), event)
    learn(say, chat)


def learn(say: Say, chat: Chat) -> None:
    """Request a chat's invite link and its administrators from Telegram."""
    if not chat.moderated:
        return
    if "can_invite_users" in chat.rights and not chat.link:
        method = CreateChatInviteLink(chat_id=chat.id, creates_join_request=True)
        say.call(method, chat.id, result_topic="chat-link")
    say.call(GetChatAdministrators(chat_id=chat.id), chat.id, result_topic="chat-leaders")


@result("chat-link")
async def take_link(number: int, payload: Payload, chats: Chats, deliveries: Deliveries) -> Told:
    if not payload["ok"]:
        return await deliveries.refused(refused_call(number, payload), Role.ADMINISTRATOR)
    await chats.keep_link(number, payload["result"]["invite_link"])
    return None


@result("chat-leaders")
async def take_leaders(number: int, payload: Payload, chats: Chats, deliveries: Deliveries) -> Told:
    if not payload["ok"]:
        return await deliveries.refused(refused_call(number, payload), Role.ADMINISTRATOR)
    leaders = [
        (member["user"]["id"], member["status"], _rights(member))
        for member in payload["result"]
        if not member["user"]["is_bot"]
    ]
    await chats.keep_leaders(number, leaders)
    return None


def _rights(member: Mapping[str, Any]) -> frozenset[str]:
    """The rights of a ChatMember of the Bot API, as raw JSON."""
    return frozenset(name for name, value in member.items() if name.startswith("can_") and value is True)


@tells(ChatLeft)
def tell_chat_left(event: ChatLeft, say: Say) -> None:
    to = say.to(event.person)
    to.screen(to.text("chat-left", title=clip(event.chat.title, LONGEST_TITLE)), lead_to_list(to))
    if event.chat.inside:
        leave = LeaveChat(chat_id=event.chat.id)
        say.call(leave, event.chat.id, may_be_lost=True)  # it is disconnected in any case


@tells(ChatLost)
def tell_chat_lost(event: ChatLost, say: Say) -> None:
    for administrator in event.administrators:
        to = say.to(administrator)
        to.send(
            to.text("chat-lost", title=clip(event.chat.title, LONGEST_TITLE)),
            lead_to_list(to),
            lane=Lane.NOTICES,
            may_be_lost=True,  # every administrator gets it
        )


@tells(RightsChanged)
def tell_rights_changed(event: RightsChanged, say: Say) -> None:
    learn(say, event.chat)
    for administrator in event.administrators:
        to = say.to(administrator)
        to.send(
            describe(to, event.chat),
            keyboard([look_button(to, event.chat)]),
            lane=Lane.NOTICES,
            key=f"chat:{event.chat.number}:rights:{event.at}:{administrator.id}",
            may_be_lost=True,
        )


@tells(ChatMoved)
def tell_chat_moved(event: ChatMoved, say: Say) -> None:
    chat_id = event.chat.id
    if event.early is not None:  # it is connected: the message that says how is out of date
        delete = DeleteMessage(chat_id=chat_id, message_id=0)
        say.call(delete, chat_id, edits=_hello(event.early), may_be_lost=True)
    learn(say, event.chat)
    for administrator in event.administrators:
        to = say.to(administrator)
        to.send(
            to.text("chat-moved", title=clip(event.chat.title, LONGEST_TITLE)),
            keyboard([look_button(to, event.chat)]),
            lane=Lane.NOTICES,
            may_be_lost=True,
        )
