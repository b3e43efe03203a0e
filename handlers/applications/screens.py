"""The screens of an application: the applicant's, and the secretary's card."""

from collections.abc import Iterable
from contextlib import suppress
from typing import Any, Literal

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from domain.applications.entities import ASKING, Card, Note, Step
from domain.applications.life import ApplicationStatus
from domain.forms.entities import WORKING_GROUPS, Option, Question
from handlers.applications.actions import CardAction, JoinAction
from handlers.contacts.home import ContactAction, back_button
from handlers.forms.wording import spell
from handlers.say import Recipient
from handlers.ui import button, clip, keyboard

SHOWN = 300  # characters of an answer on a card; the whole is a tap away
PAGE = 3000  # characters on a page of whole answers
REASONS = {
    "return": ("unsigned", "unreadable", "incomplete", "differs"),
    "decline": ("not-eligible", "duplicate", "no-answer"),
    "refuse": ("not-fitting", "no-place"),
    "postpone": ("no-quorum", "more-facts"),
}
FORMED = frozenset({ApplicationStatus.SIGNING, ApplicationStatus.RETURNED})
WRITES = frozenset(
    {
        ApplicationStatus.SUBMITTED,
        ApplicationStatus.RETURNED,
        ApplicationStatus.COMPLETE,
        ApplicationStatus.POSTPONED,
    }
)


def applicant_text(to: Recipient, card: Card) -> str:
    """Word the application's status, what comes next, and the secretary's open question."""
    application, meeting = card.application, card.meeting
    text = to.text(
        "application-stands",
        number=str(application.id),
        status=application.status.value,
        pages=len(application.files),
        reason=application.reason or "none",
        at="none" if meeting is None else to.say.texts.moment(to.person.language, meeting.at),
        confirm="yes" if card.confirmable else "no",
    )
    if card.asked and application.open:
        text += "\n\n" + to.text("application-asked-you", question=card.asked)
    return text


def applicant_keyboard(to: Recipient, card: Card) -> InlineKeyboardMarkup:
    """Make the buttons for what the applicant can do now."""
    application = card.application
    rows: list[list[InlineKeyboardButton]] = []
    if application.status is ApplicationStatus.FILLING:
        rows.append([button(to.label("application-go-on"), JoinAction(verb="correct"))])
    if application.status in FORMED:
        if application.files:
            rows.append([join_button(to, "submit"), join_button(to, "empty")])
        if card.confirmable:
            rows.append([join_button(to, "confirm")])
        rows.append([join_button(to, "correct"), join_button(to, "again")])
    if card.awaits_answer or application.status in WRITES:
        label = to.label("application-answer" if card.asked else "application-write")
        rows.append([button(label, JoinAction(verb="write"))])
    if application.open:
        return keyboard(*rows, [join_button(to, "withdraw"), back_button(to)])
    if application.status is ApplicationStatus.ADMITTED:
        rows.append([button(to.label("contact-membership"), ContactAction(verb="membership"))])
    else:
        rows.append([button(to.label("contact-join"), ContactAction(verb="join"))])
    return keyboard(*rows, [back_button(to)])


def join_button(
    to: Recipient,
    verb: Literal["submit", "empty", "confirm", "correct", "again", "withdraw", "withdraw-sure"],
) -> InlineKeyboardButton:
    """Make a button of an applicant's screen."""
    return button(to.label(f"application-{verb}"), JoinAction(verb=verb))


def about(card: Card) -> str:
    """Return the prefix of the keys of messages to others about the application."""
    return f"application:{card.application.id}"


def own_key(card: Card, step: int | None = None) -> str:
    """Return the key of the message to the applicant about this step, or the present one."""
    return f"{about(card)}:own:{len(card.notes) if step is None else step}"


def page_key(card: Card, album: str) -> str:
    """Return the key of the screen that counts the pages of an album."""
    return f"{about(card)}:scan:{album}"


def retire_before(to: Recipient, card: Card) -> None:
    """Remove the buttons from the message to the applicant about the previous step."""
    to.retire(own_key(card, len(card.notes) - 1))


def retire_pages(to: Recipient, card: Card, albums: Iterable[str]) -> None:
    """Remove the buttons from the screens that count the pages of these albums."""
    for album in sorted(set(albums)):
        to.retire(page_key(card, album))


def card_key(card: Card, secretary_id: int, number: int | None = None) -> str:
    """Return the key of a secretary's card: the latest, or the one with this number."""
    number = card.application.cards if number is None else number
    return f"{about(card)}:card:{number}:{secretary_id}"


def card_text(to: Recipient, card: Card) -> str:
    """Word the application for a secretary, with its present status."""
    application = card.application
    language = to.person.language
    moment = to.say.texts.moment
    parts = [
        to.text(
            "application-card",
            number=str(application.id),
            kind=application.kind.value,
            title=clip(application.title, 150) or "—",
            name=clip(card.applicant.name or "—", 80),
            username=card.applicant.username or "none",
        ),
        to.text(
            "application-card-status",
            status=application.status.value,
            at=moment(language, application.updated_at),
            who="none" if card.decider is None else clip(card.decider.name or str(card.decider.id), 80),
            meeting="none" if card.meeting is None else moment(language, card.meeting.at),
            pages=len(application.files),
            confirmed="no"
            if application.confirmed_at is None
            else moment(language, application.confirmed_at),
        ),
    ]
    if application.reason:
        parts.append(to.text("application-card-reason", reason=clip(application.reason, SHOWN)))
    parts.append(answers_brief(to, card))
    said = [note for note in card.notes if note.step in (*ASKING, Step.ANSWERED)][-2:]
    parts += conversation(to, said)
    return "\n\n".join(part for part in parts if part)


def conversation(to: Recipient, said: Iterable[Note]) -> list[str]:
    """Word the questions to the applicant and their answers."""
    return [
        to.text(
            "application-note",
            step=note.step.value,
            text=clip(note.text, SHOWN) or to.label("application-answer-file"),
            at=to.say.texts.moment(to.person.language, note.at),
        )
        for note in said
    ]


def answers_brief(to: Recipient, card: Card, room: int = 1800) -> str:
    """Word as many answers as fit into `room` characters; all of them are a tap away."""
    return "\n".join(_answer_line(to, key, value) for key, value in _brief(to, card, room))


def _brief(to: Recipient, card: Card, room: int) -> list[tuple[str, str]]:
    lines = []
    for key, value in card.application.answers.items():
        shown = clip(answer_text(to, card, key, value), SHOWN)
        room -= len(shown) + 40
        if room < 0:
            break
        if shown:
            lines.append((key, shown))
    return lines


def answer_text(to: Recipient, card: Card, key: str, value: Any) -> str:
    """Write an answer as its question defines; as it is kept, if the form no longer has the question."""
    question = card.questions.get(key)
    if question is not None and value:
        # An answer that was given before its question changed kind may not fit it.
        with suppress(ValueError, TypeError, AttributeError):
            return spell(to, question, {key: _options(card, question)}, value)
    if isinstance(value, list):
        return ", ".join(str(part) for part in value if not isinstance(part, dict))
    return "" if value is None else str(value)


def _options(card: Card, question: Question) -> tuple[Option, ...]:
    if question.source == WORKING_GROUPS:
        return tuple(Option(group, titles) for group, titles in card.groups.items())
    return tuple(Option(option) for option in question.options)


def _answer_line(to: Recipient, key: str, answer: str) -> str:
    return to.text("application-answer-line", question=_short(to, key), answer=answer)


def _short(to: Recipient, key: str) -> str:
    try:
        return to.label(f"question-{key}-short")
    except LookupError:  # the form has changed since
        return key


def card_keyboard(to: Recipient, card: Card) -> InlineKeyboardMarkup:
    """Make the buttons for what a secretary can do now."""
    application = card.application

    def act(
        verb: Literal[
            "accept",
            "ask",
            "return",
            "decline",
            "admit",
            "refuse",
            "postpone",
            "answers",
            "history",
            "files",
        ],
    ) -> InlineKeyboardButton:
        return button(to.label(f"application-card-{verb}"), card_action(card, verb))

    rows: list[list[InlineKeyboardButton]] = []
    if application.status is ApplicationStatus.SUBMITTED:
        rows += [[act("accept")], [act("ask"), act("return")], [act("decline")]]
    elif application.status is ApplicationStatus.RETURNED:
        rows += [[act("ask"), act("decline")]]
    elif application.status in (ApplicationStatus.COMPLETE, ApplicationStatus.POSTPONED):
        rows += [[act("admit")], [act("refuse"), act("postpone")], [act("ask"), act("return")]]
    look = [act("answers"), act("history")]
    if application.files:
        look.insert(0, act("files"))
    return keyboard(*rows, look, [button(to.label("application-list"), CardAction(verb="list"))])


def card_action(card: Card, verb: str, value: str = "") -> CardAction:
    """Return what a button of a card carries: the version of the application that the card shows too."""
    application = card.application
    return CardAction.model_validate(
        {"verb": verb, "id": application.id, "version": application.version, "value": value}
    )


def answers_text(to: Recipient, card: Card, page: int) -> tuple[str, int]:
    """Return a page of the full answers, and the number of pages."""
    lines = []
    for key, value in card.application.answers.items():
        rest = answer_text(to, card, key, value)
        while rest:  # an answer longer than a page is continued on the next
            piece, rest = rest[:PAGE], rest[PAGE:]
            lines.append((_answer_line(to, key, piece), len(piece)))
    pages: list[str] = [""]
    room = PAGE
    for line, length in lines:
        if length > room and pages[-1]:
            pages.append("")
            room = PAGE
        pages[-1] += line + "\n"
        room -= length + 40
    page = min(max(page, 0), len(pages) - 1)
    return pages[page] or to.text("application-no-answers"), len(pages)


def history_text(to: Recipient, card: Card) -> str:
    """Word the application's history, the latest 20 lines."""
    lines = [_history_line(to, card, note) for note in card.notes[-20:]]
    return to.text("application-history", number=str(card.application.id)) + "\n" + "\n".join(lines)


def _history_line(to: Recipient, card: Card, note: Note) -> str:
    author = "applicant" if note.author_id == card.applicant.id else "staff"
    return to.text(
        "application-history-line",
        step=note.step.value,
        author="program" if note.author_id is None else author,
        text=clip(note.text, 120) or "none",
        at=to.say.texts.moment(to.person.language, note.at),
    )
