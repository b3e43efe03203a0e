"""What the secretary puts on agendas besides applications, and decisions taken in the room."""

from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import InlineKeyboardButton

from domain.board.agenda import Agendas
from domain.board.ballots import BallotKind
from domain.board.counting import Counting
from domain.board.events import BallotDecided
from domain.board.life import BallotAction, BallotStatus
from domain.board.running import Running
from domain.people import Person
from handlers.board.actions import AgendaAction, BoardAction, BoardWriting
from handlers.board.cards import (
    amend_cards,
    amend_progress,
    meetings_button,
    progress_keyboard,
    progress_text,
)
from handlers.board.meetings import show_agenda
from handlers.board.outcomes import tell_outcome
from handlers.contacts.home import back_button
from handlers.members.register import RegisterAction
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import PlainText, button, clip, keyboard

router = Router(name="board-questions")

IN_ROOM = ("adopt", "reject", "postpone")


@router.taps(BoardAction, "put")
async def ask_for_question(
    action: BoardAction, person: Person, to: Recipient, running: Running, state: FSMContext
) -> None:
    await running.may_change(person, action.id)
    await state.set_state(BoardWriting.question)
    await state.set_data({"id": action.id})
    to.screen(
        to.text("board-question-ask"),
        keyboard([button(to.label("ui-back"), BoardAction(verb="open", id=action.id))]),
    )


@router.message(StateFilter(BoardWriting.question), PlainText())
async def put_question(text: str, person: Person, agendas: Agendas, state: FSMContext, tell: Tell) -> None:
    number = (await state.get_data())["id"]
    await state.clear()
    tell(await agendas.put_question(person, number, text))


@router.taps(RegisterAction, "expel")
async def ask_why_to_expel(
    action: RegisterAction, person: Person, to: Recipient, agendas: Agendas, state: FSMContext
) -> None:
    member = await agendas.may_expel(person, action.id)
    await state.set_state(BoardWriting.expulsion)
    await state.set_data({"id": action.id})
    to.screen(
        to.text("board-expulsion-ask", name=clip(member.name, 200)),
        keyboard([button(to.label("ui-back"), RegisterAction(verb="open", id=action.id))]),
    )


@router.message(StateFilter(BoardWriting.expulsion), PlainText())
async def put_expulsion(text: str, person: Person, agendas: Agendas, state: FSMContext, tell: Tell) -> None:
    number = (await state.get_data())["id"]
    await state.clear()
    tell(await agendas.put_expulsion(person, number, text))


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
    back = (
        meetings_button(to)
        if meeting is None
        else button(to.label("ui-back"), BoardAction(verb="open", id=meeting.id))
    )
    to.screen(text, keyboard(*rows, [back]), about=f"ballot:{action.id}")


def _act(to: Recipient, verb: str, number: int) -> InlineKeyboardButton:
    action = AgendaAction.model_validate({"verb": verb, "id": number})
    return button(to.label(f"board-question-{verb}"), action)


@router.taps(AgendaAction, "remove")
async def remove(action: AgendaAction, person: Person, agendas: Agendas, tell: Tell) -> None:
    tell(await agendas.take_off(person, action.id))


@router.taps(AgendaAction, *IN_ROOM)
async def ask_for_reason(
    action: AgendaAction, person: Person, to: Recipient, agendas: Agendas, state: FSMContext
) -> None:
    """A decision taken in the room stands in the minutes with its reason, which is typed."""
    item, _ = await agendas.question(person, action.id)
    await state.set_state(BoardWriting.room)
    await state.set_data({"id": action.id, "verb": action.verb})
    to.screen(
        to.text("board-room-ask", decision=action.verb, title=clip(item.title, 200) or "—"),
        keyboard([button(to.label("ui-back"), AgendaAction(verb="open", id=action.id))]),
        about=f"ballot:{action.id}",
    )


@router.message(StateFilter(BoardWriting.room), PlainText())
async def enter(text: str, person: Person, counting: Counting, state: FSMContext, tell: Tell) -> None:
    data = await state.get_data()
    await state.clear()
    tell(await counting.enter(person, data["id"], BallotAction(data["verb"]), text))


@tells(BallotDecided)
def tell_ballot_decided(event: BallotDecided, say: Say) -> None:
    """The secretary sees how the agenda stands now, the board the result, and whoever it is about hears it."""
    to = say.to(event.actor)
    if event.progress is not None:
        to.screen(progress_text(to, event.progress), progress_keyboard(to, event.progress))
        amend_progress(event.progress, event.secretaries, say)
    elif event.agenda is not None:
        show_agenda(to, event.agenda)
    else:
        to.screen(to.text("board-question-waits"), keyboard([meetings_button(to)], [back_button(to)]))
    amend_cards([event.card], event.board, say)
    tell_outcome(event.outcome, say)
