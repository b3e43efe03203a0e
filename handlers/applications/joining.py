"""Joining: the packages, a person or an organisation, the consent, the questionnaire."""

from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from domain.applications.use_cases import Applications
from domain.birthdays import Birthdays
from domain.consent import BIRTHDAY, MEET, Consents
from domain.introductions.participation import Introductions
from domain.members.use_cases import INVITATION, Members
from domain.parties import PartyKind
from domain.people import Person
from domain.webinars.links import webinar_of
from domain.webinars.registration import Registration
from handlers.applications.actions import JoinAction
from handlers.birthdays import show_birthday
from handlers.consent import ConsentThen, consent_text
from handlers.contacts.home import ContactAction, back_button
from handlers.router import Router
from handlers.say import Recipient, Tell
from handlers.ui import button, keyboard

router = Router(name="applications-joining")


@router.taps(ContactAction, "join")
async def show_packages(to: Recipient) -> None:
    """Show what each package gives and costs, with buttons to join as a person or an organisation."""
    money = to.say.texts.money
    language = to.person.language
    packages = to.say.association.packages
    texts = [
        to.text(
            "application-package",
            title=to.name(package.title),
            fee="free" if package.fee == 0 else money(language, package.fee),
            gives="\n".join("• " + to.name(gift) for gift in package.gives),
        )
        for package in packages
    ]
    fees = {package.id: package.fee for package in packages}
    to.screen(
        "\n\n".join([to.text("application-packages"), *texts]),
        keyboard(
            *[
                [
                    button(
                        to.label(f"application-choose-{kind}", fee=money(language, fees[kind])),
                        JoinAction(verb="choose", value=kind.value),
                    )
                ]
                for kind in PartyKind
                if kind in fees
            ],
            [back_button(to)],
        ),
    )


@router.taps(JoinAction, "choose")
async def choose(
    action: JoinAction, person: Person, applications: Applications, state: FSMContext, tell: Tell
) -> None:
    if action.value not in list(PartyKind):
        raise SkipHandler
    await state.clear()
    tell(await applications.join(person, PartyKind(action.value)))


@router.taps(ConsentThen, "give")
async def agree(
    query: CallbackQuery,
    action: ConsentThen,
    person: Person,
    to: Recipient,
    consents: Consents,
    applications: Applications,
    members: Members,
    registration: Registration,
    introductions: Introductions,
    birthdays: Birthdays,
    state: FSMContext,
    tell: Tell,
) -> None:
    """Give the consent and go on with what the person was about to do."""
    given = await consents.give(
        person,
        consent_text(to),
        mark=action.mark,
        then=action.then,
        name=query.from_user.full_name,
        username=query.from_user.username,
        update_id=to.say.update_id,
    )
    if action.then in list(PartyKind):
        tell(await applications.join(given.person, PartyKind(action.then)))
    elif action.then.startswith(INVITATION):
        tell(await members.take_up(given.person, action.then))
    elif action.then == MEET:
        tell(await introductions.look(given.person))
    elif action.then == BIRTHDAY:
        await show_birthday(to.say.to(given.person), state, await birthdays.look(given.person))
    elif webinar := webinar_of(action.then):
        tell(await registration.register(given.person, webinar))
    else:
        tell(given)
