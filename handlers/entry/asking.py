"""Somebody asks to join: the rules come in private, in one message, with the one tap that lets them in."""

from typing import Literal

from aiogram.filters.callback_data import CallbackData
from aiogram.methods import ApproveChatJoinRequest
from aiogram.types import ChatJoinRequest, InlineKeyboardButton, InlineKeyboardMarkup

from domain.chats.entities import Chat
from domain.entry.entities import JoinRequest, RequestStatus, Standing
from domain.entry.events import (
    EntryRefused,
    LetIn,
    Newcomer,
    RequestMissing,
    RequestOver,
    RulesAccepted,
    RulesDue,
)
from domain.entry.use_cases import Entry
from domain.outbox import Lane
from domain.people import Person
from handlers.contacts.home import ContactAction, back_button
from handlers.groups.view import GroupAction
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import button, clip, keyboard, link

router = Router(name="entry-asking")
in_groups = Router(name="entry-asking")

LONGEST_TITLE = 60  # of a chat's title within a text
LONGEST_NAME = 60
SECOND = 1_000_000  # microseconds


class EntryAction(CallbackData, prefix="entry"):
    """A tap under the rules, or on a card of somebody who asks to join."""

    verb: Literal["accept", "admit", "decline", "look"]
    number: int


def told_key(request: JoinRequest) -> str:
    """Of the one message that whoever asks gets."""
    return f"entry:{request.number}:told"


@in_groups.chat_join_request()
async def ask(event: ChatJoinRequest, person: Person, entry: Entry, tell: Tell) -> None:
    if event.from_user.is_bot:
        return
    for answer in await entry.ask(person, event.chat.id, int(event.date.timestamp()) * SECOND):
        tell(answer)


@tells(RulesDue)
def tell_rules_due(event: RulesDue, say: Say) -> None:
    to, request = say.to(event.person), event.request
    rules = [f"{number}. {to.name(rule)}" for number, rule in enumerate(event.rules, 1)]
    to.send(
        to.text(
            "entry-rules",
            title=clip(event.chat.title, LONGEST_TITLE),
            rules="\n".join(rules),
            count=len(rules),
            until=say.texts.moment(to.person.language, request.answer_by),
            link="yes" if event.link else "no",
        ),
        keyboard(
            [button(to.label("entry-accept"), EntryAction(verb="accept", number=request.number))],
            later_row(to, event.link),
        ),
        key=told_key(request),
        wants=f"entry-told:{request.number}",
        expires_at=request.answer_by,
    )


def later_row(to: Recipient, address: str) -> list[InlineKeyboardButton]:
    """The way to ask again, where it is known."""
    return [link(to.label("entry-later"), address)] if address else []


@tells(EntryRefused)
def tell_entry_refused(event: EntryRefused, say: Say) -> None:
    """Why, and the way into the group; declined only when this has arrived, because then the bot may write no more."""
    to, request = say.to(event.person), event.request
    group = to.name(event.group.titles) if event.group is not None else "none"
    text = to.text(
        "entry-refused",
        title=clip(event.chat.title, LONGEST_TITLE),
        group=group,
        standing=event.standing.value,
    )
    to.screen(
        text,
        keyboard(
            [group_button(to, event.standing, event.chat)], later_row(to, event.link), [back_button(to)]
        ),
        key=told_key(request) if say.tapped is None else None,
        wants=f"entry-told:{request.number}",
    )


def group_button(to: Recipient, standing: Standing, chat: Chat) -> InlineKeyboardButton:
    """The next step of somebody who is not in a working group towards it."""
    match standing:
        case Standing.ELSEWHERE:
            return button(to.label("group-to-group"), GroupAction(verb="open", group=chat.scope))
        case Standing.LAPSED:
            return button(to.label("contact-membership"), ContactAction(verb="membership"))
        case Standing.STRANGER:
            return button(to.label("contact-join"), ContactAction(verb="join"))


@router.taps(EntryAction, "accept")
async def accept(action: EntryAction, person: Person, entry: Entry, tell: Tell) -> None:
    tell(await entry.accept(person, action.number))


@tells(RulesAccepted)
def tell_rules_accepted(event: RulesAccepted, say: Say) -> None:
    to = say.to(event.person)
    to.answer("entry-accepted")
    wants = f"entry-welcomed:{event.request.number}" if event.fresh else None
    to.screen(*welcome(to, event.chat, event.link), wants=wants)


def welcome(to: Recipient, chat: Chat, address: str) -> tuple[str, InlineKeyboardMarkup]:
    """The screen of somebody who is let in, with the way into the chat."""
    enter = [link(to.label("entry-open"), address)] if address else []
    title = clip(chat.title, LONGEST_TITLE)
    return to.text("entry-welcome", title=title), keyboard(enter, [back_button(to)])


@tells(LetIn)
def tell_let_in(event: LetIn, say: Say) -> None:
    request, chat = event.request, event.chat
    say.call(
        ApproveChatJoinRequest(chat_id=chat.id, user_id=request.person_id),
        chat.id,
        lane=Lane.ACTS,
        key=f"entry:{request.number}:let-in:{request.settled_at}",
        wants=f"entry-let-in:{request.number}",
    )


@tells(Newcomer)
def tell_newcomer(event: Newcomer, say: Say) -> None:
    """Greet somebody in the chat for a while; too late, it is left out."""
    language = event.chat.language
    # A name of signs that nobody sees would leave nothing to read.
    seen = any(character.isalnum() for character in event.name)
    name = clip(event.name, LONGEST_NAME) if seen else say.texts.plain(language, "entry-nameless")
    say.post(
        event.chat.id,
        say.texts.html(language, "entry-greeting", id=str(event.request.person_id), name=name),
        lane=Lane.NOTICES,
        key=f"entry:{event.request.number}:greeting",
        again=False,
        expires_at=event.at + event.stays,
        fades_at=event.at + event.stays,
    )


# Refusals


@tells(RequestMissing)
def tell_request_missing(event: RequestMissing, say: Say) -> None:
    say.to(event.person).answer("entry-missing", alert=True)


@tells(RequestOver)
def tell_request_over(event: RequestOver, say: Say) -> None:
    to = say.to(event.person)
    to.answer("entry-over")
    if to.in_private:
        to.screen(*closed(to, event.request.status, event.link))


def closed(to: Recipient, status: RequestStatus, address: str) -> tuple[str, InlineKeyboardMarkup]:
    """The screen of somebody who is not let in."""
    text = to.text("entry-closed", status=status.name.lower())
    return text, keyboard(later_row(to, address), [back_button(to)])
