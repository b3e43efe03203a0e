"""How people stand with webinars, on both databases; and that no statement reads more than it has to."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import ClauseElement
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from domain.time import HOUR
from domain.webinars.entities import Guest, Standing, WebinarStatus
from domain.webinars.events import Counts
from storage.engine import Database, Statements, Transaction
from storage.webinars import guests, invitations, plans
from storage.webinars.guests import GuestsTable
from storage.webinars.invitations import InvitationsTable
from storage.webinars.plans import WebinarsTable
from tests.storage.webinars import NOW, WEBINAR, crowd, somebody

FULL = Guest(0, 1, Standing.OFFERED, 4, NOW, NOW + 5, 1440, attended=True, score=9, comment="Спасибо")


async def put(transaction: Transaction, webinar_id: int, *standings: Standing) -> None:
    """People from 1 on stand so, their turns and moments in the same order."""
    for number, standing in enumerate(standings, 1):
        await GuestsTable(transaction).put(Guest(webinar_id, number, standing, number, NOW + number))


async def test_a_standing_comes_back_as_it_was_kept(database: Database) -> None:
    async with database.transaction() as transaction:
        await crowd(transaction, 2)
        webinars = WebinarsTable(transaction)
        guests_table = GuestsTable(transaction)
        here, there = (await webinars.add(WEBINAR)).id, (await webinars.add(WEBINAR)).id
        assert await guests_table.guest(here, 1) is None
        full, plain = replace(FULL, webinar_id=here), Guest(there, 1, Standing.INVITED)
        other = Guest(here, 2, Standing.LEFT)
        for guest in (replace(plain, webinar_id=here), full, plain, other):
            await guests_table.put(guest)
        found = await guests_table.guest(here, 1)
        assert found == full
        assert (type(found.standing), type(found.attended)) == (Standing, bool)
        assert await guests_table.guest(here, 2) == other
        assert await guests_table.standings_of(1, [here, there, 99]) == {here: full, there: plain}
        assert await guests_table.standings_of(1, [there]) == {there: plain}
        assert await guests_table.standings_of(1, []) == {}
        assert await guests_table.standings_of(2, [here, there]) == {here: other}


async def test_guests_are_counted_by_how_they_stand(database: Database) -> None:
    async with database.transaction() as transaction:
        await crowd(transaction, 11)
        webinars = WebinarsTable(transaction)
        guests_table = GuestsTable(transaction)
        here, there = (await webinars.add(WEBINAR)).id, (await webinars.add(WEBINAR)).id
        assert await guests_table.counts(here) == Counts()
        come = [Standing.REGISTERED] * 6
        await put(
            transaction, here, *come, Standing.WAITING, Standing.WAITING, Standing.OFFERED, Standing.LEFT
        )
        await guests_table.put(Guest(here, 11, Standing.INVITED))
        await put(transaction, there, *[Standing.REGISTERED] * 3)
        for number, score in enumerate((10, 9, 8, 7, 6, 0), 1):
            await guests_table.put(
                Guest(here, number, Standing.REGISTERED, attended=number != 6, score=score)
            )
        await guests_table.put(Guest(here, 10, Standing.LEFT, attended=True))
        counts = Counts(6, 2, 1, attended=6, scored=6, promoters=2, detractors=2)
        assert await guests_table.counts(here) == counts
        assert await guests_table.counts(there) == Counts(registered=3)


async def test_the_line_keeps_its_order(database: Database) -> None:
    async with database.transaction() as transaction:
        await crowd(transaction, 5)
        webinars = WebinarsTable(transaction)
        guests_table = GuestsTable(transaction)
        webinar = await webinars.add(WEBINAR)
        other = await webinars.add(WEBINAR)
        assert await guests_table.next_turn(webinar.id) == 1
        assert await guests_table.first_waiting(webinar.id) is None
        await guests_table.put(Guest(webinar.id, 1, Standing.REGISTERED))
        waiting = [Guest(webinar.id, 6 - turn, Standing.WAITING, turn, NOW + turn) for turn in (1, 2, 3)]
        for guest in (waiting[1], waiting[0], waiting[2]):
            await guests_table.put(guest)
        await guests_table.put(Guest(other.id, 5, Standing.WAITING, 9))
        assert await guests_table.first_waiting(webinar.id) == (waiting[0], somebody(5))
        assert [await guests_table.position(webinar.id, turn) for turn in (1, 2, 3)] == [1, 2, 3]
        assert await guests_table.next_turn(webinar.id) == 4
        await guests_table.put(replace(waiting[0], standing=Standing.LEFT))
        assert await guests_table.first_waiting(webinar.id) == (waiting[1], somebody(4))
        assert [await guests_table.position(webinar.id, turn) for turn in (2, 3)] == [1, 2]
        for guest in waiting[1:]:
            await guests_table.put(replace(guest, standing=Standing.OFFERED, offered_until=NOW))
        assert await guests_table.first_waiting(webinar.id) is None
        assert await guests_table.next_turn(webinar.id) == 4  # nobody comes before who is offered a place


async def test_offers_lapse_when_their_time_is_up(database: Database) -> None:
    async with database.transaction() as transaction:
        await crowd(transaction, 5)
        webinars = WebinarsTable(transaction)
        guests_table = GuestsTable(transaction)
        webinar = await webinars.add(WEBINAR)
        cancelled = await webinars.add(replace(WEBINAR, status=WebinarStatus.CANCELLED))
        up = Guest(webinar.id, 1, Standing.OFFERED, 2, NOW, NOW)
        long_up = Guest(webinar.id, 2, Standing.OFFERED, 3, NOW, NOW - 1)
        for guest in (
            up,
            long_up,
            Guest(webinar.id, 3, Standing.OFFERED, 1, NOW, NOW + 1),
            Guest(webinar.id, 4, Standing.REGISTERED, 1, NOW, NOW - 1),
            Guest(webinar.id, 5, Standing.OFFERED, 1, NOW),
            Guest(cancelled.id, 1, Standing.OFFERED, 1, NOW, NOW - 1),
        ):
            await guests_table.put(guest)
        lapsed = [(webinar, long_up, somebody(2)), (webinar, up, somebody(1))]
        assert await guests_table.lapsed(NOW, 10) == lapsed
        assert await guests_table.lapsed(NOW, 1) == lapsed[:1]


async def test_guests_are_listed_by_turn_and_arrival(database: Database) -> None:
    async with database.transaction() as transaction:
        await crowd(transaction, 6)
        webinars = WebinarsTable(transaction)
        guests_table = GuestsTable(transaction)
        webinar_id = (await webinars.add(WEBINAR)).id
        await put(transaction, (await webinars.add(WEBINAR)).id, Standing.REGISTERED)
        kept = [
            Guest(webinar_id, 6, Standing.REGISTERED, 0, NOW + 1),
            Guest(webinar_id, 5, Standing.REGISTERED, 0, NOW + 2),
            Guest(webinar_id, 4, Standing.WAITING, 1, NOW),
            Guest(webinar_id, 3, Standing.REGISTERED, 2, NOW - 1),
        ]
        for guest in (*reversed(kept), Guest(webinar_id, 1, Standing.INVITED)):
            await guests_table.put(guest)
        coming = [Standing.REGISTERED, Standing.WAITING]
        listed = [(guest, somebody(guest.person_id)) for guest in kept]
        assert await guests_table.guests(webinar_id, coming) == listed
        assert await guests_table.guests(webinar_id, coming, 1, 2) == listed[1:3]
        assert await guests_table.guests(webinar_id, {Standing.WAITING}) == listed[2:3]
        assert await guests_table.guests(webinar_id, []) == []


async def test_the_registered_are_reminded_page_by_page(database: Database) -> None:
    async with database.transaction() as transaction:
        await crowd(transaction, 5)
        webinars = WebinarsTable(transaction)
        guests_table = GuestsTable(transaction)
        later = await webinars.add(replace(WEBINAR, starts_at=NOW + HOUR - 1))
        running = await webinars.add(replace(WEBINAR, starts_at=NOW - HOUR + 1))
        for undue in (
            replace(WEBINAR, starts_at=NOW + HOUR),
            replace(WEBINAR, starts_at=NOW - HOUR),
            replace(WEBINAR, status=WebinarStatus.CANCELLED),
        ):
            await put(transaction, (await webinars.add(undue)).id, Standing.REGISTERED)
        registered = Standing.REGISTERED
        await put(transaction, later.id, registered, Standing.LEFT, registered, registered)
        others = (Standing.OFFERED, Standing.INVITED)
        await put(transaction, running.id, Standing.WAITING, registered, *others, registered)
        due = [(later, 1), (later, 3), (later, 4), (running, 2), (running, 5)]
        expected = [
            (webinar, Guest(webinar.id, number, registered, number, NOW + number), somebody(number))
            for webinar, number in due
        ]
        assert await guests_table.to_remind(NOW, NOW + HOUR, 100) == expected
        pages, after = [], (0, 0)
        while page := await guests_table.to_remind(NOW, NOW + HOUR, 2, after):
            pages.append(page)
            after = (page[-1][1].webinar_id, page[-1][1].person_id)
        assert pages == [expected[:2], expected[2:4], expected[4:]]
        assert await guests_table.to_remind(NOW, NOW + HOUR, 2, (later.id, 4)) == expected[3:]


async def test_each_of_the_invited_is_told_once(database: Database) -> None:
    async with database.transaction() as transaction:
        await crowd(transaction, 4)
        webinars = WebinarsTable(transaction)
        invitations_table = InvitationsTable(transaction)
        guests_table = GuestsTable(transaction)
        first, second = await webinars.add(WEBINAR), await webinars.add(WEBINAR)
        draft = await webinars.add(replace(WEBINAR, status=WebinarStatus.DRAFT))
        invited = Standing.INVITED
        await put(transaction, first.id, invited, Standing.REGISTERED, invited, invited)
        await put(transaction, second.id, invited, invited)
        await put(transaction, draft.id, invited)
        waiting = [(first, 1), (first, 3), (first, 4), (second, 1), (second, 2)]
        untold = [(webinar, somebody(number)) for webinar, number in waiting]
        assert await invitations_table.untold(100) == untold
        assert await invitations_table.untold(2) == untold[:2]
        await invitations_table.told(first.id, [1, 3])
        assert await invitations_table.untold(2) == untold[2:4]
        await guests_table.put(Guest(first.id, 1, Standing.REGISTERED))
        await guests_table.put(
            Guest(first.id, 1, invited)
        )  # as they stand changes, that they were told doesn't
        await invitations_table.told(first.id, [])
        assert await invitations_table.untold(100) == untold[2:]
        await webinars.save(replace(first, status=WebinarStatus.CANCELLED))
        await webinars.save(replace(draft, status=WebinarStatus.PUBLISHED))
        assert [webinar.id for webinar, _ in await invitations_table.untold(100)] == [
            second.id,
            second.id,
            draft.id,
        ]


STANDING = "webinar_guests_standing (webinar_id=? AND standing"


@pytest.mark.parametrize(
    ("statement", "index"),
    [
        (plans.LATEST_OF, "webinars_group (group_id=?)"),
        (plans.PLANNED, "webinars_group (group_id=? AND starts_at>? AND starts_at<?)"),
        (plans.COMING, "webinars_status (status=? AND ends_at>?)"),
        (plans.PAST, "webinars_status (status=? AND ends_at<?)"),
        (plans.UNFINISHED, "(status=?)"),
        (plans.TO_PUBLISH, "(status=?)"),
        (plans.TO_FOLLOW_UP, "webinars_unasked (status=? AND followed_up_at=? AND ends_at<?)"),
        (invitations.TO_TELL_OF, "webinar_guests_untold (webinar_id=? AND standing=? AND told=?)"),
        (invitations.UNTOLD, "webinar_guests_untold (webinar_id=? AND standing=? AND told=?)"),
        (invitations.TOLD, "(person_id=? AND webinar_id=?)"),
        (invitations.BELONGS, "group_members_person (person_id=?)"),
        (guests.FIND, "(person_id=? AND webinar_id=?)"),
        (guests.STANDINGS_OF, "(person_id=?"),
        (guests.COUNTS, f"COVERING INDEX {STANDING}>? AND standing<?)"),
        (guests.COUNTS, "COVERING INDEX webinar_guests_marked (webinar_id=?)"),
        (guests.NEXT_TURN, "COVERING INDEX webinar_guests_line (webinar_id=? AND standing=?)"),
        (guests.POSITION, "COVERING INDEX webinar_guests_line (webinar_id=? AND standing=? AND turn<?)"),
        (guests.FIRST_WAITING, "webinar_guests_line (webinar_id=? AND standing=?)"),
        (guests.GUESTS, "webinar_guests_standing (webinar_id=?"),
        (guests.LAPSED, "webinar_guests_offers (standing=? AND offered_until<?)"),
        (guests.TO_REMIND, "webinars_status (status=? AND ends_at>?)"),
        (guests.REGISTERED, f"{STANDING}=? AND person_id>?)"),
    ],
)
def test_a_statement_reads_by_an_index(statement: ClauseElement, index: str, sqlite_template: Path) -> None:
    compiled = Statements(SQLiteDialect_pysqlite())[statement]
    with closing(sqlite3.connect(sqlite_template)) as connection:
        rows = connection.execute("EXPLAIN QUERY PLAN " + compiled.sql, [1] * len(compiled.names))
        plan = [str(row[3]) for row in rows]
    assert any(index in step for step in plan), plan
    read_whole = ("SCAN webinars", "SCAN webinar_guests", "SCAN people", "SCAN group_members")
    assert not [step for step in plan if step.startswith(read_whole)]
