"""People who were warned or sanctioned appeal, in private."""

from typing import Any

from aiogram.filters import Filter
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from domain.moderation.appeals import LONGEST_APPEAL, Appeals
from domain.moderation.events import AppealDecided, AppealMade
from domain.outbox import Lane
from domain.people import Person
from domain.refusal import InvalidAnswer, Refusal
from domain.roles import Role
from handlers.asking import Asked, Question, ask
from handlers.contacts.home import home_button
from handlers.moderation.wording import AppealAction
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import button, clip

router = Router(name="moderation-appeals")
START_PREFIX = "appeal_"

WORDS = Question("moderation-appeal")


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
async def ask_for_words(action: AppealAction, to: Recipient, appeals: Appeals, state: FSMContext) -> None:
    await _ask(to, appeals, state, action.kind, action.id)


async def _ask(to: Recipient, appeals: Appeals, state: FSMContext, kind: str, number: int) -> None:
    await appeals.check(to.person, kind, number)
    text = to.text("moderation-appeal-ask", longest=LONGEST_APPEAL)
    stop = button(to.label("moderation-appeal-stop"), AppealAction(verb="stop"))
    await ask(to, state, WORDS, text, back=stop, below=True, kind=kind, number=number)


@router.taps(AppealAction, "stop")
async def stop(person: Person, to: Recipient, state: FSMContext) -> None:
    if await state.get_state() != WORDS.name:
        raise Refusal(person, "moderation-nothing-to-appeal")
    await state.clear()
    to.screen(to.text("moderation-appeal-stopped"), home_button(to))


@router.answers(WORDS)
async def appeal(text: str, asked: Asked, person: Person, appeals: Appeals, tell: Tell) -> None:
    tell(await appeals.appeal(person, asked["kind"], asked["number"], text))


@router.answers(WORDS, content=None)
async def want_words(person: Person) -> None:
    raise InvalidAnswer(person, "moderation-appeal-words")


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
        unheard=Role.MODERATOR,
    )
