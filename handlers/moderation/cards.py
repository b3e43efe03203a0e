"""Cards: a message at issue as moderators see it, with what they can do about it."""

from collections.abc import Callable

from aiogram.methods import EditMessageReplyMarkup
from aiogram.types import CallbackQuery, InlineKeyboardMarkup

from domain.moderation.appeals import Appeals
from domain.moderation.entities import ModerationAct
from domain.moderation.events import Acted, HandCard, IncidentCard, IncidentGone, NothingToUndo, OwnDecision
from domain.moderation.undoing import Undoing
from domain.moderation.use_cases import Moderation
from domain.moderation.watching import Watching
from domain.people import Person
from domain.time import HOUR
from handlers.cards import to_moderators
from handlers.moderation.card import (
    OTHER_TERMS,
    TERMS,
    TERMS_IN_ROW,
    block_button,
    choices,
    choices_by_hand,
    describe,
    describe_hand,
    rows,
)
from handlers.moderation.notices import take_question_away
from handlers.moderation.wording import ModerationAction
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import button, keyboard

router = Router(name="moderation-cards")

# What stands on a card, under another heading than the message's stage where one is given.
Card = Callable[[Recipient, str], tuple[str, InlineKeyboardMarkup]]


# What moderators press


@router.taps(ModerationAction, "warn", "remove", "block")
async def decide(
    action: ModerationAction, person: Person, moderation: Moderation, to: Recipient, tell: Tell
) -> None:
    act = {"warn": ModerationAct.WARN, "remove": ModerationAct.REMOVE, "block": ModerationAct.BLOCK}[
        action.verb
    ]
    if act is ModerationAct.BLOCK and action.value not in (*TERMS, *OTHER_TERMS):
        to.answer("contact-stale-button")
        return
    rule, lasting = (0, action.value * HOUR) if act is ModerationAct.BLOCK else (action.value, 0)
    tell(await moderation.act_on(person, action.id, act, rule=rule, lasting=lasting))


@router.taps(ModerationAction, "dismiss")
async def dismiss(action: ModerationAction, person: Person, moderation: Moderation, tell: Tell) -> None:
    tell(await moderation.dismiss(person, action.id))


@router.taps(ModerationAction, "card")
async def show_card(action: ModerationAction, person: Person, moderation: Moderation, tell: Tell) -> None:
    tell(await moderation.card(person, action.id))


@router.taps(ModerationAction, "other")
async def offer_terms(
    query: CallbackQuery,
    action: ModerationAction,
    person: Person,
    moderation: Moderation,
    to: Recipient,
    say: Say,
) -> None:
    """More terms, on this card only."""
    await moderation.card(person, action.id)  # whoever may not see it is refused
    message = query.message
    if message is None:
        return
    terms = [block_button(to, action.id, hours) for hours in OTHER_TERMS]
    back = button(to.label("ui-back"), ModerationAction(verb="card", id=action.id))
    markup = keyboard(*rows(terms, TERMS_IN_ROW), [back])
    method = EditMessageReplyMarkup(
        chat_id=message.chat.id, message_id=message.message_id, reply_markup=markup
    )
    say.call(method, message.chat.id)


@router.taps(ModerationAction, "release")
async def release(action: ModerationAction, person: Person, watching: Watching, tell: Tell) -> None:
    tell(await watching.release(person, action.id))


@router.taps(ModerationAction, "lift")
async def lift(action: ModerationAction, person: Person, undoing: Undoing, tell: Tell) -> None:
    tell(await undoing.lift(person, action.id))


@router.taps(ModerationAction, "undo")
async def undo(action: ModerationAction, person: Person, undoing: Undoing, tell: Tell) -> None:
    tell(await undoing.undo(person, action.id))


@router.taps(ModerationAction, "uphold", "decline")
async def decide_appeal(action: ModerationAction, person: Person, appeals: Appeals, tell: Tell) -> None:
    tell(await appeals.decide(person, action.id, upheld=action.verb == "uphold"))


@router.taps(ModerationAction, "reason")
async def give_reason(action: ModerationAction, person: Person, watching: Watching, tell: Tell) -> None:
    tell(await watching.give_reason(person, action.id, action.value))


@router.taps(ModerationAction, "confirm")
async def confirm(
    query: CallbackQuery,
    action: ModerationAction,
    person: Person,
    moderation: Moderation,
    say: Say,
    tell: Tell,
) -> None:
    tell(await moderation.confirm(person, action.id))
    if query.message is not None:
        take_question_away(say, query.message.chat.id, action.id)


# How a card looks


@tells(IncidentCard)
def tell_incident_card(event: IncidentCard, say: Say) -> None:
    key = f"incident:{event.incident.id}"
    _put(say, event, key, lambda to, stage: (describe(to, event, stage), choices(to, event)))


@tells(HandCard)
def tell_hand_card(event: HandCard, say: Say) -> None:
    key = f"hand:{event.sanction.id}"
    _put(say, event, key, lambda to, _stage: (describe_hand(to, event), choices_by_hand(to, event)))


def _put(say: Say, event: IncidentCard | HandCard, key: str, write: Card) -> None:
    """An appeal is put before the moderators as a new message, or nobody would see it; the old card has done."""
    places, appeal = event.places, event.appeal
    if appeal is None:
        to_moderators(say, places, key, lambda to: write(to, ""), again=not event.fresh)
    else:
        to_moderators(
            say, places, key, lambda to: (write(to, "")[0], keyboard()), again=True, only_there=True
        )
        to_moderators(say, places, f"appeal:{appeal.id}", lambda to: write(to, "appealed"), again=True)
    say.answer()


# What the moderator who pressed hears


@tells(Acted)
def tell_acted(event: Acted, say: Say) -> None:
    say.to(event.person).answer("moderation-acted", what=event.verdict)


@tells(NothingToUndo)
def tell_nothing_to_undo(refusal: NothingToUndo, say: Say) -> None:
    _tell_refusal(say, refusal.person, "moderation-nothing-to-undo")


@tells(OwnDecision)
def tell_own_decision(refusal: OwnDecision, say: Say) -> None:
    _tell_refusal(say, refusal.person, "moderation-own-decision")


@tells(IncidentGone)
def tell_incident_gone(refusal: IncidentGone, say: Say) -> None:
    _tell_refusal(say, refusal.person, "moderation-incident-gone")


def _tell_refusal(say: Say, person: Person, key: str) -> None:
    to = say.to(person)
    if say.tapped is None:
        to.send(to.text(key))
    else:
        to.answer(key, alert=True)
