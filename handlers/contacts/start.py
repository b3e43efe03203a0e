"""Start and home, help, language and time zone, a person's own data; and the answer to everything else."""

from typing import Literal

from aiogram.enums import ChatMemberStatus
from aiogram.filters import CommandObject, CommandStart
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.types import (
    CallbackQuery,
    ChatMemberUpdated,
    ReplyKeyboardRemove,
)

from domain.contacts import Contacts, DataNotMade, DataRequested, Erased
from domain.forms.use_cases import Forms
from domain.home import HomeScreen
from domain.leaving.entities import LEAVABLE
from domain.members.use_cases import Members
from domain.people import Person
from domain.roles import Roles
from handlers.asking import confirm
from handlers.commands import list_commands, say_commands_of
from handlers.contacts.home import ContactAction, back_button, home_button, show_home
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import PrivateChat, button, keyboard

router = Router(name="contacts")
last_resort = Router(name="last-resort")


class TimeZoneAction(CallbackData, prefix="zone"):
    """A tap on the list of time zones; `value` is a position in the configuration's list."""

    verb: Literal["choose"]
    value: int


@router.message(CommandStart(ignore_case=True))
async def start(
    command: CommandObject,
    person: Person,
    say: Say,
    contacts: Contacts,
    home_screen: HomeScreen,
    forms: Forms,
    roles: Roles,
    state: FSMContext,
    tell: Tell,
) -> None:
    await state.clear()
    person = await contacts.start(person, command.args)
    tell(await forms.pause(person))
    if held := await roles.of(person):
        say_commands_of(say.to(person), held)
    show_home(say.to(person), await home_screen.of(person))


@router.commands("cancel")
async def cancel(
    person: Person, to: Recipient, home_screen: HomeScreen, forms: Forms, state: FSMContext
) -> None:
    paused = await forms.pause(person)
    stopped = paused.stopped or bool(await state.get_state() or await state.get_data())
    await state.clear()
    # A keyboard that some question put up goes with it.
    text = to.text("contact-cancelled" if stopped else "contact-nothing-to-cancel")
    to.send(text, ReplyKeyboardRemove(), screen=True)
    show_home(to, await home_screen.of(person))


@router.taps(ContactAction, "home")
async def go_home(
    person: Person, to: Recipient, home_screen: HomeScreen, forms: Forms, state: FSMContext, tell: Tell
) -> None:
    await state.clear()
    tell(await forms.pause(person))
    show_home(to, await home_screen.of(person))


@router.commands("help")
async def explain(person: Person, to: Recipient, roles: Roles, members: Members) -> None:
    member = any(it.member.status in LEAVABLE for it in await members.memberships_of(person))
    commands = list_commands(to, await roles.of(person), member=member)
    to.send(to.text("contact-help", commands=commands), home_button(to), screen=True)


@router.commands("language")
@router.taps(ContactAction, "languages")
async def offer_languages(person: Person, to: Recipient, say: Say) -> None:
    rows = [
        [
            button(
                ("● " if language == person.language else "") + say.texts.plain(language, "language-name"),
                ContactAction(verb="language", value=language),
            )
        ]
        for language in say.association.languages
    ]
    to.screen(to.text("contact-language"), keyboard(*rows, [back_button(to)]))


@router.taps(ContactAction, "language")
async def choose_language(
    action: ContactAction, person: Person, say: Say, contacts: Contacts, home_screen: HomeScreen, roles: Roles
) -> None:
    if action.value in say.association.languages:
        person = await contacts.choose_language(person, action.value)
    to = say.to(person)
    to.answer("contact-language-chosen")
    say_commands_of(to, await roles.of(person))
    show_home(to, await home_screen.of(person))


@router.commands("timezone")
async def offer_time_zones(person: Person, to: Recipient, say: Say) -> None:
    mine = person.time_zone or say.association.time_zone
    rows = [
        [
            button(
                ("● " if zone == mine else "") + say.texts.zone(person.language, zone, say.now),
                TimeZoneAction(verb="choose", value=place),
            )
        ]
        for place, zone in enumerate(say.association.time_zones)
    ]
    to.screen(to.text("contact-time-zone"), keyboard(*rows, [back_button(to)]))


@router.taps(TimeZoneAction, "choose")
async def choose_time_zone(
    action: TimeZoneAction, person: Person, say: Say, contacts: Contacts, home_screen: HomeScreen
) -> None:
    zones = say.association.time_zones
    if 0 <= action.value < len(zones):
        person = await contacts.choose_time_zone(person, zones[action.value])
    to = say.to(person)
    if person.consented:
        to.answer("contact-time-zone-chosen")
    show_home(to, await home_screen.of(person))


@router.taps(ContactAction, "data")
async def request_data(person: Person, contacts: Contacts, tell: Tell) -> None:
    tell(await contacts.request_data(person))


@tells(DataRequested)
def tell_data_requested(event: DataRequested, say: Say) -> None:
    to = say.to(event.person)
    to.answer("contact-data-coming")
    to.document(event.job, to.text("contact-data"))


@tells(DataNotMade)
def tell_data_not_made(event: DataNotMade, say: Say) -> None:
    to = say.to(event.person)
    to.send(to.text("contact-data-failed"), home_button(to))


@router.taps(ContactAction, "erase")
async def ask_to_erase(to: Recipient) -> None:
    sure = button(to.label("contact-erase-sure"), ContactAction(verb="erase-sure"))
    confirm(to, to.text("contact-erase-ask"), sure, back=back_button(to))


@router.taps(ContactAction, "erase-sure")
async def erase(person: Person, contacts: Contacts, tell: Tell) -> None:
    tell(await contacts.erase(person))


@tells(Erased)
def tell_erased(event: Erased, say: Say) -> None:
    to = say.to(event.person)
    to.screen(to.text("contact-erased"))


@router.my_chat_member(PrivateChat())
async def follow_reachability(event: ChatMemberUpdated, contacts: Contacts) -> None:
    reachable = event.new_chat_member.status not in (ChatMemberStatus.KICKED, ChatMemberStatus.LEFT)
    await contacts.set_reachable(
        event.chat.id, reachable=reachable, reason="block" if not reachable else "unblock"
    )


@last_resort.message(PrivateChat())
async def answer_unknown(to: Recipient) -> None:
    misunderstand(to)


def misunderstand(to: Recipient) -> None:
    """Say which messages the bot understands."""
    to.send(to.text("contact-not-understood"), home_button(to), screen=True)


@last_resort.callback_query()
async def meet_stale_button(
    query: CallbackQuery, person: Person, to: Recipient, home_screen: HomeScreen
) -> None:
    to.answer("contact-stale-button")
    if query.message is not None and query.message.chat.id == person.id:
        show_home(to, await home_screen.of(person))
