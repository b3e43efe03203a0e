"""Drafts in the database, on both engines."""

from dataclasses import replace

import pytest

from domain.forms.entities import Draft
from domain.people import Person
from storage.contacts import ContactsTable
from storage.dossier import dossier
from storage.engine import Database
from storage.forms import FormsTable
from storage.tables.forms import drafts

ANNA = Person(1, "ru", 0, consented=True)
DRAFT = Draft(
    1,
    "survey",
    created_at=10,
    updated_at=20,
    answers={
        "name": "Анна <b>",
        "member": True,
        "groups": ["b", "a"],
        "scans": [{"file_id": "x", "size": 1}],
    },
    skipped=["remark"],
    given=["name"],
    question="groups",
    held=True,
    step=1_800_000_000,
    uploads=3,
)


@pytest.fixture
async def people(database: Database) -> None:
    async with database.transaction() as transaction:
        contacts = ContactsTable(transaction)
        await contacts.add(ANNA)
        await contacts.add(replace(ANNA, id=2))
        await contacts.add(replace(ANNA, id=3, reachable=False))


@pytest.mark.usefixtures("people")
async def test_a_draft_comes_back_as_it_was_kept(database: Database) -> None:
    async with database.transaction() as transaction:
        await FormsTable(transaction).save(DRAFT)
        await FormsTable(transaction).save(replace(DRAFT, form="other", created_at=5, question=None))
    async with database.transaction() as transaction:
        other, draft = await FormsTable(transaction).of(1)
        assert draft == DRAFT
        assert (other.form, other.question) == ("other", None)
        assert await FormsTable(transaction).of(2) == []


@pytest.mark.usefixtures("people")
async def test_saving_again_takes_its_place(database: Database) -> None:
    changed = replace(
        DRAFT, answers={}, skipped=[], given=[], question=None, held=False, step=2**40, nudged_at=7
    )
    async with database.transaction() as transaction:
        drafts_table = FormsTable(transaction)
        await drafts_table.save(DRAFT)
        await drafts_table.save(changed)
        assert await drafts_table.of(1) == [changed]
        await drafts_table.delete(1, "survey")
        await drafts_table.delete(1, "survey")
        assert await drafts_table.of(1) == []


@pytest.mark.usefixtures("people")
async def test_lying_drafts_are_those_untouched_unnudged_and_reachable(database: Database) -> None:
    async with database.transaction() as transaction:
        drafts_table = FormsTable(transaction)
        await drafts_table.save(replace(DRAFT, form="old", updated_at=100))
        await drafts_table.save(replace(DRAFT, form="older", updated_at=50))
        await drafts_table.save(replace(DRAFT, form="new", updated_at=101))
        await drafts_table.save(replace(DRAFT, form="nudged", updated_at=1, nudged_at=2))
        await drafts_table.save(replace(DRAFT, person_id=2, updated_at=60))
        await drafts_table.save(replace(DRAFT, person_id=3, updated_at=1))
        found = await drafts_table.lying(100, 10)
        assert [(person.id, draft.form) for person, draft in found] == [
            (1, "older"),
            (2, "survey"),
            (1, "old"),
        ]
        assert found[0][0] == ANNA
        assert len(await drafts_table.lying(100, 2)) == 2


@pytest.mark.usefixtures("people")
async def test_drafts_go_with_their_person_and_stand_in_the_dossier(database: Database) -> None:
    async with database.transaction() as transaction:
        await FormsTable(transaction).save(DRAFT)
        (shown,) = (await dossier(transaction, 1))["drafts"]
        assert shown["answers"] == DRAFT.answers
        assert shown["updated_at"] == "1970-01-01T00:00:00.000020+00:00"
        await ContactsTable(transaction).erase(1)
        assert await transaction.all(drafts.select()) == []
