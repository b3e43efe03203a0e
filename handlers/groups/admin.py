"""Add, rename, describe and close groups, for the secretary; set the link to a group's chat, for its leader too."""

from typing import Any, Literal

from aiogram.fsm.context import FSMContext

from domain.groups.admin import GroupAdmin, tidy
from domain.groups.events import GroupClosed, MemberPlaced
from domain.outbox import Lane
from domain.people import Person
from domain.roles import Role, Roles
from handlers.asking import Asked, Question, ask, lead_back
from handlers.commands import say_commands_of
from handlers.contacts.home import home_button
from handlers.groups.places import tell_declined_to_others, tell_placed_to_others
from handlers.groups.view import GroupAction, show_group, show_groups
from handlers.names import role_name
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import button, keyboard

router = Router(name="groups-admin")

TEXT = Question("groups-text")
LINK = Question("groups-link")


@router.taps(GroupAction, "add", "rename", "describe")
async def ask_texts(
    action: GroupAction,
    person: Person,
    to: Recipient,
    say: Say,
    roles: Roles,
    group_admin: GroupAdmin,
    state: FSMContext,
) -> None:
    """Ask for a title or a description in each language, the default first."""
    await roles.require(person, Role.SECRETARY)
    if action.verb != "add":
        await group_admin.see(person, action.group)
    default = say.association.default_language
    left = [default, *(language for language in say.association.languages if language != default)]
    await _ask_text(to, state, {"what": action.verb, "group": action.group, "texts": {}, "left": left})


async def _ask_text(to: Recipient, state: FSMContext, kept: dict[str, Any]) -> None:
    language = to.say.texts.plain(kept["left"][0], "language-name")
    await ask(
        to,
        state,
        TEXT,
        to.text("group-ask-field" if kept["what"] == "describe" else "group-ask-title", language=language),
        [button(to.label("group-skip"), GroupAction(verb="skip"))] if kept["texts"] else [],
        back=_back(kept["group"]),
        **kept,
    )


def _back(group_id: str) -> GroupAction:
    verb: Literal["open", "list"] = "open" if group_id else "list"
    return GroupAction(verb=verb, group=group_id)


@router.answers(TEXT)
async def take_text(
    text: str, asked: Asked, to: Recipient, group_admin: GroupAdmin, state: FSMContext
) -> None:
    language, *left = asked["left"]
    text = tidy(to.person, text, describing=asked["what"] == "describe")
    kept = {"what": asked["what"], "group": asked["group"], "texts": {**asked["texts"], language: text}}
    if left:
        await _ask_text(to, state, {**kept, "left": left})
    else:
        await _save_texts(to, group_admin, kept)


@router.taps(GroupAction, "skip", answers=TEXT)
async def skip_languages(asked: Asked, to: Recipient, group_admin: GroupAdmin) -> None:
    await _save_texts(to, group_admin, asked)


async def _save_texts(to: Recipient, group_admin: GroupAdmin, asked: Asked) -> None:
    match asked["what"]:
        case "add":
            group = await group_admin.add(to.person, asked["texts"])
        case "rename":
            group = await group_admin.rename(to.person, asked["group"], asked["texts"])
        case _:
            group = await group_admin.describe(to.person, asked["group"], asked["texts"])
    show_group(to, await group_admin.see(to.person, group.id))


@router.taps(GroupAction, "link")
async def ask_link(
    action: GroupAction,
    person: Person,
    to: Recipient,
    roles: Roles,
    group_admin: GroupAdmin,
    state: FSMContext,
) -> None:
    await roles.require(person, Role.SECRETARY, leads=action.group)
    shown = await group_admin.see(person, action.group)
    unlink = [button(to.label("group-unlink"), GroupAction(verb="unlink", group=action.group))]
    await ask(
        to,
        state,
        LINK,
        to.text("group-ask-link"),
        unlink if shown.group.chat_link else [],
        back=_back(action.group),
        group=action.group,
    )


@router.answers(LINK)
async def take_link(text: str, asked: Asked, person: Person, to: Recipient, group_admin: GroupAdmin) -> None:
    await group_admin.link(person, asked["group"], text)
    show_group(to, await group_admin.see(person, asked["group"]))


@router.taps(GroupAction, "unlink")
async def unlink(
    action: GroupAction, person: Person, to: Recipient, group_admin: GroupAdmin, state: FSMContext
) -> None:
    await state.clear()
    await group_admin.link(person, action.group, "")
    show_group(to, await group_admin.see(person, action.group))


@router.taps(GroupAction, "close")
async def ask_where_to(
    action: GroupAction, person: Person, to: Recipient, roles: Roles, group_admin: GroupAdmin
) -> None:
    await roles.require(person, Role.SECRETARY)
    shown = await group_admin.see(person, action.group)
    rows = [
        [
            button(
                to.label("place-to", group=to.name(group.titles)),
                GroupAction(verb="close-into", group=action.group, to=group.id),
            )
        ]
        for group in await group_admin.open()
        if group.id != action.group
    ]
    to.screen(
        to.text("group-close-ask", group=to.name(shown.group.titles), count=shown.size),
        keyboard(
            [button(to.label("group-close-evenly"), GroupAction(verb="close-into", group=action.group))],
            *rows,
            [lead_back(to, _back(action.group))],
        ),
    )


@router.taps(GroupAction, "close-into")
async def close(
    action: GroupAction, person: Person, to: Recipient, group_admin: GroupAdmin, tell: Tell
) -> None:
    tell(await group_admin.close(person, action.group, action.to))
    show_groups(to, await group_admin.look(person))


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
