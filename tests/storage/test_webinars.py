"""Webinars, their calendar files and the months planned for, on both databases."""

from dataclasses import fields, replace

from sqlalchemy import delete

from domain.groups.model import Group
from domain.partners import Partner, PartnerStage
from domain.time import HOUR
from domain.webinars.entities import Audience, Guest, Standing, Webinar, WebinarKind, WebinarStatus
from storage.contacts import ContactsTable
from storage.engine import Database
from storage.groups import GroupsTable
from storage.jobs import JobsTable, Made
from storage.partners import PartnersTable
from storage.tables.street import jobs
from storage.webinars.guests import GuestsTable
from storage.webinars.plans import WebinarsTable
from tests.conftest import StandingClock
from tests.storage.webinars import NOW, WEBINAR, crowd

OTHERWISE = Webinar(
    id=0,
    kind=WebinarKind.PARTNER,
    audience=Audience.SUPPORTERS,
    group_id="",
    title="Другой",
    text="О другом",
    speakers="Другие",
    starts_at=NOW + 5,
    minutes=90,
    places=0,
    link="https://room.example/2",
    picture="",
    discount="КОД",
    status=WebinarStatus.SCHEDULED,
    organiser_id=2**40,
    sequence=3,
    publish_at=NOW - 7,
    code_word="ёж",
    recording="https://video.example/2",
    partner_id=1,
)
PARTNER = Partner(0, 1, PartnerStage.EXISTING, "Партнёр", "О нём", "", "", "", "10 %")


async def test_a_webinar_comes_back_as_it_was_kept(database: Database) -> None:
    assert all(
        getattr(OTHERWISE, field.name) != getattr(WEBINAR, field.name)
        for field in fields(Webinar)
        if field.name != "id"
    )
    async with database.transaction() as transaction:
        webinars = WebinarsTable(transaction)
        await PartnersTable(transaction).add(PARTNER)
        assert await webinars.find(1) is None
        first = await webinars.add(replace(WEBINAR, id=999))
        second = await webinars.add(WEBINAR)
        assert first == replace(WEBINAR, id=first.id)
        assert 999 not in {first.id, second.id}
        changed = replace(OTHERWISE, id=first.id)
        await webinars.save(changed)
        found = await webinars.find(first.id)
        assert found == changed
        assert [type(part) for part in (found.kind, found.audience, found.status)] == [
            WebinarKind,
            Audience,
            WebinarStatus,
        ]
        assert await webinars.find(second.id) == second


async def test_a_group_has_a_latest_webinar_and_plans(database: Database) -> None:
    async with database.transaction() as transaction:
        webinars = WebinarsTable(transaction)
        assert await webinars.latest_of("pilots") is None
        kept = {
            name: await webinars.add(replace(WEBINAR, starts_at=starts_at, status=status, group_id=group_id))
            for name, starts_at, status, group_id in (
                ("draft", 30, WebinarStatus.DRAFT, "pilots"),
                ("early", 10, WebinarStatus.PUBLISHED, "pilots"),
                ("off", 40, WebinarStatus.CANCELLED, "pilots"),
                ("theirs", 50, WebinarStatus.PUBLISHED, "biodata"),
            )
        }
        assert await webinars.latest_of("pilots") == kept["draft"]
        assert await webinars.latest_of("biodata") == kept["theirs"]
        for since, until, planned in (
            (30, 31, True),
            (0, 10, False),
            (11, 30, False),
            (31, 99, False),
            (0, 99, True),
        ):
            assert await webinars.planned("pilots", since, until) is planned, (since, until)


async def test_webinars_come_and_go(database: Database) -> None:
    async with database.transaction() as transaction:
        webinars = WebinarsTable(transaction)
        ended = await webinars.add(replace(WEBINAR, starts_at=NOW - HOUR))
        before = await webinars.add(replace(WEBINAR, starts_at=NOW - 3 * HOUR))
        long = await webinars.add(replace(WEBINAR, starts_at=NOW - 2 * HOUR, minutes=600))
        soon = await webinars.add(replace(WEBINAR, starts_at=NOW - HOUR + 1))
        drafts = [
            await webinars.add(replace(WEBINAR, starts_at=NOW + at, status=status))
            for at, status in (
                (2, WebinarStatus.DRAFT),
                (1, WebinarStatus.SCHEDULED),
                (0, WebinarStatus.DRAFT),
            )
        ]
        await webinars.add(replace(WEBINAR, starts_at=NOW + 1, status=WebinarStatus.CANCELLED))
        assert await webinars.coming(NOW) == [long, soon]
        assert await webinars.past(NOW, 10) == [ended, before]
        assert await webinars.past(NOW, 1) == [ended]
        assert await webinars.unfinished(NOW) == [drafts[1], drafts[0]]
        moved = replace(ended, starts_at=NOW, sequence=1)  # ends later, too
        await webinars.save(moved)
        assert await webinars.coming(NOW) == [long, soon, moved]
        assert await webinars.past(NOW, 10) == [before]


async def test_a_list_has_fifty_at_most(database: Database) -> None:
    async with database.transaction() as transaction:
        webinars = WebinarsTable(transaction)
        for status in (WebinarStatus.PUBLISHED, WebinarStatus.DRAFT):
            for number in range(51, 0, -1):
                await webinars.add(replace(WEBINAR, starts_at=NOW + number, status=status))
        soonest = [NOW + number for number in range(1, 51)]
        assert [webinar.starts_at for webinar in await webinars.coming(NOW)] == soonest
        assert [webinar.starts_at for webinar in await webinars.unfinished(NOW)] == soonest


async def test_the_scheduled_are_published_when_their_moment_has_come(database: Database) -> None:
    async with database.transaction() as transaction:
        webinars = WebinarsTable(transaction)
        scheduled = replace(WEBINAR, status=WebinarStatus.SCHEDULED)
        due = await webinars.add(replace(scheduled, publish_at=NOW))
        overdue = await webinars.add(replace(scheduled, publish_at=NOW - 1))
        for other in (
            replace(scheduled, publish_at=NOW + 1),
            replace(scheduled, publish_at=None),
            replace(WEBINAR, publish_at=NOW - 1),
            replace(WEBINAR, publish_at=NOW - 1, status=WebinarStatus.CANCELLED),
        ):
            await webinars.add(other)
        assert await webinars.to_publish(NOW) == [overdue, due]


async def test_guests_are_asked_once_after_the_end(database: Database) -> None:
    async with database.transaction() as transaction:
        webinars = WebinarsTable(transaction)
        over = await webinars.add(replace(WEBINAR, starts_at=NOW - HOUR))
        longer_over = await webinars.add(replace(WEBINAR, starts_at=NOW - 2 * HOUR))
        await webinars.add(replace(WEBINAR, starts_at=NOW - HOUR + 1))
        await webinars.add(replace(WEBINAR, starts_at=NOW - 2 * HOUR, status=WebinarStatus.CANCELLED))
        await webinars.add(replace(WEBINAR, starts_at=NOW - 2 * HOUR, status=WebinarStatus.DRAFT))
        assert await webinars.to_follow_up(NOW) == [longer_over, over]
        await webinars.followed_up(longer_over.id, NOW)
        await webinars.save(replace(longer_over, recording="https://video.example/1"))
        assert await webinars.to_follow_up(NOW) == [over]


async def test_a_calendar_file_is_made_once_for_a_change_and_a_language(database: Database) -> None:
    async with database.transaction() as transaction:
        webinars, jobs_table = WebinarsTable(transaction), JobsTable(transaction, StandingClock(NOW))
        webinar = await webinars.add(WEBINAR)
        other = await webinars.add(WEBINAR)
        assert await webinars.calendar(webinar.id, 0, "ru") is None
        job = await jobs_table.order("calendar", 1, {})
        await webinars.keep_calendar(webinar.id, 0, "ru", job)
        assert await webinars.calendar(webinar.id, 0, "ru") == job
        for which in ((webinar.id, 1, "ru"), (webinar.id, 0, "en"), (other.id, 0, "ru")):
            assert await webinars.calendar(*which) is None
        await jobs_table.finish(job, Made("webinar.ics", b"BEGIN:VCALENDAR"))
        assert await webinars.calendar(webinar.id, 0, "ru") == job
        await jobs_table.fail(job)
        assert await webinars.calendar(webinar.id, 0, "ru") is None
        again = await jobs_table.order("calendar", 2, {})
        await webinars.keep_calendar(webinar.id, 0, "ru", again)
        assert await webinars.calendar(webinar.id, 0, "ru") == again


async def test_a_calendar_file_is_gone_with_its_job(database: Database) -> None:
    """SQLite gives a deleted job's number to the next one, which may make what is nobody else's business."""
    async with database.transaction() as transaction:
        webinars, jobs_table = WebinarsTable(transaction), JobsTable(transaction, StandingClock(NOW))
        webinar = await webinars.add(WEBINAR)
        job = await jobs_table.order("calendar", 1, {})
        await webinars.keep_calendar(webinar.id, 0, "ru", job)
        await transaction.run(delete(jobs))
        await jobs_table.order("my-data", 2, {})
        assert await webinars.calendar(webinar.id, 0, "ru") is None


async def test_a_month_is_noted_once_for_each_group(database: Database) -> None:
    async with database.transaction() as transaction:
        webinars = WebinarsTable(transaction)
        for number, group_id in enumerate(("pilots", "biodata")):
            await GroupsTable(transaction).add(Group(group_id, {"ru": "Группа"}, {}, "", number))
        assert await webinars.note_month("pilots", "2027-02") is True
        assert await webinars.note_month("pilots", "2027-02") is False
        assert await webinars.note_month("pilots", "2027-03") is True
        assert await webinars.note_month("biodata", "2027-02") is True


async def test_an_erasure_takes_the_guest_and_leaves_the_webinar(database: Database) -> None:
    async with database.transaction() as transaction:
        await crowd(transaction, 2)
        webinars = WebinarsTable(transaction)
        guests_table = GuestsTable(transaction)
        mine = await webinars.add(replace(WEBINAR, organiser_id=1))
        theirs = await webinars.add(replace(WEBINAR, organiser_id=2))
        for person_id in (1, 2):
            await guests_table.put(
                Guest(theirs.id, person_id, Standing.REGISTERED, comment=f"от {person_id}")
            )
        await ContactsTable(transaction).erase(1)
        left = await webinars.find(mine.id)
        assert left is not None
        assert left.organiser_id == 0
        assert replace(left, organiser_id=1) == mine
        assert await webinars.find(theirs.id) == theirs
        assert await guests_table.guest(theirs.id, 1) is None
        guest = await guests_table.guest(theirs.id, 2)
        assert guest == Guest(theirs.id, 2, Standing.REGISTERED, comment="от 2")
        assert (await guests_table.counts(theirs.id)).registered == 1
