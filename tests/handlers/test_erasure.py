"""A name through every screen of the staff, told and untold, is nowhere after its owner's erasure."""

import json

import pytest

from domain.roles import Role
from storage.roles import RolesTable
from storage.tables.applications import applications
from storage.tables.groups import group_members
from storage.tables.street import outbox
from tests.handlers.applying import PERSON, apply_as_person, hand_in
from tests.handlers.harness import Street, Visitor
from tests.handlers.steps import appoint

pytestmark = pytest.mark.usefixtures("groups")

CANARIES = ("Канарейкина", "kanareika", "Канарейка поёт")
FULL_NAME = "Канарейкина-Преображенская Мария Константиновна"


async def look_everywhere(street: Street, secretary: Visitor, olga: Visitor, group: str) -> None:
    """Open every screen on which staff see people's names; Anna's application and membership are the first ones."""
    version = (await street.rows(applications))[0]["version"]
    await secretary.write("/applications")
    for verb in ("open", "answers", "history", "files", "ask", "return"):
        await secretary.tap(f"card:{verb}:1:{version}:")
    for command in ("/board", "/members", "/groups"):
        await secretary.write(command)
    screens = ["board:open:1:", "board:hold:1:", "register:page:0:", "register:open:1:"]
    screens += ["register:act:1:expel", f"group:open:{group}::0", f"group:roster:{group}::0"]
    screens += ["group:unplaced:::0", "place:card:1:0:", f"group:questions:{group}::0", "question:open:1"]
    screens += [f"group:export:{group}::0", "group:export:::0"]
    for data in screens:
        await secretary.tap(data)
    await olga.write("/roles")
    await olga.tap("role:open:moderator:0:")
    await olga.tap("role:give:moderator:1:")
    await olga.tap("role:take:moderator:1:")
    await olga.tap("role:add:moderator:0:")
    await olga.write("Канарейкина")


@pytest.mark.parametrize("cut_off", [False, True], ids=["told", "untold"])
async def test_a_name_is_nowhere_after_the_erasure(
    street: Street, secretary: Visitor, olga: Visitor, *, cut_off: bool
) -> None:
    """Reliability row 41, with Telegram at hand and with all of it still waiting in the outbox."""
    await olga.subscribe()
    await appoint(street, secretary.id, Role.ADMINISTRATOR)
    anna = street.visitor(1, "ru", first_name="Канарейкина", username="kanareika")
    await apply_as_person(anna, answers={**PERSON, "full-name": FULL_NAME})
    await secretary.write("/board")
    await secretary.press("board-plan-regular")
    await secretary.write("15.12.2032 15:00")
    if not cut_off:
        await hand_in(anna)
    street.cut_off = cut_off
    if cut_off:
        await anna.send(photo=[{"file_id": "p", "file_unique_id": "u", "width": 9, "height": 9}])
        await anna.tap("join:submit:")
    version = (await street.rows(applications))[0]["version"]
    await secretary.tap(f"card:accept:1:{version}:")
    await secretary.tap("board:open:1:")
    await secretary.write("/applications")
    await secretary.tap(f"card:admit:1:{version + 1}:")
    [place] = await street.rows(group_members)
    group = place["group_id"]
    await secretary.tap(f"place:settle:1:{place['since']}:{group}")
    await anna.tap(f"group:ask:{group}::0")
    await anna.write("Канарейка поёт?")
    async with street.database.transaction() as transaction:
        await RolesTable(transaction, street.association).give(1, Role.MODERATOR, street.clock.now())
    await look_everywhere(street, secretary, olga, group)

    before = await street.rows(outbox)
    telling = [row for row in before if any(word in row["params"] for word in CANARIES)]
    assert len({row["chat_id"] for row in telling}) == (3 if cut_off else 0)
    told_others = [row for row in telling if row["chat_id"] != anna.id]
    assert len(told_others) >= (5 if cut_off else 0)  # screens that wait are replaced by newer ones
    await anna.tap("contact:erase-sure:")
    everything = await street.everything()
    assert [word for word in CANARIES if word in everything] == []
    if cut_off:  # lists and notices still go out; what was a card of theirs does not
        kept = {row["id"] for row in await street.rows(outbox)}
        gone = [row for row in told_others if row["id"] not in kept]
        assert all((row["key"] or row["edits"] or "").startswith("application:1:") for row in gone)
        street.cut_off = False
        await street.deliver()
        assert "—" in json.dumps([call.params for call in street.sent], ensure_ascii=False)
