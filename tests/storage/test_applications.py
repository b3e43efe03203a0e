"""Applications, meetings and members, on both databases."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from domain.applications.entities import Note, Step
from domain.applications.life import ApplicationStatus
from domain.board.entities import MeetingKind
from domain.board.life import MeetingStatus
from domain.files import Scan
from domain.members.entities import MemberStatus
from domain.parties import PartyKind
from domain.people import Person
from storage.applications import ApplicationsTable
from storage.board.meetings import MeetingsTable
from storage.contacts import ContactsTable
from storage.dossier import dossier
from storage.engine import Database, Transaction
from storage.members import MembersTable
from storage.tables.applications import application_notes, applications
from storage.tables.members import members, representatives

ANSWERS = {"full-name": "Анна <b>&", "groups": ["a", "b"], "note": None, "paid": True}


async def people(transaction: Transaction, *ids: int) -> None:
    for person_id in ids:
        await ContactsTable(transaction).add(Person(person_id, "ru", 0, name=f"N{person_id}", consented=True))


async def test_an_application_comes_back_as_it_was_kept(database: Database) -> None:
    async with database.transaction() as transaction:
        await people(transaction, 1)
        applications_table = ApplicationsTable(transaction)
        meeting = await MeetingsTable(transaction).add(50, MeetingKind.EXTRA)
        made = await applications_table.add(1, PartyKind.ORGANISATION, ANSWERS, 7)
        assert await applications_table.find(made.id) == made
        assert await applications_table.find(made.id + 1) is None
        changed = replace(
            made,
            kind=PartyKind.PERSON,
            status=ApplicationStatus.POSTPONED,
            updated_at=9,
            files=(Scan("f1", "photo", "", "album"), Scan("f2", "document", "скан.pdf", "m7")),
            confirmed_at=8,
            meeting_id=meeting.id,
            position=3,
            reason="Причина",
            decided_by=2,
            cards=2,
            version=4,
        )
        await applications_table.save(changed)
        assert await applications_table.find(made.id) == changed
        await applications_table.note(made.id, Note(1, None, Step.SCHEDULED))
        await applications_table.note(made.id, Note(2, 1, Step.ASKED, "Что?"))
        assert await applications_table.notes(made.id) == [
            Note(1, None, Step.SCHEDULED),
            Note(2, 1, Step.ASKED, "Что?"),
        ]


async def test_a_person_has_one_open_application(database: Database) -> None:
    async with database.transaction() as transaction:
        await people(transaction, 1)
        applications_table = ApplicationsTable(transaction)
        first = await applications_table.add(1, PartyKind.PERSON, {}, 1)
        assert await applications_table.open_of(1) == first
        await applications_table.save(replace(first, status=ApplicationStatus.WITHDRAWN))
        assert await applications_table.open_of(1) is None
        second = await applications_table.add(1, PartyKind.PERSON, {}, 2)
        assert await applications_table.latest_of(1) == second
    with pytest.raises(Exception, match=r"(?i)unique"):
        async with database.transaction() as transaction:
            await ApplicationsTable(transaction).add(1, PartyKind.PERSON, {}, 3)


async def test_an_agenda_holds_what_is_open_in_its_order(database: Database) -> None:
    async with database.transaction() as transaction:
        await people(transaction, 1, 2, 3, 4)
        applications_table, meetings = ApplicationsTable(transaction), MeetingsTable(transaction)
        meeting = await meetings.add(100, MeetingKind.REGULAR)
        assert await applications_table.last_position(meeting.id) == -1
        made = [await applications_table.add(person, PartyKind.PERSON, {}, person) for person in (1, 2, 3, 4)]
        statuses = (
            ApplicationStatus.COMPLETE,
            ApplicationStatus.POSTPONED,
            ApplicationStatus.ADMITTED,
            ApplicationStatus.COMPLETE,
        )
        for application, status, place in zip(made, statuses, (2, 1, 0, 9), strict=True):
            at = None if place == 9 else meeting.id
            await applications_table.save(
                replace(application, status=status, meeting_id=at, position=place, cards=1)
            )
        assert [it.person_id for it in await applications_table.agenda(meeting.id)] == [2, 1]
        assert [it.person_id for it in await applications_table.unscheduled()] == [4]
        assert [it.person_id for it in await applications_table.list_open()] == [1, 2, 4]
        assert await applications_table.last_position(meeting.id) == 2
        await applications_table.place(made[1].id, 5)
        assert [it.person_id for it in await applications_table.agenda(meeting.id)] == [1, 2]


async def test_the_next_meeting_is_the_first_planned_one_to_come(database: Database) -> None:
    async with database.transaction() as transaction:
        meetings = MeetingsTable(transaction)
        late, early, gone = [await meetings.add(at, MeetingKind.REGULAR) for at in (300, 100, 200)]
        await meetings.save(replace(gone, status=MeetingStatus.CANCELLED))
        assert await meetings.next(50) == early
        assert await meetings.next(100) == late
        assert await meetings.next(300) is None
        assert await meetings.planned() == [early, late]
        assert await meetings.find(gone.id) == replace(gone, status=MeetingStatus.CANCELLED)
        assert await meetings.find(99) is None


async def test_the_register_of_members(database: Database) -> None:
    async with database.transaction() as transaction:
        await people(transaction, 1, 2, 3)
        application = await ApplicationsTable(transaction).add(1, PartyKind.PERSON, {}, 1)
        members_table = MembersTable(transaction)
        person = await members_table.add(PartyKind.PERSON, 1, None, 5, application.id, "Анна")
        firm = await members_table.add_organisation("ООО", "7707083893", "1", {"kpp": "2"})
        assert await members_table.organisation_by_inn("7707083893") == firm
        await members_table.save_organisation(replace(firm, name="АО"))
        firm = replace(firm, name="АО")
        assert await members_table.organisation(firm.id) == firm
        member = await members_table.add(PartyKind.ORGANISATION, None, firm.id, 6, application.id, "АО")
        for each in (2, 1, 2):
            await members_table.add_representative(firm.id, each, each)
        assert [it.id for it in await members_table.representatives(firm.id)] == [1, 2]
        assert await members_table.of_person(1) == person
        assert await members_table.of_organisation(firm.id) == member
        assert await members_table.member_of(1) == person
        assert await members_table.member_of(2) == member
        assert await members_table.member_of(3) is None
        await members_table.save(replace(person, status=MemberStatus.LEFT))
        assert await members_table.member_of(1) == member
        assert await members_table.page(0, 1) == [member]
        assert await members_table.count() == 2
        await members_table.remove_representative(firm.id, 2)
        assert await members_table.member_of(2) is None


async def test_an_invitation_works_once_and_for_its_term(database: Database) -> None:
    async with database.transaction() as transaction:
        await people(transaction, 1)
        members_table = MembersTable(transaction)
        firm = await members_table.add_organisation("ООО", "1", "1", {})
        await members_table.add_invitation("secret", firm.id, 1, 100)
        assert await members_table.invitation("secret", 99) == firm
        assert await members_table.invitation("secret", 100) is None
        assert await members_table.invitation("other", 0) is None
        await members_table.use_invitation("secret", 1, 150)
        assert await members_table.invitation("secret", 0) is None


async def test_erasure_leaves_nothing_of_an_applicant_and_no_name_of_a_secretary(database: Database) -> None:
    """Reliability row 41."""
    async with database.transaction() as transaction:
        await people(transaction, 1, 2)
        applications_table, members_table = ApplicationsTable(transaction), MembersTable(transaction)
        made = await applications_table.add(1, PartyKind.PERSON, {"full-name": "CANARY"}, 1)
        await applications_table.save(replace(made, status=ApplicationStatus.ADMITTED, decided_by=2))
        await applications_table.note(made.id, Note(1, 2, Step.ASKED, "CANARY?"))
        await members_table.add(PartyKind.PERSON, 1, None, 5, made.id, "CANARY")
        firm = await members_table.add_organisation("ООО", "1", "1", {})
        await members_table.add_representative(firm.id, 1, 5)
        parts = await dossier(transaction, 1)
        assert parts["applications"][0]["answers"] == {"full-name": "CANARY"}
        assert len(parts["application_notes"]) == len(parts["membership"]) == len(parts["representing"]) == 1
        await ContactsTable(transaction).erase(2)
        kept = await applications_table.find(made.id)
        assert kept is not None
        assert kept.decided_by is None
        assert [note.author_id for note in await applications_table.notes(made.id)] == [None]
        await ContactsTable(transaction).erase(1)
        for table in (applications, application_notes, members, representatives):
            assert await transaction.all(select(table)) == []
        assert await members_table.organisation(firm.id) == firm
