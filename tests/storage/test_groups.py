"""Roles, the audit, groups, places and questions, on both databases; and the step that brought them."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, insert, select, text
from sqlalchemy.ext.asyncio import create_async_engine

from domain.association import Association
from domain.groups.model import Group, Place, PlaceStatus, Question
from domain.members.entities import MemberRef
from domain.parties import PartyKind
from domain.people import Person
from domain.roles import Holding, Role
from storage.audit import AuditTable
from storage.contacts import ContactsTable
from storage.dossier import dossier
from storage.engine import Database, Transaction, open_database
from storage.groups import GroupsTable
from storage.memberships import MembershipsTable
from storage.migrate import migrate
from storage.roles import RolesTable
from storage.tables.groups import group_questions
from storage.tables.members import members, organisations, representatives
from storage.tables.people import audit, history
from tests.conftest import own_postgres

ANNA = Person(1, "ru", 10, name="Анна Ильина", username="Anna_I", consented=True)
JOHN = Person(2, "en", 20, name="John 100%_x", username="john", consented=True)


async def rows(transaction: Transaction, table: Any) -> list[dict[str, Any]]:
    return [dict(row) for row in await transaction.all(select(table))]


async def people_and_groups(transaction: Transaction) -> None:
    for person in (ANNA, JOHN):
        await ContactsTable(transaction).add(person)
    groups = GroupsTable(transaction)
    for number, group_id in enumerate(("pilots", "biodata", "barriers")):
        await groups.add(Group(group_id, {"ru": f"Группа {number}"}, {}, "", number))


async def test_roles_are_held_in_scopes(database: Database, association: Association) -> None:
    async with database.transaction() as transaction:
        await people_and_groups(transaction)
        roles = RolesTable(transaction, association)
        await roles.give(1, Role.GROUP_LEADER, 100, "pilots")
        await roles.give(1, Role.GROUP_LEADER, 110, "biodata")
        await roles.give(9, Role.SECRETARY, 90)
        assert await roles.of(1) == {Role.GROUP_LEADER}
        assert await roles.scopes(1, Role.GROUP_LEADER) == {"pilots", "biodata"}
        assert await roles.scopes(9, Role.SECRETARY) == {""}
        assert await roles.scopes(2, Role.SECRETARY) == frozenset()
        assert await roles.holders(Role.GROUP_LEADER) == []
        assert await roles.holders(Role.GROUP_LEADER, "pilots") == [ANNA]
        assert await roles.holdings() == [
            Holding(Person(9, "ru", 0), Role.SECRETARY, "", 90),
            Holding(ANNA, Role.GROUP_LEADER, "pilots", 100),
            Holding(ANNA, Role.GROUP_LEADER, "biodata", 110),
        ]
        await roles.take(1, Role.GROUP_LEADER, "pilots")
        assert await roles.scopes(1, Role.GROUP_LEADER) == {"biodata"}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"username": "anna_i"}, [ANNA]),
        ({"username": "anna"}, []),
        ({"name": "ильин"}, [ANNA]),
        ({"name": "Ильина"}, [ANNA]),
        ({"name": "%"}, [JOHN]),
        ({"name": "0%_"}, [JOHN]),
        ({"name": "_"}, [JOHN]),
        ({"name": "\\"}, []),
        ({"name": "и"}, [ANNA]),
    ],
)
async def test_people_are_found(database: Database, asked: dict[str, str], found: list[Person]) -> None:
    async with database.transaction() as transaction:
        await people_and_groups(transaction)
        assert await ContactsTable(transaction).search(**asked) == found


async def test_groups_keep_their_order_and_sizes(database: Database) -> None:
    async with database.transaction() as transaction:
        await people_and_groups(transaction)
        groups = GroupsTable(transaction)
        for place in (
            Place("pilots", 1, 1, PlaceStatus.CONFIRMED, 5),
            Place("pilots", 2, None, PlaceStatus.PROPOSED, 6),
            Place("biodata", 1, 1, PlaceStatus.PROPOSED, 7, "pilots"),  # only wishes to move
        ):
            await groups.put(place)
        assert await groups.sizes() == {"pilots": 2, "biodata": 0, "barriers": 0}
        assert list(await groups.sizes()) == ["pilots", "biodata", "barriers"]
        changed = Group("biodata", {"ru": "Имя"}, {"ru": "Поле"}, "https://t.me/x", 1, 99)
        await groups.save(changed)
        assert await groups.find("biodata") == changed
        assert list(await groups.sizes()) == ["pilots", "barriers"]
        assert [group.id for group in await groups.open()] == ["pilots", "barriers"]
        assert [group.id for group in await groups.all()] == ["pilots", "biodata", "barriers"]
        assert (await groups.exists("pilots"), await groups.exists("biodata")) == (True, False)
        assert await groups.find("gone") is None


async def test_a_place_is_kept_replaced_and_given_up(database: Database) -> None:
    async with database.transaction() as transaction:
        await people_and_groups(transaction)
        groups = GroupsTable(transaction)
        proposed = Place("pilots", 7, 1, PlaceStatus.PROPOSED, 5)
        wish = Place("biodata", 7, 2, PlaceStatus.PROPOSED, 6, "pilots")
        await groups.put(proposed)
        await groups.put(wish)
        assert await groups.places_of(7) == [proposed, wish]
        confirmed = Place("pilots", 7, None, PlaceStatus.CONFIRMED, 8)
        await groups.put(confirmed)
        assert await groups.places_of(7) == [wish, confirmed]
        assert await groups.roster("pilots") == [(confirmed, None)]
        assert await groups.roster("biodata") == [(wish, JOHN)]
        assert set(await groups.placed()) == {7}
        await groups.remove("biodata", 7)
        assert await groups.places_of(7) == [confirmed]
        await groups.release(7)
        assert await groups.placed() == set()


async def test_questions_wait_until_they_are_answered(database: Database) -> None:
    async with database.transaction() as transaction:
        await people_and_groups(transaction)
        groups = GroupsTable(transaction)
        first = await groups.ask(Question(0, "pilots", 1, "Как?", 5))
        second = await groups.ask(Question(0, "pilots", 1, "Где?", 6))
        assert await groups.open_questions("pilots") == [first, second]
        answered = Question(first.id, "pilots", 1, "Как?", 5, "Так", 2, 9)
        await groups.answer(answered)
        kept = await groups.question(first.id)
        assert kept == answered
        assert kept.answered_by == 2
        assert await groups.open_questions("pilots") == [second]
        assert (await groups.count_open("pilots"), await groups.count_open("biodata")) == (1, 0)
        assert (await groups.count_open_of(1), await groups.count_open_of(2)) == (1, 0)
        assert await groups.question(999) is None


async def test_members_as_the_groups_know_them(database: Database) -> None:
    async with database.transaction() as transaction:
        await people_and_groups(transaction)
        await enrol(transaction)
        members_table = MembershipsTable(transaction)
        anna, firm = MemberRef(1, "Анна", PartyKind.PERSON), MemberRef(2, "ООО", PartyKind.ORGANISATION)
        assert await members_table.member_of(1) == anna  # their own membership before the organisation's
        assert await members_table.member_of(2) == firm
        assert await members_table.member_of(3) is None
        assert await members_table.names([1, 2, 3, 99]) == {1: anna, 2: firm}
        assert await members_table.names([]) == {}
        assert await members_table.active() == [anna, firm]
        assert await members_table.representatives(1) == [ANNA]
        assert await members_table.representatives(2) == [JOHN, ANNA]
        assert await members_table.representatives(99) == []


async def enrol(transaction: Transaction) -> None:
    """Anna, an organisation that John and Anna speak for, and one who left."""
    firm = {"id": 5, "name": "ООО", "inn": "7707083893", "ogrn": "1027700132195"}
    await transaction.run(insert(organisations).values(**firm))
    for member in (
        {
            "id": 1,
            "kind": "person",
            "person_id": 1,
            "organisation_id": None,
            "name": "Анна",
            "status": "active",
        },
        {
            "id": 2,
            "kind": "organisation",
            "person_id": None,
            "organisation_id": 5,
            "name": "ООО",
            "status": "active",
        },
        {
            "id": 3,
            "kind": "person",
            "person_id": 2,
            "organisation_id": None,
            "name": "John",
            "status": "left",
        },
    ):
        await transaction.run(insert(members).values(since=1, **member))
    for person_id, since in ((2, 1), (1, 2)):
        speaks = {"organisation_id": 5, "person_id": person_id, "since": since}
        await transaction.run(insert(representatives).values(**speaks))


async def test_an_erasure_leaves_the_log_but_nothing_of_the_person(
    database: Database, association: Association
) -> None:
    async with database.transaction() as transaction:
        await people_and_groups(transaction)
        await enrol(transaction)
        groups, roles = GroupsTable(transaction), RolesTable(transaction, association)
        await groups.put(Place("pilots", 1, 1, PlaceStatus.CONFIRMED, 5))
        await groups.put(Place("biodata", 2, 1, PlaceStatus.CONFIRMED, 5))
        await groups.ask(Question(0, "pilots", 1, "Канарейка", 5))
        await roles.give(1, Role.ADMINISTRATOR, 1)
        await roles.give(1, Role.GROUP_LEADER, 1, "pilots")
        await AuditTable(transaction).record(7, 1, "role-given", 2, {"role": "secretary"})
        asked = await dossier(transaction, 1)
        assert [row["text"] for row in asked["questions_to_working_groups"]] == ["Канарейка"]
        assert len(asked["places_in_working_groups"]) == 2
        assert asked["audit"][0]["data"] == {"role": "secretary"}
        await ContactsTable(transaction).erase(1)
        assert await groups.places_of(1) == []
        assert [place.person_id for place in await groups.places_of(2)] == [None]
        assert await rows(transaction, group_questions) == []
        assert await roles.of(1) == {Role.ADMINISTRATOR}  # the last one: somebody has to give roles
        await roles.give(2, Role.ADMINISTRATOR, 2)
        await ContactsTable(transaction).erase(2)
        assert await roles.of(2) == frozenset()
        (entry,) = await rows(transaction, audit)
        assert (entry["actor_id"], entry["subject_id"], json.loads(entry["data"])) == (
            1,
            2,
            {"role": "secretary"},
        )


@pytest.fixture
async def empty(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    if engine == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'artel.db'}"
    else:
        request.getfixturevalue("postgres_server")
        async with own_postgres() as url:
            yield url


async def on(url: str, *statements: str) -> None:
    def run(connection: Connection) -> None:
        for statement in statements:
            connection.execute(text(statement))

    if url.startswith("sqlite"):
        engine = create_engine(url.replace("+aiosqlite", ""))
        with engine.begin() as connection:
            run(connection)
        engine.dispose()
    else:
        asynchronous = create_async_engine(url)
        async with asynchronous.begin() as opened:
            await opened.run_sync(run)
        await asynchronous.dispose()


async def test_the_step_carries_the_roles_that_are_held(empty: str, association: Association) -> None:
    """Reliability row 24, for this step: rows before and after are the same, and roles are held without a scope."""
    await migrate(empty, "0002")
    await on(
        empty,
        "INSERT INTO people (id, language, first_seen_at, name, consented) VALUES (1, 'ru', 1, 'Анна', 1)",
        "INSERT INTO history (person_id, at, kind, data) VALUES (1, 1, 'started', '{}')",
        *[
            f"INSERT INTO roles (person_id, role, since) VALUES ({who}, 'administrator', {who * 10})"  # noqa: S608 -- our own numbers
            for who in range(1, 51)
        ],
    )
    await migrate(empty)
    async with open_database(empty) as database, database.transaction() as transaction:
        held = await RolesTable(transaction, association).holdings()
        assert [(one.person.id, one.role, one.scope, one.since) for one in held] == [
            (who, Role.ADMINISTRATOR, "", who * 10) for who in range(1, 51)
        ]
        assert held[0].person.name == "Анна"
        assert len(await rows(transaction, history)) == 1
        roles = RolesTable(transaction, association)
        await roles.give(1, Role.GROUP_LEADER, 5, "pilots")
        await roles.give(1, Role.GROUP_LEADER, 6, "biodata")  # the key has the scope in it now
        with pytest.raises(Exception, match=r"(?i)unique"):
            async with transaction.savepoint():
                await roles.give(1, Role.GROUP_LEADER, 7, "biodata")
