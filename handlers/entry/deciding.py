"""Requests that moderators decide: the card, the decision, and what follows from any decision."""

from aiogram.methods import DeclineChatJoinRequest, GetChatMember
from aiogram.types import InlineKeyboardMarkup

from domain.entry.entities import JoinRequest, RequestAct, RequestStatus
from domain.entry.events import (
    CardDue,
    CardWanted,
    LetIn,
    NotOfGroup,
    RequestDecided,
    RequestSettled,
    RequestShown,
)
from domain.entry.use_cases import Entry
from domain.outbox import Lane
from domain.people import Person
from handlers.cards import mark_card, to_moderators
from handlers.entry.asking import (
    LONGEST_NAME,
    LONGEST_TITLE,
    EntryAction,
    closed,
    tell_let_in,
    told_key,
    welcome,
)
from handlers.names import person_name
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import button, clip, keyboard

router = Router(name="entry-deciding")

LONGEST_DECIDER = 24  # characters of a name on a button


def _card_key(request: JoinRequest) -> str:
    """A request can come before the moderators more than once, each time with a time of its own to answer."""
    return f"entry:{request.number}:card:{request.answer_by}"


@tells(CardWanted)
def tell_card_wanted(event: CardWanted, say: Say) -> None:
    """Names are not kept: what the person is called is asked of Telegram."""
    request = event.request
    _mark(say, event.before, request.status, None)
    if event.person is not None:
        to = say.to(event.person)
        to.amend(told_key(request), *closed(to, request.status, ""))
    say.call(
        GetChatMember(chat_id=event.chat.id, user_id=request.person_id),
        event.chat.id,
        lane=Lane.ACTS,
        wants=f"entry-card:{request.number}",
    )


@tells(CardDue)
def tell_card_due(event: CardDue, say: Say) -> None:
    request = event.request

    def write(to: Recipient) -> tuple[str, InlineKeyboardMarkup]:
        text = to.text(
            "entry-card",
            title=clip(event.chat.title, LONGEST_TITLE),
            id=str(request.person_id),
            name=clip(event.name, 2 * LONGEST_NAME) or to.label("entry-nameless"),
            status=request.status.name.lower(),
            until=say.texts.moment(to.person.language, request.answer_by),
        )
        admit = button(to.label("entry-admit"), EntryAction(verb="admit", number=request.number))
        decline = button(to.label("entry-decline"), EntryAction(verb="decline", number=request.number))
        return text, keyboard([admit, decline])

    to_moderators(say, request.cards, _card_key(request), write)


@router.taps(EntryAction, "admit", "decline")
async def decide(action: EntryAction, person: Person, entry: Entry, tell: Tell) -> None:
    tell(await entry.decide(person, action.number, admit=action.verb == "admit"))


@router.taps(EntryAction, "look")
async def look(action: EntryAction, person: Person, entry: Entry, tell: Tell) -> None:
    tell(await entry.look(person, action.number))


@tells(RequestSettled)
def tell_request_settled(event: RequestSettled, say: Say) -> None:
    """Telegram, the moderators' cards and whoever asked hear what was decided, whoever decided it."""
    request, chat = event.request, event.chat
    if event.act is RequestAct.ADMIT:
        tell_let_in(LetIn(request, chat), say)
    elif event.act in (RequestAct.DECLINE, RequestAct.EXPIRE, RequestAct.TOLD):
        say.call(
            DeclineChatJoinRequest(chat_id=chat.id, user_id=request.person_id),
            chat.id,
            lane=Lane.ACTS,
            key=f"entry:{request.number}:decline",
        )
    if event.actor is not None:
        say.to(event.actor).answer("entry-decided")
    _mark(say, request, request.status, event.actor)
    if event.person is None:
        return
    to = say.to(event.person)
    if request.status is RequestStatus.ADMITTED:
        to.amend(told_key(request), *welcome(to, chat, event.link))
    elif event.act is not RequestAct.TOLD and not (
        event.act is RequestAct.EXPIRE and request.status is RequestStatus.DECLINED
    ):
        # Whoever was refused has read why, and keeps that.
        to.amend(told_key(request), *closed(to, request.status, event.link))


def _mark(say: Say, request: JoinRequest, status: RequestStatus, decider: Person | None) -> None:
    """Let the cards of a request show how it stands, in place of the buttons."""

    def mark(to: Recipient) -> InlineKeyboardMarkup:
        who = "none" if decider is None else clip(person_name(to, decider), LONGEST_DECIDER)
        label = to.label("entry-state", status=status.name.lower(), who=who)
        return keyboard([button(label, EntryAction(verb="look", number=request.number))])

    mark_card(say, request.cards, _card_key(request), mark)


@tells(RequestShown)
def tell_request_shown(event: RequestShown, say: Say) -> None:
    to, request = say.to(event.person), event.request
    at = request.settled_at or request.answer_by
    to.answer(
        "entry-shown",
        alert=True,
        status=request.status.name.lower(),
        who="none" if event.decider is None else person_name(to, event.decider),
        at=say.texts.moment(to.person.language, at),
    )


# Refusals


@tells(RequestDecided)
def tell_request_decided(event: RequestDecided, say: Say) -> None:
    tell_request_shown(event.shown, say)


@tells(NotOfGroup)
def tell_not_of_group(event: NotOfGroup, say: Say) -> None:
    say.to(event.person).answer("entry-not-of-group", alert=True)
