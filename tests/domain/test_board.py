"""The board's votes: every action in every state by everybody, quorum and majority, deadlines and reminders."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.board.ballots import (
    Ballot,
    BallotKind,
    BoardTerms,
    Choice,
    Tally,
    Vote,
    counted,
    due_reminder,
    first_reminder,
    has_quorum,
    is_adopted,
    needed,
)
from domain.board.entities import Meeting, MeetingKind
from domain.board.life import (
    BALLOT,
    MEETING,
    UNDECIDED,
    BallotAction,
    BallotStatus,
    MeetingAction,
    MeetingStatus,
)
from domain.board.refusals import (
    BallotOver,
    VoteGoesOn,
)
from domain.members.entities import MemberStatus
from domain.people import Person
from domain.refusal import Gone, InvalidAnswer, Refusal
from domain.roles import NotAllowed, Role
from domain.time import HOUR
from tests.domain.boardroom import BOARD, MEMBER_ID, NOW, SECRETARY, Boardroom

OTHER = Person(99, "ru", 0, name="Кто-то", consented=True)
QUESTION = Ballot(1, 1, BallotKind.FREE, text="План", status=BallotStatus.OPEN)


async def act(room: Boardroom, action: MeetingAction, actor: Person = SECRETARY) -> object:
    """Do this with the meeting in the way that its use case offers."""
    meeting = room.meetings.kept[1]
    ways: dict[MeetingAction, Callable[[], Awaitable[object]]] = {
        MeetingAction.OPEN_VOTE: lambda: room.running.open(actor, 1),
        MeetingAction.PROLONG: lambda: room.running.prolong(actor, 1, meeting.version, 24),
        MeetingAction.CLOSE_VOTE: lambda: room.counting.close(actor, 1),
        MeetingAction.HOLD: lambda: room.meeting_use.hold(actor, 1),
        MeetingAction.CANCEL: lambda: room.meeting_use.cancel(actor, 1),
    }
    return await ways[action]()


def at(status: MeetingStatus) -> Boardroom:
    """A meeting in this state, with a question; a vote's deadline is past."""
    room = Boardroom()
    room.put_meeting(status)
    voted = status is MeetingStatus.VOTING
    room.put_ballot(replace(QUESTION, status=BallotStatus.OPEN if voted else BallotStatus.WAITING))
    room.wait(73)
    return room


@pytest.mark.parametrize("action", MeetingAction)
@pytest.mark.parametrize("status", MeetingStatus)
async def test_every_action_with_a_meeting_in_every_state(
    status: MeetingStatus, action: MeetingAction
) -> None:
    room = at(status)
    before = room.kept
    goes_on = MEETING.get((status, action))
    if goes_on is None:
        with pytest.raises(Gone, match="board-stale"):
            await act(room, action)
        assert (room.kept, room.log.rows) == (before, [])
        return
    await act(room, action)
    meeting = room.meetings.kept[1]
    assert meeting.status is goes_on
    assert meeting.version == (0 if status is MeetingStatus.PLANNED else 1) + 1
    assert (meeting.closed_at is not None) is (goes_on in (MeetingStatus.HELD, MeetingStatus.CANCELLED))
    assert len(room.log.rows) == 1


@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.parametrize("action", MeetingAction)
@pytest.mark.parametrize("status", MeetingStatus)
async def test_every_action_with_a_meeting_by_everybody_else(
    status: MeetingStatus, action: MeetingAction, role: Role | None
) -> None:
    room = at(status)
    if role is not None:
        room.offices.rows[OTHER.id, role, ""] = 0
    before = room.kept
    if role is Role.SECRETARY and (status, action) in MEETING:
        await act(room, action, OTHER)
        assert room.meetings.kept[1].status is MEETING[status, action]
        return
    with pytest.raises(Refusal) as refusal:
        await act(room, action, OTHER)
    assert room.kept == before
    if role is not Role.SECRETARY:
        assert refusal.type is NotAllowed
        assert [row[1] for row in room.log.rows] == ["refused"]


async def do(room: Boardroom, action: BallotAction, actor: Person) -> object:
    """Do this with the question in the way that its use case offers."""
    ways: dict[BallotAction, Callable[[], Awaitable[object]]] = {
        BallotAction.OPEN: lambda: room.running.open(actor, 1),
        BallotAction.VOTE: lambda: room.voting.cast(actor, 1, Choice.FOR),
        BallotAction.ADOPT: lambda: room.counting.enter(actor, 1, action, "причина"),
        BallotAction.REJECT: lambda: room.counting.enter(actor, 1, action, "причина"),
        BallotAction.POSTPONE: lambda: room.counting.enter(actor, 1, action, "причина"),
        BallotAction.WITHDRAW: lambda: room.agendas.take_off(actor, 1),
    }
    return await ways[action]()


def asked(kind: BallotKind, status: BallotStatus) -> Boardroom:
    """A question of this kind in this state; a meeting stands as it can then."""
    room = Boardroom()
    waits = status is BallotStatus.WAITING
    room.put_meeting(MeetingStatus.PLANNED if waits else MeetingStatus.VOTING)
    member_id = MEMBER_ID if kind is BallotKind.EXPULSION else None
    room.put_ballot(replace(QUESTION, kind=kind, member_id=member_id, status=status))
    return room


@pytest.mark.parametrize("kind", [BallotKind.FREE, BallotKind.EXPULSION])
@pytest.mark.parametrize("action", BallotAction)
@pytest.mark.parametrize("status", BallotStatus)
async def test_every_action_with_a_question_in_every_state(
    status: BallotStatus, action: BallotAction, kind: BallotKind
) -> None:
    room = asked(kind, status)
    before = room.kept
    actor = BOARD[0] if action is BallotAction.VOTE else SECRETARY
    goes_on = BALLOT.get((status, action))
    if (status, action) == (BallotStatus.OPEN, BallotAction.WITHDRAW):
        goes_on = None  # only where nothing is left to decide, which nobody presses
    if goes_on is None:
        with pytest.raises((BallotOver, Gone, Gone)):
            await do(room, action, actor)
        assert (room.kept, room.log.rows) == (before, [])
        return
    await do(room, action, actor)
    after = room.ballots.kept[1]
    assert after.status is goes_on
    in_room = (BallotAction.ADOPT, BallotAction.REJECT, BallotAction.POSTPONE)
    assert after.room is (action in in_room)
    assert after.reason == ("причина" if action in in_room else "")
    assert (room.register.member.status is MemberStatus.EXPELLED) is (
        kind is BallotKind.EXPULSION and action is BallotAction.ADOPT
    )
    reopened = [it for it in room.ballots.kept.values() if it.status is BallotStatus.WAITING]
    assert len(reopened) == (action is BallotAction.POSTPONE)
    assert len(room.ballots.said) == (action is BallotAction.VOTE)


@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.parametrize("action", BallotAction)
@pytest.mark.parametrize("status", BallotStatus)
async def test_every_action_with_a_question_by_everybody_else(
    status: BallotStatus, action: BallotAction, role: Role | None
) -> None:
    room = asked(BallotKind.FREE, status)
    if role is not None:
        room.offices.rows[OTHER.id, role, ""] = 0
    office = Role.BOARD_MEMBER if action is BallotAction.VOTE else Role.SECRETARY
    if role is office:
        return
    before = room.kept
    with pytest.raises(NotAllowed):
        await do(room, action, OTHER)
    assert room.kept == before
    assert [row[1] for row in room.log.rows] == ["refused"]


def test_the_tables_lead_everywhere() -> None:
    assert {MeetingStatus.PLANNED, *MEETING.values()} == set(MeetingStatus)
    assert {action for _, action in MEETING} == set(MeetingAction)
    assert {status for status, _ in MEETING} == {MeetingStatus.PLANNED, MeetingStatus.VOTING}
    assert {BallotStatus.WAITING, *BALLOT.values()} == set(BallotStatus)
    assert {action for _, action in BALLOT} == set(BallotAction)
    assert {status for status, _ in BALLOT} == UNDECIDED


# Counting

PERCENTS = st.integers(0, 99)
PEOPLE = st.integers(1, 60)


@given(PEOPLE, PERCENTS)
def test_a_quorum_is_more_than_the_share(of: int, percent: int) -> None:
    fewest = needed(of, percent)
    assert has_quorum(fewest, of, percent)
    assert not has_quorum(fewest - 1, of, percent)
    assert 1 <= fewest <= of


@pytest.mark.parametrize(
    ("voted", "of", "percent", "enough"),
    [
        (3, 7, 50, False),
        (4, 7, 50, True),
        (3, 6, 50, False),
        (4, 6, 50, True),
        (0, 0, 0, False),
        (1, 5, 0, True),
    ],
)
def test_quorums_as_people_count_them(voted: int, of: int, percent: int, *, enough: bool) -> None:
    assert has_quorum(voted, of, percent) is enough


@pytest.mark.parametrize(
    ("yes", "no", "abstained", "percent", "adopted"),
    [
        (4, 3, 0, 50, True),
        (3, 3, 0, 50, False),
        (3, 2, 1, 50, False),  # abstaining is a vote given
        (4, 2, 1, 50, True),
        (2, 1, 0, 66, True),
        (4, 3, 0, 66, False),
        (5, 2, 0, 66, True),
        (0, 0, 0, 0, False),
    ],
)
def test_majorities_as_people_count_them(
    yes: int, no: int, abstained: int, percent: int, *, adopted: bool
) -> None:
    assert is_adopted(Tally(yes, no, abstained), percent) is adopted


def test_only_the_votes_of_the_board_count() -> None:
    votes = [Vote(1, number, Choice.FOR, 0) for number in (1, 2, 3)] + [Vote(1, 4, Choice.AGAINST, 0)]
    assert counted(votes, {1, 4, 9}) == Tally(1, 1, 0)


@pytest.mark.parametrize("kind", [BallotKind.FREE, BallotKind.EXPULSION])
@pytest.mark.parametrize("yes", range(5))
async def test_an_expulsion_asks_for_more_than_another_question(kind: BallotKind, yes: int) -> None:
    room = Boardroom(BoardTerms(quorum=50, majority=50, expulsion_majority=66))
    room.put_meeting(MeetingStatus.VOTING)
    room.put_ballot(
        replace(QUESTION, kind=kind, member_id=MEMBER_ID if kind is BallotKind.EXPULSION else None)
    )
    for number, person in enumerate(BOARD[:4]):
        await room.voting.cast(person, 1, Choice.FOR if number < yes else Choice.AGAINST)
    room.wait(72)
    (event,) = await room.counting.count_due()
    least = 3
    adopted = yes >= least
    ballot = room.ballots.kept[1]
    assert ballot.status is (BallotStatus.ADOPTED if adopted else BallotStatus.REJECTED)
    assert (ballot.tally, ballot.of, ballot.room) == (Tally(yes, 4 - yes, 0), 7, False)
    assert (event.minutes, event.actor, event.progress) == (1, None, None)
    assert await room.counting.count_due() == ()


# Deadlines and reminders


@given(
    st.lists(st.integers(1, 100), unique=True, max_size=5), st.lists(st.integers(0, 150 * HOUR), max_size=30)
)
def test_reminders_come_once_each_in_order_and_the_latest_only(hours: list[int], looks: list[int]) -> None:
    """Reliability rows 26 and 27: whenever the clock looks, also if it is put back meanwhile."""
    until = NOW + 100 * HOUR
    meeting = Meeting(
        *(1, NOW, MeetingKind.REGULAR, MeetingStatus.VOTING, NOW, until),
        reminded=first_reminder(NOW, until, hours),
    )
    given_at: list[tuple[int, int]] = []
    for moment in (NOW + look for look in looks):
        due = due_reminder(meeting, moment, hours)
        if due is None:
            continue
        assert moment < until
        assert moment >= until - due * HOUR, "none early"
        assert all(moment < until - other * HOUR for other in hours if other < due), "the latest only"
        given_at.append((moment, due))
        meeting = replace(meeting, reminded=due)
        assert due_reminder(meeting, moment, hours) is None
    said = [due for _, due in given_at]
    assert said == sorted(set(said), reverse=True)
    assert 100 not in said, "whoever was told just now needs no reminder"


async def test_nobody_is_reminded_twice_by_two_looks_and_those_who_voted_never() -> None:
    room = Boardroom()
    room.put_meeting(MeetingStatus.VOTING)
    room.put_ballot(QUESTION)
    for person in BOARD[:3]:
        await room.voting.cast(person, 1, Choice.ABSTAIN)
    room.wait(50)
    (event,) = await room.running.remind_due()
    assert [person.id for person, left in event.waiting if left == 1] == [person.id for person in BOARD[3:]]
    assert await room.running.remind_due() == ()
    for person in BOARD[3:]:
        await room.voting.cast(person, 1, Choice.FOR)
    room.wait(20)
    assert await room.running.remind_due() == ()
    assert room.meetings.kept[1].reminded == 3


async def test_a_vote_counts_until_the_deadline_and_not_a_moment_longer() -> None:
    room = Boardroom()
    room.put_meeting(MeetingStatus.VOTING)
    room.put_ballot(QUESTION)
    room.moment.at = NOW + 72 * HOUR - 1
    await room.voting.cast(BOARD[0], 1, Choice.FOR)
    assert await room.counting.count_due() == ()
    room.moment.at += 1
    with pytest.raises(BallotOver):
        await room.voting.cast(BOARD[0], 1, Choice.AGAINST)
    assert [vote.choice for vote in room.ballots.said.values()] == [Choice.FOR]


async def test_without_a_quorum_the_deadline_is_told_once_and_prolonging_starts_anew() -> None:
    room = Boardroom()
    room.put_meeting(MeetingStatus.VOTING)
    room.put_ballot(QUESTION)
    room.put_ballot(replace(QUESTION, id=2, position=1))
    for person in BOARD[:3]:
        await room.voting.cast(person, 1, Choice.FOR)
    room.wait(80)
    (event,) = await room.counting.count_due()
    assert (event.missed, event.results, event.minutes) == (True, (), None)
    assert await room.counting.count_due() == ()
    with pytest.raises(Gone, match="board-stale"):
        await room.running.prolong(SECRETARY, 1, 1, 25)
    prolonged = await room.running.prolong(SECRETARY, 1, 1, 24)
    assert prolonged.progress.meeting.until == room.moment.at + 24 * HOUR, "from now, as the deadline is past"
    with pytest.raises(Gone, match="board-stale"):
        await room.running.prolong(SECRETARY, 1, 1, 24)
    await room.voting.cast(BOARD[3], 1, Choice.FOR)
    assert await room.running.remind_due() == (), "24 hours before is when it was prolonged"
    room.wait(21)
    (reminder,) = await room.running.remind_due()
    assert {person.id: left for person, left in reminder.waiting}[BOARD[0].id] == 1
    room.wait(3)
    (event,) = await room.counting.count_due()
    assert event.missed
    assert [it.status for it in room.ballots.kept.values()] == [BallotStatus.ADOPTED, BallotStatus.OPEN]
    closed = await room.counting.close(SECRETARY, 1)
    assert [card.ballot.status for card in closed.results] == [BallotStatus.POSTPONED]
    assert [it.meeting_id for it in await room.ballots.unscheduled()] == [None]
    assert room.orders.ordered[-1][0] == "minutes"


async def test_before_the_deadline_the_secretary_closes_only_what_all_have_voted_on() -> None:
    room = Boardroom()
    room.put_meeting(MeetingStatus.VOTING)
    room.put_ballot(QUESTION)
    for person in BOARD[:6]:
        event = await room.voting.cast(person, 1, Choice.FOR)
        assert not event.all_voted
        with pytest.raises(VoteGoesOn):
            await room.counting.close(SECRETARY, 1)
    event = await room.voting.cast(BOARD[6], 1, Choice.AGAINST)
    assert event.all_voted
    assert not (await room.voting.cast(BOARD[6], 1, Choice.FOR)).all_voted, "told once"
    closed = await room.counting.close(SECRETARY, 1)
    assert [card.ballot.tally for card in closed.results] == [Tally(7, 0, 0)]


async def test_a_board_member_who_is_no_more_is_neither_waited_for_nor_counted() -> None:
    room = Boardroom()
    room.put_meeting(MeetingStatus.VOTING)
    room.put_ballot(QUESTION)
    for person in BOARD[:4]:
        await room.voting.cast(person, 1, Choice.FOR)
    for person in BOARD[:2]:
        del room.offices.rows[person.id, Role.BOARD_MEMBER, ""]
    with pytest.raises(NotAllowed):
        await room.voting.cast(BOARD[0], 1, Choice.AGAINST)
    room.wait(72)
    (event,) = await room.counting.count_due()
    assert event.missed, "two of five are no quorum"
    del room.offices.rows[BOARD[6].id, Role.BOARD_MEMBER, ""]
    del room.offices.rows[BOARD[5].id, Role.BOARD_MEMBER, ""]
    closed = await room.counting.close(SECRETARY, 1)
    assert [(card.ballot.tally, card.ballot.of) for card in closed.results] == [(Tally(2, 0, 0), 3)]
    _, _, minutes = room.orders.ordered[-1]
    assert minutes["board"] == ["Член 13", "Член 14", "Член 15"]
    assert minutes["questions"][0]["votes"] == [["Член 13", "for"], ["Член 14", "for"]]


async def test_minutes_hold_no_names_where_the_configuration_wants_none() -> None:
    room = Boardroom(BoardTerms(names_in_minutes=False))
    room.put_meeting(MeetingStatus.VOTING)
    room.put_ballot(QUESTION)
    for person in BOARD:
        await room.voting.cast(person, 1, Choice.FOR)
    await room.counting.close(SECRETARY, 1)
    assert room.orders.ordered[-1][2]["questions"][0]["votes"] == []
    assert room.orders.ordered[-1][2]["questions"][0]["for"] == 7


async def test_what_the_room_decided_has_minutes_and_nobody_is_said_to_be_absent() -> None:
    room = Boardroom()
    room.put_meeting(MeetingStatus.PLANNED)
    room.put_ballot(replace(QUESTION, status=BallotStatus.WAITING))
    room.put_ballot(replace(QUESTION, id=2, text="Бюджет", position=1, status=BallotStatus.WAITING))
    await room.counting.enter(SECRETARY, 1, BallotAction.ADOPT, "Единогласно")
    event = await room.meeting_use.hold(SECRETARY, 1)
    assert (event.minutes, event.put_off) == (1, 1)
    assert [person.id for person in event.board] == [person.id for person in BOARD]
    [(kind, person_id, minutes)] = room.orders.ordered
    assert (kind, person_id) == ("minutes", SECRETARY.id)
    assert (minutes["board"], minutes["present"], minutes["opened_at"]) == ([], [], None)
    assert [(it["title"], it["decision"], it["room"]) for it in minutes["questions"]] == [
        ("План", "adopted", True)
    ]


@pytest.mark.parametrize("action", [MeetingAction.HOLD, MeetingAction.CANCEL])
async def test_a_meeting_that_decided_nothing_has_no_minutes(action: MeetingAction) -> None:
    room = at(MeetingStatus.PLANNED)
    if action is MeetingAction.CANCEL:
        await room.counting.enter(SECRETARY, 1, BallotAction.ADOPT, "Единогласно")
    await act(room, action)
    assert room.orders.ordered == []
    with pytest.raises((Gone, Gone)):
        await room.archive.minutes(SECRETARY, 1)


async def test_only_who_voted_on_what_was_counted_is_present_in_the_minutes() -> None:
    room = Boardroom()
    room.put_meeting(MeetingStatus.VOTING)
    room.put_ballot(QUESTION)
    room.put_ballot(replace(QUESTION, id=2, position=1))
    for person in BOARD[:5]:
        await room.voting.cast(person, 1, Choice.FOR)
    await room.voting.cast(BOARD[6], 2, Choice.AGAINST)
    await room.counting.enter(SECRETARY, 2, BallotAction.ADOPT, "Так решили")
    room.wait(72)
    await room.counting.count_due()
    [(_, _, minutes)] = room.orders.ordered
    assert minutes["present"] == [person.name for person in BOARD[:5]]
    assert minutes["quorum"] == minutes["questions"][0]["quorum"] == {"needed": 4, "voted": 5, "of": 7}
    assert [it["room"] for it in minutes["questions"]] == [False, True]


# Past meetings


async def test_past_meetings_are_read_page_by_page_the_latest_first() -> None:
    room = Boardroom()
    for number in range(1, 21):
        held = room.put_meeting(MeetingStatus.HELD, number)
        room.meetings.kept[number] = replace(held, at=NOW + number)
    room.put_meeting(MeetingStatus.VOTING, 21)
    room.put_meeting(MeetingStatus.CANCELLED, 22)
    read: list[int] = []
    for page in range(3):
        shown = await room.archive.browse(BOARD[0], page)
        assert (shown.page, shown.further) == (page, page < 2)
        read += [meeting.id for meeting in shown.meetings]
    assert read == list(range(20, 0, -1))
    assert (await room.archive.browse(SECRETARY, -5)).page == 0
    assert (await room.archive.browse(SECRETARY, 2**62)).meetings == ()


@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.parametrize("status", MeetingStatus)
async def test_past_meetings_are_read_by_secretaries_and_the_board_only(
    status: MeetingStatus, role: Role | None
) -> None:
    room = at(status)
    if role is not None:
        room.offices.rows[OTHER.id, role, ""] = 0
    ways: tuple[Callable[[], Awaitable[object]], ...] = (
        lambda: room.archive.browse(OTHER),
        lambda: room.archive.look(OTHER, 1),
        lambda: room.archive.minutes(OTHER, 1),
    )
    if role in (Role.SECRETARY, Role.BOARD_MEMBER):
        assert bool((await room.archive.browse(OTHER)).meetings) is (status is MeetingStatus.HELD)
        for way in ways[1:]:
            if status is MeetingStatus.HELD:
                assert await way()
            else:
                with pytest.raises(Gone, match="board-stale"):
                    await way()
        assert len(room.orders.ordered) == (status is MeetingStatus.HELD)
        return
    for way in ways:
        with pytest.raises(NotAllowed):
            await way()
    assert [row[1] for row in room.log.rows] == ["refused"] * 3


# Agendas


async def test_a_member_is_put_on_an_agenda_once() -> None:
    room = Boardroom()
    with pytest.raises(Gone, match="members-missing"):
        await room.agendas.put_expulsion(SECRETARY, MEMBER_ID + 1, "причина")
    with pytest.raises(InvalidAnswer, match="board-question-unfit"):
        await room.agendas.put_expulsion(SECRETARY, MEMBER_ID, "  ")
    await room.agendas.put_expulsion(SECRETARY, MEMBER_ID, " причина ")
    assert room.ballots.kept[1] == Ballot(1, None, BallotKind.EXPULSION, member_id=MEMBER_ID, text="причина")
    with pytest.raises(Gone, match="board-question-stands"):
        await room.agendas.put_expulsion(SECRETARY, MEMBER_ID, "причина")
    await room.agendas.take_off(SECRETARY, 1)
    room.put_meeting(MeetingStatus.PLANNED)
    await room.agendas.put_expulsion(SECRETARY, MEMBER_ID, "причина")
    assert room.ballots.kept[2].meeting_id == 1
    room.register.member = replace(room.register.member, status=MemberStatus.LEFT)
    with pytest.raises(Gone, match="members-changed"):
        await room.agendas.put_expulsion(SECRETARY, MEMBER_ID, "причина")
    await room.agendas.take_off(SECRETARY, 2)
    with pytest.raises(Gone, match="board-empty"):
        await room.running.open(SECRETARY, 1)


async def test_without_a_board_nothing_is_put_to_the_vote() -> None:
    room = Boardroom(many=0)
    room.put_meeting(MeetingStatus.PLANNED)
    room.put_ballot(replace(QUESTION, status=BallotStatus.WAITING))
    before = room.kept
    with pytest.raises(Gone, match="board-nobody"):
        await room.running.open(SECRETARY, 1)
    assert room.kept == before


async def test_who_left_before_the_vote_or_during_it_is_not_voted_on() -> None:
    room = Boardroom()
    room.put_meeting(MeetingStatus.PLANNED)
    expulsion = replace(QUESTION, kind=BallotKind.EXPULSION, member_id=MEMBER_ID)
    room.put_ballot(replace(expulsion, status=BallotStatus.WAITING))
    room.put_ballot(replace(QUESTION, id=2, status=BallotStatus.WAITING))
    room.register.member = replace(room.register.member, status=MemberStatus.LEFT)
    opened = await room.running.open(SECRETARY, 1)
    assert [card.ballot.id for card in opened.cards] == [2]
    assert room.ballots.kept[1].status is BallotStatus.WITHDRAWN

    room = Boardroom()
    room.put_meeting(MeetingStatus.VOTING)
    room.put_ballot(expulsion)
    room.register.member = replace(room.register.member, status=MemberStatus.LEFT)
    with pytest.raises(BallotOver):
        await room.voting.cast(BOARD[0], 1, Choice.FOR)
    (event,) = await room.counting.count_due()
    assert [card.ballot.status for card in event.results] == [BallotStatus.WITHDRAWN]
    assert (event.minutes, room.meetings.kept[1].status) == (1, MeetingStatus.HELD)
