"""Start and home, languages, help, a person's own data; and the answer to what nobody understands."""

from typing import Literal

from aiogram import Router
from aiogram.enums import ChatMemberStatus
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.types import (
    CallbackQuery,
    ChatMemberUpdated,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    ReplyKeyboardRemove,
)

from domain.contacts import Contacts, DataNotMade, DataRequested, Erased, Person
from domain.forms import Forms, Unfinished
from domain.home import Home, Homes
from domain.roles import Role, Roles
from handlers.commands import list_commands, list_work, say_commands_of
from handlers.names import role_name
from handlers.say import Recipient, Say, Tell
from handlers.ui import PrivateChat, Tapped, button, keyboard, link

router = Router(name="contacts")
last_resort = Router(name="last-resort")


class ContactAction(CallbackData, prefix="contact"):
    """A tap on one of the general screens; `value` is a language, or a form."""

    verb: Literal[
        "home",
        "begin",
        "topics",
        "webinars",
        "news",
        "meet",
        "join",
        "continue",
        "application",
        "membership",
        "languages",
        "language",
        "data",
        "erase",
        "erase-sure",
    ]
    value: str = ""


@router.message(CommandStart(ignore_case=True))
async def start(
    message: Message,
    command: CommandObject,
    person: Person,
    say: Say,
    contacts: Contacts,
    homes: Homes,
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
    show_home(say.to(person), await homes.of(person))


@router.message(Command("cancel", ignore_case=True))
async def cancel(
    message: Message, person: Person, say: Say, homes: Homes, forms: Forms, state: FSMContext
) -> None:
    to = say.to(person)
    paused = await forms.pause(person)
    stopped = paused.stopped or bool(await state.get_state() or await state.get_data())
    await state.clear()
    # A keyboard that some question put up goes with it.
    to.send(to.text("contact-cancelled" if stopped else "contact-nothing-to-cancel"), ReplyKeyboardRemove())
    show_home(to, await homes.of(person))


@router.callback_query(Tapped(ContactAction, "home"))
async def go_home(
    query: CallbackQuery,
    person: Person,
    say: Say,
    homes: Homes,
    forms: Forms,
    state: FSMContext,
    tell: Tell,
) -> None:
    await state.clear()
    tell(await forms.pause(person))
    show_home(say.to(person), await homes.of(person))


@router.message(Command("help", ignore_case=True))
async def explain(message: Message, person: Person, say: Say, roles: Roles) -> None:
    to = say.to(person)
    commands = list_commands(to, await roles.of(person))
    to.send(to.text("contact-help", commands=commands), home_button(to))


@router.message(Command("language", ignore_case=True))
@router.callback_query(Tapped(ContactAction, "languages"))
async def offer_languages(event: Message | CallbackQuery, person: Person, say: Say) -> None:
    to = say.to(person)
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


@router.callback_query(Tapped(ContactAction, "language"))
async def choose_language(
    query: CallbackQuery,
    action: ContactAction,
    person: Person,
    say: Say,
    contacts: Contacts,
    homes: Homes,
    roles: Roles,
) -> None:
    if action.value in say.association.languages:
        person = await contacts.choose_language(person, action.value)
    to = say.to(person)
    to.answer("contact-language-chosen")
    say_commands_of(to, await roles.of(person))
    show_home(to, await homes.of(person))


@router.callback_query(Tapped(ContactAction, "data"))
async def request_data(query: CallbackQuery, person: Person, contacts: Contacts, tell: Tell) -> None:
    tell(await contacts.request_data(person))


def tell_data_requested(event: DataRequested, say: Say) -> None:
    to = say.to(event.person)
    to.answer("contact-data-coming")
    to.document(event.job, to.text("contact-data"))


def tell_data_not_made(event: DataNotMade, say: Say) -> None:
    to = say.to(event.person)
    to.send(to.text("contact-data-failed"), home_button(to))


@router.callback_query(Tapped(ContactAction, "erase"))
async def ask_to_erase(query: CallbackQuery, person: Person, say: Say) -> None:
    to = say.to(person)
    to.screen(
        to.text("contact-erase-ask"),
        keyboard(
            [button(to.label("contact-erase-sure"), ContactAction(verb="erase-sure"))],
            [back_button(to)],
        ),
    )


@router.callback_query(Tapped(ContactAction, "erase-sure"))
async def erase(query: CallbackQuery, person: Person, contacts: Contacts, tell: Tell) -> None:
    tell(await contacts.erase(person))


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
async def answer_unknown(message: Message, person: Person, say: Say) -> None:
    misunderstand(say.to(person))


def misunderstand(to: Recipient) -> None:
    """Say what is understood here instead."""
    to.send(to.text("contact-not-understood"), home_button(to))


@last_resort.callback_query()
async def meet_stale_button(query: CallbackQuery, person: Person, say: Say, homes: Homes) -> None:
    to = say.to(person)
    to.answer("contact-stale-button")
    if query.message is not None and query.message.chat.id == person.id:
        show_home(to, await homes.of(person))


def show_home(to: Recipient, home: Home) -> None:
    """Where the person stands and what comes next."""
    if not to.person.consented:
        to.screen(to.text("contact-greeting"), _greeting_keyboard(to))
        return
    titles = [to.name(topic.title) for topic in to.say.association.topics if topic.id in home.topics]
    membership = home.membership
    if membership is not None and membership.active:
        text = to.text("contact-home-member", name=membership.member.name, kind=membership.member.kind.value)
        next_is = "member"
    else:
        text = to.text("contact-home" if titles else "contact-home-unsubscribed")
        next_is = "none" if home.application is None else home.application.application.status.value
    if titles:
        text += "\n" + to.text("contact-home-topics", topics=", ".join(titles), count=len(titles))
    group = "yes" if home.group_link else "no"
    subscribed = "yes" if titles else "no"
    text += "\n\n" + to.text("contact-home-next", stands=next_is, subscribed=subscribed, group=group)
    for draft in home.drafts:
        title = to.label(f"form-{draft.form}")
        text += "\n\n" + to.text("forms-home", title=title, done=draft.done, total=draft.total)
    if work := list_work(to, home.roles):
        named = ", ".join(role_name(to, role) for role in Role if role in home.roles)
        text += "\n\n" + to.text("contact-home-work", role=named, commands=work)
    to.screen(text, _home_keyboard(to, home))


def _greeting_keyboard(to: Recipient) -> InlineKeyboardMarkup:
    association, texts = to.say.association, to.say.texts
    others = [language for language in association.languages if language != to.person.language]
    return keyboard(
        [button(to.label("contact-subscribe"), ContactAction(verb="begin"))],
        [button(to.label("contact-join"), ContactAction(verb="join"))],
        [
            button(texts.plain(language, "language-name"), ContactAction(verb="language", value=language))
            for language in others
        ],
    )


def _home_keyboard(to: Recipient, home: Home) -> InlineKeyboardMarkup:
    topics = "contact-topics" if home.topics else "contact-subscribe"
    return keyboard(
        *[[_continue_button(to, draft)] for draft in home.drafts],
        _standing_row(to, home),
        [
            button(to.label("contact-webinars"), ContactAction(verb="webinars")),
            button(to.label("contact-meet"), ContactAction(verb="meet")),
        ],
        [
            *([link(to.label("contact-group"), home.group_link)] if home.group_link else []),
            button(to.label("contact-news"), ContactAction(verb="news")),
        ],
        [
            button(to.label(topics), ContactAction(verb="topics")),
            button(to.label("contact-language-button"), ContactAction(verb="languages")),
        ],
    )


def _continue_button(to: Recipient, draft: Unfinished) -> InlineKeyboardButton:
    label = to.label(
        "forms-continue", title=to.label(f"form-{draft.form}"), done=draft.done, total=draft.total
    )
    return button(label, ContactAction(verb="continue", value=draft.form))


def _standing_row(to: Recipient, home: Home) -> list[InlineKeyboardButton]:
    """The way to one's application or membership, or into the association."""
    if home.membership is not None and home.membership.active:
        return [button(to.label("contact-membership"), ContactAction(verb="membership"))]
    if home.application is not None and home.application.application.open:
        number = str(home.application.application.id)
        return [button(to.label("contact-application", number=number), ContactAction(verb="application"))]
    return [button(to.label("contact-join"), ContactAction(verb="join"))]


def back_button(to: Recipient) -> InlineKeyboardButton:
    """The way back to the home screen."""
    return button(to.label("ui-home"), ContactAction(verb="home"))


def home_button(to: Recipient) -> InlineKeyboardMarkup:
    """Just the way home."""
    return keyboard([back_button(to)])
