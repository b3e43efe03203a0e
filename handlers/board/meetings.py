"""The board's meetings: dates, agendas, their order, closing and cancelling."""

from typing import Literal

from aiogram.fsm.context import FSMContext
from aiogram.types import InlineKeyboardButton

from domain.applications.entities import Card
from domain.board.agenda import Agendas
from domain.board.ballots import Agenda, AgendaItem
from domain.board.entities import MeetingKind
from domain.board.events import AgendaChanged, BoardShown, MeetingEnded, MeetingPlanned
from domain.board.life import MeetingStatus
from domain.board.minutes import has_minutes
from domain.board.running import Running
from domain.board.use_cases import Board
from domain.people import Person
from handlers.applications.actions import CardAction
from handlers.applications.decided import to_applicant, update_cards
from handlers.asking import Asked, Question, ask, confirm
from handlers.board.actions import AgendaAction, BoardAction, VoteAction
from handlers.board.cards import (
    SHOWN,
    amend_cards,
    lead_to_meetings,
    meetings_button,
    progress_keyboard,
    progress_text,
)
from handlers.board.past import minutes_button, past_button, say_minutes
from handlers.board.voting import show_ballots
from handlers.contacts.home import back_button
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import button, clip, keyboard

router = Router(name="board-meetings")

DATE = Question("board-date")


@router.commands("board")
@router.taps(BoardAction, "list")
async def list_meetings(person: Person, to: Recipient, board: Board, state: FSMContext) -> None:
    await state.clear()
    shown = await board.show(person)
    if shown.agendas is None:
        show_ballots(to, shown.ballots or ())
    else:
        _show_meetings(to, shown)


def _show_meetings(to: Recipient, shown: BoardShown) -> None:
    """List planned meetings and those being voted on, with the number of unscheduled questions."""
    agendas, ballots = shown.agendas or (), shown.ballots or ()
    to.screen(
        to.text("board-meetings", count=len(agendas), waiting=shown.waiting),
        keyboard(
            *[
                [button(_title(to, agenda), BoardAction(verb="open", id=agenda.meeting.id))]
                for agenda in agendas[:SHOWN]
            ],
            [
                button(to.label(f"board-plan-{kind}"), BoardAction(verb="plan", value=kind.value))
                for kind in MeetingKind
            ],
            [button(to.label("board-own-votes", count=len(ballots)), VoteAction(verb="list"))]
            if ballots
            else [],
            [past_button(to), back_button(to)],
        ),
    )


def _title(to: Recipient, agenda: Agenda) -> str:
    meeting = agenda.meeting
    return to.label(
        "board-meeting-row",
        at=to.say.texts.moment(to.person.language, meeting.at),
        kind=meeting.kind.value,
        count=len(agenda.items),
        status=meeting.status.value,
    )


@router.taps(BoardAction, "plan")
async def ask_for_date(
    action: BoardAction, person: Person, to: Recipient, board: Board, state: FSMContext
) -> None:
    await board.planned(person)  # check the role before the date is typed
    if action.value not in list(MeetingKind):
        to.answer("contact-stale-button")
        return
    text = to.text("board-date-ask", kind=action.value)
    await ask(to, state, DATE, text, back=BoardAction(verb="list"), kind=action.value)


@router.answers(DATE)
async def plan(text: str, asked: Asked, person: Person, board: Board, tell: Tell) -> None:
    tell(await board.plan(person, MeetingKind(asked["kind"]), text))


@tells(MeetingPlanned)
def tell_meeting_planned(event: MeetingPlanned, say: Say) -> None:
    show_agenda(say.to(event.actor), event.agenda)
    tell_moved(event.scheduled, event.secretaries, say)


def tell_moved(moved: tuple[Card, ...], secretaries: tuple[Person, ...], say: Say) -> None:
    """Tell applicants about their new meeting, and refresh the secretaries' cards."""
    for card in moved:
        to_applicant(card, say)
        update_cards(card, None, secretaries, say)


@tells(MeetingEnded)
def tell_meeting_ended(event: MeetingEnded, say: Say) -> None:
    to = say.to(event.actor)
    to.screen(
        to.text(
            "board-ended",
            status=event.meeting.status.value,
            moved=len(event.moved) + event.put_off,
            coming="no" if event.minutes is None else "yes",
        ),
        lead_to_meetings(to),
    )
    amend_cards(event.ballots, event.board, say)
    tell_moved(event.moved, event.secretaries, say)
    if event.minutes is not None:
        say_minutes(event.minutes, event.meeting, (*event.secretaries, *event.board), say)


@router.taps(BoardAction, "open")
async def open_agenda(
    action: BoardAction, person: Person, to: Recipient, board: Board, running: Running, state: FSMContext
) -> None:
    """Open an agenda, or the progress of the vote on it."""
    await state.clear()
    agenda = await board.look(person, action.id)
    if agenda.meeting.status is not MeetingStatus.VOTING:
        show_agenda(to, agenda)
        return
    progress = await running.progress(person, action.id)
    to.screen(progress_text(to, progress), progress_keyboard(to, progress))


def show_agenda(to: Recipient, agenda: Agenda) -> None:
    """Show a meeting: its questions in order, to open or move, or their outcomes after the vote."""
    meeting = agenda.meeting
    planned = meeting.status is MeetingStatus.PLANNED
    shown = list(enumerate(agenda.items[:SHOWN], 1))
    text = to.text(
        "board-agenda",
        at=to.say.texts.moment(to.person.language, meeting.at),
        kind=meeting.kind.value,
        status=meeting.status.value,
        count=len(agenda.items),
    )
    rows = [_agenda_row(to, meeting.id, place, item) for place, item in shown if planned and not item.decided]
    to.screen(
        "\n".join([text, *(_agenda_line(to, place, item) for place, item in shown)]),
        keyboard(*rows, *_meeting_rows(to, agenda), [meetings_button(to)]),
    )


def _meeting_rows(to: Recipient, agenda: Agenda) -> list[list[InlineKeyboardButton]]:
    meeting = agenda.meeting

    def act(verb: Literal["put", "vote", "hold", "cancel"]) -> InlineKeyboardButton:
        return button(to.label(f"board-{verb}"), BoardAction(verb=verb, id=meeting.id))

    if meeting.status is MeetingStatus.PLANNED:
        vote = [] if all(item.decided for item in agenda.items) else [act("vote")]
        return [[act("put")], vote, [act("hold"), act("cancel")]]
    ballots = [item.ballot for item in agenda.items if item.ballot is not None]
    return [[minutes_button(to, meeting)]] if has_minutes(meeting, ballots) else []


def _agenda_line(to: Recipient, place: int, item: AgendaItem) -> str:
    kind = item.kind.value if item.application is None else item.application.kind.value
    return to.text(
        "board-agenda-line",
        place=place,
        title=clip(item.title, 80) or "—",
        kind=kind,
        status="waiting" if item.ballot is None else item.ballot.status.value,
    )


def _agenda_row(to: Recipient, meeting_id: int, place: int, item: AgendaItem) -> list[InlineKeyboardButton]:
    label = to.label("board-agenda-row", place=place, title=clip(item.title, 24) or "—")
    if item.ballot is not None:
        number, opens = f"b{item.id}", button(label, AgendaAction(verb="open", id=item.id))
    else:
        number, opens = str(item.id), button(label, CardAction(verb="open", id=item.id))
    up = button("↑", BoardAction(verb="up", id=meeting_id, value=number))
    return [opens, up] if place > 1 else [opens]


@router.taps(BoardAction, "up", "down")
async def move(action: BoardAction, person: Person, to: Recipient, agendas: Agendas) -> None:
    number = action.value.removeprefix("b")
    which = int(number) if number.isascii() and number.isdigit() and len(number) < 16 else 0
    up = 1 if action.verb == "up" else -1
    is_ballot = action.value.startswith("b")
    show_agenda(to, await agendas.move(person, action.id, which, up, ballot=is_ballot))


@tells(AgendaChanged)
def tell_agenda_changed(event: AgendaChanged, say: Say) -> None:
    to = say.to(event.actor)
    if event.agenda is not None:
        show_agenda(to, event.agenda)
    else:
        to.screen(to.text("board-question-waits"), lead_to_meetings(to))


@router.taps(BoardAction, "hold", "cancel")
async def ask_to_end(action: BoardAction, person: Person, to: Recipient, board: Board) -> None:
    agenda = await board.look(person, action.id)
    sure = BoardAction.model_validate({"verb": f"{action.verb}-sure", "id": action.id})
    left = sum(not item.decided for item in agenda.items)
    confirm(
        to,
        to.text(f"board-{action.verb}-ask", count=left),
        button(to.label(f"board-{action.verb}-sure"), sure),
        back=BoardAction(verb="open", id=action.id),
    )


@router.taps(BoardAction, "hold-sure")
async def hold(action: BoardAction, person: Person, board: Board, tell: Tell) -> None:
    tell(await board.hold(person, action.id))


@router.taps(BoardAction, "cancel-sure")
async def cancel(action: BoardAction, person: Person, board: Board, tell: Tell) -> None:
    tell(await board.cancel(person, action.id))
