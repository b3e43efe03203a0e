"""Roles in the chat: administrators see who holds what, give roles and take them."""

from typing import Annotated, Any, Literal

from aiogram.filters import Filter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    KeyboardButtonRequestUsers,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from domain.groups.admin import GroupAdmin
from domain.outbox import Lane
from domain.people import Person
from domain.roles import SCOPED, NotAllowed, Role, RoleGiven, Roles, RoleTaken
from handlers.asking import Asked, Question, expect, lead_back
from handlers.commands import say_commands_of
from handlers.contacts.home import back_button, home_button
from handlers.names import person_name, role_name
from handlers.refusals import way_on
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import Staff, button, keyboard

router = Router(name="roles")

HOLDER = Question("roles-holder")

PICK = 1  # the one request that Telegram's picker answers


class RoleAction(CallbackData, prefix="role"):
    """A tap on the roles' screens; `person` is the holder, `scope` a working group. `list` reads none of them."""

    verb: Annotated[Literal["list", "open", "add", "give", "take"], Staff(Role.ADMINISTRATOR)]
    role: Role = Role.ADMINISTRATOR
    person: int = 0
    scope: str = ""


class SharedPeople(Filter):
    """People picked by Telegram's own picker; the handler gets the first as `person_id`."""

    async def __call__(self, message: Message) -> bool | dict[str, Any]:
        shared = message.users_shared
        return {"person_id": shared.users[0].user_id} if shared and shared.users else False


@tells(NotAllowed)
def tell_not_allowed(event: NotAllowed, say: Say) -> None:
    """In private name the roles that are needed; elsewhere an alert is all that others don't see."""
    to = say.to(event.person)
    to.answer("role-not-allowed-short", alert=not to.in_private)
    if to.in_private:
        needed = ", ".join(role_name(to, role) for role in event.needed)
        to.screen(to.text("role-not-allowed", needed=needed), home_button(to))


@way_on("roles")
def lead_to_roles(to: Recipient) -> InlineKeyboardMarkup:
    return keyboard([lead_back(to, RoleAction(verb="list"))], [back_button(to)])


@router.commands("roles")
@router.taps(RoleAction, "list")
async def list_roles(person: Person, to: Recipient, roles: Roles, state: FSMContext) -> None:
    holdings = await roles.holdings(person)
    await state.clear()
    count = {role: len({held.person.id for held in holdings if held.role is role}) for role in Role}
    rows = [
        [
            button(
                to.label("role-button", role=role_name(to, role), count=count[role]),
                RoleAction(verb="open", role=role),
            )
        ]
        for role in Role
    ]
    to.screen(to.text("role-list"), keyboard(*rows, [back_button(to)]))


@router.taps(RoleAction, "open")
async def open_role(
    action: RoleAction,
    person: Person,
    to: Recipient,
    roles: Roles,
    group_admin: GroupAdmin,
    state: FSMContext,
) -> None:
    holdings = [holding for holding in await roles.holdings(person) if holding.role is action.role]
    await state.clear()
    titles = {group.id: to.name(group.titles) for group in await group_admin.all()}
    rows = [
        [
            button(
                to.label("role-take", who=person_name(to, held.person), scope=titles.get(held.scope, "none")),
                RoleAction(verb="take", role=held.role, person=held.person.id, scope=held.scope),
            )
        ]
        for held in holdings
    ]
    to.screen(
        to.text("role-screen", role=role_name(to, action.role), count=len(holdings)),
        keyboard(
            *rows,
            [button(to.label("role-add"), RoleAction(verb="add", role=action.role))],
            [lead_back(to, RoleAction(verb="list"))],
        ),
    )


@router.taps(RoleAction, "add")
async def ask_for_holder(
    action: RoleAction,
    person: Person,
    to: Recipient,
    roles: Roles,
    group_admin: GroupAdmin,
    state: FSMContext,
) -> None:
    await roles.require(person, Role.ADMINISTRATOR)
    role, titles = action.role, {group.id: to.name(group.titles) for group in await group_admin.open()}
    if role in SCOPED and action.scope not in titles:
        rows = [
            [button(title, RoleAction(verb="add", role=role, scope=group_id))]
            for group_id, title in titles.items()
        ]
        to.screen(to.text("role-which-group"), keyboard(*rows, [_back_to(to, role)]))
        return
    await expect(state, HOLDER, role=role, scope=action.scope)
    pick = KeyboardButton(
        text=to.label("role-pick"),
        request_users=KeyboardButtonRequestUsers(request_id=PICK, user_is_bot=False, max_quantity=1),
    )
    to.send(
        to.text("role-whom", role=role_name(to, role), scope=titles.get(action.scope, "none")),
        ReplyKeyboardMarkup(keyboard=[[pick]], resize_keyboard=True, one_time_keyboard=True),
        screen=True,
    )


@router.answers(HOLDER, content=SharedPeople())
async def take_shared(person_id: int, asked: Asked, person: Person, roles: Roles, tell: Tell) -> None:
    tell(await roles.give(person, person_id, Role(asked["role"]), asked["scope"]))


@router.answers(HOLDER)
async def take_name(
    text: str, asked: Asked, person: Person, to: Recipient, roles: Roles, state: FSMContext, tell: Tell
) -> None:
    """A number or a username that is found is enough; a part of a name offers a choice."""
    found, role, scope = await roles.find(person, text), Role(asked["role"]), asked["scope"]
    if len(found) == 1 and (text.strip().isdigit() or text.strip().startswith("@")):
        tell(await roles.give(person, found[0].id, role, scope))
        return
    await expect(state, HOLDER, **asked)
    rows = [
        [button(person_name(to, one), RoleAction(verb="give", role=role, person=one.id, scope=scope))]
        for one in found
    ]
    to.send(to.text("role-found", count=len(found)), keyboard(*rows, [_back_to(to, role)]), screen=True)


@router.taps(RoleAction, "give")
async def give(action: RoleAction, person: Person, roles: Roles, state: FSMContext, tell: Tell) -> None:
    given = await roles.give(person, action.person, action.role, action.scope)
    await state.clear()
    tell(given)


@tells(RoleGiven)
def tell_role_given(event: RoleGiven, say: Say) -> None:
    actor = say.to(event.actor)
    text = actor.text("role-given", who=person_name(actor, event.person), role=role_name(actor, event.role))
    actor.answer("role-given-short")
    if say.tapped is None:
        # The picker's keyboard goes with the message that replaces it.
        actor.send(text, ReplyKeyboardRemove())
        actor.send(actor.text("role-next"), keyboard(*_after(actor, event.role)))
    else:
        actor.screen(text, keyboard(*_after(actor, event.role)))
    _tell_holder(event, say)


@router.taps(RoleAction, "take")
async def take(action: RoleAction, person: Person, roles: Roles, tell: Tell) -> None:
    tell(await roles.take(person, action.person, action.role, action.scope))


@tells(RoleTaken)
def tell_role_taken(event: RoleTaken, say: Say) -> None:
    actor = say.to(event.actor)
    text = actor.text("role-taken", who=person_name(actor, event.person), role=role_name(actor, event.role))
    again = RoleAction(verb="give", role=event.role, person=event.person.id, scope=event.scope)
    still_administrator = event.person.id != event.actor.id or Role.ADMINISTRATOR in event.held
    actor.screen(
        text,
        keyboard([button(actor.label("role-give-back"), again)], *_after(actor, event.role))
        if still_administrator
        else home_button(actor),
    )
    _tell_holder(event, say)


def _tell_holder(event: RoleGiven | RoleTaken, say: Say) -> None:
    """Tell the person whose role began or ended, and give them the menu that they have now."""
    if event.fresh:
        to = say.to(event.person)
        say_commands_of(to, event.held)
        text = to.text(
            "role-you-have" if isinstance(event, RoleGiven) else "role-you-had",
            role=role_name(to, event.role),
        )
        to.send(text, home_button(to), lane=Lane.NOTICES)


def _after(to: Recipient, role: Role) -> list[list[InlineKeyboardButton]]:
    return [
        [button(to.label("role-to-role", role=role_name(to, role)), RoleAction(verb="open", role=role))],
        [back_button(to)],
    ]


def _back_to(to: Recipient, role: Role) -> InlineKeyboardButton:
    return lead_back(to, RoleAction(verb="open", role=role))
