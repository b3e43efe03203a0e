"""What an applicant writes to the secretary: after a tap, or simply because the secretary asked."""

from typing import Any

from aiogram.filters import Filter, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from domain.applications.events import ApplicationGone
from domain.applications.use_cases import Applications
from domain.files import Scan
from domain.people import Person
from handlers.applications.actions import JoinAction, Writing
from handlers.applications.applicant import tell_application_gone
from handlers.applications.pages import scan_of
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.ui import button, keyboard

router = Router(name="applications-writing")  # after the forms: a text may be the answer to a question there


class Letter(Filter):
    """A text or a file; the handler gets both as `text` and `scan`. Without a tap before, only where one is awaited."""

    async def __call__(
        self, message: Message, person: Person, applications: Applications, raw_state: str | None = None
    ) -> bool | dict[str, Any]:
        scan = scan_of(message)
        text = message.text or (message.caption or "" if scan is not None else "")
        if (scan is None and not text) or text.startswith("/"):
            return False
        album = "" if scan is None else scan.album
        meant = raw_state is not None or await applications.awaits_answer(person, album)
        return {"text": text, "scan": scan} if meant else False


@router.taps(JoinAction, "write")
async def begin_to_write(
    person: Person, to: Recipient, say: Say, applications: Applications, state: FSMContext
) -> None:
    card = await applications.standing(person)
    if card is None or not card.application.open:
        tell_application_gone(ApplicationGone(person), say)
        return
    await state.set_state(Writing.to_secretary)
    to.screen(
        to.text("application-write-ask", question=card.asked or "none"),
        keyboard([button(to.label("ui-back"), JoinAction(verb="show"))]),
    )


@router.message(StateFilter(None, Writing.to_secretary), Letter())
async def write(
    text: str, scan: Scan | None, person: Person, applications: Applications, state: FSMContext, tell: Tell
) -> None:
    await state.clear()
    tell(await applications.answer(person, text, scan))
