"""The consent to the processing of personal data, in a step of its own; and what is kept about a person."""

from typing import Literal

from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, InlineKeyboardButton

from domain.consent import BIRTHDAY, MEET, ConsentChanged, ConsentMissing, Consents, ConsentText
from domain.people import Person
from domain.webinars.links import webinar_of
from handlers.contacts.home import ContactAction, back_button
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import button, keyboard

router = Router(name="consent")


class ConsentAction(CallbackData, prefix="consent"):
    """A tap on the consent's screens; `mark` says which text was shown with the button."""

    verb: Literal["ask", "read", "give"]
    mark: str = ""


class ConsentThen(CallbackData, prefix="agree"):
    """The same for somebody who is about to do something; `then` says what, as in ConsentMissing."""

    verb: Literal["ask", "read", "give"]
    then: str
    mark: str = ""


@tells(ConsentMissing)
def tell_consent_missing(event: ConsentMissing, say: Say) -> None:
    """Ask for the consent in the private chat; a tap in another chat leads there."""
    to = say.to(event.person)
    if to.in_private:
        ask_consent(to, event.then)
    else:
        say.answer(url=f"https://t.me/{say.bot_name}?start={event.then}")


@tells(ConsentChanged)
def tell_consent_changed(event: ConsentChanged, say: Say) -> None:
    to = say.to(event.person)
    to.answer("consent-changed", alert=True)
    _show_full(to, event.then, changed=True)


@router.taps(ContactAction, "begin")
@router.taps(ConsentAction, "ask")
@router.taps(ConsentThen, "ask")
async def ask(action: ContactAction | ConsentAction | ConsentThen, to: Recipient) -> None:
    ask_consent(to, _then(action))


@router.taps(ConsentAction, "read")
@router.taps(ConsentThen, "read")
async def read(action: ConsentAction | ConsentThen, to: Recipient) -> None:
    _show_full(to, _then(action))


def _then(action: CallbackData) -> str:
    return action.then if isinstance(action, ConsentThen) else ""


def ask_consent(to: Recipient, then: str = "") -> None:
    """Show the short text, with the full one a tap away; `then` is what the person is about to do."""
    to.screen(
        to.text("consent-short", purpose=_purpose(then)),
        keyboard(
            [_step(to, "consent-agree", "give", then)],
            [_step(to, "consent-read", "read", then), back_button(to)],
        ),
    )


def _purpose(then: str) -> str:
    """Say what the data is needed for, as the short text words it."""
    if then in ("", MEET, BIRTHDAY):
        return then or "subscribe"
    return "webinar" if webinar_of(then) else "join"


def _step(to: Recipient, label: str, verb: str, then: str) -> InlineKeyboardButton:
    action = {"verb": verb, "mark": consent_text(to).mark if verb == "give" else ""}
    if then:
        return button(to.label(label), ConsentThen.model_validate({**action, "then": then}))
    return button(to.label(label), ConsentAction.model_validate(action))


def consent_text(to: Recipient) -> ConsentText:
    """Return the version of the text that the person agrees to, in their language."""
    return to.say.texts.consent(to.person.language, "consent-full")


def _show_full(to: Recipient, then: str, *, changed: bool = False) -> None:
    text = to.text("consent-full", version=to.say.association.consent_version)
    to.screen(
        to.text("consent-changed") + "\n\n" + text if changed else text,
        keyboard([_step(to, "consent-agree", "give", then)], [_step(to, "ui-back", "ask", then)]),
    )


@router.taps(ConsentAction, "give")
async def give(
    query: CallbackQuery,
    action: ConsentAction,
    person: Person,
    to: Recipient,
    consents: Consents,
    state: FSMContext,
    tell: Tell,
) -> None:
    await state.clear()
    tell(
        await consents.give(
            person,
            consent_text(to),
            mark=action.mark,
            name=query.from_user.full_name,
            username=query.from_user.username,
            update_id=to.say.update_id,
        )
    )


@router.commands("privacy")
async def show_privacy(person: Person, to: Recipient, say: Say, consents: Consents) -> None:
    lines = [
        to.text(
            "consent-line",
            purpose=to.label("consent-purpose-" + consent.purpose.split(":")[0]),
            topic=_topic(to, consent.purpose),
            version=consent.version,
            at=say.texts.moment(person.language, consent.given_at),
        )
        for consent in await consents.standing(person)
    ]
    to.screen(
        to.text("consent-privacy", count=len(lines)) + "".join("\n" + line for line in lines),
        keyboard(
            [button(to.label("contact-data-button"), ContactAction(verb="data"))],
            [button(to.label("contact-erase-button"), ContactAction(verb="erase"))],
            [back_button(to)],
        ),
    )


def _topic(to: Recipient, purpose: str) -> str:
    wanted = purpose.partition(":")[2]
    titles = (to.name(topic.title) for topic in to.say.association.topics if topic.id == wanted)
    return next(titles, "none")
