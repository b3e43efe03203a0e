"""Jobs and files, the street's own books, the dossier and the bot's identity, on both databases."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import select

from domain.applications.entities import Note, Step
from domain.association import Association
from domain.board.ballots import Ballot, BallotKind, Choice, Vote
from domain.board.entities import MeetingKind
from domain.chats.entities import CardPlace, Chat, Inside
from domain.consent import Consent
from domain.dues.entities import Method
from domain.entry.entities import JoinRequest
from domain.forms.entities import Draft
from domain.groups.model import Group, Place, PlaceStatus, Question
from domain.leaving.entities import Words
from domain.moderation.entities import Appeal, GivenWarning, Incident, ModerationAct, Sanction, Stage
from domain.operations import DeadLetter, ProgramStatus, Retention
from domain.outbox import Lane, Outgoing
from domain.parties import PartyKind
from domain.people import Person
from domain.roles import Role
from domain.time import DAY, HOUR
from domain.webinars.entities import Guest, Standing
from storage.applications import ApplicationsTable
from storage.audit import AuditTable
from storage.board.ballots import BallotsTable
from storage.board.meetings import MeetingsTable
from storage.bots import BotsTable
from storage.chats import ChatsTable
from storage.consent import ConsentTable
from storage.contacts import ContactsTable
from storage.dossier import dossier
from storage.dues.invoices import InvoicesTable
from storage.dues.money import PaymentsTable
from storage.dues.notices import NoticesTable
from storage.engine import Database, Transaction, open_reader
from storage.entry import EntryTable
from storage.forms import FormsTable
from storage.groups import GroupsTable
from storage.inbox import InboxTable
from storage.jobs import JobsTable, Made
from storage.leaving import DeparturesTable
from storage.members import MembersTable
from storage.moderation.incidents import IncidentsTable
from storage.moderation.measures import MeasuresTable
from storage.operations import OperationsTable
from storage.outbox import OutboxTable, Settled
from storage.roles import RolesTable
from storage.tables.people import audit
from storage.tables.street import Outbox, albums, files, inbox, jobs, outbox
from storage.webinars.guests import GuestsTable
from storage.webinars.plans import WebinarsTable
from tests.conftest import StandingClock
from tests.storage.dues import INVOICE
from tests.storage.webinars import WEBINAR

NOW = 1_000 * DAY


async def test_jobs_are_taken_in_order_and_their_tries_counted(database: Database) -> None:
    news = database.signal("jobs")
    async with database.transaction() as transaction:
        jobs_table = JobsTable(transaction, StandingClock(NOW))
        assert await jobs_table.begin() is None
        first = await jobs_table.order("my-data", 1, {"person": 1, "name": "Анна"})
        second = await jobs_table.order("my-data", 2, {"person": 2})
    assert news.is_set()
    async with database.transaction() as transaction:
        jobs_table = JobsTable(transaction, StandingClock(NOW))
        for attempt in (1, 2):
            job = await jobs_table.begin()
            assert job is not None
            assert (job.id, job.kind, job.person_id, job.attempts) == (first, "my-data", 1, attempt)
            assert job.data == {"person": 1, "name": "Анна"}
        await jobs_table.fail(first)
        job = await jobs_table.begin()
        assert job is not None
        assert job.id == second
        await jobs_table.finish(second, Made("x.json", b"\x00\xff"))
        assert await jobs_table.begin() is None
        assert await jobs_table.file(second) == Made("x.json", b"\x00\xff")
        with pytest.raises(LookupError):
            await jobs_table.file(first)


async def test_equal_files_are_kept_once(database: Database) -> None:
    async with database.transaction() as transaction:
        jobs_table = JobsTable(transaction, StandingClock(NOW))
        orders = [await jobs_table.order("my-data", number, {}) for number in (1, 2)]
        for number, job in enumerate(orders):
            await jobs_table.finish(job, Made(f"{number}.json", b"the same"))
        assert len(await transaction.all(select(files.c.hash))) == 1
        assert [await jobs_table.file(job) for job in orders] == [
            Made("0.json", b"the same"),
            Made("1.json", b"the same"),
        ]


async def test_status_counts_what_there_is(database: Database) -> None:
    async with database.transaction() as transaction:
        operations = OperationsTable(transaction)
        assert await operations.status() == ProgramStatus(0, 0, 0, 0, 0, 0, 0)
        people, consents = ContactsTable(transaction), ConsentTable(transaction)
        await people.add(Person(1, "ru", NOW, consented=True))
        await people.add(Person(2, "ru", NOW, consented=True, reachable=False))
        await people.add(Person(3, "ru", NOW))
        for person in (1, 2):
            await consents.give(Consent(person, "personal-data", "1", "d", NOW))
        for purpose in ("mailings:news", "mailings:other"):
            await consents.give(Consent(1, purpose, "1", "d", NOW))
        await consents.give(Consent(2, "mailings:news", "1", "d", NOW))
        await consents.withdraw(2, ["mailings:news"], NOW)
        inbox_table, outbox_table = InboxTable(transaction), OutboxTable(transaction)
        for _ in range(3):
            await inbox_table.add_result(42, "message", 1, {}, NOW)
        first, second, _ = await inbox_table.next(10)
        await inbox_table.done(first.seq, NOW)
        await inbox_table.set_aside(second.seq, "error", NOW)
        await outbox_table.add([Outgoing("m", {}, chat) for chat in range(1, 5)], NOW)
        for owed in await outbox_table.claim((Lane.REPLIES, Lane.REPLIES), 2, NOW):
            await outbox_table.settle([Settled(owed.id, Outbox.FAILED)], NOW)
        assert await operations.status() == ProgramStatus(
            people=3, supporters=1, unreachable=1, pending=1, aside=1, waiting=2, failed=2
        )


async def test_what_was_set_aside_is_listed_and_tried_again(database: Database) -> None:
    async with database.transaction() as transaction:
        inbox_table, operations = InboxTable(transaction), OperationsTable(transaction)
        for number in range(12):
            await inbox_table.add_result(42, "message", number, {"n": number}, NOW + number)
        for received in await inbox_table.next(20):
            await inbox_table.count_attempt(received.seq)
            await inbox_table.set_aside(received.seq, f"error {received.payload['n']}", NOW)
        dead_letters = await operations.dead_letters()
        assert len(dead_letters) == 10
        assert dead_letters[0] == DeadLetter(dead_letters[0].seq, "message", "error 11", NOW + 11)
    news = database.signal("inbox")
    news.clear()
    async with database.transaction() as transaction:
        assert await OperationsTable(transaction).retry_dead_letters() == 12
        assert await OperationsTable(transaction).dead_letters() == []
        again = await InboxTable(transaction).next(20)
        assert [(received.payload["n"], received.attempts) for received in again] == [
            (n, 0) for n in range(12)
        ]
    assert news.is_set()


async def test_the_books_are_cleaned_by_their_terms(database: Database) -> None:
    terms = Retention(done_ids=48 * HOUR, dead_letters=3 * DAY, outbox=4 * DAY, files=5 * DAY)
    async with database.transaction() as transaction:
        inbox_table, outbox_table = InboxTable(transaction), OutboxTable(transaction)
        for _ in range(5):
            await inbox_table.add_result(42, "message", 1, {}, NOW - 100 * DAY)
        ages = iter(await inbox_table.next(10))
        await inbox_table.done(next(ages).seq, NOW - terms.done_ids - 1)
        await inbox_table.done(next(ages).seq, NOW - terms.done_ids)
        await inbox_table.set_aside(next(ages).seq, "old", NOW - terms.dead_letters - 1)
        await inbox_table.set_aside(next(ages).seq, "new", NOW - terms.dead_letters)
        await inbox_table.remember_albums(
            [
                {"chat_id": 1, "message_id": 1, "album": "old", "seen_at": NOW - terms.done_ids - 1},
                {"chat_id": 1, "message_id": 2, "album": "new", "seen_at": NOW - terms.done_ids},
            ]
        )
        old_jobs, new_jobs = (
            JobsTable(transaction, StandingClock(NOW - terms.files - 1)),
            JobsTable(transaction, StandingClock(NOW - terms.files)),
        )
        forgotten = await old_jobs.order("my-data", 1, {})
        waited_for = await old_jobs.order("my-data", 1, {})
        unmade = await old_jobs.order("my-data", 1, {})
        kept = await new_jobs.order("my-data", 1, {})
        for job in (forgotten, waited_for, kept):
            await new_jobs.finish(job, Made(f"{job}", f"{job}".encode()))
        await outbox_table.add([Outgoing("sendDocument", {}, 1, job=waited_for)], NOW)
        await outbox_table.add([Outgoing("m", {"n": n}, 10 + n) for n in range(3)], NOW - 100 * DAY)
        old, new, _ = await outbox_table.claim((Lane.REPLIES, Lane.REPLIES), 3, NOW - 100 * DAY)
        await outbox_table.settle([Settled(old.id, Outbox.SENT)], NOW - terms.outbox - 1)
        await outbox_table.settle([Settled(new.id, Outbox.FAILED)], NOW - terms.outbox)

        await OperationsTable(transaction).clean(terms, NOW)

        inbox_rows = await transaction.all(select(inbox.c.state, inbox.c.error).order_by(inbox.c.seq))
        assert [tuple(row) for row in inbox_rows] == [(1, None), (2, "new"), (0, None)]
        assert [row["album"] for row in await transaction.all(select(albums.c.album))] == ["new"]
        jobs_left = {row["id"] for row in await transaction.all(select(jobs.c.id))}
        assert jobs_left == {waited_for, unmade, kept}
        assert {row["data"] for row in await transaction.all(select(files.c.data))} == {
            f"{waited_for}".encode(),
            f"{kept}".encode(),
        }
        outbox_rows = await transaction.all(select(outbox.c.chat_id, outbox.c.state).order_by(outbox.c.id))
        assert [tuple(row) for row in outbox_rows] == [
            (1, Outbox.WAITING),
            (11, Outbox.FAILED),
            (12, Outbox.IN_FLIGHT),
        ]


async def test_what_nobody_needs_any_more_is_forgotten_by_its_terms(database: Database) -> None:
    """A form that was left lying, and what was refused; what was decided stays."""
    terms = Retention(drafts=180 * DAY, refusals=90 * DAY)
    async with database.transaction() as transaction:
        await ContactsTable(transaction).add(Person(1, "ru", NOW, consented=True))
        forms, audit_table = FormsTable(transaction), AuditTable(transaction)
        await forms.save(Draft(1, "old", NOW - 400 * DAY, NOW - terms.drafts - 1, nudged_at=NOW - 300 * DAY))
        await forms.save(Draft(1, "new", NOW - 400 * DAY, NOW - terms.drafts))
        await audit_table.record(NOW - terms.refusals - 1, 1, "refused", None, {"is": "old"})
        await audit_table.record(NOW - terms.refusals, 1, "refused", None, {"is": "new"})
        await audit_table.record(NOW - 900 * DAY, 1, "role-given", 1, {"is": "decision"})

        await OperationsTable(transaction).clean(terms, NOW)

        assert [draft.form for draft in await forms.of(1)] == ["new"]
        left = await transaction.all(select(audit.c.data).order_by(audit.c.id))
        assert [json.loads(row["data"])["is"] for row in left] == ["new", "decision"]


CANARIES = (
    *("Черновик ", "Вопрос ", "Заявитель ", "Заметка ", "Член ", "Фирма "),
    *("Вебинар ", "Отзыв ", "token-", "Платёж ", "Чек ", "Ухожу ", "Потому ", "Основание "),
)


async def join_the_association(transaction: Transaction, number: int) -> None:
    """Rows about a person in every table of the membership."""
    if number == 1:
        await GroupsTable(transaction).add(Group("one", {"ru": "Первая"}, {}, "", NOW))
    await FormsTable(transaction).save(
        Draft(number, "questionnaire-person", NOW, NOW, {"full-name": f"Черновик {number}"})
    )
    applications, members = ApplicationsTable(transaction), MembersTable(transaction)
    answers = {"full-name": f"Заявитель {number}"}
    application = await applications.add(number, PartyKind.PERSON, answers, NOW)
    await applications.note(application.id, Note(NOW, number, Step.ANSWERED, f"Заметка {number}"))
    member = await members.add(PartyKind.PERSON, number, None, NOW, application.id, f"Член {number}")
    dues = InvoicesTable(transaction)
    payments_table = PaymentsTable(transaction)
    notices_table = NoticesTable(transaction)
    invoice = await dues.add(replace(INVOICE, member_id=member.id), 1972)
    await payments_table.add_payment(invoice.id, 100, NOW, Method.TRANSFER, number, f"Платёж {number}")
    await payments_table.add_receipt(invoice.id, number, "file", "photo", f"Чек {number}", NOW)
    await notices_table.note(invoice.id, "0", NOW, [number])
    departures = DeparturesTable(transaction)
    departure = await departures.add(member.id, number, f"Ухожу {number}", NOW)
    await departures.say(departure.id, Words(NOW, number, staff=False, text=f"Потому {number}"))
    firm = await members.add_organisation(f"Фирма {number}", str(number), "", {})
    await members.add_representative(firm.id, number, NOW)
    await members.add_invitation(f"token-{number}", firm.id, number, NOW)
    groups = GroupsTable(transaction)
    await groups.put(Place("one", member.id, number, PlaceStatus.CONFIRMED, NOW))
    await groups.ask(Question(0, "one", number, f"Вопрос {number}", NOW))
    meeting = await MeetingsTable(transaction).add(NOW, MeetingKind.REGULAR)
    ballots = BallotsTable(transaction)
    expulsion = Ballot(0, meeting.id, BallotKind.EXPULSION, member_id=member.id, text=f"Основание {number}")
    await ballots.put(Vote((await ballots.add(expulsion)).id, number, Choice.ABSTAIN, NOW))
    await ballots.keep_roll(meeting.id, [number, 99])
    webinars = WebinarsTable(transaction)
    guests_table = GuestsTable(transaction)
    webinar = await webinars.add(
        replace(WEBINAR, title=f"Вебинар {number}", starts_at=NOW, organiser_id=number)
    )
    await guests_table.put(Guest(webinar.id, number, Standing.REGISTERED, comment=f"Отзыв {number}"))
    await AuditTable(transaction).record(NOW, number, "refused", None, {"needs": ["secretary"]})


async def put_order_at_stake(transaction: Transaction, chat: int, number: int) -> None:
    """Somebody was warned and blocked, appealed, and reported what they had written themselves."""
    moderation = IncidentsTable(transaction)
    measures_table = MeasuresTable(transaction)
    incident = await moderation.add_incident(
        Incident(0, chat, 5, (5,), number, f"Имя {number}", f"Слово {number}", NOW, Stage.SETTLED, NOW)
    )
    await moderation.add_report(incident.id, number)
    await measures_table.add_warning(
        GivenWarning(0, incident.id, chat, number, 9, 1, f"Слово {number}", NOW, NOW + 1)
    )
    sanction = await measures_table.add_sanction(
        Sanction(0, incident.id, chat, number, f"Имя {number}", 9, ModerationAct.BLOCK, NOW, NOW + 1)
    )
    await measures_table.add_appeal(Appeal(0, None, sanction.id, number, f"Не согласен {number}", NOW))


async def test_the_dossier_has_everything_about_one_person(
    database: Database, database_url: str, association: Association
) -> None:
    async with database.transaction() as transaction:
        for number in (1, 2):
            await ContactsTable(transaction).add(
                Person(number, "ru", NOW, name=f"Имя {number}", consented=True)
            )
            await ContactsTable(transaction).record(number, "started", NOW, {"source": f"ad-{number}"})
            await ConsentTable(transaction).give(Consent(number, "personal-data", "v", "d", NOW, 7))
            await RolesTable(transaction, association).give(number, Role.ADMINISTRATOR, NOW)
            await OutboxTable(transaction).add(
                [Outgoing("sendMessage", {"text": f"Вам {number}"}, number)], NOW
            )
            await InboxTable(transaction).add_result(42, "message", number, {"text": f"От {number}"}, NOW)
            await join_the_association(transaction, number)
            chat = await ChatsTable(transaction).add(
                Chat(0, -number, "group", f"Чат {number}", language="ru"), NOW
            )
            await ChatsTable(transaction).put(Inside(chat.number, number, "member", frozenset(), NOW))
            await put_order_at_stake(transaction, chat.number, number)
            request = JoinRequest(0, chat.number, number, "ru", NOW, NOW, cards=(CardPlace(2, "ru"),))
            await EntryTable(transaction).add(request)
            await EntryTable(transaction).parted(chat.number, number, NOW)
        for received in await InboxTable(transaction).next(10):
            await InboxTable(transaction).set_aside(received.seq, "error", NOW)
    async with open_reader(database_url) as reader:
        content = await dossier(reader, 1)
    text = json.dumps(content, ensure_ascii=False)
    for canary in ("Чат ", "Слово ", "Не согласен ", "Имя ", "ad-", "Вам ", "От ", *CANARIES):
        assert f"{canary}1" in text
        assert f"{canary}2" not in text
    assert content["person"][0]["first_seen_at"] == "1972-09-27T00:00:00+00:00"
    assert content["history"][0]["data"] == {"source": "ad-1"}
    assert {part for part, rows in content.items() if len(rows) > 1} <= {"conversation"}
    assert content["drafts"][0]["answers"] == {"full-name": "Черновик 1"}
    assert content["applications"][0]["answers"] == {"full-name": "Заявитель 1"}
    assert content["questions_to_working_groups"][0]["asked_at"] == "1972-09-27T00:00:00+00:00"
    assert content["payments"][0].keys() & {"entered_by"} == set()
    assert content["invoices"][0]["due_at"] == "1972-10-27T20:59:59+00:00"
    assert content["webinars"][0]["title"] == "Вебинар 1"
    assert content["webinars_organised"][0]["ends_at"] == "1972-09-27T01:00:00+00:00"


async def test_the_bots_identity_is_kept(database: Database) -> None:
    async with database.transaction() as transaction:
        bots = BotsTable(transaction)
        assert await bots.find(42) is None
        await bots.keep({"id": 42, "is_bot": True, "first_name": "Артель"})
        await bots.keep({"id": 42, "is_bot": True, "first_name": "Артель 2", "username": "artel_bot"})
        assert await bots.find(42) == {
            "id": 42,
            "is_bot": True,
            "first_name": "Артель 2",
            "username": "artel_bot",
        }


async def test_a_job_that_waits_is_not_ordered_twice(database: Database) -> None:
    """Reliability row 39: whoever asks for a file a hundred times makes the program make one."""
    async with database.transaction() as transaction:
        ordered = JobsTable(transaction, StandingClock(NOW))
        first = await ordered.order("my-data", 1, {"person": 1})
        assert {await ordered.order("my-data", 1, {"person": 1}) for _ in range(100)} == {first}
        others = [
            await ordered.order("my-data", 2, {"person": 2}),
            await ordered.order("certificate", 1, {"person": 1}),
            await ordered.order("my-data", 1, {"person": 1, "more": True}),
        ]
        assert len({first, *others}) == 4
        assert await ordered.begin() is not None
        await ordered.finish(first, Made("data.json", b"{}"))
        assert await ordered.order("my-data", 1, {"person": 1}) not in {first, *others}
