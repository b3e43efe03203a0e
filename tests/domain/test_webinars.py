"""Webinars: every act in every state by everybody, and the rules of the clock."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from domain.chats.entities import ChatKind
from domain.people import Person
from domain.refusal import Gone, InvalidAnswer
from domain.roles import NotAllowed, Role
from domain.time import DAY, HOUR, MINUTE, SECOND, is_night
from domain.webinars.context import WebinarContext
from domain.webinars.entities import (
    Audience,
    Guest,
    Standing,
    Webinar,
    WebinarAct,
    WebinarKind,
    WebinarStatus,
    WebinarTerms,
    due_reminder,
    offer_ends,
)
from domain.webinars.events import Counts
from domain.webinars.months import next_month
from domain.webinars.planning import Planning
from domain.webinars.waiting_list import WaitingList
from tests.domain.fakes import Log, Offices, roles_over

START = 1_800_000_000 * SECOND
ACTOR = Person(1, "ru", 0, name="Анна", consented=True)
WEBINAR = Webinar(
    id=1,
    kind=WebinarKind.GROUP,
    audience=Audience.GROUP,
    group_id="one",
    title="Вебинар",
    text="О чём",
    speakers="Кто",
    starts_at=START,
    minutes=60,
    places=1,
    link="https://room.example/1",
    picture="",
    discount="",
    status=WebinarStatus.PUBLISHED,
    organiser_id=2,
)

# Who may do what, written out once more than in the program.
POSSIBLE = {
    WebinarStatus.DRAFT: {
        WebinarAct.CHANGE: WebinarStatus.DRAFT,
        WebinarAct.SCHEDULE: WebinarStatus.SCHEDULED,
        WebinarAct.PUBLISH: WebinarStatus.PUBLISHED,
        WebinarAct.CANCEL: WebinarStatus.CANCELLED,
    },
    WebinarStatus.SCHEDULED: {
        WebinarAct.CHANGE: WebinarStatus.SCHEDULED,
        WebinarAct.SCHEDULE: WebinarStatus.SCHEDULED,
        WebinarAct.PUBLISH: WebinarStatus.PUBLISHED,
        WebinarAct.CANCEL: WebinarStatus.CANCELLED,
    },
    WebinarStatus.PUBLISHED: {
        WebinarAct.CHANGE: WebinarStatus.PUBLISHED,
        WebinarAct.CANCEL: WebinarStatus.CANCELLED,
    },
    WebinarStatus.CANCELLED: {},
}
AUDITED = {
    WebinarAct.CHANGE: "webinar-changed",
    WebinarAct.SCHEDULE: "webinar-scheduled",
    WebinarAct.PUBLISH: "webinar-published",
    WebinarAct.CANCEL: "webinar-cancelled",
}
OFFICES: list[tuple[Role | None, str]] = [(None, "")]
OFFICES += [(role, "") for role in Role if role is not Role.GROUP_LEADER]
OFFICES += [(Role.GROUP_LEADER, "one"), (Role.GROUP_LEADER, "two")]


def may_organise(kind: WebinarKind, role: Role | None, scope: str) -> bool:
    match role:
        case Role.SECRETARY:
            return True
        case Role.MARKETING:
            return kind is not WebinarKind.GENERAL
        case Role.GROUP_LEADER:
            return kind is WebinarKind.GROUP and scope == "one"
        case _:
            return False


@dataclass
class Hall:
    """One webinar, and the moment: what the use cases ask of storage and the clock."""

    webinar: Webinar
    moment: int

    def now(self) -> int:
        return self.moment

    async def find(self, number: int | str) -> Any:
        return self.webinar if number == self.webinar.id else None

    async def save(self, webinar: Webinar) -> None:
        self.webinar = webinar

    async def counts(self, _webinar_id: int) -> Counts:
        return Counts(registered=self.webinar.places)

    async def guests(self, *_which: object) -> Sequence[Any]:
        return ()

    async def of_kind(self, _kind: ChatKind) -> Sequence[Any]:
        return []

    async def invite(self, _webinar: Webinar, _topic: str) -> int:
        return 0


async def do(planning: Planning, act: WebinarAct) -> object:
    match act:
        case WebinarAct.CHANGE:
            return await planning.change(ACTOR, 1, "webinar-title", "Иначе")
        case WebinarAct.SCHEDULE:
            return await planning.schedule(ACTOR, 1, START - 1)
        case WebinarAct.PUBLISH:
            return await planning.publish(ACTOR, 1)
        case WebinarAct.CANCEL:
            return await planning.cancel(ACTOR, 1)


@pytest.mark.parametrize("act", WebinarAct)
@pytest.mark.parametrize("status", WebinarStatus)
async def test_every_act_in_every_state_by_everybody(status: WebinarStatus, act: WebinarAct) -> None:
    moments = {"before": START - HOUR, "during": START, "over": START + HOUR}
    for kind, (role, scope), (when, now) in product(WebinarKind, OFFICES, moments.items()):
        about = f"{kind}, {role} {scope}, {when}"
        group_id = "one" if kind is WebinarKind.GROUP else ""
        before = replace(WEBINAR, kind=kind, group_id=group_id, status=status)
        hall, log = Hall(before, now), Log()
        offices = Offices({} if role is None else {(ACTOR.id, role, scope): 0})
        whole: Any = hall
        context = WebinarContext(
            *(whole, whole, whole, whole, whole, whole, whole, roles_over(offices, log)),
            *(log, whole, whole, whole, WebinarTerms(), whole),
        )
        planning = Planning(context, WaitingList(context), whole)
        refusal: tuple[type[Exception], str] | None = None
        if not may_organise(kind, role, scope):
            refusal = NotAllowed, "NotAllowed"
        elif act not in POSSIBLE[status] or (status is WebinarStatus.PUBLISHED and when == "over"):
            refusal = Gone, "webinars-stale"
        elif when != "before" and act is WebinarAct.SCHEDULE:
            refusal = InvalidAnswer, "webinars-publish-late"
        elif when != "before" and act is WebinarAct.PUBLISH:
            refusal = Gone, "webinars-late"
        if refusal is None:
            await do(planning, act)
            assert hall.webinar.status is POSSIBLE[status][act], about
            assert log.rows == [(ACTOR.id, AUDITED[act], None)], about
        else:
            raised, reason = refusal
            with pytest.raises(raised, match=reason):
                await do(planning, act)
            assert hall.webinar == before, about
            assert [row[1] for row in log.rows] == ["refused"] * (raised is NotAllowed), about


# Reminders


@pytest.mark.parametrize(
    ("before", "at", "reminded", "due"),
    [
        (DAY + 1, None, None, None),  # never early, not by a microsecond
        (DAY, None, None, 1440),
        (23 * HOUR, None, None, 1440),  # late, with sense
        (23 * HOUR, None, 1440, None),  # each once
        (HOUR, None, 1440, 60),
        (HOUR - 1, None, None, 60),  # the one for the day before is dropped
        (1, None, 60, None),
        (0, None, None, 0),
        (-59 * MINUTE, None, 60, 0),
        (-HOUR, None, 60, None),  # nothing once it is over
        (2 * HOUR, None, 60, None),  # the clock went back
        (DAY, None, 0, None),
        (12 * HOUR, 13 * HOUR, None, None),  # registered after the day's reminder was due
        (12 * HOUR, DAY, None, 1440),  # registered at that very moment
        (HOUR, 13 * HOUR, None, 60),
        (50 * MINUTE, 55 * MINUTE, None, None),
        (0, 55 * MINUTE, None, 0),
        (-MINUTE, -MINUTE, None, 0),  # who comes late still gets the way in
    ],
)
def test_which_reminder_is_due(before: int, at: int | None, reminded: int | None, due: int | None) -> None:
    guest = Guest(1, 1, Standing.REGISTERED, at=0 if at is None else START - at, reminded=reminded)
    assert due_reminder(WEBINAR, guest, START - before, (1440, 60, 0)) == due


@settings(deadline=None, max_examples=300)
@given(
    reminders=st.lists(st.integers(0, 43_200), max_size=5),
    registered=st.integers(-40 * DAY, 30 * MINUTE),
    looks=st.lists(st.integers(-40 * DAY, 8 * DAY), max_size=40),
)
def test_each_reminder_goes_once_or_never_and_none_early(
    reminders: list[int], registered: int, looks: list[int]
) -> None:
    """Whenever and however often the clock is looked at, forwards, back, and after stops."""
    guest = Guest(1, 1, Standing.REGISTERED, at=START + registered)
    sent: list[int] = []
    for look in looks:
        now = START + look
        minutes = due_reminder(WEBINAR, guest, now, reminders)
        if minutes is None:
            due = [one for one in reminders if START - one * MINUTE <= now < WEBINAR.ends_at]
            # What is due and not sent was sent already, or a later one was, or it was due before they registered.
            assert not due or (sent and min(due) >= sent[-1]) or START - min(due) * MINUTE < guest.at
            continue
        assert minutes in reminders
        assert START - minutes * MINUTE <= now < WEBINAR.ends_at
        assert not [one for one in reminders if one < minutes and START - one * MINUTE <= now]
        sent.append(minutes)
        guest = replace(guest, reminded=minutes)
    assert sent == sorted(set(sent), reverse=True)


def at(zone: str, *when: int) -> int:
    return round(datetime(*when, tzinfo=ZoneInfo(zone)).timestamp()) * SECOND  # type: ignore[arg-type,misc]  # moments of the day follow


NEW_YORK = "America/New_York"


@pytest.mark.parametrize(
    ("moment", "zone", "night"),
    [
        (at("Europe/Moscow", 2027, 1, 20, 21, 59), "Europe/Moscow", False),
        (at("Europe/Moscow", 2027, 1, 20, 22), "Europe/Moscow", True),
        (at("Europe/Moscow", 2027, 1, 21, 7, 59), "Europe/Moscow", True),
        (at("Europe/Moscow", 2027, 1, 21, 8), "Europe/Moscow", False),
        (at("Europe/Moscow", 2027, 1, 20, 19), "Asia/Vladivostok", True),
        # The clock of this zone goes forward at two on the 14th of March, and back on the 7th of November.
        (at("UTC", 2027, 3, 13, 12, 30), NEW_YORK, True),
        (at("UTC", 2027, 3, 14, 12, 30), NEW_YORK, False),
        (at("UTC", 2027, 11, 6, 12, 30), NEW_YORK, False),
        (at("UTC", 2027, 11, 7, 12, 30), NEW_YORK, True),
    ],
)
def test_night_goes_by_the_persons_clock(moment: int, zone: str, night: bool) -> None:
    assert is_night(moment, zone, (22, 8)) is night


@given(hour=st.integers(0, 23), night=st.integers(0, 23), morning=st.integers(0, 23))
@example(hour=3, night=1, morning=5)
@example(hour=3, night=3, morning=3)
def test_the_night_is_the_hours_from_its_first_to_the_mornings(hour: int, night: int, morning: int) -> None:
    hours, one = set(), night
    while one != morning:
        hours.add(one)
        one = (one + 1) % 24
    assert is_night(at("UTC", 2027, 1, 20, hour), "UTC", (night, morning)) is (hour in hours)


# Offers


@pytest.mark.parametrize(
    ("left", "stands"),
    [
        (30 * DAY, 24 * HOUR),
        (96 * HOUR, 24 * HOUR),
        (8 * HOUR, 2 * HOUR),
        (20 * MINUTE, 5 * MINUTE),
        (16 * MINUTE, 5 * MINUTE),
        (15 * MINUTE, None),
        (0, None),
        (-MINUTE, None),
    ],
)
def test_how_long_an_offer_stands(left: int, stands: int | None) -> None:
    until = offer_ends(START - left, START, 24 * HOUR)
    assert until == (None if stands is None else START - left + stands)


@given(left=st.integers(-DAY, 60 * DAY), longest=st.integers(HOUR, 336 * HOUR))
def test_an_offer_lapses_before_the_start_with_time_to_pass_it_on(left: int, longest: int) -> None:
    now = START - left
    until = offer_ends(now, START, longest)
    if until is None:
        assert left <= 15 * MINUTE
    else:
        assert now + 5 * MINUTE <= until <= now + longest
        assert START - until >= 10 * MINUTE


# The next month


@pytest.mark.parametrize(
    ("zone", "when", "then"),
    [
        ("Europe/Moscow", (2027, 1, 12, 19), (2027, 2, 9, 19)),  # the second Tuesday
        ("Europe/Moscow", (2027, 3, 30, 19), (2027, 4, 27, 19)),  # a fifth Tuesday becomes the last
        ("Europe/Moscow", (2027, 6, 29, 19), (2027, 7, 27, 19)),
        ("Europe/Moscow", (2027, 1, 29, 19), (2027, 2, 26, 19)),  # a fifth Friday, in February
        ("Europe/Moscow", (2027, 12, 14, 19), (2028, 1, 11, 19)),  # the year's end
        ("Europe/Moscow", (2028, 1, 31, 19), (2028, 2, 28, 19)),  # a leap year
        (NEW_YORK, (2027, 2, 16, 19), (2027, 3, 16, 19)),  # into summer time: the same hour on the clock
        (NEW_YORK, (2027, 10, 12, 19), (2027, 11, 9, 19)),  # and out of it
        ("Asia/Vladivostok", (2027, 1, 1, 0, 30), (2027, 2, 5, 0, 30)),  # still December in UTC
    ],
)
def test_the_same_weekday_of_the_next_month(zone: str, when: tuple[int, ...], then: tuple[int, ...]) -> None:
    assert next_month(at(zone, *when), zone) == at(zone, *then)


@given(
    moment=st.integers(at("UTC", 2024, 1, 1), at("UTC", 2100, 1, 1)),
    zone=st.sampled_from(["Europe/Moscow", NEW_YORK, "Asia/Vladivostok", "UTC"]),
)
def test_next_month_keeps_weekday_place_and_hour(moment: int, zone: str) -> None:
    moment -= moment % SECOND
    first, second = (
        datetime.fromtimestamp(one / SECOND, UTC).astimezone(ZoneInfo(zone))
        for one in (moment, next_month(moment, zone))
    )
    assert (second.year * 12 + second.month) - (first.year * 12 + first.month) == 1
    assert second.weekday() == first.weekday()
    last = second.day + 7 > monthrange(second.year, second.month)[1]
    place = (first.day - 1) // 7
    assert (second.day - 1) // 7 == place or (place == 4 and last)
    # An hour that the summer's first night leaves out is the next one.
    skipped = zone == NEW_YORK and (second.month, second.hour, first.hour) == (3, 3, 2)
    assert skipped or second.time() == first.time()
