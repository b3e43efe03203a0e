"""Leaving, for a member or a representative: asking, withdrawing, answering the secretary."""

from aiogram.fsm.context import FSMContext
from aiogram.types import InlineKeyboardMarkup

from domain.leaving.entities import Leavable
from domain.leaving.events import DepartureAsked, DepartureWithdrawn, LeavingShown
from domain.leaving.use_cases import LONGEST_WORDS, Leaving
from domain.outbox import Lane
from domain.people import Person
from domain.refusal import Gone
from domain.roles import Role
from handlers.asking import Asked, Question, ask, expect
from handlers.contacts.home import back_button, home_button
from handlers.dues.wording import money
from handlers.leaving.notices import amend_cards, retire_buttons, send_cards
from handlers.leaving.wording import (
    LeavingAction,
    member_name,
    own_key,
    standing_keyboard,
    standing_text,
)
from handlers.members.view import MembershipAction
from handlers.names import person_name
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import button, clip, keyboard

router = Router(name="leaving-member")

REASON = Question("leaving-reason")
ANSWER = Question("leaving-answer")


@router.commands("leave")
async def leave(person: Person, leaving: Leaving, state: FSMContext, tell: Tell) -> None:
    await state.clear()
    shown = await leaving.look(person)
    if len(shown.leavable) == 1:
        await _wait_for_reason(state, shown.leavable[0])
    tell(shown)


@router.taps(MembershipAction, "leave")
async def open_one(
    action: MembershipAction, person: Person, leaving: Leaving, state: FSMContext, tell: Tell
) -> None:
    await state.clear()
    shown = await leaving.look(person)
    leavable = tuple(it for it in shown.leavable if it.membership.member.id == action.id)
    if not leavable:
        raise Gone(person, "leaving-nothing")
    await _wait_for_reason(state, leavable[0])
    tell(LeavingShown(person, leavable))


async def _wait_for_reason(state: FSMContext, leavable: Leavable) -> None:
    if leavable.card is None:
        await expect(state, REASON, member=leavable.membership.member.id)


@tells(LeavingShown)
def tell_leaving_shown(event: LeavingShown, say: Say) -> None:
    to = say.to(event.person)
    if len(event.leavable) > 1:
        rows = [
            [
                button(
                    to.label("leaving-choice", kind=member.kind.value, name=clip(member.name, 40)),
                    MembershipAction(verb="leave", id=member.id),
                )
            ]
            for member in (it.membership.member for it in event.leavable)
        ]
        to.screen(to.text("leaving-choose"), keyboard(*rows, [back_button(to)]))
        return
    (leavable,) = event.leavable
    if leavable.card is None:
        to.screen(*ask_text(to, leavable))
    else:
        to.screen(standing_text(to, leavable.card), standing_keyboard(to, leavable.card))


def ask_text(to: Recipient, leavable: Leavable, reason: str = "") -> tuple[str, InlineKeyboardMarkup]:
    """Word what leaving means, with the reason if one was written, and the button to do it."""
    member = leavable.membership.member
    text = to.text(
        "leaving-ask",
        kind=member.kind.value,
        name=member_name(member),
        reason=reason or "none",
        owed=money(to, leavable.owed) if leavable.owed else "none",
    )
    return text, keyboard(
        [button(to.label("leaving-sure"), LeavingAction(verb="sure", id=member.id))],
        [button(to.label("leaving-no-reason"), MembershipAction(verb="leave", id=member.id))]
        if reason
        else [],
        [back_button(to)],
    )


@router.answers(REASON)
async def take_reason(
    text: str, asked: Asked, person: Person, to: Recipient, leaving: Leaving, state: FSMContext, tell: Tell
) -> None:
    """Show the reason before anything is sent; another text replaces it."""
    shown = await leaving.look(person)
    leavable = next((it for it in shown.leavable if it.membership.member.id == asked["member"]), None)
    if leavable is None or leavable.card is not None:
        tell(shown)
        return
    reason = text.strip()[:LONGEST_WORDS]
    await expect(state, REASON, member=asked["member"], reason=reason)
    to.send(*ask_text(to, leavable, reason), screen=True)


@router.taps(LeavingAction, "sure")
async def ask_to_leave(
    action: LeavingAction, person: Person, leaving: Leaving, state: FSMContext, tell: Tell
) -> None:
    data = await state.get_data() if await state.get_state() == REASON.name else {}
    await state.clear()
    reason = data.get("reason", "") if data.get("member") == action.id else ""
    tell(await leaving.ask(person, action.id, reason))


@tells(DepartureAsked)
def tell_departure_asked(event: DepartureAsked, say: Say) -> None:
    card = event.card
    to = say.to(event.person)
    to.screen(standing_text(to, card), standing_keyboard(to, card), key=own_key(card, to.person.id))
    for person in event.others:
        other = say.to(person)
        other.send(
            other.text(
                "leaving-asked-other",
                name=member_name(card.membership.member),
                who=person_name(other, event.person),
            ),
            standing_keyboard(other, card),
            lane=Lane.NOTICES,
            key=own_key(card, person.id),
            unheard=Role.SECRETARY,
        )
    send_cards(event, say)


@router.taps(LeavingAction, "stay")
async def stay(
    action: LeavingAction, person: Person, leaving: Leaving, state: FSMContext, tell: Tell
) -> None:
    await state.clear()
    tell(await leaving.withdraw(person, action.id))


@tells(DepartureWithdrawn)
def tell_departure_withdrawn(event: DepartureWithdrawn, say: Say) -> None:
    card = event.card
    to = say.to(event.person)
    retire_buttons(card, (event.person, *event.others), say)
    to.screen(standing_text(to, card), home_button(to))
    for person in event.others:
        other = say.to(person)
        other.send(
            other.text(
                "leaving-withdrawn-other",
                name=member_name(card.membership.member),
                who=person_name(other, event.person),
            ),
            home_button(other),
            lane=Lane.NOTICES,
            unheard=Role.SECRETARY,
        )
    amend_cards(card, event.deciders, say)


@router.taps(LeavingAction, "answer")
async def ask_for_answer(action: LeavingAction, to: Recipient, state: FSMContext) -> None:
    await ask(
        to, state, ANSWER, to.text("leaving-answer-ask"), back=back_button(to), below=True, id=action.id
    )


@router.answers(ANSWER)
async def take_answer(text: str, asked: Asked, person: Person, leaving: Leaving, tell: Tell) -> None:
    tell(await leaving.answer(person, asked["id"], text))
