"""Who takes part in introductions, rounds and pairs, on both databases."""

from dataclasses import replace

import pytest
from sqlalchemy import insert, select, update

from domain.consent import Consent
from domain.groups.model import Group, Place, PlaceStatus
from domain.introductions.entities import Introduction, Outcome, Participant
from domain.introductions.events import RoundResult
from domain.outbox import Lane, Outgoing
from domain.people import Person
from storage.consent import ConsentTable
from storage.contacts import ContactsTable
from storage.dossier import dossier
from storage.engine import Database, Transaction
from storage.groups import GroupsTable
from storage.introductions import IntroductionsTable
from storage.outbox import OutboxTable
from storage.tables.members import members, organisations, representatives
from storage.tables.street import Outbox, outbox

NOW = 1_800_000_000_000_000
FULL = Participant(1, frozenset({"law", "ai"}), "Юрист", pausing=True, waited=2)


def somebody(number: int) -> Person:
    return Person(number, "ru", 10, name=f"Имя {number}", consented=True)


async def joined(transaction: Transaction, *numbers: int) -> IntroductionsTable:
    """These take part."""
    table = IntroductionsTable(transaction)
    for number in numbers:
        await ContactsTable(transaction).add(somebody(number))
        await ConsentTable(transaction).give(Consent(number, "introductions", "1", "digest", NOW))
        await table.put(Participant(number))
    return table


async def test_a_participant_comes_back_as_kept(database: Database) -> None:
    async with database.transaction() as transaction:
        table = await joined(transaction, 1, 2)
        assert await table.participant(1) == Participant(1)
        await table.put(FULL)
        assert await table.participant(1) == FULL
        assert await table.participant(2) == Participant(2)
        assert await table.participant(3) is None
        await table.leave(1, NOW)
        assert await table.participant(1) is None


async def test_only_who_agrees_and_can_be_reached_takes_part(database: Database) -> None:
    async with database.transaction() as transaction:
        table = await joined(transaction, 5, 4, 3, 2, 1)
        contacts, consents = ContactsTable(transaction), ConsentTable(transaction)
        await contacts.save(replace(somebody(1), reachable=False))
        await consents.withdraw(2, ["introductions"], NOW)
        await consents.give(Consent(3, "mailings:events", "1", "digest", NOW))
        await consents.withdraw(3, ["mailings:events"], NOW)
        await consents.withdraw(5, ["introductions"], NOW)
        await consents.give(Consent(5, "introductions", "2", "digest", NOW))
        await table.put(Participant(4, pausing=True))
        found = await table.taking_part()
    assert found == [
        (Participant(3), somebody(3), frozenset()),
        (Participant(4, pausing=True), somebody(4), frozenset()),
        (Participant(5), somebody(5), frozenset()),
    ]


async def test_people_are_in_groups_by_their_settled_places(database: Database) -> None:
    async with database.transaction() as transaction:
        table, groups = await joined(transaction, 1, 2, 3, 4), GroupsTable(transaction)
        for number, group in enumerate(("pilots", "data")):
            await groups.add(Group(group, {"ru": group}, {}, "", number))
        firm = {"id": 9, "name": "ООО", "inn": "7707083893", "ogrn": "1"}
        await transaction.run(insert(organisations).values(**firm))
        for member, person, organisation, status in (
            (1, 1, None, "active"),
            (2, 2, None, "left"),
            (3, None, 9, "active"),
        ):
            row = {"id": member, "kind": "person", "status": status, "since": 1, "name": "N"}
            await transaction.run(
                insert(members).values(**row, person_id=person, organisation_id=organisation)
            )
        for person in (3, 4):
            speaks = {"organisation_id": 9, "person_id": person, "since": 1}
            await transaction.run(insert(representatives).values(**speaks))
        await groups.put(Place("pilots", 1, 1, PlaceStatus.CONFIRMED, 1))
        await groups.put(Place("data", 1, 1, PlaceStatus.PROPOSED, 1))
        await groups.put(Place("pilots", 2, 2, PlaceStatus.CONFIRMED, 1))
        await groups.put(Place("pilots", 3, 4, PlaceStatus.CONFIRMED, 1))
        await groups.put(Place("data", 3, None, PlaceStatus.CONFIRMED, 1))
        found = {part.person_id: groups for part, _, groups in await table.taking_part()}
    assert found == {1: {"pilots"}, 2: set(), 3: {"data"}, 4: {"pilots", "data"}}


async def test_pairs_are_known_for_ever(database: Database) -> None:
    async with database.transaction() as transaction:
        table = await joined(transaction, 1, 2, 3)
        assert await table.last_round() is None
        assert await table.known() == set()
        await table.open_round(NOW, 3)
        made = await table.introduce(NOW, 1, 2, NOW + 1)
        assert made == Introduction(made.id, 1, 2, NOW + 1)
        await table.leave(1, NOW)
        assert await table.known() == {(1, 2)}
        assert await table.find(made.id) == made
        assert await table.last_round() == NOW
        await ContactsTable(transaction).erase(2)
        assert await table.known() == set()
        assert await table.find(made.id) == replace(made, second_id=None)
        later = await table.introduce(NOW, 1, 3, NOW + 1)
        assert later.id > made.id


@pytest.mark.parametrize("what", ["round", "pair"])
async def test_the_database_itself_holds_no_round_and_no_pair_twice(database: Database, what: str) -> None:
    async with database.transaction() as transaction:
        table = await joined(transaction, 1, 2)
        await table.open_round(NOW, 2)
        await table.introduce(NOW, 1, 2, NOW)

    async def once_more() -> None:
        async with database.transaction() as transaction:
            table = IntroductionsTable(transaction)
            await (table.open_round(NOW, 2) if what == "round" else table.introduce(NOW, 1, 2, NOW))

    with pytest.raises(Exception, match=r"(?i)unique"):
        await once_more()


async def test_those_not_asked_are_found_and_answers_kept(database: Database) -> None:
    async with database.transaction() as transaction:
        table = await joined(transaction, 1, 2, 3, 4)
        await table.open_round(NOW, 4)
        early, late = await table.introduce(NOW, 1, 2, NOW), await table.introduce(NOW, 3, 4, NOW + 9)
        assert await table.to_ask(NOW - 1, 5) == []
        assert await table.to_ask(NOW, 5) == [early]
        assert await table.to_ask(NOW + 9, 5) == [early, late]
        assert await table.to_ask(NOW + 9, 1) == [early]
        said = replace(early, asked_at=NOW + 9, first_says=Outcome.MISSED, second_says=Outcome.MET)
        await table.save(said)
        assert await table.find(early.id) == said
        assert await table.to_ask(NOW + 9, 5) == [late]
        assert await table.find(99) is None


async def test_rounds_are_counted_by_what_came_of_their_pairs(database: Database) -> None:
    answers = [(None, None), (Outcome.MISSED, None), (None, Outcome.AGREED), (Outcome.MISSED, Outcome.MET)]
    async with database.transaction() as transaction:
        table = await joined(transaction, *range(1, 11))
        await table.open_round(NOW - 1, 0)
        await table.open_round(NOW, 9)
        await table.open_round(NOW + 1, 1)
        for number, (first, second) in enumerate(answers):
            made = await table.introduce(NOW, 2 * number + 1, 2 * number + 2, NOW)
            await table.save(replace(made, first_says=first, second_says=second))
        await ContactsTable(transaction).erase(8)
        assert await table.results(5) == [
            RoundResult(NOW + 1, 1, 0, 0, 0),
            RoundResult(NOW, 9, 4, 3, 1),
        ]
        assert await table.results(1) == [RoundResult(NOW + 1, 1, 0, 0, 0)]


async def owe(transaction: Transaction, chat: int, key: str, text: str) -> None:
    said = Outgoing("sendMessage", {"chat_id": chat, "text": text}, chat, Lane.NOTICES, key=key)
    await OutboxTable(transaction).add([said], NOW)


async def said(transaction: Transaction) -> dict[str, tuple[int, str]]:
    rows = await transaction.all(select(outbox))
    return {row["key"]: (row["state"], row["params"]) for row in rows}


@pytest.mark.parametrize("erased", [False, True], ids=["withdrawn", "erased"])
async def test_what_is_not_sent_yet_is_taken_back(database: Database, *, erased: bool) -> None:
    """Of the one who goes; what was sent stays a key, by which the other's question finds that it may be asked."""
    async with database.transaction() as transaction:
        table = await joined(transaction, 1, 2, 3, 4, 12)
        await table.open_round(NOW, 5)
        unsent, sent = await table.introduce(NOW, 1, 2, NOW), await table.introduce(NOW, 1, 3, NOW)
        other = await table.introduce(NOW, 2, 4, NOW)
        for one, chat in ((unsent, 2), (sent, 3), (other, 2)):
            await owe(transaction, chat, f"introduction:{one.id}:{chat}", "Анна")
        await owe(transaction, 3, f"introduction:{sent.id}:asked:3", "Анна")
        await transaction.run(
            update(outbox)
            .where(outbox.c.key == f"introduction:{sent.id}:3")
            .values(state=Outbox.SENT.value, params="{}")
        )
        if erased:
            await ContactsTable(transaction).erase(1)
        else:
            await table.leave(1, NOW)
        found = await said(transaction)
    assert found.pop(f"introduction:{other.id}:2")[0] == Outbox.WAITING
    assert found.pop(f"introduction:{sent.id}:3") == (Outbox.SENT, "{}")
    assert found == (
        {}
        if erased
        else {
            f"introduction:{unsent.id}:2": (Outbox.DROPPED, "{}"),
            f"introduction:{sent.id}:asked:3": (Outbox.DROPPED, "{}"),
        }
    )


async def test_the_dossier_has_ones_own_part_and_nothing_of_the_other(database: Database) -> None:
    async with database.transaction() as transaction:
        table = await joined(transaction, 1, 2)
        await table.put(FULL)
        await table.open_round(NOW, 2)
        made = await table.introduce(NOW, 1, 2, NOW)
        await table.save(replace(made, first_says=Outcome.MISSED, second_says=Outcome.MET))
        mine, theirs = await dossier(transaction, 1), await dossier(transaction, 2)
    (wanted,) = mine["introductions_wanted"]
    assert (wanted["interests"], wanted["about"]) == (["ai", "law"], "Юрист")
    assert mine["introductions"] == [
        {"id": made.id, "made_at": "2027-01-15T08:00:00+00:00", "asked_at": None, "said": 0}
    ]
    assert theirs["introductions"][0]["said"] == 2
