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
)

from domain.contacts import Contacts, DataNotMade, DataRequested, Erased, Person
from domain.mailings import Mailings
from domain.roles import Roles
from handlers.commands import say_commands_of
from handlers.say import Recipient, Say, Tell
from handlers.ui import PrivateChat, Tapped, button, keyboard, link

router = Router(name="contacts")
last_resort = Router(name="last-resort")


class ContactAction(CallbackData, prefix="contact"):
    """A tap on one of the general screens; `value` is a language."""

    verb: Literal["home", "begin", "topics", "join", "languages", "language", "data", "erase", "erase-sure"]
    value: str = ""


@router.message(CommandStart(ignore_case=True))
async def start(
    message: Message,
    command: CommandObject,
    person: Person,
    say: Say,
    contacts: Contacts,
    mailings: Mailings,
    roles: Roles,
    state: FSMContext,
) -> None:
    await state.clear()
    person = await contacts.start(person, command.args)
    if held := await roles.of(person):
        say_commands_of(say.to(person), held)
    show_home(say.to(person), await mailings.topics_of(person))


@router.message(Command("cancel", ignore_case=True))
async def cancel(message: Message, person: Person, say: Say, mailings: Mailings, state: FSMContext) -> None:
    to = say.to(person)
    stopped = bool(await state.get_state() or await state.get_data())
    await state.clear()
    to.send(to.text("contact-cancelled" if stopped else "contact-nothing-to-cancel"))
    show_home(to, await mailings.topics_of(person))


@router.callback_query(Tapped(ContactAction, "home"))
async def go_home(
    query: CallbackQuery, person: Person, say: Say, mailings: Mailings, state: FSMContext
) -> None:
    await state.clear()
    show_home(say.to(person), await mailings.topics_of(person))


@router.callback_query(Tapped(ContactAction, "join"))
async def join(query: CallbackQuery, person: Person, say: Say) -> None:
    say.to(person).answer("contact-join-coming", alert=True)


@router.message(Command("help", ignore_case=True))
async def explain(message: Message, person: Person, say: Say) -> None:
    to = say.to(person)
    to.send(to.text("contact-help"), home_button(to))


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
    mailings: Mailings,
    roles: Roles,
) -> None:
    if action.value in say.association.languages:
        person = await contacts.choose_language(person, action.value)
    to = say.to(person)
    to.answer("contact-language-chosen")
    say_commands_of(to, await roles.of(person))
    show_home(to, await mailings.topics_of(person))


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


@router.my_chat_member()
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
async def meet_stale_button(query: CallbackQuery, person: Person, say: Say, mailings: Mailings) -> None:
    to = say.to(person)
    to.answer("contact-stale-button")
    if query.message is not None and query.message.chat.id == person.id:
        show_home(to, await mailings.topics_of(person))


def show_home(to: Recipient, topics: tuple[str, ...]) -> None:
    """Where the person stands and what comes next; `topics` are those they are subscribed to."""
    if not to.person.consented:
        to.screen(to.text("contact-greeting"), _greeting_keyboard(to))
    elif not topics:
        to.screen(to.text("contact-home-unsubscribed"), _home_keyboard(to, subscribed=False))
    else:
        titles = [to.name(topic.title) for topic in to.say.association.topics if topic.id in topics]
        to.screen(
            to.text(
                "contact-home",
                topics=", ".join(titles),
                count=len(titles),
                group="yes" if to.say.association.group_link else "no",
            ),
            _home_keyboard(to, subscribed=True),
        )


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


def _home_keyboard(to: Recipient, *, subscribed: bool) -> InlineKeyboardMarkup:
    group_link = to.say.association.group_link
    topics = "contact-topics" if subscribed else "contact-subscribe"
    return keyboard(
        [link(to.label("contact-group"), group_link)] if group_link else [],
        [
            button(to.label(topics), ContactAction(verb="topics")),
            button(to.label("contact-language-button"), ContactAction(verb="languages")),
        ],
        [button(to.label("contact-join"), ContactAction(verb="join"))],
    )


def back_button(to: Recipient) -> InlineKeyboardButton:
    """The way back to the home screen."""
    return button(to.label("ui-home"), ContactAction(verb="home"))


def home_button(to: Recipient) -> InlineKeyboardMarkup:
    """Just the way home."""
    return keyboard([back_button(to)])
