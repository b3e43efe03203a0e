"""Entry to the chats: the rules and the agreement to them, moderators' decisions, losing a working group's chat."""

from typing import Annotated, Literal

from aiogram.filters.callback_data import CallbackData
from aiogram.methods import (
    ApproveChatJoinRequest,
    BanChatMember,
    DeclineChatJoinRequest,
    GetChatMember,
    UnbanChatMember,
)
from aiogram.types import ChatJoinRequest, InlineKeyboardButton, InlineKeyboardMarkup

from domain.chats.entities import Chat
from domain.entry.entities import JoinRequest, RequestAct, RequestStatus, Standing
from domain.entry.events import (
    CardDue,
    CardWanted,
    EntryRefused,
    LetIn,
    Newcomer,
    Parted,
    RequestDecided,
    RequestOver,
    RequestSettled,
    RequestShown,
    RulesAccepted,
    RulesDue,
    WayBack,
)
from domain.entry.use_cases import Entry
from domain.outbox import Lane
from domain.people import Person
from domain.roles import Role
from handlers.cards import mark_card, to_moderators
from handlers.contacts.home import ContactAction, back_button
from handlers.deliveries import reason_of
from handlers.groups.view import GroupAction
from handlers.names import person_name
from handlers.results import Payload, Told, result
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import Staff, button, clip, keyboard, link

router = Router(name="entry")
in_groups = Router(name="entry")

LONGEST_DECIDER = 24  # characters of a name on a button
LONGEST_TITLE = 60  # characters of a chat's title within a text
LONGEST_NAME = 60
SECOND = 1_000_000  # microseconds


class EntryAction(CallbackData, prefix="entry"):
    """A tap under the rules, or on the card of a request to join."""

    verb: (
        Literal["accept"]
        | Annotated[Literal["admit", "decline", "look"], Staff(Role.MODERATOR, Role.ADMINISTRATOR)]
    )
    number: int


def told_key(request: JoinRequest) -> str:
    """The key of the one message sent to the person who asks to join."""
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
        result_topic=f"entry-told:{request.number}",
        expires_at=request.answer_by,
    )


def later_row(to: Recipient, address: str) -> list[InlineKeyboardButton]:
    """A button to ask again, if the link is known."""
    return [link(to.label("entry-later"), address)] if address else []


@tells(EntryRefused)
def tell_entry_refused(event: EntryRefused, say: Say) -> None:
    """Say why, and how to join the group; decline the request only once this arrives.

    Afterwards the bot may no longer write to the person.
    """
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
        result_topic=f"entry-told:{request.number}",
    )


def group_button(to: Recipient, standing: Standing, chat: Chat) -> InlineKeyboardButton:
    """The next step towards a working group for a person who is not in it."""
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


@result("entry-told")
async def take_told(number: int, payload: Payload, entry: Entry) -> Told:
    return await entry.told(number, ok=payload["ok"])


@result("entry-welcomed")
async def take_welcomed(number: int, entry: Entry) -> Told:
    return await entry.welcomed(number)


@tells(RulesAccepted)
def tell_rules_accepted(event: RulesAccepted, say: Say) -> None:
    to = say.to(event.person)
    to.answer("entry-accepted")
    result_topic = f"entry-welcomed:{event.request.number}" if event.fresh else None
    to.screen(*welcome(to, event.chat, event.link), result_topic=result_topic)


def welcome(to: Recipient, chat: Chat, address: str) -> tuple[str, InlineKeyboardMarkup]:
    """The screen of a person who is let in, with the way into the chat."""
    enter = [link(to.label("entry-open"), address)] if address else []
    title = clip(chat.title, LONGEST_TITLE)
    return to.text("entry-welcome", title=title), keyboard(enter, [back_button(to)])


@tells(LetIn)
def tell_let_in(event: LetIn, say: Say) -> None:
    request, chat = event.request, event.chat
    say.call(
        ApproveChatJoinRequest(chat_id=chat.id, user_id=request.person_id),
        chat.id,
        key=f"entry:{request.number}:let-in:{request.settled_at}",
        result_topic=f"entry-let-in:{request.number}",
    )


@result("entry-let-in")
async def take_let_in(number: int, payload: Payload, entry: Entry) -> Told:
    error = payload["error"] or ""
    if payload["ok"] or "USER_ALREADY_PARTICIPANT" in error:
        return None
    gone = any(reason in error for reason in ("HIDE_REQUESTER_MISSING", "USER_ID_INVALID"))
    return await entry.not_let_in(number, error, gone=gone)


@tells(Newcomer)
def tell_newcomer(event: Newcomer, say: Say) -> None:
    """Greet a newcomer in the chat for a while, or not at all if it would be late.

    Those who come close together share a greeting. It names the last of them: names of strangers are not kept.
    """
    language = event.chat.language
    # A name of invisible characters would leave nothing to read.
    seen = any(character.isalnum() for character in event.name)
    name = clip(event.name, LONGEST_NAME) if seen else say.texts.plain(language, "entry-nameless")
    say.keep(
        event.chat.id,
        f"greeting:{event.chat.id}",
        say.texts.html(
            language, "entry-greeting", id=str(event.request.person_id), name=name, others=event.others
        ),
        lane=Lane.NOTICES,
        expires_at=event.at + event.stays,
        fades_at=event.at + event.stays,
        may_be_lost=True,
    )


@tells(RequestOver)
def tell_request_over(event: RequestOver, say: Say) -> None:
    to = say.to(event.person)
    to.answer("entry-over")
    if to.in_private:
        to.screen(*closed(to, event.request.status, event.link))


def closed(to: Recipient, status: RequestStatus, address: str) -> tuple[str, InlineKeyboardMarkup]:
    """The screen of a person who is not let in."""
    text = to.text("entry-closed", status=status.name.lower())
    return text, keyboard(later_row(to, address), [back_button(to)])


# Moderators


def _card_key(request: JoinRequest) -> str:
    """The key of a request's cards; each time it is put to the moderators has a key of its own."""
    return f"entry:{request.number}:card:{request.answer_by}"


@tells(CardWanted)
def tell_card_wanted(event: CardWanted, say: Say) -> None:
    """Ask Telegram for the person's name, which is not kept."""
    request = event.request
    _mark(say, event.before, request.status, None)
    if event.person is not None:
        to = say.to(event.person)
        to.amend(told_key(request), *closed(to, request.status, ""))
    say.call(
        GetChatMember(chat_id=event.chat.id, user_id=request.person_id),
        event.chat.id,
        result_topic=f"entry-card:{request.number}",
    )


@result("entry-card")
async def take_card(number: int, payload: Payload, entry: Entry) -> Told:
    """Show the person as Telegram describes them."""
    member: Payload = payload["result"] if payload["ok"] else {"user": {}, "status": "left"}
    user = member["user"]
    username = f"(@{user['username']})" if user.get("username") else ""
    names = (user.get("first_name"), user.get("last_name"), username)
    inside = member.get("is_member", member["status"] in ("creator", "administrator", "member"))
    return await entry.show(number, " ".join(name for name in names if name), inside=inside)


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
            reason=reason_of(to, request.failure),
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
    """Carry out the decision in Telegram, and tell the moderators' cards and the person."""
    request, chat = event.request, event.chat
    if event.act is RequestAct.ADMIT:
        tell_let_in(LetIn(request, chat), say)
    elif event.act in (RequestAct.DECLINE, RequestAct.EXPIRE, RequestAct.TOLD):
        say.call(
            DeclineChatJoinRequest(chat_id=chat.id, user_id=request.person_id),
            chat.id,
            key=f"entry:{request.number}:decline",
            unheard=Role.MODERATOR,
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
        # A refused person has read why, and keeps that message.
        to.amend(told_key(request), *closed(to, request.status, event.link))


def _mark(say: Say, request: JoinRequest, status: RequestStatus, decider: Person | None) -> None:
    """Replace the buttons on a request's cards by its status."""

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


@tells(RequestDecided)
def tell_request_decided(event: RequestDecided, say: Say) -> None:
    tell_request_shown(event.shown, say)


# Losing a chat, and coming back


@tells(Parted)
def tell_parted(event: Parted, say: Say) -> None:
    """Remove the person from the chat without banning them, then tell them why and how to come back."""
    chat, to = event.chat, say.to(event.person)
    key = f"entry:part:{chat.number}:{to.person.id}:{event.at}"
    ban = BanChatMember(chat_id=chat.id, user_id=to.person.id)
    say.call(ban, chat.id, key=key, unheard=Role.MODERATOR)
    unban = UnbanChatMember(chat_id=chat.id, user_id=to.person.id, only_if_banned=True)
    say.call(unban, chat.id, after=key, unheard=Role.MODERATOR)
    to.send(
        to.text(
            "entry-parted",
            title=clip(chat.title, LONGEST_TITLE),
            group=to.name(event.group.titles) if event.group is not None else "none",
            standing=event.standing.value,
        ),
        keyboard([group_button(to, event.standing, chat)], [back_button(to)]),
        lane=Lane.NOTICES,
        after=key,
        may_be_lost=True,  # the change that it follows from is told by itself
    )


@tells(WayBack)
def tell_way_back(event: WayBack, say: Say) -> None:
    chat, to = event.chat, say.to(event.person)
    to.send(
        to.text(
            "entry-way-back",
            title=clip(chat.title, LONGEST_TITLE),
            group=to.name(event.group.titles) if event.group is not None else "none",
        ),
        keyboard(
            [link(to.label("entry-come-back"), event.link)] if event.link else [],
            [button(to.label("group-to-group"), GroupAction(verb="open", group=chat.scope))],
        ),
        lane=Lane.NOTICES,
        unheard=Role.SECRETARY,
    )
