"""Whoever was warned or sanctioned answers, in private."""

from typing import Any

from aiogram.filters import Filter, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import Message

from domain.moderation.appeals import LONGEST_APPEAL, Appeals
from domain.moderation.events import AppealDecided, AppealMade, NothingToAppeal
from domain.outbox import Lane
from domain.people import Person
from handlers.contacts.home import back_button, home_button
from handlers.moderation.wording import AppealAction
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import PlainText, button, clip, keyboard

router = Router(name="moderation-appeals")
START_PREFIX = "appeal_"


class Appealing(StatesGroup):
    """Somebody is about to write why they disagree."""

    words = State()


class AppealStart(Filter):
    """A /start by the link under a notice in the group; the handler gets what it is against as `against`."""

    async def __call__(self, message: Message) -> bool | dict[str, Any]:
        command, _, payload = (message.text or "").partition(" ")
        named = payload.removeprefix(START_PREFIX)
        kind, digits = named[:1], named[1:]
        if command != "/start" or named == payload or kind not in ("w", "s"):
            return False
        if not (digits.isascii() and digits.isdigit()) or len(digits) > 15:
            return False
        return {"against": (kind, int(digits))}


@router.message(AppealStart())
async def ask_by_link(against: tuple[str, int], to: Recipient, appeals: Appeals, state: FSMContext) -> None:
    await _ask(to, appeals, state, *against)


@router.taps(AppealAction, "ask")
async def ask(action: AppealAction, to: Recipient, appeals: Appeals, state: FSMContext) -> None:
    await _ask(to, appeals, state, action.kind, action.id)


async def _ask(to: Recipient, appeals: Appeals, state: FSMContext, kind: str, number: int) -> None:
    await appeals.check(to.person, kind, number)
    asked = f"appeal-asked:{kind}{number}:{to.say.now}"
    await state.set_state(Appealing.words)
    await state.set_data({"kind": kind, "number": number, "asked": asked})
    # The notice stays as it is: the question comes beneath it.
    to.send(
        to.text("moderation-appeal-ask", longest=LONGEST_APPEAL),
        keyboard([button(to.label("moderation-appeal-stop"), AppealAction(verb="stop"))]),
        key=asked,
    )
    to.say.answer()


@router.taps(AppealAction, "stop")
async def stop(to: Recipient, state: FSMContext) -> None:
    if await state.get_state() != Appealing.words.state:
        to.answer("moderation-nothing-to-appeal-short")
        return
    await state.clear()
    to.screen(to.text("moderation-appeal-stopped"), keyboard([back_button(to)]))


@router.message(StateFilter(Appealing.words), PlainText())
async def appeal(
    text: str, person: Person, to: Recipient, appeals: Appeals, state: FSMContext, tell: Tell
) -> None:
    if len(text) > LONGEST_APPEAL:
        to.send(to.text("moderation-appeal-long", length=len(text), longest=LONGEST_APPEAL))
        return
    data = await state.get_data()
    await state.clear()
    to.retire(data["asked"])
    tell(await appeals.appeal(person, data["kind"], data["number"], text))


@router.message(StateFilter(Appealing.words))
async def want_words(to: Recipient) -> None:
    to.send(to.text("moderation-appeal-words"))


@tells(AppealMade)
def tell_appeal_made(event: AppealMade, say: Say) -> None:
    to = say.to(event.person)
    to.send(to.text("moderation-appeal-made"), home_button(to))


@tells(AppealDecided)
def tell_appeal_decided(event: AppealDecided, say: Say) -> None:
    to = say.to(event.person)
    upheld = "yes" if event.appeal.upheld else "no"
    to.send(
        to.text("moderation-appeal-decided", chat=clip(event.chat.title, 60), upheld=upheld),
        lane=Lane.NOTICES,
        key=f"appeal:{event.appeal.id}:decided",
    )


@tells(NothingToAppeal)
def tell_nothing_to_appeal(refusal: NothingToAppeal, say: Say) -> None:
    to = say.to(refusal.person)
    to.answer("moderation-nothing-to-appeal-short")
    to.send(to.text("moderation-nothing-to-appeal"), home_button(to))
