"""The secretary adds, renames, describes and closes groups; a leader may set the link to the group's chat."""

from contextlib import suppress
from typing import Any, Literal

from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import InlineKeyboardMarkup

from domain.groups.charters import FIELD_LENGTH, TITLE_LENGTH, Charters, tidy
from domain.groups.events import GroupClosed, GroupShown, MemberPlaced
from domain.groups.model import BadLink, BadTitle, GroupGone, LastGroup
from domain.outbox import Lane
from domain.people import Person
from domain.roles import Role, Roles
from handlers.commands import say_commands_of
from handlers.contacts.home import home_button
from handlers.groups.places import tell_declined_to_others, tell_placed_to_others
from handlers.groups.view import GroupAction, show_group_or_list, show_groups
from handlers.names import role_name
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import PlainText, Tapped, button, keyboard

router = Router(name="groups-charters")

What = Literal["add", "rename", "describe"]


class Chartering(StatesGroup):
    """The secretary writes a name or a field, in one language after another; or a link."""

    text = State()
    link = State()


@router.taps(GroupAction, "add", "rename", "describe")
async def ask_text(
    action: GroupAction,
    person: Person,
    to: Recipient,
    say: Say,
    roles: Roles,
    charters: Charters,
    state: FSMContext,
) -> None:
    await roles.require(person, Role.SECRETARY)
    if action.verb != "add" and await _shown(to, charters, action.group) is None:
        return
    languages = say.association.languages
    default = say.association.default_language
    left = [default, *(language for language in languages if language != default)]
    await state.set_state(Chartering.text)
    data = {"what": action.verb, "group": action.group, "texts": {}, "left": left}
    await state.set_data(data)
    _ask_next(to, data)


def _ask_next(to: Recipient, data: dict[str, Any]) -> None:
    language = data["left"][0]
    skip = [button(to.label("group-skip"), GroupAction(verb="skip"))] if data["texts"] else []
    to.screen(
        to.text(
            "group-ask-field" if data["what"] == "describe" else "group-ask-title",
            language=to.say.texts.plain(language, "language-name"),
        ),
        keyboard(skip, _back(to, data["group"])),
    )


def _back(to: Recipient, group_id: str) -> list[Any]:
    verb: Literal["open", "list"] = "open" if group_id else "list"
    return [button(to.label("ui-back"), GroupAction(verb=verb, group=group_id))]


@router.message(StateFilter(Chartering.text), PlainText())
async def take_text(text: str, to: Recipient, charters: Charters, state: FSMContext) -> None:
    data = await state.get_data()
    describing = data["what"] == "describe"
    try:
        data["texts"][data["left"][0]] = tidy(text, FIELD_LENGTH if describing else TITLE_LENGTH)
    except BadTitle:
        to.send(to.text("group-bad-field" if describing else "group-bad-title"))
        return
    await _go_on(to, charters, state, {**data, "left": data["left"][1:]})


@router.callback_query(Tapped(GroupAction, "skip"), StateFilter(Chartering.text))
async def skip_languages(to: Recipient, charters: Charters, state: FSMContext) -> None:
    data = await state.get_data()
    if not data["texts"]:
        to.answer("contact-stale-button")
        return
    await _go_on(to, charters, state, {**data, "left": []})


async def _go_on(to: Recipient, charters: Charters, state: FSMContext, data: dict[str, Any]) -> None:
    """Ask for the next language, or do it once all are there."""
    if data["left"]:
        await state.set_data(data)
        _ask_next(to, data)
        return
    what: What = data["what"]
    try:
        if what == "add":
            group = await charters.add(to.person, data["texts"])
        elif what == "rename":
            group = await charters.rename(to.person, data["group"], data["texts"])
        else:
            group = await charters.describe(to.person, data["group"], data["texts"])
    except GroupGone:
        group = None
    await state.clear()
    await show_group_or_list(to, charters, group.id if group else "")


@router.taps(GroupAction, "link")
async def ask_link(
    action: GroupAction, person: Person, to: Recipient, roles: Roles, charters: Charters, state: FSMContext
) -> None:
    await roles.require(person, Role.SECRETARY, leads=action.group)
    shown = await _shown(to, charters, action.group)
    if shown is None:
        return
    await state.set_state(Chartering.link)
    await state.set_data({"group": action.group})
    unlink = [button(to.label("group-unlink"), GroupAction(verb="unlink", group=action.group))]
    to.screen(
        to.text("group-ask-link"),
        keyboard(unlink if shown.group.chat_link else [], _back(to, action.group)),
    )


@router.message(StateFilter(Chartering.link), PlainText())
async def take_link(text: str, person: Person, to: Recipient, charters: Charters, state: FSMContext) -> None:
    group_id = (await state.get_data())["group"]
    try:
        await charters.link(person, group_id, text)
    except BadLink:
        to.send(to.text("group-bad-link"), keyboard(_back(to, group_id)))
        return
    except GroupGone:
        pass
    await state.clear()
    await show_group_or_list(to, charters, group_id)


@router.taps(GroupAction, "unlink")
async def unlink(
    action: GroupAction, person: Person, to: Recipient, charters: Charters, state: FSMContext
) -> None:
    with suppress(GroupGone):
        await charters.link(person, action.group, "")
    await state.clear()
    await show_group_or_list(to, charters, action.group)


@router.taps(GroupAction, "close")
async def ask_where_to(
    action: GroupAction, person: Person, to: Recipient, roles: Roles, charters: Charters
) -> None:
    await roles.require(person, Role.SECRETARY)
    shown = await _shown(to, charters, action.group)
    if shown is None:
        return
    to.screen(
        to.text("group-close-ask", group=to.name(shown.group.titles), count=shown.size),
        await _destinations(to, charters, action.group),
    )


async def _destinations(to: Recipient, charters: Charters, group_id: str) -> InlineKeyboardMarkup:
    others = [group for group in await charters.open() if group.id != group_id]
    rows = [
        [
            button(
                to.label("place-to", group=to.name(group.titles)),
                GroupAction(verb="close-into", group=group_id, to=group.id),
            )
        ]
        for group in others
    ]
    evenly = [button(to.label("group-close-evenly"), GroupAction(verb="close-into", group=group_id))]
    return keyboard(evenly, *rows, _back(to, group_id))


@router.taps(GroupAction, "close-into")
async def close(action: GroupAction, person: Person, to: Recipient, charters: Charters, tell: Tell) -> None:
    try:
        tell(await charters.close(person, action.group, action.to))
    except LastGroup:
        to.answer("group-last", alert=True)
        return
    except GroupGone:
        to.answer("group-gone")
    show_groups(to, await charters.look(person))


@tells(GroupClosed)
def tell_group_closed(event: GroupClosed, say: Say) -> None:
    say.to(event.actor).answer("group-closed", count=len(event.moved))
    for moved in event.moved:
        if isinstance(moved, MemberPlaced):
            tell_placed_to_others(moved, say)
        else:
            tell_declined_to_others(moved, say)
    for ended in event.ended:
        to = say.to(ended.person)
        say_commands_of(to, ended.held)
        to.send(to.text("role-you-had", role=role_name(to, ended.role)), home_button(to), lane=Lane.NOTICES)


async def _shown(to: Recipient, charters: Charters, group_id: str) -> GroupShown | None:
    """The group, or None once the person was told that it is gone."""
    try:
        return await charters.see(to.person, group_id)
    except GroupGone:
        await show_group_or_list(to, charters, group_id)
        return None
