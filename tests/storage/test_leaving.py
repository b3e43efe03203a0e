"""Applications to leave, on both databases."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from domain.leaving.entities import Departure, DepartureStatus, Words
from domain.parties import PartyKind
from domain.people import Person
from storage.applications import ApplicationsTable
from storage.contacts import ContactsTable
from storage.engine import Database, Transaction
from storage.leaving import DeparturesTable
from storage.members import MembersTable
from storage.tables.leaving import departures

NOW = 1_000


async def members(transaction: Transaction) -> tuple[int, int]:
    """A person, and a firm that the person and somebody else represent."""
    books = MembersTable(transaction)
    for number in (1, 2):
        await ContactsTable(transaction).add(Person(number, "ru", 1, name="Имя", consented=True))
    application = await ApplicationsTable(transaction).add(1, PartyKind.PERSON, {}, 1)
    person = await books.add(PartyKind.PERSON, 1, None, 1, application.id, "Анна")
    organisation = await books.add_organisation("ООО", "1", "1", {})
    firm = await books.add(PartyKind.ORGANISATION, None, organisation.id, 1, application.id, "ООО")
    for number in (1, 2):
        await books.add_representative(organisation.id, number, number)
    assert [it.id for it in await books.members_of(1)] == [person.id, firm.id]
    assert [it.id for it in await books.members_of(2)] == [firm.id]
    return person.id, firm.id


async def test_an_application_to_leave_comes_back_as_it_was_kept(database: Database) -> None:
    async with database.transaction() as transaction:
        person, firm = await members(transaction)
        books = DeparturesTable(transaction)
        assert await books.asked() == []
        first = await books.add(person, 1, "Причина", NOW)
        second = await books.add(firm, 2, "", NOW + 1)
        assert first == Departure(first.id, person, 1, "Причина", DepartureStatus.ASKED, NOW)
        assert await books.asked() == [first, second]
        assert await books.asked_of(firm) == await books.find(second.id) == second
        with pytest.raises(Exception, match=r"(?i)unique"):
            async with transaction.savepoint():
                await books.add(firm, 1, "", NOW)
        settled = replace(first, status=DepartureStatus.CONFIRMED, settled_at=NOW + 2, settled_by=9)
        await books.save(settled)
        assert await books.find(first.id) == settled
        assert await books.asked_of(person) is None
        await books.end_all(firm, NOW + 3)
        ended = await books.find(second.id)
        assert ended == replace(second, status=DepartureStatus.OVER, settled_at=NOW + 3)
        assert (await books.add(firm, 2, "", NOW + 4)).status is DepartureStatus.ASKED
        assert await books.find(99) is None


async def test_an_erasure_takes_the_words_and_leaves_an_organisation_s_wish(database: Database) -> None:
    """Reliability row 41."""
    async with database.transaction() as transaction:
        person, firm = await members(transaction)
        books = DeparturesTable(transaction)
        for member in (person, firm):
            departure = await books.add(member, 1, "CANARY", NOW)
            await books.save(replace(departure, settled_by=2))
        for author, staff in ((1, False), (2, True)):
            await books.say(departure.id, Words(NOW, author, staff, "CANARY" if author == 1 else "Почему?"))
        await ContactsTable(transaction).erase(1)
        kept = replace(departure, person_id=None, reason="", settled_by=2)
        assert await books.asked() == [kept]
        assert await books.words(departure.id) == [Words(NOW, 2, True, "Почему?")]
        await ContactsTable(transaction).erase(2)
        assert await books.asked() == [replace(kept, settled_by=None)]
        assert await books.words(departure.id) == [Words(NOW, None, True, "Почему?")]
        assert len(await transaction.all(select(departures))) == 1
