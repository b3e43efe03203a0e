"""Connecting chats, and following what Telegram tells of them."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import update

from domain.chats.entities import Chat, ChatKind
from domain.chats.use_cases import Chats
from domain.groups.model import Group
from domain.roles import Role
from domain.webinars.context import WebinarContext
from domain.webinars.entities import Audience
from storage.chats import ChatsTable
from storage.groups import GroupsTable
from storage.inbox import InboxTable
from storage.outbox import OutboxTable
from storage.roles import RolesTable
from storage.tables.chats import chat_people, chats
from storage.tables.groups import groups
from storage.tables.people import audit
from tests.conftest import START
from tests.handlers.harness import BOT, Street, Visitor
from tests.handlers.rooms import ALL_RIGHTS, ARTEL, Room, connected
from tests.storage.webinars import WEBINAR
from tests.words import matching, words


async def chat_row(street: Street) -> dict[str, object]:
    (row,) = await street.rows(chats)
    return row


async def test_an_administrator_connects_a_group_in_two_taps(street: Street, olga: Visitor) -> None:
    room = Room(street)
    await room.bot_becomes(olga, "administrator", *ALL_RIGHTS)
    assert "«Участники»" in olga.screen.text
    await olga.press("chat-look")
    assert olga.screen.says("chat-card", kind="none")
    await olga.press("chat-kind-participants")
    assert olga.screen.says("chat-in-order")
    assert olga.answer == words("chat-connected")
    row = await chat_row(street)
    assert (row["kind"], row["scope"], row["language"]) == ("participants", "", "ru")
    asked = [owed for owed in street.sent if owed.result_topic]
    assert {(owed.method, owed.result_topic) for owed in asked} == {
        ("createChatInviteLink", "chat-link"),
        ("getChatAdministrators", "chat-leaders"),
    }
    assert asked[0].params["creates_join_request"] is True
    audited = [(row["act"], json.loads(row["data"])["kind"]) for row in await street.rows(audit)]
    assert ("chat-connected", "participants") in audited


async def test_what_is_lacking_is_said_plainly_and_its_coming_too(street: Street, olga: Visitor) -> None:
    room = Room(street, type="group")
    await room.bot_becomes(olga, "administrator", "can_invite_users")
    await olga.press("chat-look", "chat-kind-participants")
    for lacking in ("can_restrict_members", "can_delete_messages", "supergroup"):
        assert olga.screen.says(f"chat-right-{lacking}")
    assert not olga.screen.says("chat-right-can_invite_users")
    await room.bot_becomes(olga, "administrator", *ALL_RIGHTS, old="administrator")
    assert olga.screen.says("chat-right-supergroup")
    assert not olga.screen.says("chat-right-can_restrict_members")
    before = len(street.sent)
    await room.bot_becomes(olga, "administrator", *ALL_RIGHTS, old="administrator")
    assert len(street.sent) == before, "the same rights again are no news"


async def test_removal_is_reported_and_coming_back_goes_on(street: Street, olga: Visitor) -> None:
    room = await connected(street, olga)
    await room.bot_becomes(olga, "kicked", old="administrator")
    assert olga.screen.says("chat-lost", title="Участники")
    await olga.press("chat-list-button")
    assert olga.screen.labels[0] == "⚠ Участники"
    await room.bot_becomes(olga, "administrator", *ALL_RIGHTS)
    assert olga.screen.says("chat-in-order")
    assert (await chat_row(street))["kind"] == "participants"


async def test_only_an_administrator_connects(street: Street, anna: Visitor, olga: Visitor) -> None:
    """Whoever else adds the bot sees in the chat how an administrator connects it."""
    room = Room(street)
    await room.bot_becomes(anna, "member")
    assert anna.screens == []
    (row,) = room.screen.buttons
    assert row[0]["url"] == "https://t.me/artel_bot?start=chat_1001"
    await anna.write("/start chat_1001")
    assert not anna.screen.says("chat-list")
    assert not anna.screen.says("chat-card")
    assert (await chat_row(street))["kind"] is None
    await olga.write("/start chat_1001")
    await olga.press("chat-kind-moderators")
    assert (await chat_row(street))["kind"] == "moderators"
    await anna.tap("chat:channel:1:")
    assert (await chat_row(street))["kind"] == "moderators"


@pytest.mark.usefixtures("street")
async def test_a_link_to_a_chat_that_is_not_there(olga: Visitor) -> None:
    await olga.write("/start chat_99")
    assert olga.screen.says("refused-chats-missing")
    for payload in ("chat_", "chat_-5", "chat_x", "chat_" + "9" * 30):
        await olga.write(f"/start {payload}")
        assert not olga.screen.says("refused-chats-missing")


async def test_a_found_chat_is_forgotten_when_the_bot_is_gone(street: Street, anna: Visitor) -> None:
    room = Room(street)
    await room.bot_becomes(anna, "member")
    await room.bot_becomes(anna, "left", old="member")
    assert await street.rows(chats) == []
    await room.bot_becomes(anna, "left", old="member")


async def test_a_channel_is_a_channel_and_a_groups_chat_its_groups(street: Street, olga: Visitor) -> None:
    channel = Room(street, id=-1002, type="channel", title="Канал")
    await channel.bot_becomes(olga, "administrator", "can_post_messages")
    await olga.press("chat-look")
    assert not matching("chat-kind-participants", olga.screen.labels)
    await olga.tap("chat:participants:1:")
    assert olga.screen.says("refused-chats-kind-unfit")
    await olga.tap("chat:channel:1:")
    assert olga.screen.says("chat-in-order")
    async with street.database.transaction() as transaction:
        await transaction.run(
            groups.insert().values(
                id="one", position=1, titles=json.dumps({"ru": "Первая", "en": "First"}), created_at=START
            )
        )
    room = Room(street, title="Чат первой")
    await room.bot_becomes(olga, "administrator", *ALL_RIGHTS)
    await olga.press("chat-look", "Первая")
    assert olga.screen.says("chat-card", group="Первая", kind="group")
    await olga.tap("chat:group:2:gone")
    assert olga.screen.says("refused-chats-kind-unfit")
    await olga.tap("chat:open:2:")
    await olga.press("language-name")
    assert {row["title"]: row["language"] for row in await street.rows(chats)} == {
        "Канал": "ru",
        "Чат первой": "en",
    }


async def test_leaving_is_asked_for_twice(street: Street, olga: Visitor) -> None:
    await connected(street, olga)
    await olga.press("chat-leave")
    assert await street.rows(chats)
    await olga.press("chat-leave-sure")
    assert await street.rows(chats) == []
    assert street.sent[-1].method == "leaveChat"


async def result(street: Street, result_topic: str, chat_id: int, payload: dict[str, object]) -> None:
    async with street.database.transaction() as transaction:
        await InboxTable(transaction).add_result(BOT, result_topic, chat_id, payload, street.clock.now())
    await street.work()


async def test_the_link_and_the_leaders_are_kept(street: Street, olga: Visitor) -> None:
    room = await connected(street, olga)
    made = {"ok": True, "result": {"invite_link": "https://t.me/+abc"}, "row": 1, "error": None}
    await result(street, "chat-link", room.id, made)
    await result(street, "chat-link", room.id, {"ok": False, "result": None, "row": 1, "error": "no"})
    leaders = [
        {"user": {"id": 5, "is_bot": False}, "status": "creator"},
        {"user": {"id": 6, "is_bot": False}, "status": "administrator", "can_restrict_members": True},
        {"user": {"id": BOT, "is_bot": True}, "status": "administrator"},
    ]
    await result(street, "chat-leaders", room.id, {"ok": True, "result": leaders})
    assert (await chat_row(street))["link"] == "https://t.me/+abc"
    people = {row["person_id"]: row["status"] for row in await street.rows(chat_people)}
    assert people == {5: "creator", 6: "administrator"}


async def test_who_comes_and_goes_stands_in_their_history(
    street: Street, olga: Visitor, anna: Visitor, john: Visitor
) -> None:
    room = await connected(street, olga)
    await anna.write("/start")
    await room.becomes(anna, "member")
    await room.becomes(john, "member")  # who never wrote to the bot
    assert {row["person_id"] for row in await street.rows(chat_people)} == {anna.id, john.id}
    await room.becomes(anna, "administrator", "can_restrict_members", old="member")
    (since,) = {row["since"] for row in await street.rows(chat_people) if row["person_id"] == anna.id}
    await room.becomes(anna, "left", old="administrator")
    assert [kind for kind, _ in await anna.history()] == ["started", "chat-joined", "chat-left"]
    assert {row["person_id"] for row in await street.rows(chat_people)} == {john.id}
    assert since < street.clock.now()


async def test_a_supergroup_takes_everything_along(street: Street, olga: Visitor, anna: Visitor) -> None:
    """Reliability row 34: settings, who is inside and what waits to be sent follow the chat's new id."""
    room = await connected(street, olga, type="group", id=-5)
    await room.becomes(anna, "member")
    street.cut_off = True
    worker_say = street.worker._say()
    worker_say.post(-5, "soon")
    async with street.database.transaction() as transaction:
        await OutboxTable(transaction).add(worker_say.calls, street.clock.now())
    new = Room(street, id=-1009)
    await new.bot_becomes(olga, "administrator", *ALL_RIGHTS)  # Telegram may say this first
    assert len(await street.rows(chats)) == 2
    await room.do("message", room.message(olga.user, migrate_to_chat_id=-1009))
    await new.do("message", new.message(olga.user, migrate_from_chat_id=-5))
    row = await chat_row(street)
    assert (row["id"], row["type"], row["kind"]) == (-1009, "supergroup", "participants")
    assert [row["person_id"] for row in await street.rows(chat_people)] == [anna.id]
    street.cut_off = False
    await street.deliver()
    assert "soon" in [screen.text for screen in new.screens]
    assert [owed.params["chat_id"] for owed in street.sent if owed.params.get("text") == "soon"] == [-1009]
    assert olga.told("chat-moved")
    await result(street, "chat-moved", -5, {"old": -5, "new": -1009})  # the sender has met it too
    assert len(await street.rows(chats)) == 1


async def test_a_supergroup_that_was_taken_for_a_new_chat_is_not_asked_to_be_connected(
    street: Street, olga: Visitor, anna: Visitor
) -> None:
    room = await connected(street, olga, type="group", id=-5)
    new = Room(street, id=-1009)
    await new.bot_becomes(anna, "administrator", *ALL_RIGHTS)
    assert any(screen.says("chat-hello") for screen in new.screens)
    await room.do("message", room.message(anna.user, migrate_to_chat_id=-1009))
    assert not any(screen.says("chat-hello") for screen in new.screens)


async def test_a_demoted_administrator_changes_no_chat(street: Street, olga: Visitor, anna: Visitor) -> None:
    """Reliability row 31."""
    await connected(street, olga)
    before = await street.rows(chats)
    async with street.database.transaction() as transaction:
        await RolesTable(transaction, street.association).give(anna.id, Role.ADMINISTRATOR, START)
        await RolesTable(transaction, street.association).take(olga.id, Role.ADMINISTRATOR)
    for tap in ("chat:leave-sure:1:", "chat:moderators:1:", "chat:language:1:en", "chat:list:0:"):
        await olga.tap(tap)
    assert await street.rows(chats) == before


async def test_of_kind_leaves_out_where_the_bot_is_no_more(street: Street, olga: Visitor) -> None:
    room = await connected(street, olga)
    async with street.database.transaction() as transaction:
        assert [chat.id for chat in await ChatsTable(transaction).of_kind(ChatKind.PARTICIPANTS)] == [room.id]
        await transaction.run(update(chats).values(inside=0))
        use_cases = street.use_cases(transaction)
        assert await use_cases.get(Chats).of_kind(ChatKind.PARTICIPANTS) == []


async def test_a_server_of_another_version_names_fewer_rights(street: Street, olga: Visitor) -> None:
    room = Room(street)
    bot = {"user": ARTEL, "status": "administrator", "can_be_edited": False, "can_invite_users": True}
    event = {
        "chat": room.chat,
        "from": olga.user,
        "date": room.date,
        "old_chat_member": {"user": ARTEL, "status": "left"},
        "new_chat_member": bot,
    }
    await room.do("my_chat_member", event)
    assert json.loads(str((await chat_row(street))["rights"])) == ["can_invite_users"]


async def test_a_webinar_is_announced_in_the_chats_it_concerns(street: Street) -> None:
    """A group's in that group's chat, one for supporters in the participants' group and the channel; in the chat's language."""
    open_groups = {"one": -1001, "two": -1002}
    async with street.database.transaction() as transaction:
        chats_table, groups_table = ChatsTable(transaction), GroupsTable(transaction)
        for group_id, chat_id in open_groups.items():
            await groups_table.add(Group(group_id, {"ru": group_id, "en": group_id}, {}, "", START))
            await chats_table.add(
                Chat(0, chat_id, "supergroup", group_id, ChatKind.GROUP, group_id, language="ru"), START
            )
        await chats_table.add(
            Chat(0, -1003, "supergroup", "Все", ChatKind.PARTICIPANTS, language="en"), START
        )
        await chats_table.add(Chat(0, -1004, "channel", "Канал", ChatKind.CHANNEL, language="ru"), START)
        lost = Chat(0, -1005, "supergroup", "Были", ChatKind.PARTICIPANTS, language="ru", inside=False)
        await chats_table.add(lost, START)
    wanted = {
        Audience.GROUP: [(-1001, "ru")],
        Audience.MEMBERS: [(-1003, "en")],
        Audience.SUPPORTERS: [(-1003, "en"), (-1004, "ru")],
    }
    async with street.database.transaction() as transaction:
        use_cases = street.use_cases(transaction)
        for audience, places in wanted.items():
            group_id = "one" if audience is Audience.GROUP else ""
            webinar = replace(WEBINAR, audience=audience, group_id=group_id)
            assert await use_cases.get(WebinarContext).chats(webinar) == places
