"""Introductions: who is matched with whom, when rounds are, and what happens in one."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.consent import Consent, ConsentMissing, ConsentText
from domain.groups.model import Group
from domain.introductions.entities import (
    Interest,
    Introduction,
    IntroductionTerms,
    Outcome,
    Participant,
)
from domain.introductions.events import Introduced, LeftOut, LeftOutReason, OutcomeDue, RoundResult
from domain.introductions.matching import Candidate, Pair, in_common, pair_of, pair_up
from domain.introductions.participation import Introductions
from domain.introductions.rounds import Rounds
from domain.introductions.schedule import latest_round, next_round
from domain.people import Person
from domain.refusal import Gone, InvalidAnswer
from domain.roles import NotAllowed, Role
from domain.time import DAY, HOUR
from tests.conftest import StandingClock
from tests.domain.fakes import Ledger, Offices, People, roles_over

SECOND = 1_000_000
TEXT = ConsentText("1", "digest")
TERMS = IntroductionTerms(
    tuple(Interest(name, {"ru": name}) for name in ("ai", "law", "data")),
    weekday=1,
    hour=11,
    weeks=2,
    ask_after=5 * DAY,
)
MOSCOW = ZoneInfo("Europe/Moscow")


# Matching

names = st.frozensets(st.sampled_from("abcd"), max_size=3)
crowds = st.lists(
    st.builds(Candidate, st.integers(1, 12), names, names, st.integers(0, 2)),
    max_size=7,
    unique_by=lambda candidate: candidate.person_id,
)
acquaintances = st.sets(st.tuples(st.integers(1, 12), st.integers(1, 12)).map(lambda two: pair_of(*two)))


def matchings(people: Sequence[int], known: Collection[Pair]) -> Iterator[frozenset[Pair]]:
    """All ways to pair some of these people."""
    if not people:
        yield frozenset()
        return
    first, *others = people
    yield from matchings(others, known)
    for other in others:
        if pair_of(first, other) not in known:
            for rest in matchings([one for one in others if one != other], known):
                yield rest | {pair_of(first, other)}


def worth(pairs: Collection[Pair], crowd: Sequence[Candidate]) -> tuple[int, int, int]:
    """How many pairs, how long those in them have waited, how much they have in common."""
    by_id = {candidate.person_id: candidate for candidate in crowd}
    both = [(by_id[one], by_id[other]) for one, other in pairs]
    waited = sum(one.waited + other.waited for one, other in both)
    return len(pairs), waited, sum(in_common(*two) for two in both)


@settings(max_examples=200, deadline=None)
@given(crowds, acquaintances)
def test_no_pairing_is_better(crowd: list[Candidate], known: set[Pair]) -> None:
    """Against all there are: never a pair twice, nobody twice, nobody left out needlessly, the longest wait first."""
    pairs = pair_up(crowd, known)
    assert not set(pairs) & known
    paired = [person_id for pair in pairs for person_id in pair]
    assert len(paired) == len(set(paired))
    assert set(paired) <= {candidate.person_id for candidate in crowd}
    assert all(one < other for one, other in pairs)
    everybody = [candidate.person_id for candidate in crowd]
    assert worth(pairs, crowd) == max(worth(one, crowd) for one in matchings(everybody, known))


@settings(max_examples=100, deadline=None)
@given(crowds, acquaintances, st.randoms(use_true_random=False), st.integers(1, 2))
def test_a_crowd_is_left_as_whole_as_can_be(
    crowd: list[Candidate], known: set[Pair], chance: st.DataObject, nearest: int
) -> None:
    """Where only the nearest are weighed at first; and whatever the order in which they came."""
    pairs = pair_up(crowd, known, nearest)
    everybody = [candidate.person_id for candidate in crowd]
    best = max(worth(one, crowd) for one in matchings(everybody, known))
    assert not set(pairs) & known
    assert len(pairs) == best[0]
    shuffled = sorted(crowd, key=lambda _: chance.random())  # type: ignore[attr-defined]
    assert pair_up(shuffled, known, nearest) == pairs


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 9), st.integers(1, 3))
def test_in_time_everybody_gets_to_know_everybody_once(many: int, nearest: int) -> None:
    people = list(range(1, many + 1))
    waited = dict.fromkeys(people, 0)
    known: set[Pair] = set()
    for _ in range(2 * many + 2):
        pairs = pair_up([Candidate(one, waited=waited[one]) for one in people], known, nearest)
        paired = {person_id for pair in pairs for person_id in pair}
        if len(known) + len(pairs) < many * (many - 1) // 2:
            fresh = [two for two in combinations(set(people) - paired, 2) if pair_of(*two) not in known]
            assert fresh == [], "two were left who don't know each other"
        assert not known & set(pairs)
        known |= set(pairs)
        waited = {one: 0 if one in paired else waited[one] + 1 for one in people}
    assert known == set(combinations(people, 2))


def test_of_three_another_one_waits_each_time() -> None:
    waits: list[int] = []
    known: set[Pair] = set()
    for _ in range(3):
        waited = {waits[-1]: 1} if waits else {}
        pairs = pair_up([Candidate(one, waited=waited.get(one, 0)) for one in (1, 2, 3)], known)
        (left,) = {1, 2, 3} - {one for pair in pairs for one in pair}
        waits.append(left)
        known |= set(pairs)
    assert sorted(waits) == [1, 2, 3]


def test_a_large_crowd_is_matched_by_what_it_has_in_common() -> None:
    crowd = [
        Candidate(number, frozenset(f"{number // 2 % 30}"), frozenset(), int(number == 200))
        for number in range(201)
    ]
    pairs = pair_up(crowd, set())
    assert len(pairs) == 100
    assert 200 in {one for pair in pairs for one in pair}, "who waited goes first"
    assert sum(in_common(crowd[one], crowd[other]) for one, other in pairs) >= 99


# When rounds are


def at(year: int, month: int, day: int, hour: int = 11, minute: int = 0) -> int:
    return int(datetime(year, month, day, hour, minute, tzinfo=MOSCOW).timestamp()) * SECOND


@settings(deadline=None)
@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2040, 1, 1)),  # noqa: DTZ001 -- read as UTC below
    st.integers(0, 6),
    st.integers(0, 23),
    st.integers(1, 6),
    st.sampled_from(["Europe/Moscow", "Europe/Berlin", "America/New_York"]),
)
def test_rounds_follow_each_other_by_the_clock_of_the_wall(
    moment: datetime, weekday: int, hour: int, weeks: int, zone: str
) -> None:
    terms = IntroductionTerms((), weekday, hour, weeks, time_zone=zone)
    now = int(moment.replace(tzinfo=UTC).timestamp()) * SECOND
    latest, following = latest_round(now, terms), next_round(now, terms)
    assert latest <= now < following
    both = [datetime.fromtimestamp(one / SECOND, ZoneInfo(zone)) for one in (latest, following)]
    assert both[1].date() - both[0].date() == timedelta(weeks=weeks)
    for one in both:
        assert one.weekday() == weekday
        # An hour that summer time skips comes an hour later.
        assert one.hour in (hour, hour + 1)
        assert one.minute == 0
    assert latest_round(following, terms) == following
    assert latest_round(following - SECOND, terms) == latest
    assert next_round(latest, terms) == following


# Rounds


@dataclass
class Book:
    """Implements `IntroductionsGateway`."""

    people: dict[int, Person] = field(default_factory=dict)
    parts: dict[int, Participant] = field(default_factory=dict)
    groups: dict[int, frozenset[str]] = field(default_factory=dict)
    rounds: dict[int, int] = field(default_factory=dict)
    made: dict[int, Introduction] = field(default_factory=dict)

    async def participant(self, person_id: int) -> Participant | None:
        return self.parts.get(person_id)

    async def put(self, participant: Participant) -> None:
        self.parts[participant.person_id] = participant

    async def leave(self, person_id: int, at: int) -> None:  # noqa: ARG002 -- the port's signature
        del self.parts[person_id]

    async def taking_part(self) -> Sequence[tuple[Participant, Person, frozenset[str]]]:
        return [
            (part, self.people[number], self.groups.get(number, frozenset()))
            for number, part in sorted(self.parts.items())
            if self.people[number].reachable
        ]

    async def last_round(self) -> int | None:
        return max(self.rounds, default=None)

    async def open_round(self, planned_at: int, participants: int) -> None:
        assert planned_at not in self.rounds
        self.rounds[planned_at] = participants

    async def known(self) -> Collection[tuple[int, int]]:
        return {
            (one.first_id, one.second_id)
            for one in self.made.values()
            if one.first_id is not None and one.second_id is not None
        }

    async def introduce(self, planned_at: int, first_id: int, second_id: int, at: int) -> Introduction:
        assert planned_at in self.rounds
        assert (first_id, second_id) not in await self.known()
        assert first_id < second_id
        made = Introduction(len(self.made) + 1, first_id, second_id, at)
        self.made[made.id] = made
        return made

    async def find(self, introduction_id: int) -> Introduction | None:
        return self.made.get(introduction_id)

    async def to_ask(self, made_before: int, many: int) -> Sequence[Introduction]:
        return [one for one in self.made.values() if one.asked_at is None and one.made_at <= made_before][
            :many
        ]

    async def save(self, introduction: Introduction) -> None:
        self.made[introduction.id] = introduction

    async def results(self, many: int) -> Sequence[RoundResult]:
        return [RoundResult(planned, count, 0, 0, 0) for planned, count in self.rounds.items()][:many]


class OpenGroups:
    """As much of `GroupsGateway` as a round asks for."""

    async def open(self) -> Sequence[Group]:
        return [Group("pilots", {"ru": "Пилоты"}, {}, "", 0)]


TUESDAY = at(2027, 1, 5)  # of a round; so is every second one after it


@dataclass
class Association:
    """Everything that introductions need, in memory."""

    book: Book = field(default_factory=Book)
    ledger: Ledger = field(default_factory=Ledger)
    contacts: People = field(default_factory=People)
    offices: Offices = field(default_factory=Offices)
    clock: StandingClock = field(default_factory=lambda: StandingClock(TUESDAY - DAY))

    @property
    def introductions(self) -> Introductions:
        roles = roles_over(self.offices)
        return Introductions(self.book, self.ledger, self.contacts, roles, self.clock, TERMS)

    @property
    def rounds(self) -> Rounds:
        groups = OpenGroups()
        return Rounds(self.book, self.ledger, self.contacts, groups, self.clock, TERMS)  # type: ignore[arg-type]

    async def join(self, number: int, *interests: str) -> Person:
        person = Person(number, "ru", 0, name=f"N{number}", consented=True)
        self.contacts.known[number] = self.book.people[number] = person
        await self.introductions.join(person, TEXT, update_id=7)
        for interest in interests:
            await self.introductions.toggle(person, interest)
        return person

    async def hold(self, moment: int) -> dict[int, int | LeftOutReason]:
        """Who got whom, or why nobody."""
        self.clock.moment = moment
        events = await self.rounds.hold_due()
        return {one.person.id: one.why if isinstance(one, LeftOut) else one.partner.id for one in events}

    async def ask(self, moment: int) -> dict[int, int | None]:
        """Who is asked about whom."""
        self.clock.moment = moment
        events = await self.rounds.ask_next()
        return {one.person.id: one.partner.id if one.partner else None for one in events}


@pytest.fixture
def association() -> Association:
    return Association()


def fortnights(many: int) -> int:
    return TUESDAY + many * 14 * DAY


async def test_a_round_is_held_once_in_its_time(association: Association) -> None:
    for number in (1, 2, 3, 4):
        await association.join(number, "ai" if number in (1, 4) else "law")
    assert await association.hold(TUESDAY - 1) == {}
    assert await association.hold(TUESDAY) == {1: 4, 4: 1, 2: 3, 3: 2}
    for later in (1, HOUR, 6 * DAY, 14 * DAY - 1):
        assert await association.hold(TUESDAY + later) == {}
    assert await association.hold(fortnights(1)) != {}
    assert association.book.rounds == {TUESDAY: 4, fortnights(1): 4}
    assert association.contacts.kinds(1) == ["introductions-joined", "introduced", "introduced"]


@pytest.mark.parametrize(
    ("resumed", "held"),
    [
        (TUESDAY + HOUR, TUESDAY),
        (TUESDAY + 7 * DAY - 1, TUESDAY),
        (TUESDAY + 7 * DAY, None),
        (fortnights(1) - 1, None),
        (fortnights(9) + 3 * DAY, fortnights(9)),
        (fortnights(9) + 8 * DAY, None),
        (TUESDAY + 12 * HOUR, None),  # 23:00
    ],
)
async def test_a_stop_makes_one_round_or_none(
    association: Association, resumed: int, held: int | None
) -> None:
    """Late while it is nearer than the next one, and never at night."""
    await association.join(1)
    await association.join(2)
    assert (await association.hold(resumed) != {}) is (held is not None)
    assert await association.hold(resumed) == {}
    assert list(association.book.rounds) == ([] if held is None else [held])


async def test_a_round_that_night_put_off_is_held_in_the_morning(association: Association) -> None:
    await association.join(1)
    await association.join(2)
    assert await association.hold(TUESDAY + 12 * HOUR) == {}
    assert await association.hold(TUESDAY + 21 * HOUR) == {1: 2, 2: 1}  # 8:00


async def test_another_weekday_makes_no_second_round_at_once(association: Association) -> None:
    for number in (1, 2, 3, 4):
        await association.join(number)
    await association.hold(TUESDAY)
    association.clock.moment = TUESDAY + 2 * DAY
    rounds = Rounds(
        association.book,
        association.ledger,
        association.contacts,
        OpenGroups(),  # type: ignore[arg-type]
        association.clock,
        replace(TERMS, weekday=3),
    )
    assert await rounds.hold_due() == ()
    association.clock.moment += 14 * DAY
    assert len(await rounds.hold_due()) == 4


async def test_never_the_same_two_again_whoever_leaves_and_returns(association: Association) -> None:
    anna, boris = await association.join(1), await association.join(2)
    assert await association.hold(TUESDAY) == {1: 2, 2: 1}
    await association.introductions.stop(anna)
    assert await association.hold(fortnights(1)) == {2: LeftOutReason.ALONE}
    await association.join(anna.id)
    assert await association.hold(fortnights(2)) == {1: LeftOutReason.KNOWN}, "what lasts is told once"
    assert await association.hold(fortnights(3)) == {}
    await association.join(3)
    assert set((await association.hold(fortnights(4))).values()) == {3, 2, LeftOutReason.ODD}, (
        "two rounds went by for 2"
    )
    assert {one.waited for one in association.book.parts.values()} == {0, 3}
    assert boris.consented


async def test_the_odd_one_goes_first_next_time(association: Association) -> None:
    for number in (1, 2, 3):
        await association.join(number)
    left: list[int] = []
    for turn in range(3):
        told = await association.hold(fortnights(turn))
        left += [number for number, partner in told.items() if isinstance(partner, LeftOutReason)]
    assert sorted(left) == [1, 2, 3]
    assert set((await association.hold(fortnights(3))).values()) == {LeftOutReason.KNOWN}


async def test_whoever_pauses_sits_one_round_out(association: Association) -> None:
    anna, boris = await association.join(1), await association.join(2)
    await association.introductions.pause(anna, pausing=True)
    assert await association.hold(TUESDAY) == {2: LeftOutReason.ALONE}
    assert await association.hold(fortnights(1)) == {1: 2, 2: 1}
    await association.introductions.pause(boris, pausing=True)
    shown = await association.introductions.pause(boris, pausing=False)
    assert shown.participant is not None
    assert not shown.participant.pausing


async def test_an_interest_that_the_association_gave_up_joins_nobody(association: Association) -> None:
    for number, interest in ((1, "gone"), (2, "ai"), (3, "gone"), (4, "ai"), (5, "gone"), (6, "gone")):
        await association.join(number)
        part = association.book.parts[number]
        association.book.parts[number] = replace(part, interests=frozenset({interest}))
    association.book.groups = {1: frozenset({"pilots"}), 6: frozenset({"pilots"})}
    assert await association.hold(TUESDAY) == {1: 6, 6: 1, 2: 4, 4: 2, 3: 5, 5: 3}
    events = association.contacts.kinds(3)
    assert events == ["introductions-joined", "introduced"]


async def test_an_introduction_says_what_two_have_in_common(association: Association) -> None:
    await association.join(1, "ai", "law")
    boris = await association.join(2, "law", "data")
    await association.introductions.say_about(boris, "  Юрист,\u202e 10 лет\nв отрасли ")
    association.book.groups = {1: frozenset({"pilots", "other"}), 2: frozenset({"pilots"})}
    association.clock.moment = TUESDAY
    (first, second) = await association.rounds.hold_due()
    assert isinstance(first, Introduced)
    assert isinstance(second, Introduced)
    assert (first.person.id, first.partner.id, second.person.id) == (1, 2, 1 + 1)
    assert first.about.about == "Юрист, 10 лет в отрасли"
    assert [one.id for one in first.interests] == ["law", "data"]
    assert [one.id for one in second.interests] == ["ai", "law"]
    assert [one.id for one in first.common] == ["law"] == [one.id for one in second.common]
    assert [one.id for one in first.groups] == ["pilots"]
    assert first.expires_at == TUESDAY + 5 * DAY


# Asking


async def test_both_are_asked_once_some_days_later(association: Association) -> None:
    anna, boris = await association.join(1), await association.join(2)
    await association.hold(TUESDAY)
    with pytest.raises(Gone, match="introductions-missing"):
        await association.introductions.answer(anna, 1, Outcome.MET)
    assert await association.ask(TUESDAY + 5 * DAY - 1) == {}
    assert await association.ask(TUESDAY + 5 * DAY) == {1: 2, 2: 1}
    assert await association.ask(TUESDAY + 5 * DAY + 1) == {}
    await association.introductions.answer(anna, 1, Outcome.AGREED)
    noted = await association.introductions.answer(anna, 1, Outcome.MET)
    assert noted.takes_part
    await association.introductions.answer(boris, 1, Outcome.MISSED)
    assert (association.book.made[1].first_says, association.book.made[1].second_says) == (
        Outcome.MET,
        Outcome.MISSED,
    )
    stranger = await association.join(3)
    for number in (1, 2, 0):
        with pytest.raises(Gone, match="introductions-missing"):
            await association.introductions.answer(stranger, number, Outcome.MET)


async def test_who_withdrew_or_was_erased_is_neither_asked_nor_named(association: Association) -> None:
    anna = await association.join(1)
    for number in (2, 3, 4):
        await association.join(number)
    assert set(await association.hold(TUESDAY)) == {1, 2, 3, 4}
    introductions = {one.first_id: one for one in association.book.made.values()}
    stays = {one.first_id: one.second_id for one in introductions.values()}
    await association.introductions.stop(anna)
    gone = next(one for one in introductions.values() if anna.id not in (one.first_id, one.second_id))
    association.book.made[gone.id] = replace(gone, first_id=None)
    assert await association.ask(TUESDAY + 5 * DAY) == {stays[1]: None, gone.second_id: None}


@pytest.mark.parametrize(("late", "asked"), [(0, 2), (7 * DAY - 1, 2), (7 * DAY, 0), (12 * HOUR, 0)], ids=str)
async def test_nobody_is_asked_at_night_nor_about_what_is_forgotten(
    association: Association, late: int, asked: int
) -> None:
    await association.join(1)
    await association.join(2)
    await association.hold(TUESDAY)
    assert len(await association.ask(TUESDAY + 5 * DAY + late)) == asked
    (introduction,) = association.book.made.values()
    assert (introduction.asked_at is None) is (late == 12 * HOUR)


async def test_who_can_not_be_reached_is_not_asked(association: Association) -> None:
    await association.join(1)
    boris = await association.join(2)
    await association.hold(TUESDAY)
    association.contacts.known[boris.id] = replace(boris, reachable=False)
    assert await association.ask(TUESDAY + 5 * DAY) == {1: 2}


# Taking part


async def test_taking_part_rests_on_a_consent_of_its_own(association: Association) -> None:
    guest = Person(9, "ru", 0)
    for act in (
        association.introductions.look(guest),
        association.introductions.join(guest, TEXT, update_id=1),
        association.introductions.toggle(guest, "ai"),
        association.introductions.say_about(guest, "О себе"),
        association.introductions.pause(guest, pausing=True),
    ):
        with pytest.raises(ConsentMissing):
            await act
    assert association.ledger.rows == []
    anna = await association.join(1)
    await association.introductions.join(anna, TEXT, update_id=8)
    given = Consent(1, "introductions", "1", "digest", association.clock.moment, 7)
    assert association.ledger.rows == [(given, None)]
    assert (await association.introductions.stop(anna)).fresh
    assert not (await association.introductions.stop(anna)).fresh
    assert association.ledger.purposes(1) == set()
    for changed in (
        await association.introductions.toggle(anna, "ai"),
        await association.introductions.say_about(anna, "О себе"),
        await association.introductions.unsay_about(anna),
        await association.introductions.pause(anna, pausing=True),
    ):
        assert changed.participant is None
    assert association.book.parts == {}


async def test_interests_are_those_of_the_association(association: Association) -> None:
    anna = await association.join(1)
    association.book.parts[1] = replace(association.book.parts[1], interests=frozenset({"gone"}))
    for interest in ("forged", "ai", "law", "ai"):
        await association.introductions.toggle(anna, interest)
    assert association.book.parts[1].interests == {"law"}


@pytest.mark.parametrize(("text", "length"), [("x" * 201, 201), (" \u200b\n", 0)])
async def test_what_one_says_of_oneself_is_a_line(association: Association, text: str, length: int) -> None:
    anna = await association.join(1)
    with pytest.raises(InvalidAnswer, match="introductions-about-unfit") as caught:
        await association.introductions.say_about(anna, text)
    assert caught.value.details == {"most": 200, "length": length}
    await association.introductions.say_about(anna, "x" * 200)
    assert association.book.parts[1].about == "x" * 200


async def test_only_marketing_sees_how_rounds_went(association: Association) -> None:
    anna = await association.join(1)
    await association.join(2)
    await association.hold(TUESDAY)
    assert not (await association.introductions.look(anna)).reports
    for role in Role:
        association.offices.rows = {(1, role, ""): 0}
        if role is not Role.MARKETING:
            with pytest.raises(NotAllowed):
                await association.introductions.report(anna)
    association.offices.rows = {(1, Role.MARKETING, ""): 0}
    report = await association.introductions.report(anna)
    assert (report.taking_part, len(report.rounds)) == (2, 1)
    assert (await association.introductions.look(anna)).reports


def test_outcomes_are_due_for_both_sides() -> None:
    due = OutcomeDue(Person(1, "ru", 0), Introduction(1, 1, 2, 0), None, 0)
    assert due.introduction.sides == ((1, 2), (2, 1))
    assert due.introduction.said_by(3, Outcome.MET) is None
