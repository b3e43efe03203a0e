"""Past meetings: what they decided, and their minutes, for secretaries and board members."""

from collections.abc import Iterable

from aiogram.types import InlineKeyboardButton

from domain.board.archive import Archive
from domain.board.ballots import BallotCard
from domain.board.entities import Meeting
from domain.board.events import MeetingResults, MeetingsHeld, MinutesNotMade, MinutesOrdered
from domain.people import Person
from domain.roles import Role
from handlers.asking import lead_back
from handlers.board.actions import PastAction
from handlers.board.cards import SHOWN, lead_to_meetings, meetings_button, result_text
from handlers.contacts.home import back_button
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import button, clip, keyboard

router = Router(name="board-past")

ROOM = 3000  # characters of the results on a screen


def past_button(to: Recipient) -> InlineKeyboardButton:
    """The button to past meetings."""
    return button(to.label("board-past"), PastAction(verb="list"))


def minutes_button(to: Recipient, meeting: Meeting) -> InlineKeyboardButton:
    """The button that orders a meeting's minutes."""
    return button(to.label("board-minutes"), PastAction(verb="minutes", id=meeting.id))


@router.taps(PastAction, "list")
async def list_past(action: PastAction, person: Person, to: Recipient, archive: Archive) -> None:
    _show_past(to, await archive.browse(person, action.page))


def _show_past(to: Recipient, held: MeetingsHeld) -> None:
    rows = []
    for meeting in held.meetings:
        label = to.label(
            "board-past-row",
            at=to.say.texts.moment(to.person.language, meeting.at),
            kind=meeting.kind.value,
        )
        rows.append([button(label, PastAction(verb="open", id=meeting.id, page=held.page))])
    turn = []
    if held.page:
        turn.append(button(to.label("board-past-later"), PastAction(verb="list", page=held.page - 1)))
    if held.further:
        turn.append(button(to.label("board-past-earlier"), PastAction(verb="list", page=held.page + 1)))
    to.screen(
        to.text("board-past-meetings", count=len(held.meetings)),
        keyboard(*rows, turn, [meetings_button(to), back_button(to)]),
    )


@router.taps(PastAction, "open")
async def open_past(action: PastAction, person: Person, to: Recipient, archive: Archive) -> None:
    _show_results(to, await archive.look(person, action.id), action.page)


def _show_results(to: Recipient, past: MeetingResults, page: int) -> None:
    text = to.text(
        "board-past-meeting",
        at=to.say.texts.moment(to.person.language, past.meeting.at),
        kind=past.meeting.kind.value,
        count=len(past.cards),
    )
    to.screen(
        "\n".join([text, *results(to, past.cards)]),
        keyboard(
            [minutes_button(to, past.meeting)] if past.minutes else [],
            [lead_back(to, PastAction(verb="list", page=page))],
        ),
    )


def results(to: Recipient, cards: Iterable[BallotCard]) -> list[str]:
    """The outcome of each question, cut to what fits on a screen."""
    cards = tuple(cards)[:SHOWN]
    longest = min(ROOM // max(len(cards), 1) - 80, 500)
    return [
        to.text("vote-closed-line", place=card.place, title=clip(card.title, 40) or "—")
        + "\n"
        + result_text(to, card, longest)
        for card in cards
    ]


@router.taps(PastAction, "minutes")
async def order_minutes(action: PastAction, person: Person, archive: Archive, tell: Tell) -> None:
    tell(await archive.minutes(person, action.id))


@tells(MinutesOrdered)
def tell_minutes_ordered(event: MinutesOrdered, say: Say) -> None:
    to = say.to(event.actor)
    to.answer("vote-minutes-coming")
    to.document(event.job, to.text("vote-minutes", at=say.texts.moment(to.person.language, event.meeting.at)))


@tells(MinutesNotMade)
def tell_minutes_not_made(event: MinutesNotMade, say: Say) -> None:
    to = say.to(event.person)
    to.send(to.text("vote-minutes-not-made"), lead_to_meetings(to))


def say_minutes(job: int, meeting: Meeting, people: Iterable[Person], say: Say) -> None:
    """Send the minutes to each person once, as soon as they are ready."""
    for person in {person.id: person for person in people}.values():
        to = say.to(person)
        to.document(
            job,
            to.text("vote-minutes", at=say.texts.moment(person.language, meeting.at)),
            key=f"meeting:{meeting.id}:minutes:{person.id}",
            unheard=Role.SECRETARY,
        )
