"""What an applicant writes to the secretary: after a tap, or because the secretary asked."""

from typing import Any

from aiogram.filters import Filter, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from domain.applications.events import ApplicationGone
from domain.applications.use_cases import Applications
from domain.files import Scan
from domain.people import Person
from handlers.applications.actions import JoinAction
from handlers.applications.applicant import tell_application_gone
from handlers.applications.pages import scan_of
from handlers.asking import Question, ask
from handlers.router import Router
from handlers.say import Recipient, Tell

router = Router(name="applications-writing")  # after the forms: a text may be the answer to a question there

LETTER = Question("applications-letter")


class Letter(Filter):
    """A text or a file; the handler gets both as `text` and `scan`."""

    async def __call__(self, message: Message) -> bool | dict[str, Any]:
        scan = scan_of(message)
        text = message.text or (message.caption or "" if scan is not None else "")
        return {"text": text, "scan": scan} if (scan or text) and not text.startswith("/") else False


class AwaitedLetter(Filter):
    """A letter that the secretary waits for, though the applicant has not tapped to write it."""

    async def __call__(
        self, _message: Message, scan: Scan | None, person: Person, applications: Applications
    ) -> bool:
        return await applications.awaits_answer(person, "" if scan is None else scan.album)


@router.taps(JoinAction, "write")
async def ask_for_letter(
    person: Person, to: Recipient, applications: Applications, state: FSMContext
) -> None:
    card = await applications.standing(person)
    if card is None or not card.application.open:
        tell_application_gone(ApplicationGone(person), to.say)
        return
    text = to.text("application-write-ask", question=card.asked or "none")
    await ask(to, state, LETTER, text, back=JoinAction(verb="show"))


@router.answers(LETTER, content=Letter())
@router.message(StateFilter(None), Letter(), AwaitedLetter())
async def take_letter(
    text: str, scan: Scan | None, person: Person, applications: Applications, tell: Tell
) -> None:
    tell(await applications.answer(person, text, scan))
