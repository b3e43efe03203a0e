"""Who holds what; and who lacks the role that an act asks for."""

from collections.abc import Sequence
from typing import Literal

from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext

from domain.groups.charters import Charters
from domain.groups.model import Group
from domain.people import Person
from domain.roles import Holding, NotAllowed, Role, Roles
from handlers.contacts.home import back_button, home_button
from handlers.names import person_name, role_name
from handlers.router import Router
from handlers.say import Recipient, Say
from handlers.tellings import tells
from handlers.ui import button, keyboard

router = Router(name="roles-view")


class RoleAction(CallbackData, prefix="role"):
    """A tap on the roles' screens; `person` is whom it is about, `scope` a working group."""

    verb: Literal["list", "open", "add", "give", "take"]
    role: str = ""
    person: int = 0
    scope: str = ""


@router.message(Command("roles"))
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
    action: RoleAction, person: Person, to: Recipient, roles: Roles, charters: Charters, state: FSMContext
) -> None:
    holdings = await roles.holdings(person)
    await state.clear()
    if (role := role_of(action)) is None:
        to.answer("contact-stale-button")
        return
    _show_role(to, role, holdings, await charters.all())


def _show_role(to: Recipient, role: Role, holdings: Sequence[Holding], groups: Sequence[Group]) -> None:
    titles = {group.id: to.name(group.titles) for group in groups}
    held = [holding for holding in holdings if holding.role is role]
    rows = [
        [
            button(
                to.label("role-take", who=person_name(to, one.person), scope=titles.get(one.scope, "none")),
                RoleAction(verb="take", role=role, person=one.person.id, scope=one.scope),
            )
        ]
        for one in held
    ]
    to.screen(
        to.text("role-screen", role=role_name(to, role), count=len(held)),
        keyboard(
            *rows,
            [button(to.label("role-add"), RoleAction(verb="add", role=role))],
            [button(to.label("ui-back"), RoleAction(verb="list"))],
        ),
    )


@tells(NotAllowed)
def tell_not_allowed(refusal: NotAllowed, say: Say) -> None:
    to = say.to(refusal.person)
    needed = ", ".join(role_name(to, role) for role in refusal.needed)
    to.answer("role-not-allowed-short", alert=not to.in_private)
    if to.in_private:
        to.screen(to.text("role-not-allowed", needed=needed), home_button(to))


def role_of(action: RoleAction) -> Role | None:
    """The role that a button names, if there is one."""
    return next((role for role in Role if role == action.role), None)
