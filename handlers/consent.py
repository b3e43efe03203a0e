"""The consent to the processing of personal data, in a step of its own; and what is kept about a person."""

from typing import Literal

from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, InlineKeyboardButton, Update

from domain.consent import BIRTHDAY, MEET, ConsentMissing, Consents, ConsentText
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
    """The same on the way to something, whose router goes on.

    `then` is a kind of applicant, an invitation, a webinar, MEET or BIRTHDAY.
    """

    verb: Literal["ask", "read", "give"]
    then: str
    mark: str = ""


@tells(ConsentMissing)
def tell_consent_missing(event: ConsentMissing, say: Say) -> None:
    """Ask for it in the private chat; a tap in another chat leads there."""
    to = say.to(event.person)
    if to.in_private:
        ask_consent(to, event.then)
    else:
        say.answer(url=f"https://t.me/{say.bot_name}?start={event.then}")


@router.taps(ConsentAction, "ask")
@router.taps(ContactAction, "begin")
async def ask(to: Recipient) -> None:
    ask_consent(to)


@router.taps(ConsentThen, "ask")
async def ask_on_the_way(action: ConsentThen, to: Recipient) -> None:
    ask_consent(to, action.then)


def ask_consent(to: Recipient, then: str = "") -> None:
    """The short text, with the full one a tap away; `then` is what the consent is given on the way to."""
    to.screen(
        to.text("consent-short", purpose=_purpose(then)),
        keyboard(
            [_step(to, "consent-agree", "give", then)],
            [_step(to, "consent-read", "read", then), back_button(to)],
        ),
    )


def _purpose(then: str) -> str:
    """What the short text says the data is needed for."""
    if then in ("", MEET, BIRTHDAY):
        return then or "subscribe"
    return "webinar" if webinar_of(then) else "join"


def _step(to: Recipient, label: str, verb: str, then: str) -> InlineKeyboardButton:
    action = {"verb": verb, "mark": consent_text(to).mark if verb == "give" else ""}
    if then:
        return button(to.label(label), ConsentThen.model_validate({**action, "then": then}))
    return button(to.label(label), ConsentAction.model_validate(action))


def consent_text(to: Recipient) -> ConsentText:
    """What the person agrees to now, in their language."""
    return to.say.texts.consent(to.person.language, "consent-full")


def asked_anew(to: Recipient, mark: str, then: str = "") -> bool:
    """Whether the text of `mark` no longer holds for somebody who has not agreed: the one that does is shown."""
    if to.person.consented or mark == consent_text(to).mark:
        return False
    to.answer("consent-changed", alert=True)
    _show_full(to, then, changed=True)
    return True


@router.taps(ConsentAction, "read")
async def read(to: Recipient) -> None:
    _show_full(to, "")


@router.taps(ConsentThen, "read")
async def read_on_the_way(action: ConsentThen, to: Recipient) -> None:
    _show_full(to, action.then)


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
    event_update: Update,
    tell: Tell,
) -> None:
    await state.clear()
    if asked_anew(to, action.mark):
        return
    tell(
        await consents.give(
            person,
            consent_text(to),
            name=query.from_user.full_name,
            username=query.from_user.username,
            update_id=event_update.update_id,
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
