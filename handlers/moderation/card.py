"""What stands on a card: a message at issue, what came of it, and what can be done about it now."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from domain.moderation.entities import Appeal, GivenWarning, Sanction, Stage
from domain.moderation.events import HandCard, IncidentCard
from handlers.moderation.wording import SHOWN_TEXT, ModerationAction, name_of, rule_text
from handlers.say import Recipient
from handlers.ui import button, clip, keyboard

TERMS = (1, 24, 168)  # hours that stand on every card of a breach
OTHER_TERMS = (3, 12, 72, 336, 720, 2160, 8760)
RULES_IN_ROW, TERMS_IN_ROW = 3, 2


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


def choices(to: Recipient, event: IncidentCard) -> InlineKeyboardMarkup:
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
    return [*rows(rules), [button(to.label("moderation-warn"), ModerationAction(verb="warn", id=number))]]


def _sanctions(to: Recipient, event: IncidentCard, last: InlineKeyboardButton) -> InlineKeyboardMarkup:
    number = event.incident.id
    remove = button(to.label("moderation-remove"), ModerationAction(verb="remove", id=number))
    other = button(to.label("moderation-other-term"), ModerationAction(verb="other", id=number))
    blocks = [block_button(to, number, hours) for hours in TERMS]
    is_channel = event.incident.subject_id < 0
    return keyboard([] if is_channel else [remove], *rows([*blocks, other], TERMS_IN_ROW), [last])


def block_button(to: Recipient, number: int, hours: int) -> InlineKeyboardButton:
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
