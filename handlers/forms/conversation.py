"""The conversation that fills in a form: what the person writes or taps answers the open question."""

from collections.abc import Awaitable, Callable

from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from domain.answers import Wrong
from domain.events import Event
from domain.forms.drafts import OutOfDate
from domain.forms.entities import Contact, Raw, Upload
from domain.forms.use_cases import Forms
from domain.home import HomeScreen
from domain.people import Person
from handlers.contacts.home import ContactAction, show_home
from handlers.forms.screens import FormAction, ask_to_discard, tell_wrong, typed_button, warn_wrong
from handlers.forms.wording import names
from handlers.router import Router
from handlers.say import Recipient, Tell

router = Router(name="forms")

Act = Callable[[Forms, Person, FormAction], Awaitable[Event]]


async def _send(forms: Forms, person: Person, tap: FormAction) -> Event:
    shown = await forms.at(person, tap.step)
    return await forms.send(person, shown.form.id)


ACTS: dict[str, Act] = {
    "pick": lambda forms, person, tap: forms.pick(person, tap.step, tap.value),
    "done": lambda forms, person, tap: forms.finish(person, tap.step),
    "clear": lambda forms, person, tap: forms.clear(person, tap.step),
    "back": lambda forms, person, tap: forms.back(person, tap.step),
    "skip": lambda forms, person, tap: forms.skip(person, tap.step),
    "keep": lambda forms, person, tap: forms.keep(person, tap.step),
    "change": lambda forms, person, tap: forms.change(person, tap.step, tap.value),
    "look": lambda forms, person, tap: forms.at(person, tap.step),
    "sure": lambda forms, person, tap: forms.discard(person, tap.step),
    "send": _send,
}


@router.taps(ContactAction, "continue")
@router.taps(FormAction, *ACTS, "discard", "stop")
async def act(
    action: ContactAction | FormAction,
    person: Person,
    to: Recipient,
    forms: Forms,
    home_screen: HomeScreen,
    state: FSMContext,
    tell: Tell,
) -> None:
    try:
        await _act(action, person, to, forms, home_screen, tell)
    except Wrong as wrong:  # the question stays on the screen
        if shown := await forms.current(person):
            warn_wrong(to, wrong, shown)
    except OutOfDate:  # what is shown instead has to be looked up
        to.answer("contact-stale-button")
        if shown := await forms.current(person):
            tell(shown)
        else:
            show_home(to, await home_screen.of(person))
    else:
        await state.clear()


async def _act(
    action: ContactAction | FormAction,
    person: Person,
    to: Recipient,
    forms: Forms,
    home_screen: HomeScreen,
    tell: Tell,
) -> None:
    match action:
        case ContactAction():
            tell(await forms.resume(person, action.value))
        case FormAction(verb="discard"):
            ask_to_discard(to, await forms.at(person, action.step))
        case FormAction(verb="stop"):
            tell(await forms.pause(person))
            show_home(to, await home_screen.of(person))
        case _:
            tell(await ACTS[action.verb](forms, person, action))


@router.message(StateFilter(None))
async def take_answer(
    message: Message, person: Person, to: Recipient, forms: Forms, home_screen: HomeScreen, tell: Tell
) -> None:
    """Take a message for the answer to the open question; the label of a button means the button."""
    if message.text is not None and message.text.startswith("/"):
        raise SkipHandler
    shown = await forms.current(person)
    if shown is None:
        raise SkipHandler
    try:
        if typed := typed_button(to, shown, message.text or ""):
            await _act(typed, person, to, forms, home_screen, tell)
        else:
            tell(await forms.answer(person, raw_of(message), names(to.say)))
    except Wrong as wrong:  # a form's questions are kept in its draft: they are not asked by `ask`
        if again := await forms.ask_again(person):
            tell_wrong(to, wrong, again)


def raw_of(message: Message) -> Raw:
    """Turn a message into an answer; None for a kind of message that answers no question."""
    if message.text is not None:
        return message.text
    if message.contact is not None:
        sender = None if message.from_user is None else message.from_user.id
        return Contact(message.contact.phone_number, own=message.contact.user_id == sender)
    if message.photo:
        return Upload(message.photo[-1].file_id, "photo", "", message.photo[-1].file_size or 0)
    # An animation comes as a document too.
    for kind in ("animation", "document", "video", "audio", "voice", "video_note"):
        media = getattr(message, kind)
        if media is not None:
            return Upload(media.file_id, kind, getattr(media, "file_name", None) or "", media.file_size or 0)
    return None
