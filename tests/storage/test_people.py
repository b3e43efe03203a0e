"""People, consents, roles and conversations, on both databases."""

import html
from dataclasses import replace
from typing import Any

import pytest
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import StorageKey
from sqlalchemy import select

from domain.association import Association
from domain.consent import PERSONAL_DATA, Consent
from domain.moderation.entities import Incident, Stage
from domain.outbox import Lane, Outgoing
from domain.people import HistoryEntry, Person
from domain.roles import Role
from handlers.ui import clip
from storage.consent import ConsentTable
from storage.contacts import ContactsTable
from storage.conversations import ConversationsTable
from storage.engine import Database, Transaction
from storage.inbox import InboxTable
from storage.jobs import JobsTable, Made
from storage.moderation.books import ModerationLogTable
from storage.moderation.incidents import IncidentsTable
from storage.outbox import OutboxTable
from storage.roles import RolesTable
from storage.tables.base import complete_metadata
from storage.tables.people import consents
from tests.conftest import StandingClock

NOW = 1_000_000
ANNA = Person(1, "ru", NOW, "ad", "friend", "Анна Ильина", "anna", consented=True, reachable=False)


async def everything(transaction: Transaction) -> dict[str, list[dict[str, Any]]]:
    """All rows of all tables."""
    return {
        table.name: [dict(row) for row in await transaction.all(select(table))]
        for table in complete_metadata().sorted_tables
    }


def naming(rows: dict[str, list[dict[str, Any]]], *canaries: str) -> set[str]:
    """The tables in which one of `canaries` stands."""
    return {
        table
        for table, content in rows.items()
        for row in content
        for value in row.values()
        if any(canary in (value.decode() if isinstance(value, bytes) else str(value)) for canary in canaries)
    }


async def test_a_person_comes_back_as_they_were_kept(database: Database) -> None:
    async with database.transaction() as transaction:
        people = ContactsTable(transaction)
        assert await people.find(1) is None
        await people.add(ANNA)
        guest = Person(2**40, "en", NOW)
        await people.add(guest)
        assert await people.find(1) == ANNA
        assert await people.find(2**40) == guest
        changed = Person(1, "en", NOW, "ad", "friend", None, None, consented=False, reachable=True)
        await people.save(changed)
        assert await people.find(1) == changed
        assert await people.find(2**40) == guest


async def test_history_is_in_order_and_belongs_to_a_person(database: Database) -> None:
    async with database.transaction() as transaction:
        people = ContactsTable(transaction)
        await people.add(ANNA)
        await people.record(1, "started", NOW, {"source": "ad"})
        await people.record(1, "subscribed", NOW - 5, {"topics": ["news", "скидки"]})
        assert await people.history(1) == [
            HistoryEntry(NOW, "started", {"source": "ad"}),
            HistoryEntry(NOW - 5, "subscribed", {"topics": ["news", "скидки"]}),
        ]
        assert await people.history(2) == []
        with pytest.raises(Exception, match=r"(?i)foreign ?key"):
            async with transaction.savepoint():
                await people.record(2, "started", NOW, {})


async def fill(transaction: Transaction, person_id: int) -> None:
    """Something about a person in every table that can hold it."""
    canary = f"canary-{person_id}"
    people, jobs, inbox = (
        ContactsTable(transaction),
        JobsTable(transaction, StandingClock(NOW)),
        InboxTable(transaction),
    )
    await people.add(Person(person_id, "ru", NOW, name=canary, username=canary, consented=True))
    await people.record(person_id, "unsubscribe-reason", NOW, {"reason": canary})
    await ConsentTable(transaction).give(Consent(person_id, PERSONAL_DATA, "1", canary, NOW, 7))
    await OutboxTable(transaction).add([Outgoing("sendMessage", {"text": canary}, person_id)], NOW)
    key = StorageKey(42, person_id, person_id)
    await ConversationsTable(transaction).set_data(key, {"typed": canary})
    await ConversationsTable(transaction).set_data(StorageKey(42, -100, person_id), {"typed": canary})
    job = await jobs.order("my-data", person_id, {"person": canary})
    await jobs.finish(job, Made(f"{canary}.json", canary.encode()))
    await inbox.add_result(42, "message", person_id, {"text": canary}, NOW)
    await inbox.set_aside((await inbox.next(10))[0].seq, "error", NOW)
    await inbox.remember_albums([{"chat_id": person_id, "message_id": 1, "album": canary, "seen_at": NOW}])


async def test_erasure_leaves_nothing_of_a_person_and_everything_of_others(database: Database) -> None:
    """Reliability row 41: 0 canaries in the whole database."""
    async with database.transaction() as transaction:
        await fill(transaction, 1)
        await fill(transaction, 2)
        before = await everything(transaction)
        full = {
            "people",
            "history",
            "consents",
            "outbox",
            "conversations",
            "jobs",
            "files",
            "inbox",
            "albums",
        }
        assert naming(before, "canary-1") == full
        await ContactsTable(transaction).erase(1)
        after = await everything(transaction)
        assert naming(after, "canary-1") == set()
        assert {name: len(rows) for name, rows in after.items()} == {
            name: len(rows) // 2 for name, rows in before.items()
        }
        assert naming(after, "canary-2") == full


@pytest.mark.parametrize("name", ["Анна «Канарейка» <Ильина> & Co", "Анна", "b", "code", "amp"])
async def test_an_erasure_takes_a_name_out_of_what_others_are_still_to_be_told(
    database: Database, name: str
) -> None:
    """Whole, cut and escaped; nobody else's message is lost, and its markup and buttons stay whole."""
    said = html.escape(name, quote=False)
    label = clip(name, 12)
    data = "open:" + name[:9]
    text = f"<b>{said}</b>, <code>1</code> &amp; {html.escape(label, quote=False)}: Анналы, codes"
    buttons = {"inline_keyboard": [[{"text": f"1. {label}", "callback_data": data}]]}
    async with database.transaction() as transaction:
        people = ContactsTable(transaction)
        await people.add(replace(ANNA, name=name))
        await OutboxTable(transaction).add(
            [Outgoing("sendMessage", {"chat_id": 2, "text": text, "reply_markup": buttons}, 2)], NOW
        )
        await people.erase(1)
        (owed,) = await OutboxTable(transaction).claim((Lane.REPLIES, Lane.BULK), 5, NOW)
    if len(name) == 1:  # no name that could be told from a letter
        assert owed.params["text"] == text
        return
    assert owed.params["text"] == "<b>—</b>, <code>1</code> &amp; —: Анналы, codes"
    assert owed.params["reply_markup"]["inline_keyboard"] == [[{"text": "1. —", "callback_data": data}]]


async def test_a_job_that_ends_after_the_erasure_leaves_no_file(database: Database) -> None:
    async with database.transaction() as transaction:
        jobs, people = JobsTable(transaction, StandingClock(NOW)), ContactsTable(transaction)
        await people.add(ANNA)
        job = await jobs.order("my-data", 1, {"person": 1})
        await people.erase(1)
        await jobs.finish(job, Made("artel-my-data.json", b"canary"))
        await jobs.fail(job)
        assert naming(await everything(transaction), "canary") == set()


async def test_guests_are_forgotten_after_their_term_and_only_they(database: Database) -> None:
    async with database.transaction() as transaction:
        people = ContactsTable(transaction)
        for person in (Person(1, "ru", 10), Person(2, "ru", 20), Person(3, "ru", 10, consented=True)):
            await people.add(person)
            await people.record(person.id, "started", 10, {"source": None})
        assert await people.forget_guests(20) == 1
        assert [bool(await people.find(number)) for number in (1, 2, 3)] == [False, True, True]
        assert await people.history(1) == []
        assert len(await people.history(3)) == 1


async def test_a_guest_whose_words_are_evidence_is_forgotten_when_they_are(database: Database) -> None:
    async with database.transaction() as transaction:
        people, evidence = ContactsTable(transaction), IncidentsTable(transaction)
        await people.add(Person(1, "ru", 10))
        kept = await evidence.add_incident(
            Incident(0, 1, 5, (5,), 1, "Anna Canary", "Buy my course", NOW, Stage.REPORTED, NOW)
        )
        assert await people.forget_guests(20) == 0
        assert await evidence.incident(kept.id) == kept
        await ModerationLogTable(transaction).forget(NOW + 1, NOW)
        assert await evidence.incident(kept.id) is None
        assert await people.forget_guests(20) == 1


async def test_a_consent_is_given_withdrawn_and_given_again(database: Database) -> None:
    async with database.transaction() as transaction:
        await ContactsTable(transaction).add(ANNA)
        consents_table = ConsentTable(transaction)
        news = Consent(1, "mailings:news", "2026", "digest", NOW, 7)
        await consents_table.give(news)
        await consents_table.give(Consent(1, PERSONAL_DATA, "2026", "digest", NOW))
        assert set(await consents_table.standing(1)) == {
            news,
            Consent(1, PERSONAL_DATA, "2026", "digest", NOW),
        }
        with pytest.raises(Exception, match=r"(?i)unique"):
            async with transaction.savepoint():
                await consents_table.give(news)
        await consents_table.withdraw(1, ["mailings:news", "mailings:other"], NOW + 1)
        assert [consent.purpose for consent in await consents_table.standing(1)] == [PERSONAL_DATA]
        again = Consent(1, "mailings:news", "2027", "digest", NOW + 2, 8)
        await consents_table.give(again)
        assert again in await consents_table.standing(1)
        rows = await transaction.all(
            select(consents).where(consents.c.purpose == "mailings:news"), purpose_1="mailings:news"
        )
        assert len(rows) == 2


async def test_what_was_withdrawn_last_was_withdrawn_together(database: Database) -> None:
    async with database.transaction() as transaction:
        people, consents_table = ContactsTable(transaction), ConsentTable(transaction)
        await people.add(ANNA)
        await people.add(Person(2, "ru", NOW))
        assert await consents_table.withdrawn_last(1, "mailings:") == []
        for purpose in ("mailings:a", "mailings:b", "mailings:c", "other"):
            await consents_table.give(Consent(1, purpose, "1", "d", NOW))
        await consents_table.withdraw(1, ["mailings:a"], NOW + 1)
        await consents_table.withdraw(1, ["mailings:b", "mailings:c"], NOW + 2)
        await consents_table.withdraw(1, ["other"], NOW + 3)
        assert set(await consents_table.withdrawn_last(1, "mailings:")) == {"mailings:b", "mailings:c"}
        assert await consents_table.withdrawn_last(2, "mailings:") == []


async def test_roles_are_held_by_people_known_or_not(database: Database, association: Association) -> None:
    async with database.transaction() as transaction:
        roles = RolesTable(transaction, association)
        assert await roles.holders(Role.ADMINISTRATOR) == []
        await ContactsTable(transaction).add(ANNA)
        await roles.give(99, Role.ADMINISTRATOR, NOW)
        await roles.give(1, Role.ADMINISTRATOR, NOW + 1)
        assert await roles.of(1) == {Role.ADMINISTRATOR}
        assert await roles.of(2) == frozenset()
        assert await roles.holders(Role.ADMINISTRATOR) == [Person(99, "ru", 0), ANNA]


class Form(StatesGroup):
    """States as handlers have them."""

    name = State()


async def test_a_conversation_is_where_it_was(database: Database) -> None:
    key, other = StorageKey(42, 1, 1), StorageKey(42, -100, 1)
    async with database.transaction() as transaction:
        conversations = ConversationsTable(transaction)
        assert await conversations.get_state(key) is None
        assert await conversations.get_data(key) == {}
        await conversations.set_state(key, Form.name)
        await conversations.set_data(key, {"name": "Анна", "topics": ["a"]})
    async with database.transaction() as transaction:
        conversations = ConversationsTable(transaction)
        assert await conversations.get_state(key) == "Form:name"
        assert await conversations.get_data(key) == {"name": "Анна", "topics": ["a"]}
        assert await conversations.get_state(other) is None
        await conversations.set_state(key, None)
        assert await conversations.get_data(key) == {"name": "Анна", "topics": ["a"]}
        await conversations.set_data(key, {})
        assert (await everything(transaction))["conversations"] == []


async def test_changing_what_was_read_changes_nothing_by_itself(database: Database) -> None:
    key = StorageKey(42, 1, 1)
    async with database.transaction() as transaction:
        conversations = ConversationsTable(transaction)
        await conversations.set_data(key, {"topics": ["a"]})
        data = await conversations.get_data(key)
        data["topics"].append("b")
        await conversations.set_data(key, data)
    async with database.transaction() as transaction:
        assert await ConversationsTable(transaction).get_data(key) == {"topics": ["a", "b"]}
