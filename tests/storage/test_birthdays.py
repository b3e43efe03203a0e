"""Birthdays as they are kept and found, on both databases."""

from dataclasses import replace
from datetime import date

from sqlalchemy import insert, select, update

from domain.birthdays import Birthday
from domain.outbox import Outgoing
from domain.people import Person
from storage.birthdays import BirthdaysTable
from storage.contacts import ContactsTable
from storage.dossier import dossier
from storage.engine import Database, Transaction
from storage.outbox import OutboxTable
from storage.tables.birthdays import birthdays
from storage.tables.members import members, organisations
from storage.tables.street import Outbox, outbox

NOW = 1_800_000_000_000_000
DAY = date(2027, 5, 5)


def somebody(number: int) -> Person:
    return Person(number, "ru", 10, name=f"Имя {number}", consented=True)


async def crowd(transaction: Transaction, many: int) -> BirthdaysTable:
    for number in range(1, many + 1):
        await ContactsTable(transaction).add(somebody(number))
    return BirthdaysTable(transaction)


async def test_a_birthday_comes_back_as_told(database: Database) -> None:
    async with database.transaction() as transaction:
        table = await crowd(transaction, 2)
        assert await table.find(1) is None
        await table.put(Birthday(1, 5, 7, 1988))
        assert await table.find(1) == Birthday(1, 5, 7, 1988)
        await table.put(Birthday(1, 2, 29))
        await table.put(Birthday(2, 5, 7))
        assert await table.find(1) == Birthday(1, 2, 29)
        assert (await dossier(transaction, 1))["birthday"] == [
            {"person_id": 1, "month": 2, "day": 29, "year": None}
        ]
        await table.remove(1)
        await ContactsTable(transaction).erase(2)
        assert await transaction.all(select(birthdays)) == []


async def test_those_of_a_day_are_found_if_they_can_be_told(database: Database) -> None:
    async with database.transaction() as transaction:
        table = await crowd(transaction, 5)
        for number, (month, day) in enumerate(((5, 5), (5, 5), (5, 5), (5, 6), (6, 5)), 1):
            await table.put(Birthday(number, month, day))
        await ContactsTable(transaction).save(replace(somebody(2), reachable=False))
        await ContactsTable(transaction).save(replace(somebody(3), consented=False))
        assert await table.born_on(5, 5) == [(Birthday(1, 5, 5), somebody(1))]
        assert await table.born_on(1, 1) == []


async def test_members_are_found_by_the_day_they_joined(database: Database) -> None:
    rows = [
        (1, "active", NOW - 1),
        (2, "active", NOW),
        (3, "left", NOW),
        (4, "active", NOW + 9),
        (5, "active", NOW + 10),
    ]
    async with database.transaction() as transaction:
        table = await crowd(transaction, 6)
        for number, status, since in rows:
            member = {"id": number, "kind": "person", "status": status, "since": since, "name": "N"}
            await transaction.run(insert(members).values(**member, person_id=number))
        firm = {"id": 9, "name": "ООО", "inn": "7707083893", "ogrn": "1"}
        await transaction.run(insert(organisations).values(**firm))
        organisation = {"id": 6, "kind": "organisation", "status": "active", "since": NOW, "name": "ООО"}
        await transaction.run(insert(members).values(**organisation, organisation_id=9))
        assert await table.members_since(NOW, NOW + 10) == [somebody(2), somebody(4)]
        await ContactsTable(transaction).save(replace(somebody(2), reachable=False))
        assert await table.members_since(NOW, NOW + 10) == [somebody(4)]


async def test_a_day_is_noted_once(database: Database) -> None:
    async with database.transaction() as transaction:
        assert await BirthdaysTable(transaction).note_day(DAY)
        assert not await BirthdaysTable(transaction).note_day(DAY)
    async with database.transaction() as transaction:
        assert not await BirthdaysTable(transaction).note_day(DAY)
        assert await BirthdaysTable(transaction).note_day(date(2027, 5, 6))


async def test_only_what_groups_would_still_be_told_is_taken_back(database: Database) -> None:
    keys = ("birthdays:2027-05-05:chat:1", "birthdays:2027-05-05:chat:2", "birthdays:2027-05-05:7")
    others = ("birthdays:2027-05-04:chat:1", "birthdays:2027-05-05:chat:3")
    async with database.transaction() as transaction:
        calls = [Outgoing("sendMessage", {"text": "x"}, 7, key=key) for key in (*keys, *others)]
        await OutboxTable(transaction).add(calls, NOW)
        sent = update(outbox).where(outbox.c.key == others[1]).values(state=Outbox.SENT.value)
        await transaction.run(sent)
        assert await BirthdaysTable(transaction).take_back(DAY)
        left = {row["key"] for row in await transaction.all(select(outbox))}
        assert left == {keys[2], *others}
        assert not await BirthdaysTable(transaction).take_back(DAY)
