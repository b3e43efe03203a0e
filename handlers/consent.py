"""The consent to the processing of personal data, in a step of its own; and what is kept about a person."""

from typing import Literal

from aiogram import Router
from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, Update

from domain.consent import Consents
from domain.contacts import Person
from handlers.contacts import ContactAction, back_button
from handlers.say import Recipient, Say, Tell
from handlers.ui import Tapped, button, keyboard

router = Router(name="consent")


class ConsentAction(CallbackData, prefix="consent"):
    """A tap on the consent's screens."""

    verb: Literal["ask", "read", "give"]


@router.callback_query(Tapped(ConsentAction, "ask"))
@router.callback_query(Tapped(ContactAction, "begin"))
async def ask(query: CallbackQuery, person: Person, say: Say) -> None:
    ask_consent(say.to(person))


def ask_consent(to: Recipient) -> None:
    """The short text, with the full one a tap away."""
    to.screen(
        to.text("consent-short"),
        keyboard(
            [button(to.label("consent-agree"), ConsentAction(verb="give"))],
            [button(to.label("consent-read"), ConsentAction(verb="read")), back_button(to)],
        ),
    )


@router.callback_query(Tapped(ConsentAction, "read"))
async def read(query: CallbackQuery, person: Person, say: Say) -> None:
    to = say.to(person)
    to.screen(
        to.text("consent-full", version=say.association.consent_version),
        keyboard(
            [button(to.label("consent-agree"), ConsentAction(verb="give"))],
            [button(to.label("ui-back"), ConsentAction(verb="ask"))],
        ),
    )


@router.callback_query(Tapped(ConsentAction, "give"))
async def give(
    query: CallbackQuery,
    person: Person,
    say: Say,
    consents: Consents,
    state: FSMContext,
    event_update: Update,
    tell: Tell,
) -> None:
    await state.clear()
    tell(
        await consents.give(
            person,
            say.texts.consent(person.language, "consent-full"),
            name=query.from_user.full_name,
            username=query.from_user.username,
            update_id=event_update.update_id,
        )
    )


@router.message(Command("privacy", ignore_case=True))
async def show_privacy(message: Message, person: Person, say: Say, consents: Consents) -> None:
    to = say.to(person)
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
