"""Roles in the chat: given and taken by administrators, and felt at once."""

from typing import Any

import pytest

from domain.groups.admin import GroupAdmin
from domain.people import Person
from domain.roles import Role
from handlers.roles import RoleAction
from storage.contacts import ContactsTable
from storage.roles import RolesTable
from storage.tables.people import audit, roles
from tests.handlers.harness import Street, Visitor
from tests.handlers.steps import refusals
from tests.words import like, words


@pytest.fixture(autouse=True)
async def _known(street: Street, anna: Visitor, john: Visitor, olga: Visitor) -> None:
    async with street.database.transaction() as transaction:
        for visitor in (anna, john, olga):
            user = visitor.user
            language = street.association.guess_language(visitor.language)
            person = Person(
                visitor.id, language, 1, name=user["first_name"], username=user["username"], consented=True
            )
            await ContactsTable(transaction).add(person)


async def held(street: Street, person_id: int) -> set[tuple[str, str]]:
    rows = await street.rows(roles)
    return {(row["role"], row["scope"]) for row in rows if row["person_id"] == person_id}


async def acts(street: Street) -> list[str]:
    return [row["act"] for row in await street.rows(audit)]


def menus(street: Street, person_id: int) -> list[list[str]]:
    """The menus of commands that a person was given, the newest last."""
    return [
        [command["command"] for command in call.params["commands"]]
        for call in street.sent
        if call.method == "setMyCommands" and call.params["scope"].get("chat_id") == person_id
    ]


async def test_home_names_the_work_of_ones_roles(olga: Visitor, john: Visitor) -> None:
    await olga.write("/start")
    assert f"({words('role-administrator')}):\n/status –" in olga.screen.text
    await olga.tap(RoleAction(verb="give", role=Role.MARKETING, person=john.id).pack())
    await john.subscribe()
    await john.write("/start")
    assert f"({words('role-marketing', 'en')}):\n/webinars –" in john.screen.text
    await olga.tap(RoleAction(verb="take", role=Role.MARKETING, person=john.id).pack())
    await john.write("/start")
    assert not john.screen.says("contact-home-work", "en")


async def test_an_administrator_gives_and_takes_a_role(street: Street, olga: Visitor, john: Visitor) -> None:
    await olga.write("/roles")
    await olga.press("role-secretary", "role-add")
    await olga.write("@John")
    assert await held(street, john.id) == {("secretary", "")}
    assert john.screen.says("role-you-have", "en", role=words("role-secretary", "en"))
    assert menus(street, john.id)[-1][0] == "start"
    await olga.write("/roles")
    await olga.press(
        like("role-button", count=1, role=words("role-secretary")), like("role-take", who="John")
    )
    assert await held(street, john.id) == set()
    assert john.screen.says("role-you-had", "en")
    assert await acts(street) == ["role-given", "role-taken"]
    await olga.press("role-give-back")
    assert await held(street, john.id) == {("secretary", "")}


async def test_a_new_administrator_has_the_menu_at_once_and_loses_it_at_once(
    street: Street, olga: Visitor, john: Visitor
) -> None:
    await olga.tap(RoleAction(verb="give", role=Role.ADMINISTRATOR, person=john.id).pack())
    assert {"status", "roles"} <= set(menus(street, john.id)[-1])
    await john.write("/roles")
    card = john.screen
    await olga.tap(RoleAction(verb="take", role=Role.ADMINISTRATOR, person=john.id).pack())
    assert not {"status", "roles"} & set(menus(street, john.id)[-1])
    before = await street.rows(roles)
    for data in (*card.taps[:-1], RoleAction(verb="give", role=Role.SECRETARY, person=john.id).pack()):
        await john.tap(data, card)
        assert john.heard("role-not-allowed-short", "en")
    assert await street.rows(roles) == before


@pytest.mark.parametrize(
    ("sent", "given"),
    [
        ({"text": "2"}, True),
        ({"text": "@JOHN"}, True),
        ({"text": "Joh"}, False),  # a part of a name offers a choice
        ({"text": "nobody"}, False),
        ({"text": "999"}, False),
        ({"users_shared": {"request_id": 1, "users": [{"user_id": 2}], "user_ids": [2]}}, True),
        ({"users_shared": {"request_id": 1, "users": [{"user_id": 999}], "user_ids": [999]}}, False),
    ],
)
async def test_people_are_named_in_every_way(
    street: Street, olga: Visitor, john: Visitor, sent: dict[str, Any], given: bool
) -> None:
    await olga.tap(RoleAction(verb="add", role=Role.TREASURER).pack())
    (asked,) = [call for call in street.sent if "keyboard" in (call.params.get("reply_markup") or {})]
    assert asked.params["reply_markup"]["keyboard"][0][0]["request_users"]["request_id"] == 1
    await olga.send(**sent)
    assert await held(street, john.id) == ({("treasurer", "")} if given else set())
    if sent.get("text") == "Joh":
        await olga.press("John")
        assert await held(street, john.id) == {("treasurer", "")}
    removed = [call for call in street.sent if (call.params.get("reply_markup") or {}).get("remove_keyboard")]
    assert bool(removed) == given


async def test_a_leader_is_given_a_group(street: Street, olga: Visitor, john: Visitor) -> None:
    async with street.database.transaction() as transaction:
        use_cases = street.use_cases(transaction)
        await use_cases.get(GroupAdmin).seed(street.association.working_groups)
    await olga.write("/roles")
    await olga.press("role-group-leader", "role-add", "По пилотным проектам")
    await olga.write("@john")
    assert await held(street, john.id) == {("group_leader", "pilots")}
    for scope in ("", "gone"):
        await olga.tap(RoleAction(verb="give", role=Role.GROUP_LEADER, person=john.id, scope=scope).pack())
    assert await held(street, john.id) == {("group_leader", "pilots")}


async def test_the_last_administrator_cant_be_removed(street: Street, olga: Visitor) -> None:
    await olga.tap(RoleAction(verb="take", role=Role.ADMINISTRATOR, person=olga.id).pack())
    assert olga.heard("refused-roles-last-administrator")
    assert await held(street, olga.id) == {("administrator", "")}
    assert await acts(street) == []


async def test_two_administrators_who_give_at_once_make_one_act(
    street: Street, olga: Visitor, anna: Visitor, john: Visitor
) -> None:
    async with street.database.transaction() as transaction:
        await RolesTable(transaction, street.association).give(anna.id, Role.ADMINISTRATOR, 1)
    data = RoleAction(verb="give", role=Role.MARKETING, person=john.id).pack()
    for visitor in (olga, anna, olga):
        await street.receive("callback_query", visitor.query(data))
    await street.work()
    assert await acts(street) == ["role-given"]
    assert len(menus(street, john.id)) == 1


@pytest.mark.parametrize("role", [role for role in (None, *Role) if role is not Role.ADMINISTRATOR], ids=str)
async def test_nobody_else_can_press_anything(street: Street, john: Visitor, role: Role | None) -> None:
    """Reliability row 30: every button of the roles' screens, forged by every other role."""
    if role is not None:
        async with street.database.transaction() as transaction:
            await RolesTable(transaction, street.association).give(john.id, role, 1)
    before = await street.rows(roles)
    tries = [
        RoleAction(verb=verb, role=which, person=person).pack()
        for verb in ("list", "open", "add", "give", "take")
        for which in Role
        for person in (john.id, 3)
    ]
    for data in tries:
        await john.tap(data)
        assert john.heard("role-not-allowed-short", "en"), data
    await john.write("/roles")
    assert john.screen.says("role-not-allowed", "en", needed=words("role-administrator", "en"))
    assert await street.rows(roles) == before
    assert {*await acts(street)} == {"refused"}
    assert await refusals(street) == len(tries) + 1


@pytest.mark.parametrize(
    "data",
    [
        "role:give:king:2:",
        "role:take:king:2:",
        "role:open:king:0:",
        "role:add:king:0:",
        "role:list:king:0:",
        "role:give:secretary:999:",
        "role:take:secretary:999:",
        "role:take:secretary:2:",
        "role:give:secretary:2:pilots",
        "role:give",
    ],
)
async def test_forged_buttons_change_nothing_for_an_administrator_either(
    street: Street, olga: Visitor, data: str
) -> None:
    before = await street.rows(roles)
    await olga.tap(data)
    assert await street.rows(roles) == before
