"""The pages of the signed application: photos or documents, one by one or in an album."""

from typing import Any

from aiogram.filters import Filter, StateFilter
from aiogram.types import Message

from domain.applications.events import ScanAdded, ScanEmptied
from domain.applications.use_cases import Applications
from domain.files import Scan
from domain.people import Person
from handlers.applications.actions import JoinAction
from handlers.applications.decided import amend_cards
from handlers.applications.screens import join_button, page_key, retire_pages
from handlers.router import Router
from handlers.say import Say, Tell
from handlers.tellings import tells
from handlers.ui import button, keyboard, same_words

router = Router(name="applications-pages")  # after the forms: a photo may be the answer to a question


class SignedPage(Filter):
    """A photo or a document from somebody whose signed application is awaited; the handler gets it as `scan`."""

    async def __call__(
        self, message: Message, person: Person, applications: Applications
    ) -> bool | dict[str, Any]:
        scan = scan_of(message)
        return {"scan": scan} if scan is not None and await applications.awaits_scan(person) else False


def scan_of(message: Message) -> Scan | None:
    """Return the photo or the document of a message."""
    album = message.media_group_id or f"m{message.message_id}"
    if message.photo:
        return Scan(message.photo[-1].file_id, "photo", album=album)
    if message.document is not None:
        return Scan(message.document.file_id, "document", (message.document.file_name or "")[:120], album)
    return None


@router.message(StateFilter(None), SignedPage())
async def attach(
    message: Message, scan: Scan, person: Person, applications: Applications, tell: Tell
) -> None:
    """Add a page; its caption answers the secretary, if they asked something."""
    tell(await applications.attach(person, scan))
    if message.caption and await applications.awaits_answer(person):
        tell(await applications.answer(person, message.caption))


class SaysDone(Filter):
    """The label of the button «Done», typed by somebody whose pages are awaited."""

    async def __call__(self, message: Message, person: Person, say: Say, applications: Applications) -> bool:
        done = say.to(person).label("application-submit")
        return same_words(message.text or "", done) and await applications.awaits_scan(person)


@router.message(StateFilter(None), SaysDone())
async def submit(person: Person, applications: Applications, tell: Tell) -> None:
    tell(await applications.submit(person))


@tells(ScanAdded)
def tell_scan_added(event: ScanAdded, say: Say) -> None:
    """Count the pages of an album on one screen; earlier screens lose their buttons."""
    to = say.to(event.applicant)
    application = event.card.application
    text = to.text("application-pages", pages=len(application.files))
    buttons = keyboard([join_button(to, "submit"), join_button(to, "empty")])
    key = page_key(event.card, event.scan.album)
    amend_cards(event, say)
    if sum(page.album == event.scan.album for page in application.files) > 1:
        to.amend(key, text, buttons)
    else:
        others = (page.album for page in application.files if page.album != event.scan.album)
        retire_pages(to, event.card, others)
        to.send(text, buttons, key=key)


@router.taps(JoinAction, "empty")
async def empty(person: Person, applications: Applications, tell: Tell) -> None:
    tell(await applications.empty(person))


@tells(ScanEmptied)
def tell_scan_emptied(event: ScanEmptied, say: Say) -> None:
    to = say.to(event.applicant)
    retire_pages(to, event.card, event.albums)
    amend_cards(event, say)
    to.screen(
        to.text("application-emptied"),
        keyboard([button(to.label("application-show"), JoinAction(verb="show"))]),
    )
