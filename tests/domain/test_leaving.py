"""Leaving: every act in every state by everybody, and what a membership that ended meanwhile makes of it."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from domain.leaving.entities import (
    DEPARTURE,
    DEPARTURE_ALLOWED,
    Departure,
    DepartureAction,
    DepartureStatus,
    Side,
    Words,
)
from domain.leaving.events import DepartureStatusConflict
from domain.leaving.use_cases import LONGEST_WORDS, Leaving
from domain.members.entities import Member, Membership, MemberStatus
from domain.members.life import MEMBERSHIP, MemberAction
from domain.members.use_cases import Members
from domain.parties import PartyKind
from domain.people import Person
from domain.refusal import Gone, InvalidAnswer, Refusal
from domain.roles import NotAllowed, Role, Roles
from tests.domain.fakes import Clock, Log, Offices, People, SameToken

ANNA, BORIS, STRANGER, STAFF = (Person(number, "ru", 0, name="Имя", consented=True) for number in range(1, 5))


class Book:
    """One organisation with two representatives, and its applications to leave."""

    def __init__(
        self, status: MemberStatus = MemberStatus.ACTIVE, *, staff: Role | None = Role.SECRETARY
    ) -> None:
        self.member = Member(7, PartyKind.ORGANISATION, None, 5, status, 10, None, "ООО «Ромашка»")
        self.departures: dict[int, Departure] = {}
        self.said: list[Words] = []
        self.released: list[int] = []
        self.offices, self.log = Offices(), Log()
        if staff is not None:
            self.offices.rows[STAFF.id, staff, ""] = 0
        people = People({person.id: person for person in (ANNA, BORIS, STRANGER, STAFF)})
        clock, whole = Clock(), self._as_any()
        roles = Roles(self.offices, people, whole, self.log, clock)
        members = Members(whole, people, roles, whole, self.log, clock, SameToken(), whole)
        self.people = people
        self.use_cases = Leaving(Departures(self), members, people, roles, self._as_any(), clock)

    def _as_any(self) -> Any:
        return self

    async def find(self, number: int) -> Member | None:
        return self.member if number == 7 else None

    async def members_of(self, person_id: int) -> Sequence[Member]:
        return [self.member] if person_id in (ANNA.id, BORIS.id) else []

    async def organisation(self, _number: int) -> None:
        return None

    async def representatives(self, _number: int) -> Sequence[Person]:
        return [ANNA, BORIS]

    async def save(self, member: Member) -> None:
        self.member = member

    async def release(self, member_id: int) -> None:
        self.released.append(member_id)

    async def owed(self, _member: Member) -> int:
        return 150_000

    async def membership_changed(self, *_change: Any) -> tuple[()]:
        return ()


class Departures:
    """Implements `DeparturesGateway`."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._rows = book.departures

    async def add(self, member_id: int, person_id: int, reason: str, at: int) -> Departure:
        assert await self.asked_of(member_id) is None, "one open application a member"
        departure = Departure(len(self._rows) + 1, member_id, person_id, reason, DepartureStatus.ASKED, at)
        self._rows[departure.id] = departure
        return departure

    async def save(self, departure: Departure) -> None:
        self._rows[departure.id] = departure

    async def find(self, departure_id: int) -> Departure | None:
        return self._rows.get(departure_id)

    async def asked_of(self, member_id: int) -> Departure | None:
        return next((it for it in await self.asked() if it.member_id == member_id), None)

    async def asked(self) -> Sequence[Departure]:
        return [it for it in self._rows.values() if it.status is DepartureStatus.ASKED]

    async def end_all(self, member_id: int, at: int) -> None:
        for it in await self.asked():
            if it.member_id == member_id:
                self._rows[it.id] = replace(it, status=DepartureStatus.OVER, settled_at=at)

    async def say(self, _departure_id: int, words: Words) -> None:
        self._book.said.append(words)

    async def words(self, _departure_id: int) -> Sequence[Words]:
        return self._book.said


def act(book: Book, actor: Person, action: DepartureAction, number: int = 1) -> Awaitable[object]:
    use_cases = book.use_cases
    acts: dict[DepartureAction, Callable[[], Awaitable[object]]] = {
        DepartureAction.SPEAK: lambda: use_cases.speak(actor, number, "Поговорим?"),
        DepartureAction.ANSWER: lambda: use_cases.answer(actor, number, "Нет."),
        DepartureAction.WITHDRAW: lambda: use_cases.withdraw(actor, number),
        DepartureAction.CONFIRM: lambda: use_cases.confirm(actor, number),
    }
    return acts[action]()


@pytest.mark.parametrize("who", ["asker", "representative", "stranger", *Role])
@pytest.mark.parametrize("action", [it for it in DepartureAction if it is not DepartureAction.END])
@pytest.mark.parametrize("status", DepartureStatus)
async def test_every_act_in_every_state_by_everybody(
    status: DepartureStatus, action: DepartureAction, who: Role | str
) -> None:
    """Reliability row 30 for what stands behind the buttons: what the table doesn't allow changes nothing."""
    book = Book(staff=Role.SECRETARY)
    departure = Departure(1, 7, ANNA.id, "", status, 20)
    book.departures[1] = departure
    actor = {"asker": ANNA, "representative": BORIS}.get(str(who), STRANGER)
    if isinstance(who, Role):
        book.offices.rows[STRANGER.id, who, ""] = 0
    side = DEPARTURE_ALLOWED[action]
    allowed = {
        Side.MEMBER: who in ("asker", "representative"),
        Side.STAFF: who is Role.SECRETARY,
        Side.NOBODY: False,
    }[side]
    if allowed and (status, action) in DEPARTURE:
        await act(book, actor, action)
        assert book.departures[1].status is DEPARTURE[status, action]
        ended = action is DepartureAction.CONFIRM
        assert book.member.status is (MemberStatus.LEFT if ended else MemberStatus.ACTIVE)
        assert [row[:2] for row in book.log.rows] == ([(STRANGER.id, "membership-leave")] if ended else [])
        return
    with pytest.raises(Refusal) as refusal:
        await act(book, actor, action)
    expected = DepartureStatusConflict if allowed else NotAllowed if side is Side.STAFF else Gone
    assert type(refusal.value) is expected
    assert book.departures == {1: departure}
    assert book.member.status is MemberStatus.ACTIVE
    assert book.said == []
    assert {act for _, act, _ in book.log.rows} <= {"refused"}


def test_the_table_is_whole() -> None:
    assert set(DEPARTURE_ALLOWED) == {action for _, action in DEPARTURE} == set(DepartureAction)
    assert {status for status, _ in DEPARTURE} == {DepartureStatus.ASKED}
    assert set(DEPARTURE.values()) == set(DepartureStatus)


@pytest.mark.parametrize("who", [ANNA, BORIS, STRANGER])
@pytest.mark.parametrize("status", MemberStatus)
async def test_who_can_ask_to_leave_is_whoever_can_leave(status: MemberStatus, who: Person) -> None:
    book = Book(status)
    if who is STRANGER or (status, MemberAction.LEAVE) not in MEMBERSHIP:
        for attempt in (book.use_cases.look(who), book.use_cases.ask(who, 7, "")):
            with pytest.raises(Gone, match="leaving-nothing"):
                await attempt
        assert book.departures == {}
        return
    event = await book.use_cases.ask(who, 7, "  " + "п" * (LONGEST_WORDS + 1))
    assert event.card.departure.reason == "п" * LONGEST_WORDS
    assert [person.id for person in event.others] == [{1: 2, 2: 1}[who.id]]
    assert event.deciders == (Person(STAFF.id, "ru", 0),)
    assert event.card.owed == 150_000
    assert book.member.status is status
    assert book.people.kinds(who.id) == ["leaving-asked"]
    with pytest.raises(DepartureStatusConflict):
        await book.use_cases.ask(BORIS, 7, "")
    await book.use_cases.withdraw(BORIS, 1)
    assert (await book.use_cases.ask(BORIS, 7, "")).card.departure.id == 2


async def test_no_member_is_asked_for_by_number_who_is_not_ones_own() -> None:
    with pytest.raises(Gone, match="leaving-nothing"):
        await Book().use_cases.ask(ANNA, 8, "")


@pytest.mark.parametrize("staff", [None, *Role])
async def test_administrators_stand_in_only_where_there_is_no_secretary(staff: Role | None) -> None:
    book = Book(staff=None)
    book.departures[1] = Departure(1, 7, ANNA.id, "", DepartureStatus.ASKED, 20)
    book.offices.rows[9, Role.ADMINISTRATOR, ""] = 0
    if staff is not None:
        book.offices.rows[STAFF.id, staff, ""] = 0
    stand_in = Person(9, "ru", 0)
    deciders = {person.id for person in await book.use_cases.deciders()}
    if staff is Role.SECRETARY:
        assert deciders == {STAFF.id}
        assert await book.use_cases.waiting(stand_in) == 0
        with pytest.raises(NotAllowed):
            await book.use_cases.confirm(stand_in, 1)
        return
    assert deciders == {9, *({STAFF.id} if staff is Role.ADMINISTRATOR else ())}
    assert await book.use_cases.waiting(stand_in) == 1
    await book.use_cases.confirm(stand_in, 1)
    assert book.member.status is MemberStatus.LEFT


@pytest.mark.parametrize(
    ("status", "since"),
    [(MemberStatus.EXPELLED, 10), (MemberStatus.LEFT, 10), (MemberStatus.ACTIVE, 30)],
    ids=["expelled", "left", "admitted-again"],
)
async def test_what_was_asked_of_a_membership_that_is_over_holds_no_longer(
    status: MemberStatus, since: int
) -> None:
    book = Book()
    book.departures[1] = Departure(1, 7, ANNA.id, "", DepartureStatus.ASKED, 20)
    book.member = replace(book.member, status=status, since=since)
    assert await book.use_cases.list_waiting(STAFF) == []
    assert (await book.use_cases.open(STAFF, 1)).departure.status is DepartureStatus.OVER
    for attempt in (book.use_cases.confirm(STAFF, 1), book.use_cases.withdraw(ANNA, 1)):
        with pytest.raises(DepartureStatusConflict):
            await attempt
    assert book.member.status is status
    if status is MemberStatus.ACTIVE:
        assert not await book.use_cases.is_asked(Membership(book.member))
        assert (await book.use_cases.ask(ANNA, 7, "")).card.departure.id == 2
        assert book.departures[1].status is DepartureStatus.OVER


async def test_the_secretary_talks_to_whoever_asked_and_to_all_where_they_speak_for_it_no_longer() -> None:
    book = Book()
    await book.use_cases.ask(BORIS, 7, "")
    event = await book.use_cases.speak(STAFF, 1, " Почему? ")
    assert (event.text, event.listeners) == ("Почему?", (BORIS,))
    reply = await book.use_cases.answer(ANNA, 1, "Так решили")
    assert [person.id for person in reply.listeners] == [STAFF.id]
    assert [(words.staff, words.text) for words in reply.card.words] == [
        (True, "Почему?"),
        (False, "Так решили"),
    ]
    book.departures[1] = replace(book.departures[1], person_id=99)
    assert (await book.use_cases.speak(STAFF, 1, "?")).listeners == (ANNA, BORIS)
    with pytest.raises(InvalidAnswer, match="leaving-no-words"):
        await book.use_cases.speak(STAFF, 1, "  ")
    assert len(book.said) == 3
