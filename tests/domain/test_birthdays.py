"""Birthdays: what is understood, who is congratulated when and where, and when no more."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.answers import Wrong
from domain.birthdays import (
    Birthday,
    Birthdays,
    BirthdayTerms,
    Celebrant,
    Congratulation,
    GroupCongratulation,
    celebrated_on,
    years_before,
)
from domain.chats.entities import Chat, ChatKind
from domain.consent import ConsentMissing, ConsentText
from domain.moments import read_anniversary
from domain.people import Person
from domain.refusal import InvalidAnswer
from tests.conftest import StandingClock
from tests.domain.fakes import Ledger, People

SECOND = 1_000_000
HOUR = 3600 * SECOND
MOSCOW = ZoneInfo("Europe/Moscow")
TERMS = BirthdayTerms(10, frozenset({50, 60}), (1, 10))
TEXT = ConsentText("1", "digest")
ROOM = Chat(7, -1007, "supergroup", "Участники", ChatKind.PARTICIPANTS, language="ru")


# What is understood


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("5 мая", (5, 5, None)),
        ("05.05", (5, 5, None)),
        ("5/5", (5, 5, None)),
        ("5 Мая.", (5, 5, None)),
        ("7 May", (5, 7, None)),
        ("May 7", (5, 7, None)),
        ("May 7, 1988", (5, 7, 1988)),
        ("June 5 1988", (6, 5, 1988)),
        ("29 февраля", (2, 29, None)),
        ("29.02.1988", (2, 29, 1988)),
        ("05.05.1988", (5, 5, 1988)),
        ("5 мая 1988 г.", (5, 5, 1988)),
        ("1988-05-07", (5, 7, 1988)),
        ("31 дек", (12, 31, None)),
    ],
)
def test_a_day_is_understood_with_or_without_a_year(
    text: str, understood: tuple[int, int, int | None]
) -> None:
    assert read_anniversary(text) == understood


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "date"),
        ("мая", "date"),
        ("пятое мая", "date"),
        ("5", "date"),
        ("5 мая 12 1988", "date"),
        ("05.05.88", "date-year"),
        ("31.02", "date-none"),
        ("0 мая", "date-none"),
        ("29.02.1987", "date-none"),
        ("5 13", "date-none"),
        ("5/7", "date-two"),
        ("05/07/1988", "date-two"),
        ("9" * 5000 + " 1", "date-none"),
    ],
)
def test_what_is_no_day_is_told_apart(text: str, reason: str) -> None:
    with pytest.raises(Wrong) as caught:
        read_anniversary(text)
    assert caught.value.reason == reason


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_wrong(text: str) -> None:
    try:
        month, day, year = read_anniversary(text)
    except Wrong:
        return
    date(2000 if year is None else year, month, day)


# Which days


@given(st.dates(date(1900, 1, 2), date(2200, 1, 1)))
def test_every_birthday_is_celebrated_once_a_year(born: date) -> None:
    for year in range(2024, 2030):
        days = [date(year, 1, 1) + timedelta(number) for number in range(366)]
        on = [day for day in days if day.year == year and (born.month, born.day) in celebrated_on(day)]
        leapling = (born.month, born.day) == (2, 29) and year not in (2024, 2028)
        assert on == [date(year, 2, 28) if leapling else date(year, born.month, born.day)]


@settings(max_examples=200)
@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(1, 30))
def test_every_anniversary_of_a_membership_is_on_one_day(since: date, years: int) -> None:
    """A day counts those who joined from its beginning so many years ago until the next one's."""
    around = [since + timedelta(round(365.25 * years) + off) for off in range(-5, 6)]
    on = [
        day for day in around if years_before(day, years) <= since < years_before(day + timedelta(1), years)
    ]
    assert len(on) == 1
    leapling = (since.month, since.day) == (2, 29)
    assert (on[0].month, on[0].day) == (since.month, since.day) or (
        leapling and (on[0].month, on[0].day) == (2, 28)
    )
    assert on[0].year == since.year + years


# Congratulating


@dataclass
class Almanac:
    """Implements `BirthdaysGateway`, and `ChatsGateway` as far as it is asked for."""

    people: People
    told: dict[int, Birthday] = field(default_factory=dict)
    members: dict[int, int] = field(default_factory=dict)  # since when
    days: set[date] = field(default_factory=set)
    unsent: bool = False
    rooms: list[Chat] = field(default_factory=lambda: [ROOM])

    async def find(self, person_id: int) -> Birthday | None:
        return self.told.get(person_id)

    async def put(self, birthday: Birthday) -> None:
        self.told[birthday.person_id] = birthday

    async def remove(self, person_id: int) -> None:
        del self.told[person_id]

    async def born_on(self, month: int, day: int) -> Sequence[tuple[Birthday, Person]]:
        return [
            (one, self.people.known[one.person_id])
            for one in self.told.values()
            if (one.month, one.day) == (month, day) and self.people.known[one.person_id].reachable
        ]

    async def members_since(self, since: int, until: int) -> Sequence[Person]:
        return [self.people.known[one] for one, at in self.members.items() if since <= at < until]

    async def note_day(self, day: date) -> bool:
        fresh = day not in self.days
        self.days.add(day)
        return fresh

    async def take_back(self, day: date) -> bool:  # noqa: ARG002 -- the port's signature
        return self.unsent

    async def of_kind(self, kind: ChatKind) -> Sequence[Chat]:
        return [room for room in self.rooms if room.kind is kind]


def at(year: int, month: int, day: int, hour: int = 10) -> int:
    return int(datetime(year, month, day, hour, tzinfo=MOSCOW).timestamp()) * SECOND


MAY = at(2027, 5, 5)


@dataclass
class Association:
    """Everything that birthdays need, in memory."""

    people: People = field(default_factory=People)
    ledger: Ledger = field(default_factory=Ledger)
    clock: StandingClock = field(default_factory=lambda: StandingClock(at(2027, 1, 1)))

    def __post_init__(self) -> None:
        self.almanac = Almanac(self.people)
        chats = self.almanac
        self.birthdays = Birthdays(
            self.almanac,
            self.ledger,
            self.people,
            chats,  # type: ignore[arg-type]
            self.clock,
            TERMS,
        )

    async def tells(self, number: int, text: str, *, in_group: bool = False) -> Person:
        person = Person(number, "ru", 0, name=f"N{number}", consented=True)
        self.people.known[number] = person
        await self.birthdays.tell(person, text)
        if in_group:
            await self.birthdays.agree(person, TEXT, update_id=7)
        return person

    async def look(self, moment: int) -> tuple[list[Celebrant], list[list[int]]]:
        """Who is congratulated in private, and who in each post."""
        self.clock.moment = moment
        events = await self.birthdays.congratulate_due()
        private = [one.celebrant for one in events if isinstance(one, Congratulation)]
        posts = [one for one in events if isinstance(one, GroupCongratulation)]
        assert len(private) + len(posts) == len(events)
        return private, [[one.person.id for one in post.celebrants] for post in posts]


@pytest.fixture
def association() -> Association:
    return Association()


async def test_all_of_a_day_are_congratulated_once(association: Association) -> None:
    anna = await association.tells(1, "5 мая 1977", in_group=True)
    boris = await association.tells(2, "05.05.1988")
    vera = await association.tells(3, "5 May", in_group=True)
    await association.tells(4, "6 мая", in_group=True)
    assert await association.look(MAY - 1) == ([], [])
    private, posts = await association.look(MAY)
    assert private == [
        Celebrant(anna, birthday=True, age=50),
        Celebrant(boris, birthday=True),
        Celebrant(vera, birthday=True),
    ]
    assert posts == [[1, 3]], "only who agreed, all in one message"
    assert await association.look(MAY + HOUR) == ([], [])


@pytest.mark.parametrize(("late", "congratulated"), [(13, 1), (13.999, 1), (14, 0), (24, 0)])
async def test_nobody_is_congratulated_after_the_day(
    association: Association, late: float, congratulated: int
) -> None:
    await association.tells(1, "5 мая", in_group=True)
    private, posts = await association.look(MAY + round(late * HOUR))
    assert (len(private), len(posts)) == (congratulated, congratulated)


async def test_a_clock_that_goes_back_repeats_nothing(association: Association) -> None:
    await association.tells(1, "5 мая", in_group=True)
    await association.tells(2, "4 мая", in_group=True)
    assert len((await association.look(MAY - 24 * HOUR))[0]) == 1
    assert len((await association.look(MAY))[0]) == 1
    assert await association.look(MAY - 24 * HOUR) == ([], [])
    assert await association.look(MAY) == ([], [])


async def test_membership_has_jubilees_too(association: Association) -> None:
    anna = await association.tells(1, "5 мая 1967", in_group=True)
    boris = await association.tells(2, "6 мая", in_group=True)
    vera = await association.tells(3, "6 мая")
    association.almanac.members = {1: at(2017, 5, 5, 0), 2: at(2026, 5, 5, 23), 3: at(2024, 5, 5)}
    private, posts = await association.look(MAY)
    assert private == [Celebrant(anna, birthday=True, age=60, years=10), Celebrant(boris, years=1)]
    assert posts == [[1, 2]]
    assert vera.consented


async def test_who_withdrew_is_congratulated_in_private_only(association: Association) -> None:
    anna = await association.tells(1, "5 мая", in_group=True)
    shown, withdrawn = await association.birthdays.disagree(anna)
    assert (association.ledger.purposes(1), withdrawn) == (set(), ())
    assert shown.birthday is not None
    private, posts = await association.look(MAY)
    assert ([one.person.id for one in private], posts) == ([1], [])


async def test_who_left_a_group_is_not_named_there(association: Association) -> None:
    other = replace(ROOM, number=8, id=-1008)
    association.almanac.rooms = [ROOM, other, replace(ROOM, number=9, inside=False)]
    for number in (1, 2, 3):
        await association.tells(number, "5 мая", in_group=True)
    for person, chat, kinds in (
        (1, 7, ("chat-joined", "chat-left")),
        (2, 7, ("chat-left", "chat-joined")),
        (2, 8, ("chat-left",)),
        (3, 7, ("chat-left",)),
        (3, 8, ("chat-left",)),
    ):
        for kind in kinds:
            await association.people.record(person, kind, 0, {"chat": chat, "kind": "participants"})
    private, posts = await association.look(MAY)
    assert len(private) == 3
    assert posts == [[2], [1]]


async def test_where_there_is_no_group_nothing_is_asked_nor_posted(association: Association) -> None:
    association.almanac.rooms = [replace(ROOM, kind=ChatKind.MODERATORS), replace(ROOM, inside=False)]
    anna = await association.tells(1, "5 мая")
    shown = await association.birthdays.agree(anna, TEXT, update_id=7)
    assert (shown.offered, shown.in_group, association.ledger.rows) == (False, False, [])
    private, posts = await association.look(MAY)
    assert (len(private), posts) == (1, [])


async def test_a_post_that_waits_is_said_anew_without_who_withdrew(association: Association) -> None:
    anna = await association.tells(1, "5 мая", in_group=True)
    boris = await association.tells(2, "5 мая", in_group=True)
    await association.look(MAY)
    _, posts = await association.birthdays.disagree(anna)
    assert posts == (), "it was sent"
    association.almanac.unsent = True
    await association.birthdays.agree(anna, TEXT, update_id=7)
    _, (post,) = await association.birthdays.disagree(anna)
    assert [one.person for one in post.celebrants] == [boris]
    _, posts = await association.birthdays.remove(boris)
    assert posts == (), "nobody is left to name"
    assert set(association.almanac.told) == {1}


async def test_a_birthday_rests_on_consents(association: Association) -> None:
    guest = Person(9, "ru", 0)
    for act in (
        association.birthdays.look(guest),
        association.birthdays.tell(guest, "5 мая"),
        association.birthdays.agree(guest, TEXT, update_id=1),
        association.birthdays.disagree(guest),
        association.birthdays.remove(guest),
    ):
        with pytest.raises(ConsentMissing):
            await act
    assert association.almanac.told == {}
    anna = replace(guest, id=1, consented=True)
    assert not (await association.birthdays.agree(anna, TEXT, update_id=1)).in_group, (
        "there is nothing to tell"
    )
    await association.tells(1, "5 мая", in_group=True)
    shown = await association.birthdays.tell(anna, "6 мая")
    assert shown.in_group, "a corrected day needs no new consent"
    await association.birthdays.agree(anna, TEXT, update_id=2)
    assert [(one.purpose, one.update_id) for one, _ in association.ledger.rows] == [("birthdays", 7)]


@pytest.mark.parametrize(
    ("text", "reason"), [("02.01.2027", "date-late"), ("31.12.1906", "date-early"), ("05.05.88", "date-year")]
)
async def test_a_year_is_a_possible_one(association: Association, text: str, reason: str) -> None:
    with pytest.raises(InvalidAnswer, match="birthdays-wrong") as caught:
        await association.tells(1, text)
    assert caught.value.details == {"why": reason}
    assert association.almanac.told == {}
    await association.tells(1, "01.01.2027")
    await association.tells(1, "01.01.1907")
