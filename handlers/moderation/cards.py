"""Cards: a message at issue as moderators see it, with what they can do about it."""

from collections.abc import Callable, Sequence

from aiogram import Router
from aiogram.methods import EditMessageReplyMarkup
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup

from domain.contacts import Person
from domain.moderation import (
    Act,
    Acted,
    Appeal,
    Appeals,
    GivenWarning,
    HandCard,
    IncidentCard,
    IncidentGone,
    Moderation,
    NothingToUndo,
    OwnDecision,
    Sanction,
    Stage,
    Watching,
)
from domain.operations import HOUR
from handlers.cards import to_moderators
from handlers.moderation.notices import take_question_away
from handlers.moderation.wording import SHOWN_TEXT, ModerationAction, name_of, rule_text
from handlers.say import Recipient, Say, Tell
from handlers.ui import Tapped, button, clip, keyboard

router = Router(name="moderation-cards")
TERMS = (1, 24, 168)  # hours that stand on every card of a breach
OTHER_TERMS = (3, 12, 72, 336, 720, 2160, 8760)
RULES_IN_ROW, TERMS_IN_ROW = 3, 2

# What stands on a card, under another heading than the message's stage where one is given.
Card = Callable[[Recipient, str], tuple[str, InlineKeyboardMarkup]]


# What moderators press


@router.callback_query(Tapped(ModerationAction, "warn", "remove", "block"))
async def decide(
    query: CallbackQuery,
    action: ModerationAction,
    person: Person,
    moderation: Moderation,
    say: Say,
    tell: Tell,
) -> None:
    act = {"warn": Act.WARN, "remove": Act.REMOVE, "block": Act.BLOCK}[action.verb]
    if act is Act.BLOCK and action.value not in (*TERMS, *OTHER_TERMS):
        say.to(person).answer("contact-stale-button")
        return
    rule, lasting = (0, action.value * HOUR) if act is Act.BLOCK else (action.value, 0)
    for event in await moderation.act_on(person, action.id, act, rule=rule, lasting=lasting):
        tell(event)


@router.callback_query(Tapped(ModerationAction, "dismiss"))
async def dismiss(
    query: CallbackQuery, action: ModerationAction, person: Person, moderation: Moderation, tell: Tell
) -> None:
    for event in await moderation.dismiss(person, action.id):
        tell(event)


@router.callback_query(Tapped(ModerationAction, "card"))
async def show_card(
    query: CallbackQuery, action: ModerationAction, person: Person, moderation: Moderation, tell: Tell
) -> None:
    for event in await moderation.card(person, action.id):
        tell(event)


@router.callback_query(Tapped(ModerationAction, "other"))
async def offer_terms(
    query: CallbackQuery, action: ModerationAction, person: Person, moderation: Moderation, say: Say
) -> None:
    """More terms, on this card only."""
    await moderation.card(person, action.id)  # whoever may not see it is refused
    message = query.message
    if message is None:
        return
    to = say.to(person)
    terms = [_block_button(to, action.id, hours) for hours in OTHER_TERMS]
    back = button(to.label("ui-back"), ModerationAction(verb="card", id=action.id))
    markup = keyboard(*_rows(terms, TERMS_IN_ROW), [back])
    method = EditMessageReplyMarkup(
        chat_id=message.chat.id, message_id=message.message_id, reply_markup=markup
    )
    say.call(method, message.chat.id)


@router.callback_query(Tapped(ModerationAction, "release"))
async def release(
    query: CallbackQuery, action: ModerationAction, person: Person, watching: Watching, tell: Tell
) -> None:
    for event in await watching.release(person, action.id):
        tell(event)


@router.callback_query(Tapped(ModerationAction, "lift"))
async def lift(
    query: CallbackQuery, action: ModerationAction, person: Person, moderation: Moderation, tell: Tell
) -> None:
    for event in await moderation.lift(person, action.id):
        tell(event)


@router.callback_query(Tapped(ModerationAction, "undo"))
async def undo(
    query: CallbackQuery, action: ModerationAction, person: Person, moderation: Moderation, tell: Tell
) -> None:
    for event in await moderation.undo(person, action.id):
        tell(event)


@router.callback_query(Tapped(ModerationAction, "uphold", "decline"))
async def decide_appeal(
    query: CallbackQuery, action: ModerationAction, person: Person, appeals: Appeals, tell: Tell
) -> None:
    for event in await appeals.decide(person, action.id, upheld=action.verb == "uphold"):
        tell(event)


@router.callback_query(Tapped(ModerationAction, "reason"))
async def give_reason(
    query: CallbackQuery, action: ModerationAction, person: Person, watching: Watching, tell: Tell
) -> None:
    for event in await watching.give_reason(person, action.id, action.value):
        tell(event)


@router.callback_query(Tapped(ModerationAction, "confirm"))
async def confirm(
    query: CallbackQuery,
    action: ModerationAction,
    person: Person,
    moderation: Moderation,
    say: Say,
    tell: Tell,
) -> None:
    for event in await moderation.confirm(person, action.id):
        tell(event)
    if query.message is not None:
        take_question_away(say, query.message.chat.id, action.id)


# How a card looks


def tell_incident_card(event: IncidentCard, say: Say) -> None:
    key = f"incident:{event.incident.id}"
    _put(say, event, key, lambda to, stage: (_describe(to, event, stage), _choices(to, event)))


def tell_hand_card(event: HandCard, say: Say) -> None:
    key = f"hand:{event.sanction.id}"
    _put(say, event, key, lambda to, _stage: (_describe_hand(to, event), _choices_by_hand(to, event)))


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


def _describe(to: Recipient, event: IncidentCard, stage: str) -> str:
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
    if not event.trouble:
        return []
    return [to.text("moderation-card-failure", error=clip(event.trouble, 200))]


def _about_warning(to: Recipient, event: IncidentCard, warning: GivenWarning) -> list[str]:
    by = name_of(to, event.people.get(warning.moderator_id))
    until = _moment(to, warning.expires_at)
    lines = [to.text("moderation-card-warned", by=by, at=_moment(to, warning.at), until=until)]
    if warning.rule:
        lines.append(rule_text(to, warning.rule, event.rules))
    if warning.words:
        lines.append(to.text("moderation-card-words", words=clip(warning.words, 300)))
    if warning.lifted_at is not None:
        by = name_of(to, event.people.get(warning.lifted_by or 0))
        lines.append(to.text("moderation-card-lifted", by=by))
    return lines


def _what_became(to: Recipient, event: IncidentCard | HandCard, sanction: Sanction) -> list[str]:
    if sanction.undone_at is not None:
        by = name_of(to, event.people.get(sanction.undone_by or 0))
        return [to.text("moderation-card-undone", by=by)]
    if sanction.failure:
        return [to.text("moderation-card-failure", error=clip(sanction.failure, 200))]
    return [] if sanction.ended_at is None else [to.text("moderation-card-ended")]


def _choices(to: Recipient, event: IncidentCard) -> InlineKeyboardMarkup:
    """What can be done about it now; what is over has no buttons."""
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
    """Warn by one tap: for a rule by its number, or without naming one."""
    number = event.incident.id
    rules = [
        button(
            to.label("moderation-warn-rule", number=str(rule)),
            ModerationAction(verb="warn", id=number, value=rule),
        )
        for rule in range(1, len(event.rules) + 1)
    ]
    return [*_rows(rules), [button(to.label("moderation-warn"), ModerationAction(verb="warn", id=number))]]


def _sanctions(to: Recipient, event: IncidentCard, last: InlineKeyboardButton) -> InlineKeyboardMarkup:
    number = event.incident.id
    remove = button(to.label("moderation-remove"), ModerationAction(verb="remove", id=number))
    other = button(to.label("moderation-other-term"), ModerationAction(verb="other", id=number))
    blocks = [_block_button(to, number, hours) for hours in TERMS]
    is_channel = event.incident.subject_id < 0
    return keyboard([] if is_channel else [remove], *_rows([*blocks, other], TERMS_IN_ROW), [last])


def _block_button(to: Recipient, number: int, hours: int) -> InlineKeyboardButton:
    label = to.label("moderation-block", term=to.label(f"moderation-term-{hours}"))
    return button(label, ModerationAction(verb="block", id=number, value=hours))


def _undo_button(to: Recipient, sanction: Sanction) -> InlineKeyboardButton:
    return button(to.label("moderation-undo"), ModerationAction(verb="undo", id=sanction.id))


def _describe_hand(to: Recipient, event: HandCard) -> str:
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


def _choices_by_hand(to: Recipient, event: HandCard) -> InlineKeyboardMarkup:
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
    return keyboard(*_rows(rules), [other], undo)


def _rows(
    buttons: Sequence[InlineKeyboardButton], many: int = RULES_IN_ROW
) -> list[list[InlineKeyboardButton]]:
    return [list(buttons[start : start + many]) for start in range(0, len(buttons), many)]


def _moment(to: Recipient, at: int) -> str:
    return to.say.texts.moment(to.person.language, at)


# What the moderator who pressed hears


def tell_acted(event: Acted, say: Say) -> None:
    say.to(event.person).answer("moderation-acted", what=event.verdict)


def tell_nothing_to_undo(refusal: NothingToUndo, say: Say) -> None:
    _tell_refusal(say, refusal.person, "moderation-nothing-to-undo")


def tell_own_decision(refusal: OwnDecision, say: Say) -> None:
    _tell_refusal(say, refusal.person, "moderation-own-decision")


def tell_incident_gone(refusal: IncidentGone, say: Say) -> None:
    _tell_refusal(say, refusal.person, "moderation-incident-gone")


def _tell_refusal(say: Say, person: Person, key: str) -> None:
    to = say.to(person)
    if say.tapped is None:
        to.send(to.text(key))
    else:
        to.answer(key, alert=True)
