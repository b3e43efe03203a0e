"""Agenda items other than applications, and decisions taken at the meeting itself."""

from typing import Final, Literal

from aiogram.fsm.context import FSMContext
from aiogram.types import InlineKeyboardButton

from domain.board.agenda import Agendas
from domain.board.ballots import BallotKind
from domain.board.counting import Counting
from domain.board.events import BallotDecided
from domain.board.life import BallotAction, BallotStatus
from domain.board.running import Running
from domain.people import Person
from handlers.asking import Asked, Question, ask, lead_back
from handlers.board.actions import AgendaAction, BoardAction
from handlers.board.cards import (
    amend_cards,
    amend_progress,
    lead_to_meetings,
    meetings_button,
    progress_keyboard,
    progress_text,
)
from handlers.board.meetings import show_agenda
from handlers.board.outcomes import tell_outcome
from handlers.members.register import RegisterAction
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import button, clip, keyboard

router = Router(name="board-questions")

QUESTION = Question("board-question")
EXPULSION = Question("board-expulsion")
DECISION = Question("board-decision")

IN_ROOM: Final = ("adopt", "reject", "postpone")


@router.taps(BoardAction, "put")
async def ask_for_question(
    action: BoardAction, person: Person, to: Recipient, running: Running, state: FSMContext
) -> None:
    await running.may_change(person, action.id)
    back = BoardAction(verb="open", id=action.id)
    await ask(to, state, QUESTION, to.text("board-question-ask"), back=back, id=action.id)


@router.answers(QUESTION)
async def put_question(text: str, asked: Asked, person: Person, agendas: Agendas, tell: Tell) -> None:
    tell(await agendas.put_question(person, asked["id"], text))


@router.taps(RegisterAction, "expel")
async def ask_why_to_expel(
    action: RegisterAction, person: Person, to: Recipient, agendas: Agendas, state: FSMContext
) -> None:
    member = await agendas.may_expel(person, action.id)
    text = to.text("board-expulsion-ask", name=clip(member.name, 200))
    await ask(to, state, EXPULSION, text, back=RegisterAction(verb="open", id=action.id), id=action.id)


@router.answers(EXPULSION)
async def put_expulsion(text: str, asked: Asked, person: Person, agendas: Agendas, tell: Tell) -> None:
    tell(await agendas.put_expulsion(person, asked["id"], text))


@router.taps(AgendaAction, "open")
async def open_question(
    action: AgendaAction, person: Person, to: Recipient, agendas: Agendas, state: FSMContext
) -> None:
    await state.clear()
    item, meeting = await agendas.question(person, action.id)
    ballot = item.ballot
    waits = ballot is not None and ballot.status is BallotStatus.WAITING
    text = to.text("board-question", kind=item.kind.value, title=clip(item.title, 2000) or "—")
    if ballot is not None and item.kind is BallotKind.EXPULSION:
        text += "\n\n" + to.text("vote-card-why", reason=clip(ballot.text, 1500))
    rows: list[list[InlineKeyboardButton]] = []
    if meeting is not None:
        text += "\n\n" + to.text("board-room")
        rows.append([_act(to, verb, action.id) for verb in IN_ROOM])
    if waits:
        rows.append([_act(to, "remove", action.id)])
    back = meetings_button(to) if meeting is None else lead_back(to, BoardAction(verb="open", id=meeting.id))
    to.screen(text, keyboard(*rows, [back]), about=f"ballot:{action.id}")


def _act(
    to: Recipient, verb: Literal["adopt", "reject", "postpone", "remove"], number: int
) -> InlineKeyboardButton:
    return button(to.label(f"board-question-{verb}"), AgendaAction(verb=verb, id=number))


@router.taps(AgendaAction, "remove")
async def remove(action: AgendaAction, person: Person, agendas: Agendas, tell: Tell) -> None:
    tell(await agendas.take_off(person, action.id))


@router.taps(AgendaAction, *IN_ROOM)
async def ask_for_reason(
    action: AgendaAction, person: Person, to: Recipient, agendas: Agendas, state: FSMContext
) -> None:
    """Ask for the reason of a decision taken at the meeting: the minutes state it."""
    item, _ = await agendas.question(person, action.id)
    await ask(
        to,
        state,
        DECISION,
        to.text("board-room-ask", decision=action.verb, title=clip(item.title, 200) or "—"),
        back=AgendaAction(verb="open", id=action.id),
        about=f"ballot:{action.id}",
        id=action.id,
        verb=action.verb,
    )


@router.answers(DECISION)
async def enter_decision(text: str, asked: Asked, person: Person, counting: Counting, tell: Tell) -> None:
    tell(await counting.enter(person, asked["id"], BallotAction(asked["verb"]), text))


@tells(BallotDecided)
def tell_ballot_decided(event: BallotDecided, say: Say) -> None:
    """Show the secretary the agenda and the board the result, and tell the person concerned."""
    to = say.to(event.actor)
    if event.progress is not None:
        to.screen(progress_text(to, event.progress), progress_keyboard(to, event.progress))
        amend_progress(event.progress, event.secretaries, say)
    elif event.agenda is not None:
        show_agenda(to, event.agenda)
    else:
        to.screen(to.text("board-question-waits"), lead_to_meetings(to))
    amend_cards([event.card], event.board, say)
    tell_outcome(event.outcome, say)
