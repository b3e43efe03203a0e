"""The secretary's cards: looking, asking, returning, declining, accepting, recording the board's decision."""

from collections.abc import Awaitable, Callable
from functools import partial

from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.fsm.context import FSMContext
from aiogram.methods import SendDocument, SendPhoto
from aiogram.types import CallbackQuery, InlineKeyboardButton

from domain.applications.entities import Application, Card
from domain.applications.use_cases import Applications
from domain.board.entities import Decision
from domain.board.use_cases import Board
from domain.events import Event
from domain.outbox import Lane
from domain.people import Person
from handlers.applications.actions import CardAction
from handlers.applications.screens import (
    REASONS,
    about,
    answers_text,
    card_action,
    card_keyboard,
    card_text,
    history_text,
)
from handlers.asking import Asked, Question, ask, lead_back
from handlers.contacts.home import back_button
from handlers.router import Router
from handlers.say import Recipient, Tell
from handlers.ui import button, clip, keyboard

router = Router(name="applications-secretary")

Act = Callable[[Person, int, int, str], Awaitable[Event]]

WORDS = Question("applications-words")


@router.commands("applications")
@router.taps(CardAction, "list")
async def list_open(person: Person, to: Recipient, applications: Applications, state: FSMContext) -> None:
    await state.clear()
    waiting = await applications.list_open(person)
    to.screen(
        to.text("application-waiting", count=len(waiting)),
        keyboard(*[[_row(to, it)] for it in waiting[:20]], [back_button(to)]),
    )


def _row(to: Recipient, application: Application) -> InlineKeyboardButton:
    label = to.label(
        "application-row",
        number=str(application.id),
        status=application.status.value,
        title=clip(application.title, 30),
    )
    return button(label, CardAction(verb="open", id=application.id))


@router.taps(CardAction, "open")
async def open_card(
    action: CardAction, person: Person, to: Recipient, applications: Applications, state: FSMContext
) -> None:
    await state.clear()
    card = await applications.look(person, action.id)
    to.screen(card_text(to, card), card_keyboard(to, card), about=about(card))


@router.taps(CardAction, "accept")
async def accept(action: CardAction, person: Person, applications: Applications, tell: Tell) -> None:
    tell(await applications.accept(person, action.id, action.version))


@router.taps(CardAction, "admit")
async def admit(action: CardAction, person: Person, board: Board, tell: Tell) -> None:
    tell(await board.decide(person, action.id, action.version, Decision.ADMIT, ""))


@router.taps(CardAction, "ask", "return", "decline", "refuse", "postpone")
async def ask_for_words(
    action: CardAction, person: Person, to: Recipient, applications: Applications, state: FSMContext
) -> None:
    """Ask for a reason, ready or typed, or for a question; refuse at once on a card that is out of date."""
    await applications.find(person, action.id, action.version)
    card = await applications.look(person, action.id)
    ready = [
        [
            button(
                to.label(f"application-reason-{reason}"),
                card_action(card, "reason", f"{action.verb}-{reason}"),
            )
        ]
        for reason in REASONS.get(action.verb, ())
    ]
    await ask(
        to,
        state,
        WORDS,
        to.text(f"application-{action.verb}-words", number=str(action.id)),
        *ready,
        back=CardAction(verb="open", id=action.id),
        about=about(card),
        verb=action.verb,
        id=action.id,
        version=action.version,
    )


@router.taps(CardAction, "reason")
async def take_ready_reason(
    action: CardAction,
    person: Person,
    to: Recipient,
    applications: Applications,
    board: Board,
    state: FSMContext,
    tell: Tell,
) -> None:
    verb, _, reason = action.value.partition("-")
    if reason not in REASONS.get(verb, ()):
        raise SkipHandler
    await state.clear()
    card = await applications.look(person, action.id)
    wording = to.say.texts.plain(card.applicant.language, f"application-reason-{reason}")
    tell(await _act(applications, board, verb)(person, action.id, action.version, wording))


@router.answers(WORDS)
async def take_words(
    text: str, asked: Asked, person: Person, applications: Applications, board: Board, tell: Tell
) -> None:
    tell(await _act(applications, board, asked["verb"])(person, asked["id"], asked["version"], text))


def _act(applications: Applications, board: Board, verb: str) -> Act:
    acts: dict[str, Act] = {
        "ask": applications.ask,
        "return": applications.send_back,
        "decline": applications.decline,
    }
    return acts.get(verb) or partial(_decide, board, Decision(verb))


async def _decide(
    board: Board, decision: Decision, person: Person, application_id: int, version: int, reason: str
) -> Event:
    return await board.decide(person, application_id, version, decision, reason)


@router.taps(CardAction, "files")
async def send_files(
    query: CallbackQuery, action: CardAction, person: Person, to: Recipient, applications: Applications
) -> None:
    """Send the pages again, by the ids under which Telegram keeps them."""
    card = await applications.look(person, action.id)
    files = card.application.files
    to.answer("application-files-coming", pages=len(files))
    for number, page in enumerate(files, 1):
        caption = to.label("application-page", number=number, total=len(files), application=str(action.id))
        method = (
            SendPhoto(chat_id=person.id, photo=page.file_id, caption=caption)
            if page.kind == "photo"
            else SendDocument(chat_id=person.id, document=page.file_id, caption=caption)
        )
        to.say.call(method, person.id, lane=Lane.REPLIES, key=f"{about(card)}:page:{query.id}:{number}")


@router.taps(CardAction, "answers")
async def show_answers(action: CardAction, person: Person, to: Recipient, applications: Applications) -> None:
    card = await applications.look(person, action.id)
    page = int(action.value) if action.value.isascii() and action.value.isdigit() else 0
    text, pages = answers_text(to, card, page)
    turn = []
    if page > 0:
        turn.append(button(to.label("ui-earlier"), card_action(card, "answers", str(page - 1))))
    if page + 1 < pages:
        turn.append(button(to.label("ui-further"), card_action(card, "answers", str(page + 1))))
    to.screen(text, keyboard(turn, [_to_card(to, card)]), about=about(card))


@router.taps(CardAction, "history")
async def show_history(action: CardAction, person: Person, to: Recipient, applications: Applications) -> None:
    card = await applications.look(person, action.id)
    to.screen(history_text(to, card), keyboard([_to_card(to, card)]), about=about(card))


def _to_card(to: Recipient, card: Card) -> InlineKeyboardButton:
    return lead_back(to, CardAction(verb="open", id=card.application.id))
