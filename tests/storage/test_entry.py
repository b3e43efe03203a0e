"""Requests to join, and who belongs in a working group's chat, on both databases."""

from dataclasses import replace

import pytest
from sqlalchemy import select, update

from domain.association import Association
from domain.chats.entities import CardPlace, Chat, ChatKind, Inside
from domain.entry.entities import JoinRequest, RequestStatus
from domain.operations import Retention
from domain.outbox import Outgoing
from domain.roles import Role
from domain.time import DAY
from storage.chats import ChatsTable
from storage.contacts import ContactsTable
from storage.engine import Database, Transaction
from storage.entry import EntryTable
from storage.groups import GroupsTable
from storage.operations import OperationsTable
from storage.outbox import OutboxTable
from storage.roles import RolesTable
from storage.tables.entry import chat_partings, join_requests
from storage.tables.groups import groups
from storage.tables.members import members
from storage.tables.street import outbox
from tests.storage.audiences import (
    EITHER,
    EVERYTHING,
    LAPSED,
    LEFT,
    NAMED,
    NOT_NAMED,
    OF_BIODATA,
    OF_THE_GROUP,
    OR,
    SETTLED,
    STRANGER,
    UNREACHABLE,
    everybody,
)

NOW = 1_000 * DAY
RIGHTS = frozenset({"can_restrict_members", "can_invite_users"})
CHAT = Chat(
    0, -1001, "supergroup", "Пилоты", ChatKind.GROUP, "pilots", "ru", RIGHTS, link="https://t.me/+pilots"
)
BELONGING = OF_THE_GROUP | {UNREACHABLE, LEFT}  # who can't be written to, or cancelled a webinar, belongs too


async def test_a_request_is_kept_changed_and_found(database: Database) -> None:
    async with database.transaction() as transaction:
        chat = await ChatsTable(transaction).add(CHAT, NOW)
        other = await ChatsTable(transaction).add(replace(CHAT, id=-1002), NOW)
        entry = EntryTable(transaction)
        assert await entry.latest_of(chat.number, 7) is None
        first = await entry.add(JoinRequest(0, chat.number, 7, "ru", NOW, NOW + DAY))
        settled = replace(
            first,
            status=RequestStatus.DECLINED,
            answer_by=NOW + 2 * DAY,
            settled_at=NOW,
            decided_by=3,
            cards=(CardPlace(-5, "en"), CardPlace(3, "ru")),
        )
        await entry.save(settled)
        assert await entry.find(first.number) == await entry.latest_of(chat.number, 7) == settled
        again = await entry.add(replace(first, asked_at=NOW + 1))
        elsewhere = await entry.add(replace(first, chat_number=other.number, answer_by=NOW))
        assert again.number > first.number
        assert await entry.latest_of(chat.number, 7) == again
        assert await entry.latest_of(other.number, 7) == elsewhere
        assert await entry.overdue(NOW - 1, 9) == []
        assert await entry.overdue(NOW, 9) == [elsewhere]
        assert await entry.overdue(NOW + DAY, 9) == [elsewhere, again]
        assert await entry.overdue(NOW + DAY, 1) == [elsewhere]


async def test_nobody_has_two_open_requests_for_one_chat(database: Database) -> None:
    async with database.transaction() as transaction:
        chat = await ChatsTable(transaction).add(CHAT, NOW)
        request = await EntryTable(transaction).add(JoinRequest(0, chat.number, 7, "ru", NOW, NOW + DAY))
    with pytest.raises(Exception, match=r"(?i)unique"):
        async with database.transaction() as transaction:
            await EntryTable(transaction).add(request)


async def test_settled_requests_are_forgotten_and_all_go_with_their_chat(database: Database) -> None:
    guests = Retention().guests
    async with database.transaction() as transaction:
        chat = await ChatsTable(transaction).add(CHAT, NOW)
        entry = EntryTable(transaction)
        for person, settled_at in ((1, NOW - guests - 1), (2, NOW - guests), (3, None)):
            status = RequestStatus.WAITING if settled_at is None else RequestStatus.GONE
            request = JoinRequest(0, chat.number, person, "ru", 1, 1, status, settled_at)
            await entry.add(request)
        await OperationsTable(transaction).clean(Retention(), NOW)
        left = await transaction.all(select(join_requests.c.person_id).order_by(join_requests.c.number))
        assert [row["person_id"] for row in left] == [2, 3]
        await ChatsTable(transaction).remove(chat.number)
        assert await transaction.all(select(join_requests)) == []


async def test_an_erasure_takes_back_what_is_not_said_yet(database: Database) -> None:
    """A moderators' card and the greeting name the person; what was decided by them names nobody any more."""
    async with database.transaction() as transaction:
        chat = await ChatsTable(transaction).add(CHAT, NOW)
        entry, outbox_table = EntryTable(transaction), OutboxTable(transaction)
        mine = await entry.add(JoinRequest(0, chat.number, 7, "ru", NOW, NOW))
        other = await entry.add(
            replace(mine, person_id=8, status=RequestStatus.ADMITTED, settled_at=NOW, decided_by=7)
        )
        for request in (mine, other):
            number = request.number
            keys = (f"entry:{number}:card:5:-9", f"entry:{number}:let-in:5")
            await outbox_table.add([Outgoing("x", {}, -9, key=key) for key in keys], NOW)
            link = f'<a href="tg://user?id={request.person_id}">Somebody</a>'
            await outbox_table.add([Outgoing("x", {"text": link}, -9, key=f"greeting:-{number}")], NOW)
        await ContactsTable(transaction).erase(7)
        assert await entry.find(mine.number) is None
        assert await entry.find(other.number) == replace(other, decided_by=None)
        left = {row["key"] for row in await transaction.all(select(outbox.c.key))}
        gone = {f"entry:{mine.number}:card:5:-9", f"greeting:-{mine.number}"}
        assert len(left) == 4
        assert not left & gone


# Working groups' chats


async def inside(transaction: Transaction, chat: Chat, *people: int, status: str = "member") -> None:
    for person in people:
        await ChatsTable(transaction).put(Inside(chat.number, person, status, frozenset(), NOW))


async def leavers(transaction: Transaction) -> set[int]:
    """Who has to leave which chat, as another look finds it."""
    entry = EntryTable(transaction)
    await entry.note_belonging()
    return {person.id for person, _ in await entry.to_part(100)}


async def lapse(transaction: Transaction, status: str = "lapsed") -> None:
    """All memberships end."""
    await transaction.run(update(members).values(status=status))


async def test_who_belonged_and_does_so_no_more_has_to_leave(database: Database) -> None:
    """Guests whom somebody brought in stay."""
    async with database.transaction() as transaction:
        await everybody(transaction)
        chat = await ChatsTable(transaction).add(CHAT, NOW)
        await inside(transaction, chat, *range(1, STRANGER + 1))
        assert await leavers(transaction) == set()
        entry = EntryTable(transaction)
        await GroupsTable(transaction).release(SETTLED)
        ((person, left),) = await entry.to_part(100)
        assert (person.id, left) == (SETTLED, chat)
        await entry.parted(chat.number, SETTLED, NOW)
        assert await leavers(transaction) == set(), "each is named once"
        await lapse(transaction)
        assert await leavers(transaction) == BELONGING - {SETTLED}
        assert len(await entry.to_part(2)) == 2
        await lapse(transaction, "active")
        assert await leavers(transaction) == set()


async def test_who_has_an_office_or_leads_stays(database: Database, association: Association) -> None:
    async with database.transaction() as transaction:
        await everybody(transaction)
        chat = await ChatsTable(transaction).add(CHAT, NOW)
        await inside(transaction, chat, *BELONGING)
        roles = RolesTable(transaction, association)
        await roles.give(SETTLED, Role.SECRETARY, NOW)
        await roles.give(NAMED, Role.GROUP_LEADER, NOW, "pilots")
        await roles.give(EITHER, Role.GROUP_LEADER, NOW, "biodata")
        assert await leavers(transaction) == set()
        await inside(transaction, chat, OR, status="administrator")
        await inside(transaction, chat, EVERYTHING, status="creator")
        await lapse(transaction)
        assert await leavers(transaction) == BELONGING - {SETTLED, NAMED, OR, EVERYTHING}
        await inside(transaction, chat, OR)
        assert OR in await leavers(transaction), "what was noted stays noted while somebody rises and falls"


@pytest.mark.parametrize(
    "changed",
    [
        {"inside": False},
        {"rights": frozenset({"can_invite_users"})},
        {"type": "group"},
        {"kind": ChatKind.PARTICIPANTS, "scope": ""},
        {"scope": "biodata"},
    ],
    ids=str,
)
async def test_nobody_leaves_where_the_bot_cant_act_or_the_chat_is_anothers(
    database: Database, changed: dict[str, object]
) -> None:
    async with database.transaction() as transaction:
        await everybody(transaction)
        chats = ChatsTable(transaction)
        chat = await chats.add(CHAT, NOW)
        await inside(transaction, chat, SETTLED, NOT_NAMED)
        assert await leavers(transaction) == set()
        await chats.save(replace(chat, **changed))  # type: ignore[arg-type]
        await lapse(transaction)
        assert await leavers(transaction) == set()
        await chats.save(chat)
        assert await leavers(transaction) == {SETTLED}


async def test_a_closed_groups_chat_is_left_alone(database: Database) -> None:
    async with database.transaction() as transaction:
        await everybody(transaction)
        chat = await ChatsTable(transaction).add(CHAT, NOW)
        await inside(transaction, chat, SETTLED)
        assert await leavers(transaction) == set()
        groups_table = GroupsTable(transaction)
        group = await groups_table.find("pilots")
        assert group is not None
        await groups_table.save(replace(group, closed_at=NOW))
        await lapse(transaction)
        assert await leavers(transaction) == set()


async def test_who_belongs_again_may_come_back(database: Database) -> None:
    async with database.transaction() as transaction:
        await everybody(transaction)
        chats, entry = ChatsTable(transaction), EntryTable(transaction)
        chat = await chats.add(CHAT, NOW)
        for person in (SETTLED, LAPSED, OF_BIODATA, EITHER):
            await entry.parted(chat.number, person, NOW)
        await entry.parted(chat.number, SETTLED, NOW + 1)
        assert [person.id for person, _ in await entry.returning(1)] == [SETTLED]
        assert [(person.id, back) for person, back in await entry.returning(9)] == [
            (SETTLED, chat),
            (EITHER, chat),
        ]
        await entry.returned(chat.number, SETTLED)
        await chats.save(replace(chat, inside=False))
        assert await entry.returning(9) == []
        await chats.save(chat)
        assert [person.id for person, _ in await entry.returning(9)] == [EITHER]
        await ContactsTable(transaction).erase(LAPSED)
        left = await transaction.all(select(chat_partings.c.person_id))
        assert {row["person_id"] for row in left} == {OF_BIODATA, EITHER}


async def test_a_groups_way_in_is_what_was_set_else_its_chats_link(database: Database) -> None:
    async with database.transaction() as transaction:
        await everybody(transaction)
        chats, groups_table = ChatsTable(transaction), GroupsTable(transaction)

        async def way_in() -> str:
            group = await groups_table.find("pilots")
            assert group is not None
            assert group.way_in == next(one.way_in for one in await groups_table.open() if one.id == "pilots")
            return group.way_in

        assert await way_in() == ""
        chat = await chats.add(CHAT, NOW)
        await chats.add(replace(CHAT, id=-1002, link="https://t.me/+later"), NOW)
        await chats.add(replace(CHAT, id=-1003, scope="biodata", link="https://t.me/+other"), NOW)
        assert await way_in() == CHAT.link
        await chats.save(replace(chat, link=""))
        assert await way_in() == "https://t.me/+later"
        group = await groups_table.find("pilots")
        assert group is not None
        await groups_table.save(replace(group, titles={"ru": "Новое имя"}))
        (row,) = await transaction.all(select(groups.c.chat_link).where(groups.c.id == "pilots"))
        assert row["chat_link"] == "", "the chat's link is looked up, and not written down as the group's own"
        await groups_table.save(replace(group, chat_link="https://t.me/own"))
        assert await way_in() == "https://t.me/own"
