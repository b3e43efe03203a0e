"""Applications to leave, for the secretary: the list, the card, a message, the confirmation."""

from aiogram.fsm.context import FSMContext

from domain.leaving.events import DepartureStatusConflict
from domain.leaving.use_cases import Leaving
from domain.people import Person
from handlers.asking import Asked, Question, ask
from handlers.leaving.notices import show_card
from handlers.leaving.wording import DepartureAction, member_name, standing_keyboard, standing_text
from handlers.members.register import RegisterAction
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import button, clip, keyboard

router = Router(name="leaving-secretary")

SPEECH = Question("leaving-speech")

SHOWN = 20  # applications on one screen


@router.taps(RegisterAction, "departures")
async def list_waiting(person: Person, to: Recipient, say: Say, leaving: Leaving, state: FSMContext) -> None:
    await state.clear()
    waiting = await leaving.list_waiting(person)
    rows = [
        [
            button(
                to.label(
                    "leaving-row",
                    name=clip(card.membership.member.name, 40),
                    day=say.texts.day(person.language, card.departure.asked_at),
                ),
                DepartureAction(verb="open", id=card.departure.id),
            )
        ]
        for card in waiting[:SHOWN]
    ]
    to.screen(
        to.text("leaving-list", count=len(waiting)),
        keyboard(*rows, [button(to.label("member-register-back"), RegisterAction(verb="page"))]),
    )


@router.taps(DepartureAction, "open")
async def open_card(
    action: DepartureAction, person: Person, to: Recipient, leaving: Leaving, state: FSMContext
) -> None:
    await state.clear()
    show_card(to, await leaving.open(person, action.id))


@router.taps(DepartureAction, "confirm")
async def confirm(action: DepartureAction, person: Person, leaving: Leaving, tell: Tell) -> None:
    tell(await leaving.confirm(person, action.id))


@router.taps(DepartureAction, "speak")
async def ask_for_speech(
    action: DepartureAction, person: Person, to: Recipient, leaving: Leaving, state: FSMContext
) -> None:
    card = await leaving.may_speak(person, action.id)
    text = to.text("leaving-speak-ask", name=member_name(card.membership.member))
    await ask(to, state, SPEECH, text, back=DepartureAction(verb="open", id=action.id), id=action.id)


@router.answers(SPEECH)
async def take_speech(text: str, asked: Asked, person: Person, leaving: Leaving, tell: Tell) -> None:
    tell(await leaving.speak(person, asked["id"], text))


@tells(DepartureStatusConflict)
def tell_departure_status_conflict(event: DepartureStatusConflict, say: Say) -> None:
    """Show the present state: somebody was quicker, or the button is old."""
    to = say.to(event.person)
    to.answer("refused-leaving-settled", alert=True)
    if event.staff:
        show_card(to, event.card)
    else:
        to.screen(standing_text(to, event.card), standing_keyboard(to, event.card))
