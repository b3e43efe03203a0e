"""Cards: a message at issue as moderators see it, with what they can do about it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Literal

from aiogram.methods import EditMessageReplyMarkup
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup

from domain.moderation.appeals import Appeals
from domain.moderation.entities import Appeal, GivenWarning, ModerationAct, Sanction, Stage
from domain.moderation.events import Acted, HandCard, IncidentCard
from domain.moderation.undoing import Undoing
from domain.moderation.use_cases import Moderation
from domain.moderation.watching import Watching
from domain.people import Person
from domain.time import HOUR
from handlers.asking import lead_back
from handlers.cards import to_moderators
from handlers.deliveries import reason_of
from handlers.moderation.notices import take_question_away
from handlers.moderation.wording import SHOWN_TEXT, ModerationAction, name_of, rule_text
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import button, clip, keyboard

router = Router(name="moderation-cards")

Hours = Literal[1, 3, 12, 24, 72, 168, 336, 720, 2160, 8760]
TERMS: tuple[Hours, ...] = (1, 24, 168)  # they stand on every card of a breach
OTHER_TERMS: tuple[Hours, ...] = (3, 12, 72, 336, 720, 2160, 8760)
RULES_IN_ROW, TERMS_IN_ROW = 3, 2

# The text and buttons of a card, under another heading than the message's stage if one is given.
Card = tuple[str, InlineKeyboardMarkup]


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
    """Show more terms, on this card only."""
    await moderation.card(person, action.id)  # refused to those who may not see it
    message = query.message
    if message is None:
        return
    terms = [block_button(to, action.id, hours) for hours in OTHER_TERMS]
    back = lead_back(to, ModerationAction(verb="card", id=action.id))
    markup = keyboard(*rows(terms, TERMS_IN_ROW), [back])
    method = EditMessageReplyMarkup(
        chat_id=message.chat.id, message_id=message.message_id, reply_markup=markup
    )
    say.call(method, message.chat.id, may_be_lost=True)  # who pressed sees the old buttons


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


# Telling


@tells(IncidentCard)
def tell_incident_card(event: IncidentCard, say: Say) -> None:
    _put(say, event, f"incident:{event.incident.id}", partial(incident_card, event=event))


@tells(HandCard)
def tell_hand_card(event: HandCard, say: Say) -> None:
    _put(say, event, f"hand:{event.sanction.id}", partial(hand_card, event=event))


def _put(say: Say, event: IncidentCard | HandCard, key: str, card: Callable[..., Card]) -> None:
    """Show a card wherever it is; an appeal comes as a new message, so that it is noticed."""
    places, appeal = event.places, event.appeal
    if appeal is None:
        to_moderators(say, places, key, card, again=not event.fresh)
    else:
        to_moderators(say, places, key, partial(card, closed=True), again=True, only_there=True)
        to_moderators(say, places, f"appeal:{appeal.id}", partial(card, stage="appealed"), again=True)
    say.answer()


def incident_card(to: Recipient, event: IncidentCard, *, stage: str = "", closed: bool = False) -> Card:
    """A card with what can be done; `closed`: with nothing, because that is done under another card."""
    return describe(to, event, stage), keyboard() if closed else choices(to, event)


def hand_card(to: Recipient, event: HandCard, *, stage: str = "", closed: bool = False) -> Card:
    """The same for an act done in Telegram itself."""
    return describe_hand(to, event), keyboard() if closed else choices_by_hand(to, event)


# What the moderator who pressed hears


@tells(Acted)
def tell_acted(event: Acted, say: Say) -> None:
    say.to(event.person).answer("moderation-acted", what=event.verdict)


# The text and buttons of a card


def describe(to: Recipient, event: IncidentCard, stage: str) -> str:
    incident, sanction, appeal = event.incident, event.sanction, event.appeal
    lines = [
        to.text(
            "moderation-card",
            stage=stage or incident.stage.value,
            chat=clip(event.chat.title, 60),
            author=clip(incident.name, 100),
            at=_moment(to, incident.written_at),
            text=clip(incident.text, SHOWN_TEXT) or "…",
        )
    ]
    if incident.why:
        lines.append(to.text("moderation-card-why", why=incident.why))
    if event.reports:
        lines.append(to.text("moderation-card-reports", count=event.reports))
    if incident.failure:
        lines.append(to.text("moderation-card-stays", error=reason_of(to, incident.failure)))
    if event.warning is not None:
        lines += _about_warning(to, event, event.warning)
    if sanction is not None:
        by = name_of(to, event.people.get(sanction.moderator_id))
        until = "none" if sanction.until is None else _moment(to, sanction.until)
        lines.append(to.text("moderation-card-sanction", act=sanction.act.value, by=by, until=until))
        lines += _what_became(to, event, sanction)
    return "\n".join([*lines, *_about_appeal(to, event, appeal), *_about_trouble(to, event)])


def _about_appeal(to: Recipient, event: IncidentCard | HandCard, appeal: Appeal | None) -> list[str]:
    if appeal is None:
        return []
    lines = [to.text("moderation-card-appeal", words=clip(appeal.words, 500))]
    if appeal.decided_at is not None:
        by = name_of(to, event.people.get(appeal.decided_by or 0))
        upheld = "yes" if appeal.upheld else "no"
        lines.append(to.text("moderation-card-appeal-decided", by=by, upheld=upheld))
    return lines


def _about_trouble(to: Recipient, event: IncidentCard | HandCard) -> list[str]:
    return [to.text("moderation-card-failure", error=reason_of(to, event.trouble))] if event.trouble else []


def _about_warning(to: Recipient, event: IncidentCard, warning: GivenWarning) -> list[str]:
    by = name_of(to, event.people.get(warning.moderator_id))
    until = _moment(to, warning.expires_at)
    lines = [to.text("moderation-card-warned", by=by, at=_moment(to, warning.at), until=until)]
    if warning.rule:
        lines.append(rule_text(to, warning.rule, event.rules))
    if warning.words:
        lines.append(to.text("moderation-card-words", words=clip(warning.words, 300)))
    if warning.failure:
        lines.append(to.text("moderation-card-unheard", error=reason_of(to, warning.failure)))
    elif warning.lifted_at is not None:
        by = name_of(to, event.people.get(warning.lifted_by or 0))
        lines.append(to.text("moderation-card-lifted", by=by))
    return lines


def _what_became(to: Recipient, event: IncidentCard | HandCard, sanction: Sanction) -> list[str]:
    if sanction.undone_at is not None:
        by = name_of(to, event.people.get(sanction.undone_by or 0))
        return [to.text("moderation-card-undone", by=by)]
    if sanction.failure:
        return [to.text("moderation-card-failure", error=reason_of(to, sanction.failure))]
    return [] if sanction.ended_at is None else [to.text("moderation-card-ended")]


def choices(to: Recipient, event: IncidentCard) -> InlineKeyboardMarkup:
    """The actions that are possible now."""
    incident, warning, sanction, appeal = event.incident, event.warning, event.sanction, event.appeal
    dismiss = ModerationAction(verb="dismiss", id=incident.id)
    if appeal is not None and appeal.decided_at is None:
        return _verdicts(to, appeal)
    if event.covered and incident.stage in (Stage.BREACH, Stage.REPORTED):
        return _sanctions(to, event, button(to.label("moderation-dismiss"), dismiss))
    rows: list[list[InlineKeyboardButton]] = []
    match incident.stage:
        case Stage.REPORTED | Stage.BREACH:
            rows = [*_warn_rows(to, event), [button(to.label("moderation-dismiss"), dismiss)]]
        case Stage.HELD:
            release = ModerationAction(verb="release", id=incident.id)
            keep = button(to.label("moderation-keep-away"), dismiss)
            rows = [[button(to.label("moderation-release"), release)], *_warn_rows(to, event), [keep]]
        case Stage.WARNED if warning is not None and warning.lifted_at is None:
            lift = ModerationAction(verb="lift", id=warning.id)
            rows = [[button(to.label("moderation-lift"), lift)]]
        case Stage.SETTLED if sanction is not None and sanction.holds:
            rows = [[_undo_button(to, sanction)]]
    return keyboard(*rows)


def _verdicts(to: Recipient, appeal: Appeal) -> InlineKeyboardMarkup:
    return keyboard(
        [button(to.label("moderation-uphold"), ModerationAction(verb="uphold", id=appeal.id))],
        [button(to.label("moderation-decline"), ModerationAction(verb="decline", id=appeal.id))],
    )


def _warn_rows(to: Recipient, event: IncidentCard) -> list[list[InlineKeyboardButton]]:
    """Buttons to warn by one tap, for a numbered rule or without naming one."""
    number = event.incident.id
    rules = [
        button(
            to.label("moderation-warn-rule", number=str(rule)),
            ModerationAction(verb="warn", id=number, value=rule),
        )
        for rule in range(1, len(event.rules) + 1)
    ]
    return [*rows(rules), [button(to.label("moderation-warn"), ModerationAction(verb="warn", id=number))]]


def _sanctions(to: Recipient, event: IncidentCard, last: InlineKeyboardButton) -> InlineKeyboardMarkup:
    number = event.incident.id
    remove = button(to.label("moderation-remove"), ModerationAction(verb="remove", id=number))
    other = button(to.label("moderation-other-term"), ModerationAction(verb="other", id=number))
    blocks = [block_button(to, number, hours) for hours in TERMS]
    is_channel = event.incident.subject_id < 0
    return keyboard([] if is_channel else [remove], *rows([*blocks, other], TERMS_IN_ROW), [last])


def block_button(to: Recipient, number: int, hours: Hours) -> InlineKeyboardButton:
    label = to.label("moderation-block", term=to.label(f"moderation-term-{hours}"))
    return button(label, ModerationAction(verb="block", id=number, value=hours))


def _undo_button(to: Recipient, sanction: Sanction) -> InlineKeyboardButton:
    return button(to.label("moderation-undo"), ModerationAction(verb="undo", id=sanction.id))


def describe_hand(to: Recipient, event: HandCard) -> str:
    sanction = event.sanction
    lines = [
        to.text(
            "moderation-by-hand",
            act=sanction.act.value,
            author=clip(sanction.name, 100),
            chat=clip(event.chat.title, 60),
            by=name_of(to, event.people.get(sanction.moderator_id)),
            until="none" if sanction.until is None else _moment(to, sanction.until),
        )
    ]
    if sanction.reason.isdecimal():
        lines.append(rule_text(to, int(sanction.reason), event.rules))
    elif sanction.reason:
        lines.append(to.text("moderation-other-reason"))
    elif sanction.holds:
        lines.append(to.text("moderation-why-by-hand"))
    lines += _what_became(to, event, sanction)
    return "\n".join([*lines, *_about_appeal(to, event, event.appeal), *_about_trouble(to, event)])


def choices_by_hand(to: Recipient, event: HandCard) -> InlineKeyboardMarkup:
    sanction, appeal = event.sanction, event.appeal
    if appeal is not None and appeal.decided_at is None:
        return _verdicts(to, appeal)
    if not sanction.holds:
        return keyboard()
    undo = [_undo_button(to, sanction)]
    if sanction.reason:
        return keyboard(undo)
    rules = [
        button(str(rule), ModerationAction(verb="reason", id=sanction.id, value=rule))
        for rule in range(1, len(event.rules) + 1)
    ]
    other = button(to.label("moderation-other-reason"), ModerationAction(verb="reason", id=sanction.id))
    return keyboard(*rows(rules), [other], undo)


def rows(
    buttons: Sequence[InlineKeyboardButton], many: int = RULES_IN_ROW
) -> list[list[InlineKeyboardButton]]:
    return [list(buttons[start : start + many]) for start in range(0, len(buttons), many)]


def _moment(to: Recipient, at: int) -> str:
    return to.say.texts.moment(to.person.language, at)
