"""Connecting chats: what administrators press, and what everybody hears of it."""

from typing import Any

from aiogram.enums import ChatType
from aiogram.filters import Filter
from aiogram.methods import CreateChatInviteLink, DeleteMessage, GetChatAdministrators, LeaveChat
from aiogram.types import (
    Message,
)

from domain.chats.entities import Chat, ChatKind
from domain.chats.events import (
    ChatConnected,
    ChatFound,
    ChatLeft,
    ChatLost,
    ChatMissing,
    ChatMoved,
    KindUnfit,
    RightsChanged,
)
from domain.chats.use_cases import Chats
from domain.outbox import Lane
from domain.people import Person
from handlers.chats.wording import (
    LONGEST_TITLE,
    START_PREFIX,
    ChatAction,
    describe,
    list_button,
    show_chat,
    show_chats,
)
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import button, clip, keyboard, link

router = Router(name="chats-connecting")


class ChatStart(Filter):
    """A /start by the link that the bot put into a chat; the handler gets the chat's id as `chat_id`."""

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
async def speak(action: ChatAction, person: Person, to: Recipient, say: Say, chats: Chats) -> None:
    if action.value not in say.association.languages:
        to.answer("contact-stale-button")
        return
    show_chat(to, await chats.speak(person, action.number, action.value))


@router.taps(ChatAction, "leave")
async def ask_to_leave(action: ChatAction, person: Person, to: Recipient, chats: Chats) -> None:
    shown = await chats.look(person, action.number)
    to.screen(
        to.text("chat-leave-ask", title=clip(shown.chat.title, LONGEST_TITLE)),
        keyboard(
            [button(to.label("chat-leave-sure"), ChatAction(verb="leave-sure", number=action.number))],
            [button(to.label("ui-back"), ChatAction(verb="open", number=action.number))],
        ),
    )


@router.taps(ChatAction, "leave-sure")
async def leave(action: ChatAction, person: Person, chats: Chats, tell: Tell) -> None:
    tell(await chats.leave(person, action.number))


# Tellings


@tells(ChatFound)
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
            key=_hello(chat.number),
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
    """Ask Telegram for a chat's link and for who leads it."""
    if not chat.moderated:
        return
    if "can_invite_users" in chat.rights and not chat.link:
        method = CreateChatInviteLink(chat_id=chat.id, creates_join_request=True)
        say.call(method, chat.id, lane=Lane.ACTS, wants="chat-link")
    say.call(GetChatAdministrators(chat_id=chat.id), chat.id, lane=Lane.ACTS, wants="chat-leaders")


@tells(ChatLeft)
def tell_chat_left(event: ChatLeft, say: Say) -> None:
    to = say.to(event.person)
    to.screen(to.text("chat-left", title=clip(event.chat.title, LONGEST_TITLE)), keyboard([list_button(to)]))
    if event.chat.inside:
        say.call(LeaveChat(chat_id=event.chat.id), event.chat.id, lane=Lane.ACTS)


@tells(ChatLost)
def tell_chat_lost(event: ChatLost, say: Say) -> None:
    for administrator in event.administrators:
        to = say.to(administrator)
        to.send(
            to.text("chat-lost", title=clip(event.chat.title, LONGEST_TITLE)),
            keyboard([list_button(to)]),
            lane=Lane.NOTICES,
        )


@tells(RightsChanged)
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


@tells(ChatMoved)
def tell_chat_moved(event: ChatMoved, say: Say) -> None:
    chat_id = event.chat.id
    if event.early is not None:  # it is connected: what says how has to go
        say.call(DeleteMessage(chat_id=chat_id, message_id=0), chat_id, edits=_hello(event.early))
    learn(say, event.chat)
    for administrator in event.administrators:
        to = say.to(administrator)
        to.send(
            to.text("chat-moved", title=clip(event.chat.title, LONGEST_TITLE)),
            keyboard([button(to.label("chat-look"), ChatAction(verb="open", number=event.chat.number))]),
            lane=Lane.NOTICES,
        )


@tells(ChatMissing)
def tell_chat_missing(event: ChatMissing, say: Say) -> None:
    to = say.to(event.person)
    to.screen(to.text("chat-missing"), keyboard([list_button(to)]))


@tells(KindUnfit)
def tell_kind_unfit(event: KindUnfit, say: Say) -> None:
    to = say.to(event.person)
    to.screen(to.text("chat-kind-unfit"), keyboard([list_button(to)]))
