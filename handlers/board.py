"""The board's meetings: dates, agendas, closing and cancelling. Decisions are entered on the applications' cards."""

from typing import Literal

from aiogram import Router
from aiogram.filters import Command, StateFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from domain.applications import Application
from domain.board import (
    Agenda,
    ApplicationDecided,
    Board,
    MeetingEnded,
    MeetingKind,
    MeetingMissing,
    MeetingOver,
    MeetingPlanned,
    NotAMoment,
)
from domain.contacts import Person
from domain.groups import GroupProposed
from handlers.applications.actions import CardAction
from handlers.applications.decided import to_applicant, update_cards
from handlers.contacts import back_button
from handlers.groups.places import tell_group_proposed
from handlers.say import Recipient, Say, Tell
from handlers.ui import PlainText, Tapped, button, clip, keyboard

router = Router(name="board")

SHOWN = 30  # applications of an agenda on one screen


class BoardAction(CallbackData, prefix="board"):
    """A tap on the meetings' screens; `value` is a kind of meeting or an application's id."""

    verb: Literal["list", "open", "plan", "up", "down", "hold", "cancel", "hold-sure", "cancel-sure"]
    id: int = 0
    value: str = ""


class Planning(StatesGroup):
    """The next text is a meeting's date."""

    date = State()


@router.message(Command("board"))
@router.callback_query(Tapped(BoardAction, "list"))
async def list_meetings(
    event: Message | CallbackQuery, person: Person, say: Say, board: Board, state: FSMContext
) -> None:
    await state.clear()
    await show_meetings(say.to(person), board)


async def show_meetings(to: Recipient, board: Board) -> None:
    """The meetings to come, and how many applications have none."""
    agendas = await board.planned(to.person)
    waiting = await board.unscheduled(to.person)
    to.screen(
        to.text("board-meetings", count=len(agendas), waiting=len(waiting)),
        keyboard(
            *[
                [button(_title(to, agenda), BoardAction(verb="open", id=agenda.meeting.id))]
                for agenda in agendas
            ],
            [
                button(to.label(f"board-plan-{kind}"), BoardAction(verb="plan", value=kind.value))
                for kind in MeetingKind
            ],
            [back_button(to)],
        ),
    )


def _title(to: Recipient, agenda: Agenda) -> str:
    meeting = agenda.meeting
    return to.label(
        "board-meeting-row",
        at=to.say.texts.moment(to.person.language, meeting.at),
        kind=meeting.kind.value,
        count=len(agenda.applications),
    )


@router.callback_query(Tapped(BoardAction, "plan"))
async def ask_for_date(
    query: CallbackQuery, action: BoardAction, person: Person, say: Say, board: Board, state: FSMContext
) -> None:
    await board.planned(person)  # the role is looked at now, not after the date was typed
    to = say.to(person)
    if action.value not in list(MeetingKind):
        to.answer("contact-stale-button")
        return
    await state.set_state(Planning.date)
    await state.set_data({"kind": action.value})
    to.screen(
        to.text("board-date-ask", kind=action.value),
        keyboard([button(to.label("ui-back"), BoardAction(verb="list"))]),
    )


@router.message(StateFilter(Planning.date), PlainText())
async def plan(
    message: Message, text: str, person: Person, board: Board, state: FSMContext, tell: Tell
) -> None:
    event = await board.plan(person, MeetingKind((await state.get_data())["kind"]), text)
    await state.clear()
    tell(event)


def tell_meeting_planned(event: MeetingPlanned, say: Say) -> None:
    show_agenda(say.to(event.actor), event.agenda)
    for card in event.scheduled:
        to_applicant(card, say)
        update_cards(card, None, event.secretaries, say)


def tell_meeting_ended(event: MeetingEnded, say: Say) -> None:
    to = say.to(event.actor)
    to.screen(
        to.text("board-ended", status=event.meeting.status.value, moved=len(event.moved)),
        keyboard([button(to.label("board-list"), BoardAction(verb="list"))], [back_button(to)]),
    )
    for card in event.moved:
        to_applicant(card, say)
        update_cards(card, None, event.secretaries, say)


def tell_not_a_moment(event: NotAMoment, say: Say) -> None:
    to = say.to(event.person)
    to.send(
        to.text("board-date-wrong"),
        keyboard([button(to.label("ui-back"), BoardAction(verb="list"))]),
    )


def tell_meeting_missing(event: MeetingMissing, say: Say) -> None:
    _stale(say.to(event.person))


def tell_meeting_over(event: MeetingOver, say: Say) -> None:
    _stale(say.to(event.person))


def _stale(to: Recipient) -> None:
    to.answer("board-stale", alert=True)
    to.screen(
        to.text("board-stale"),
        keyboard([button(to.label("board-list"), BoardAction(verb="list"))], [back_button(to)]),
    )


@router.callback_query(Tapped(BoardAction, "open"))
async def open_agenda(
    query: CallbackQuery, action: BoardAction, person: Person, say: Say, board: Board
) -> None:
    show_agenda(say.to(person), await board.look(person, action.id))


def show_agenda(to: Recipient, agenda: Agenda) -> None:
    """A meeting: its applications in order, each to be opened or moved."""
    meeting = agenda.meeting
    lines = [
        to.text("board-agenda-line", place=place, title=clip(it.title, 80), kind=it.kind.value)
        for place, it in enumerate(agenda.applications[:SHOWN], 1)
    ]
    text = to.text(
        "board-agenda",
        at=to.say.texts.moment(to.person.language, meeting.at),
        kind=meeting.kind.value,
        status=meeting.status.value,
        count=len(agenda.applications),
    )
    rows = [_agenda_row(to, meeting.id, place, it) for place, it in enumerate(agenda.applications[:SHOWN])]
    ends = [
        button(to.label(f"board-{verb}"), BoardAction.model_validate({"verb": verb, "id": meeting.id}))
        for verb in ("hold", "cancel")
    ]
    to.screen(
        "\n".join([text, *lines]),
        keyboard(
            *rows,
            ends if meeting.status.value == "planned" else [],
            [button(to.label("board-list"), BoardAction(verb="list"))],
        ),
    )


def _agenda_row(
    to: Recipient, meeting_id: int, place: int, application: Application
) -> list[InlineKeyboardButton]:
    value = str(application.id)
    row = [
        button(
            to.label("board-agenda-row", place=place + 1, title=clip(application.title, 24)),
            CardAction(verb="open", id=application.id),
        )
    ]
    if place > 0:
        row.append(button("↑", BoardAction(verb="up", id=meeting_id, value=value)))
    return row


@router.callback_query(Tapped(BoardAction, "up", "down"))
async def move(query: CallbackQuery, action: BoardAction, person: Person, say: Say, board: Board) -> None:
    application_id = int(action.value) if action.value.isascii() and action.value.isdigit() else 0
    up = 1 if action.verb == "up" else -1
    show_agenda(say.to(person), await board.move(person, action.id, application_id, up))


@router.callback_query(Tapped(BoardAction, "hold", "cancel"))
async def ask_to_end(
    query: CallbackQuery, action: BoardAction, person: Person, say: Say, board: Board
) -> None:
    agenda = await board.look(person, action.id)
    to = say.to(person)
    sure = BoardAction.model_validate({"verb": f"{action.verb}-sure", "id": action.id})
    to.screen(
        to.text(f"board-{action.verb}-ask", count=len(agenda.applications)),
        keyboard(
            [button(to.label(f"board-{action.verb}-sure"), sure)],
            [button(to.label("ui-back"), BoardAction(verb="open", id=action.id))],
        ),
    )


@router.callback_query(Tapped(BoardAction, "hold-sure"))
async def hold(query: CallbackQuery, action: BoardAction, person: Person, board: Board, tell: Tell) -> None:
    tell(await board.hold(person, action.id))


@router.callback_query(Tapped(BoardAction, "cancel-sure"))
async def cancel(query: CallbackQuery, action: BoardAction, person: Person, board: Board, tell: Tell) -> None:
    tell(await board.cancel(person, action.id))


def tell_application_decided(event: ApplicationDecided, say: Say) -> None:
    """The applicant hears the decision, each card shows it, and the groups tell of the new member."""
    to_applicant(event.card, say)
    update_cards(event.card, event.actor, event.secretaries, say)
    if isinstance(event.group, GroupProposed):
        tell_group_proposed(event.group, say)
