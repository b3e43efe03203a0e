"""Administrators give and take roles."""

from typing import Any

from aiogram.filters import Filter, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import (
    InlineKeyboardButton,
    KeyboardButton,
    KeyboardButtonRequestUsers,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from domain.groups.charters import Charters
from domain.outbox import Lane
from domain.people import Person
from domain.roles import (
    SCOPED,
    LastAdministrator,
    Role,
    RoleGiven,
    Roles,
    RoleTaken,
    UnknownPerson,
    UnknownScope,
)
from handlers.commands import say_commands_of
from handlers.contacts.home import back_button, home_button
from handlers.names import person_name, role_name
from handlers.roles.view import RoleAction, role_of
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import PlainText, button, keyboard

router = Router(name="roles-giving")

PICK = 1  # the one request that Telegram's picker answers


class Picking(StatesGroup):
    """An administrator says who shall hold a role."""

    person = State()


class SharedPeople(Filter):
    """People picked by Telegram's own picker; the handler gets the first as `person_id`."""

    async def __call__(self, message: Message) -> bool | dict[str, Any]:
        shared = message.users_shared
        return {"person_id": shared.users[0].user_id} if shared and shared.users else False


@router.taps(RoleAction, "add")
async def ask_whom(
    action: RoleAction, person: Person, to: Recipient, roles: Roles, charters: Charters, state: FSMContext
) -> None:
    await roles.require(person, Role.ADMINISTRATOR)
    role = role_of(action)
    groups = {group.id: to.name(group.titles) for group in await charters.open()}
    if role is None or (action.scope and action.scope not in groups):
        to.answer("contact-stale-button")
        return
    if role in SCOPED and not action.scope:
        rows = [
            [button(title, RoleAction(verb="add", role=role, scope=group_id))]
            for group_id, title in groups.items()
        ]
        back = [button(to.label("ui-back"), RoleAction(verb="open", role=role))]
        to.screen(to.text("role-which-group"), keyboard(*rows, back))
        return
    await state.set_state(Picking.person)
    await state.set_data({"role": role, "scope": action.scope})
    pick = KeyboardButton(
        text=to.label("role-pick"),
        request_users=KeyboardButtonRequestUsers(request_id=PICK, user_is_bot=False, max_quantity=1),
    )
    to.send(
        to.text("role-whom", role=role_name(to, role), scope=groups.get(action.scope, "none")),
        ReplyKeyboardMarkup(keyboard=[[pick]], resize_keyboard=True, one_time_keyboard=True),
    )


@router.message(StateFilter(Picking.person), SharedPeople())
async def take_shared(
    person_id: int, person: Person, say: Say, roles: Roles, state: FSMContext, tell: Tell
) -> None:
    await _give(person, person_id, await state.get_data(), say, roles, state, tell)


@router.message(StateFilter(Picking.person), PlainText())
async def take_name(
    text: str, person: Person, to: Recipient, say: Say, roles: Roles, state: FSMContext, tell: Tell
) -> None:
    found = await roles.find(person, text)
    chosen = await state.get_data()
    if len(found) == 1 and (text.strip().isdigit() or text.strip().startswith("@")):
        await _give(person, found[0].id, chosen, say, roles, state, tell)
        return
    rows = [
        [
            button(
                person_name(to, one),
                RoleAction(verb="give", role=chosen["role"], person=one.id, scope=chosen["scope"]),
            )
        ]
        for one in found
    ]
    back = [button(to.label("ui-back"), RoleAction(verb="open", role=chosen["role"]))]
    to.send(to.text("role-found", count=len(found)), keyboard(*rows, back))


@router.taps(RoleAction, "give")
async def give(
    action: RoleAction, person: Person, say: Say, roles: Roles, state: FSMContext, tell: Tell
) -> None:
    chosen = {"role": action.role, "scope": action.scope}
    await _give(person, action.person, chosen, say, roles, state, tell)


async def _give(
    person: Person,
    person_id: int,
    chosen: dict[str, Any],
    say: Say,
    roles: Roles,
    state: FSMContext,
    tell: Tell,
) -> None:
    await roles.require(person, Role.ADMINISTRATOR)
    to = say.to(person)
    try:
        event = await roles.give(person, person_id, Role(chosen["role"]), chosen["scope"])
    except UnknownPerson:
        to.send(to.text("role-unknown-person"))
        return
    except (UnknownScope, ValueError):
        to.answer("contact-stale-button", alert=True)
        return
    await state.clear()
    tell(event)


@tells(RoleGiven)
def tell_role_given(event: RoleGiven, say: Say) -> None:
    actor = say.to(event.actor)
    values = {"who": person_name(actor, event.person), "role": role_name(actor, event.role)}
    actor.answer("role-given-short")
    if say.tapped is None:
        # The picker's keyboard goes with the message that replaces it.
        actor.send(actor.text("role-given", **values), ReplyKeyboardRemove())
        actor.send(actor.text("role-next"), keyboard(*_after(actor, event.role)))
    else:
        actor.screen(actor.text("role-given", **values), keyboard(*_after(actor, event.role)))
    if event.fresh:
        to = say.to(event.person)
        say_commands_of(to, event.held)
        to.send(to.text("role-you-have", role=role_name(to, event.role)), home_button(to), lane=Lane.NOTICES)


@router.taps(RoleAction, "take")
async def take(action: RoleAction, person: Person, to: Recipient, roles: Roles, tell: Tell) -> None:
    await roles.require(person, Role.ADMINISTRATOR)
    try:
        tell(await roles.take(person, action.person, Role(action.role), action.scope))
    except LastAdministrator:
        to.answer("role-last-administrator", alert=True)
    except (UnknownPerson, ValueError):
        to.answer("contact-stale-button", alert=True)


@tells(RoleTaken)
def tell_role_taken(event: RoleTaken, say: Say) -> None:
    actor = say.to(event.actor)
    values = {"who": person_name(actor, event.person), "role": role_name(actor, event.role)}
    again = RoleAction(verb="give", role=event.role, person=event.person.id, scope=event.scope)
    still_administrator = event.person.id != event.actor.id or Role.ADMINISTRATOR in event.held
    actor.screen(
        actor.text("role-taken", **values),
        keyboard([button(actor.label("role-give-back"), again)], *_after(actor, event.role))
        if still_administrator
        else home_button(actor),
    )
    if event.fresh:
        to = say.to(event.person)
        say_commands_of(to, event.held)
        to.send(to.text("role-you-had", role=role_name(to, event.role)), home_button(to), lane=Lane.NOTICES)


def _after(to: Recipient, role: Role) -> list[list[InlineKeyboardButton]]:
    return [
        [button(to.label("role-to-role", role=role_name(to, role)), RoleAction(verb="open", role=role))],
        [back_button(to)],
    ]
