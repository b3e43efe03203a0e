"""The board's questions and votes, on both databases."""

from dataclasses import replace

import pytest

from domain.board.ballots import Ballot, BallotKind, Choice, Tally, Vote
from domain.board.entities import Meeting, MeetingKind
from domain.board.life import BallotStatus, MeetingStatus
from domain.outbox import Lane, Outgoing
from domain.parties import PartyKind
from domain.people import Person
from storage.applications import ApplicationsTable
from storage.board.ballots import BallotsTable
from storage.board.meetings import MeetingsTable
from storage.contacts import ContactsTable
from storage.engine import Database, Transaction
from storage.jobs import JobsTable
from storage.members import MembersTable
from storage.outbox import OutboxTable
from storage.tables.street import jobs, outbox
from tests.conftest import StandingClock

NOW = 1_800_000_000_000_000
FREE = Ballot(0, None, BallotKind.FREE, text="Утвердить план")


async def people(transaction: Transaction, *numbers: int) -> None:
    for number in numbers:
        await ContactsTable(transaction).add(Person(number, "ru", NOW, name=f"Имя {number}", consented=True))


async def test_a_meeting_is_kept_with_its_vote(database: Database) -> None:
    async with database.transaction() as transaction:
        meetings = MeetingsTable(transaction)
        first, second, third = [await meetings.add(at, MeetingKind.REGULAR) for at in (100, 200, 300)]
        whole = Meeting(
            *(first.id, 101, MeetingKind.EXTRA, MeetingStatus.VOTING, 10, 90, 95, 24),
            all_voted=True,
            missed=True,
            version=7,
        )
        await meetings.save(whole)
        sooner = replace(third, status=MeetingStatus.VOTING, opened_at=1, until=50)
        await meetings.save(sooner)
        assert await meetings.find(first.id) == whole
        assert await meetings.voting() == [sooner, whole]
        assert await meetings.planned() == [second]
        assert await meetings.next(0) == second, "what is voted on is on no coming agenda"


async def test_meetings_that_were_held_are_read_the_latest_first(database: Database) -> None:
    async with database.transaction() as transaction:
        meetings = MeetingsTable(transaction)
        for at, status in zip((100, 300, 200, 300, 400), ["held"] * 4 + ["cancelled"], strict=True):
            planned = await meetings.add(at, MeetingKind.REGULAR)
            await meetings.save(replace(planned, status=MeetingStatus(status)))
        assert [meeting.id for meeting in await meetings.held(0, 9)] == [4, 2, 3, 1]
        assert [meeting.id for meeting in await meetings.held(1, 2)] == [2, 3]
        assert await meetings.held(4, 9) == []


async def test_questions_are_kept_in_the_order_of_their_agenda(database: Database) -> None:
    async with database.transaction() as transaction:
        await people(transaction, 1)
        meetings, ballots = MeetingsTable(transaction), BallotsTable(transaction)
        meeting = await meetings.add(NOW, MeetingKind.REGULAR)
        applications, members = ApplicationsTable(transaction), MembersTable(transaction)
        application = await applications.add(1, PartyKind.PERSON, {"full-name": "Мария"}, NOW)
        member = await members.add(PartyKind.PERSON, 1, None, NOW, application.id, "Мария")
        assert await applications.last_position(meeting.id) == -1
        last = await ballots.add(replace(FREE, meeting_id=meeting.id, position=2))
        assert await applications.last_position(meeting.id) == 2
        first = await ballots.add(
            Ballot(0, meeting.id, BallotKind.ADMISSION, application.id, status=BallotStatus.OPEN)
        )
        whole = Ballot(
            *(0, meeting.id, BallotKind.EXPULSION, None, member.id, "Устав", 1, BallotStatus.ADOPTED),
            *(True, "Единогласно", 7, NOW, Tally(4, 2, 1), 9, 3),
        )
        middle = await ballots.add(whole)
        waiting = await ballots.add(FREE)
        assert middle == replace(whole, id=middle.id)
        assert await ballots.find(middle.id) == middle
        assert await ballots.find(99) is None
        assert await ballots.of_meeting(meeting.id) == [first, middle, last]
        assert await ballots.unscheduled() == [waiting]
        assert await ballots.on_application(application.id) == first
        await ballots.save(replace(first, status=BallotStatus.REJECTED, version=1))
        assert await ballots.on_application(application.id) is None
        assert await ballots.on_member(member.id) is None
        again = await ballots.add(replace(whole, status=BallotStatus.WAITING))
        assert await ballots.on_member(member.id) == again


@pytest.mark.parametrize("kind", [BallotKind.ADMISSION, BallotKind.EXPULSION])
async def test_nobody_is_voted_on_twice_at_once(database: Database, kind: BallotKind) -> None:
    async with database.transaction() as transaction:
        await people(transaction, 1)
        application = await ApplicationsTable(transaction).add(1, PartyKind.PERSON, {}, NOW)
        member = await MembersTable(transaction).add(PartyKind.PERSON, 1, None, NOW, application.id, "Мария")
        admission = kind is BallotKind.ADMISSION
        ballot = Ballot(
            *(0, None, kind, application.id if admission else None, None if admission else member.id),
            status=BallotStatus.OPEN,
        )
        ballots = BallotsTable(transaction)
        await ballots.add(ballot)
        await ballots.add(replace(ballot, status=BallotStatus.POSTPONED))
        with pytest.raises(Exception, match=r"(?i)unique"):
            async with transaction.savepoint():
                await ballots.add(ballot)


async def test_a_vote_takes_the_place_of_the_one_before(database: Database) -> None:
    async with database.transaction() as transaction:
        await people(transaction, 1, 2)
        ballots = BallotsTable(transaction)
        one, two = await ballots.add(FREE), await ballots.add(FREE)
        assert await ballots.votes([one.id]) == []
        assert await ballots.votes([]) == []
        await ballots.put(Vote(one.id, 1, Choice.FOR, 10))
        await ballots.put(Vote(one.id, 2, Choice.FOR, 20))
        await ballots.put(Vote(one.id, 1, Choice.ABSTAIN, 30))
        await ballots.put(Vote(two.id, 1, Choice.AGAINST, 5))
        assert await ballots.votes([one.id]) == [
            Vote(one.id, 2, Choice.FOR, 20),
            Vote(one.id, 1, Choice.ABSTAIN, 30),
        ]
        assert [vote.at for vote in await ballots.votes([one.id, two.id, 99])] == [5, 20, 30]


async def test_who_was_on_the_board_is_noted_once_and_only_who_is_known(database: Database) -> None:
    async with database.transaction() as transaction:
        await people(transaction, 1, 2)
        meeting = await MeetingsTable(transaction).add(NOW, MeetingKind.REGULAR)
        ballots = BallotsTable(transaction)
        assert await ballots.roll(meeting.id) == []
        for _ in range(2):
            await ballots.keep_roll(meeting.id, [2, 1, 99])
        assert [person.name for person in await ballots.roll(meeting.id)] == ["Имя 1", "Имя 2"]


async def test_a_question_that_is_settled_wakes_the_clock(database: Database) -> None:
    due = database.signal("due")
    async with database.transaction() as transaction:
        ballot = await BallotsTable(transaction).add(FREE)
    due.clear()
    async with database.transaction() as transaction:
        await BallotsTable(transaction).save(replace(ballot, status=BallotStatus.ADOPTED))
    assert due.is_set()


async def test_an_erasure_takes_votes_reasons_and_what_is_still_to_be_told(database: Database) -> None:
    """Of the one erased nothing is left but the count; of the other everything."""
    async with database.transaction() as transaction:
        await people(transaction, 1, 2)
        meeting = await MeetingsTable(transaction).add(NOW, MeetingKind.REGULAR)
        ballots, outbox_table = BallotsTable(transaction), OutboxTable(transaction)
        members, applications = MembersTable(transaction), ApplicationsTable(transaction)
        kept: dict[int, tuple[Ballot, Ballot]] = {}
        for number in (1, 2):
            application = await applications.add(
                number, PartyKind.PERSON, {"full-name": f"Заявка {number}"}, NOW
            )
            member = await members.add(PartyKind.PERSON, number, None, NOW, application.id, f"Имя {number}")
            expulsion = await ballots.add(
                Ballot(
                    *(0, meeting.id, BallotKind.EXPULSION, None, member.id, f"Основание {number}"),
                    *(0, BallotStatus.OPEN, False, f"Почему {number}", number),
                )
            )
            admission = await ballots.add(
                Ballot(
                    *(
                        0,
                        meeting.id,
                        BallotKind.ADMISSION,
                        application.id,
                        None,
                        "",
                        0,
                        BallotStatus.REJECTED,
                    ),
                    *(True, f"Отказ {number}", 9, NOW, Tally(1, 1), 2),
                )
            )
            kept[number] = expulsion, admission
            for ballot in kept[number]:
                for voter in (1, 2):
                    await ballots.put(Vote(ballot.id, voter, Choice.FOR, NOW))
            about = (f"ballot:{expulsion.id}", f"application:{application.id}:ballot:{admission.id}")
            await outbox_table.add(
                [Outgoing("sendMessage", {"text": "?"}, 3, key=f"{key}:card:3") for key in about], NOW
            )
            await JobsTable(transaction, StandingClock(NOW)).order("minutes", 3, {"board": [f"Имя {number}"]})
        await ballots.keep_roll(meeting.id, [1, 2])
        await ContactsTable(transaction).erase(1)

        left, refused = [await ballots.find(ballot.id) for ballot in kept[1]]
        assert left is not None
        assert refused is not None
        assert (left.member_id, left.text, left.reason, left.decided_by) == (
            None,
            "",
            "",
            None,
        )
        assert (refused.application_id, refused.reason, refused.tally) == (None, "", Tally(1, 1))
        assert tuple([await ballots.find(ballot.id) for ballot in kept[2]]) == kept[2]
        votes = await ballots.votes([ballot.id for pair in kept.values() for ballot in pair])
        assert {vote.person_id for vote in votes} == {2}
        assert [person.id for person in await ballots.roll(meeting.id)] == [2]
        assert len(await outbox_table.claim((Lane.REPLIES, Lane.BULK), 9, NOW)) == 1, "one in flight a chat"
        rows = await transaction.all(outbox.select())
        assert len(rows) == 2
        assert await transaction.all(jobs.select()) == [], "the minutes can be ordered again"
