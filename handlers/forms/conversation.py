"""The conversation that fills in a form: whatever the person writes or taps goes to the question that is open."""

from collections.abc import Awaitable, Callable

from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from domain.answers import Wrong
from domain.events import Event
from domain.forms.drafts import OutOfDate
from domain.forms.entities import Contact, Raw, Upload
from domain.forms.events import Asking, Summing
from domain.forms.use_cases import Forms
from domain.home import HomeScreen
from domain.people import Person
from handlers.contacts.home import ContactAction, show_home
from handlers.forms.screens import FormAction, ask_to_discard, tell_wrong, typed_button, warn_wrong
from handlers.forms.wording import names
from handlers.router import Router
from handlers.say import Recipient, Say, Tell

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


@router.taps(FormAction, *ACTS)
async def act(
    action: FormAction,
    person: Person,
    to: Recipient,
    say: Say,
    forms: Forms,
    home_screen: HomeScreen,
    state: FSMContext,
    tell: Tell,
) -> None:
    try:
        event = await ACTS[action.verb](forms, person, action)
    except Wrong as wrong:
        warn_wrong(to, wrong, await forms.at(person, action.step))
    except OutOfDate:
        await _meet_stale(person, say, forms, home_screen, tell)
    else:
        await state.clear()
        tell(event)


@router.taps(FormAction, "discard")
async def ask_about_discarding(
    action: FormAction,
    person: Person,
    to: Recipient,
    say: Say,
    forms: Forms,
    home_screen: HomeScreen,
    tell: Tell,
) -> None:
    try:
        ask_to_discard(to, await forms.at(person, action.step))
    except OutOfDate:
        await _meet_stale(person, say, forms, home_screen, tell)


@router.taps(FormAction, "stop")
async def stop(
    person: Person, to: Recipient, forms: Forms, home_screen: HomeScreen, state: FSMContext, tell: Tell
) -> None:
    await state.clear()
    tell(await forms.pause(person))
    show_home(to, await home_screen.of(person))


@router.taps(ContactAction, "continue")
async def resume(
    action: ContactAction,
    person: Person,
    say: Say,
    forms: Forms,
    home_screen: HomeScreen,
    state: FSMContext,
    tell: Tell,
) -> None:
    await state.clear()
    try:
        tell(await forms.resume(person, action.value))
    except OutOfDate:
        await _meet_stale(person, say, forms, home_screen, tell)


@router.message(StateFilter(None))
async def take_answer(
    message: Message,
    person: Person,
    to: Recipient,
    say: Say,
    forms: Forms,
    home_screen: HomeScreen,
    tell: Tell,
) -> None:
    if message.text is not None and message.text.startswith("/"):
        raise SkipHandler
    shown = await forms.current(person)
    if shown is None:
        raise SkipHandler
    typed = typed_button(to, shown, message.text or "")
    try:
        if typed is None:
            tell(await forms.answer(person, raw_of(message), names(say)))
        elif typed.verb in ACTS:
            tell(await ACTS[typed.verb](forms, person, typed))
        elif typed.verb == "discard":
            ask_to_discard(to, shown)
        else:
            tell(await forms.pause(person))
            show_home(to, await home_screen.of(person))
    except OutOfDate:
        raise SkipHandler from None
    except Wrong as wrong:
        shown = await forms.ask_again(person)
        if shown is not None:
            tell_wrong(to, wrong, shown)


async def _meet_stale(person: Person, say: Say, forms: Forms, home_screen: HomeScreen, tell: Tell) -> None:
    """A button that is out of date: say so, and show what holds now."""
    say.to(person).answer("contact-stale-button")
    shown: Asking | Summing | None = await forms.current(person)
    if shown is None:
        show_home(say.to(person), await home_screen.of(person))
    else:
        tell(shown)


def raw_of(message: Message) -> Raw:
    """What a message brings as an answer; None for what no question takes."""
    if message.text is not None:
        return message.text
    if message.contact is not None:
        return Contact(message.contact.phone_number)
    if message.photo:
        return Upload(message.photo[-1].file_id, "photo", "", message.photo[-1].file_size or 0)
    for kind in (
        "animation",
        "document",
        "video",
        "audio",
        "voice",
        "video_note",
    ):  # an animation comes as both
        media = getattr(message, kind)
        if media is not None:
            return Upload(media.file_id, kind, getattr(media, "file_name", None) or "", media.file_size or 0)
    return None
