"""Decisions under SIGKILL: between the commit of one and its notice, and votes whose clock jumps or stands still."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from domain.applications.life import ApplicationStatus
from domain.board.ballots import Ballot, BallotKind, Choice, Vote
from domain.board.entities import Meeting, MeetingKind
from domain.board.life import BallotStatus, MeetingStatus
from domain.dues.entities import Invoice, InvoiceKind
from domain.dues.life import InvoiceStatus
from domain.parties import PartyKind
from domain.people import Person
from domain.roles import Role
from domain.time import DAY, HOUR
from storage.applications import ApplicationsTable
from storage.board.ballots import BallotsTable
from storage.board.meetings import MeetingsTable
from storage.contacts import ContactsTable
from storage.dues.invoices import InvoicesTable
from storage.dues.money import PaymentsTable
from storage.engine import Transaction, open_database
from storage.leaving import DeparturesTable
from storage.members import MembersTable
from storage.migrate import migrate
from storage.roles import GIVE
from tests.faults.harness import BOT, Stage
from tests.faults.webinars import Almanac
from tests.words import Part, has, like

SECRETARY, TREASURER, MEMBER = 2, 3, 4
BOARD = (5, 6, 7)
SECOND, MINUTE = 1_000_000, 60_000_000
OFFICES = (
    *((SECRETARY, Role.SECRETARY), (TREASURER, Role.TREASURER), (MEMBER, None)),
    *((number, Role.BOARD_MEMBER) for number in BOARD),
)


async def _people(stage: Stage, transaction: Transaction) -> None:
    for number, role in OFFICES:
        await stage.control.person(f"Person{number}", id=number, language_code="en")
        stage.world.dialog(BOT, number).started = True
        await ContactsTable(transaction).add(Person(number, "en", 0, name=f"N{number}", consented=True))
        if role is not None:
            await transaction.run(GIVE, person_id=number, role=role.value, scope="", since=0)


async def _member(
    transaction: Transaction, status: ApplicationStatus = ApplicationStatus.ADMITTED, **more: Any
) -> int:
    """An application with a member that came of it, unless the board has still to decide; returns either's number."""
    applications = ApplicationsTable(transaction)
    application = await applications.add(MEMBER, PartyKind.PERSON, {"full-name": "N"}, 1)
    await applications.save(replace(application, status=status, **more))
    if status is not ApplicationStatus.ADMITTED:
        return application.id
    return (await MembersTable(transaction).add(PartyKind.PERSON, MEMBER, None, 1, application.id, "N")).id


async def _vote(
    transaction: Transaction, until: int, voters: Sequence[int], application: int | None = None
) -> Meeting:
    """A meeting whose one question is voted on until then; these have said that they are for it."""
    meetings, ballots = MeetingsTable(transaction), BallotsTable(transaction)
    meeting = await meetings.add(until, MeetingKind.EXTRA)
    meeting = replace(meeting, status=MeetingStatus.VOTING, opened_at=1, until=until)
    await meetings.save(meeting)
    kind = BallotKind.FREE if application is None else BallotKind.ADMISSION
    ballot = await ballots.add(
        Ballot(0, meeting.id, kind, application, text="Shall we?", status=BallotStatus.OPEN)
    )
    for voter in voters:
        await ballots.put(Vote(ballot.id, voter, Choice.FOR, 2))
    return meeting


def _told(stage: Stage, text: Part) -> int:
    return sum(has(told, text) for told in stage.texts(MEMBER))


async def test_a_leave_that_was_confirmed_is_told(any_stage: Stage) -> None:
    """Reliability row 17: the membership has ended and its member doesn't know yet, when the program dies."""
    stage = any_stage
    stage.deaths_expected = True
    await migrate(stage.books.url)
    async with open_database(stage.books.url) as database, database.transaction() as transaction:
        await _people(stage, transaction)
        await DeparturesTable(transaction).add(await _member(transaction), MEMBER, "", 2)
    await stage.control.tap(SECRETARY, 1, "departure:confirm:1", forge=True)
    await stage.start(FAULTS_DIE_COMMITTED="1:0").end(30)
    assert await stage.books.rows("SELECT status FROM members") == [("left",)]
    assert stage.texts(MEMBER) == []
    stage.start()
    left = like("member-changed", "en", action="leave")
    await stage.until_told(MEMBER, left)
    await stage.until_settled()
    assert _told(stage, left) == 1
    assert await stage.books.number("SELECT count(*) FROM audit WHERE act = 'membership-leave'") == 1


async def test_a_payment_that_was_confirmed_is_told(any_stage: Stage) -> None:
    """Reliability row 17: the receipt is confirmed, the payer not yet thanked."""
    stage = any_stage
    stage.deaths_expected = True
    await migrate(stage.books.url)
    year = date(2027, 1, 1)
    async with open_database(stage.books.url) as database, database.transaction() as transaction:
        await _people(stage, transaction)
        dues = InvoicesTable(transaction)
        payments_table = PaymentsTable(transaction)
        draft = Invoice(
            *(0, "", await _member(transaction), InvoiceKind.YEARLY, "person", 500_000, 0, 0),
            *(year, year.replace(year=2028), 1, 2**50, InvoiceStatus.CHECKING),
        )
        invoice = await dues.add(draft, 2027)
        await dues.keep(draft.member_id or 0, "", year.replace(year=2028))
        await payments_table.add_receipt(invoice.id, MEMBER, "file", "photo", "", 2)
    confirm = f"treasury:confirm:{invoice.id}:{invoice.version}:"
    await stage.control.tap(TREASURER, 1, confirm, forge=True)
    await stage.start(FAULTS_DIE_COMMITTED="1:0").end(30)
    assert await stage.books.rows("SELECT status, paid FROM invoices") == [("paid", 500_000)]
    assert stage.texts(MEMBER) == []
    stage.start()
    thanks = like("dues-thanks", "en", settled="yes")
    await stage.until_told(MEMBER, thanks)
    await stage.until_settled()
    assert _told(stage, thanks) == 1
    assert await stage.books.number("SELECT count(*) FROM payments") == 1


async def test_a_vote_that_was_counted_is_told(any_stage: Stage) -> None:
    """Reliability row 17: the clock has counted, the applicant is a member and doesn't know yet."""
    stage = any_stage
    stage.deaths_expected = True
    await migrate(stage.books.url)
    now = int(stage.world.clock.now()) * SECOND
    async with open_database(stage.books.url) as database, database.transaction() as transaction:
        await _people(stage, transaction)
        application = await _member(transaction, ApplicationStatus.COMPLETE, meeting_id=None)
        await _vote(transaction, now - MINUTE, BOARD, application)
    await stage.start(ARTEL_CLOCK=stage.sandbox.url, FAULTS_DIE_DUE="1").end(30)
    assert await stage.books.rows("SELECT status FROM applications") == [("admitted",)]
    assert await stage.books.number("SELECT count(*) FROM members") == 1
    assert stage.texts(MEMBER) == []
    stage.start(ARTEL_CLOCK=stage.sandbox.url)
    admitted = like("application-stands", "en", status="admitted")
    await stage.until_told(MEMBER, admitted)
    await stage.until_settled()
    assert _told(stage, admitted) == 1
    assert await stage.books.number("SELECT count(*) FROM audit WHERE act = 'application-admit'") == 1
    assert await stage.books.number("SELECT count(*) FROM invoices") == 1


# Votes while the clock jumps and the program stands still


async def test_reminders_and_deadlines_of_votes_through_stops_and_jumps(any_stage: Stage) -> None:
    """Reliability rows 26, 27.

    A minute, an hour back, a day, 8 days → each reminder once, of overtaken ones none, none early.
    """
    stage = any_stage
    stage.deaths_expected = True
    await stage.control.freeze()
    begin = round(stage.world.clock.now()) * SECOND
    await stage.control.set_clock(begin / SECOND)
    await migrate(stage.books.url)
    first, second = begin + 3 * DAY, begin + 5 * DAY
    async with open_database(stage.books.url) as database, database.transaction() as transaction:
        await _people(stage, transaction)
        meetings = [await _vote(transaction, until, BOARD[:1]) for until in (first, second)]
    almanac = Almanac(stage, [], [])
    reminded = [(meetings[0], first, 24), (meetings[0], first, 3)]
    # When the clock looks, and how many of these have been told by then; the rest comes too late for its sense.
    looks = (
        (first - DAY - MINUTE, 0),
        (first - DAY + MINUTE, 1),
        (first - DAY - HOUR, 1),  # put back
        (first - 4 * HOUR, 1),
        (first - 3 * HOUR + MINUTE, 2),  # after a minute's stop
        (first - 3 * HOUR - DAY, 2),
        (second + 8 * DAY, 2),  # both deadlines and the second's reminders went by
    )
    program = stage.start(ARTEL_CLOCK=stage.sandbox.url)
    for now, told in looks:
        await program.kill()
        await stage.control.set_clock(now / SECOND)
        program = stage.start(ARTEL_CLOCK=stage.sandbox.url)
        await almanac.look(now)
        wanted = {
            f"meeting:{meeting.id}:reminder:{until}:{hours}:{person}"
            for meeting, until, hours in reminded[:told]
            for person in BOARD[1:]
        }
        keys = await stage.books.rows("SELECT key FROM outbox WHERE key LIKE 'meeting:%:reminder:%'")
        assert sorted(key for (key,) in keys) == sorted(wanted), now - begin
    await stage.until_settled()
    missed = await stage.books.rows("SELECT key FROM outbox WHERE key LIKE 'meeting:%:missed:%'")
    assert len(missed) == len(meetings), "the secretary hears once of each quorum that was missed"
    assert await stage.books.rows("SELECT DISTINCT status FROM ballots") == [("open",)]
