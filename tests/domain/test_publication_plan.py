"""The plan of posts by the clock: summer time, repetition, stops, empty days, and the weekly summary."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.answers import Wrong
from domain.publications.content import Content
from domain.publications.entities import Passage, PublicationStatus, PublicationTerms, Week
from domain.publications.events import PostCard, Posting, PostMissed, PostMoved, PostRefused
from domain.publications.recurring import Course, Repeat, occurrence_due
from domain.refusal import InvalidAnswer
from domain.roles import Role
from domain.time import DAY, HOUR, local
from tests.domain.fakes import Offices
from tests.domain.newsroom import CHANNEL, KIRA, PARTICIPANTS, SOMETHING, ZONE, Room, at

LATE = 3 * HOUR
MINUTE = 60_000_000


@pytest.mark.parametrize(
    ("first", "repeat", "then"),
    [
        ("2027-03-26T10:00", Repeat.DAILY, ["2027-03-27T10:00", "2027-03-28T10:00", "2027-03-29T10:00"]),
        ("2027-10-30T10:00", Repeat.DAILY, ["2027-10-31T10:00", "2027-11-01T10:00"]),
        ("2027-03-27T02:30", Repeat.DAILY, ["2027-03-28T03:30", "2027-03-29T02:30"]),  # the clock skips 02:30
        ("2027-10-30T02:30", Repeat.DAILY, ["2027-10-31T02:30", "2027-11-01T02:30"]),  # and shows it twice
        ("2027-03-22T10:00", Repeat.WEEKLY, ["2027-03-29T10:00", "2027-04-05T10:00"]),
        ("2027-01-31T10:00", Repeat.MONTHLY, ["2027-02-28T10:00", "2027-03-31T10:00", "2027-04-30T10:00"]),
        ("2027-12-15T10:00", Repeat.MONTHLY, ["2028-01-15T10:00", "2028-02-15T10:00"]),
        ("2028-02-29T23:59", Repeat.MONTHLY, ["2028-03-29T23:59"]),
    ],
)
def test_a_course_keeps_its_hour_and_day(first: str, repeat: Repeat, then: list[str]) -> None:
    course = Course(at(first), repeat, ZONE)
    moments, moment = [at(first)], course.next(at(first))
    for _ in then:
        assert moment is not None
        moments.append(moment)
        moment = course.next(moment)
    assert moments == [at(first), *map(at, then)]
    assert course.between(at(first), moments[-1] + 1) == moments
    assert [course.latest(one) for one in moments] == moments
    assert [course.latest(one - 1) for one in moments] == [None, *moments[:-1]]


def test_what_comes_once_comes_once() -> None:
    course = Course(5, Repeat.NEVER, ZONE)
    assert (course.next(4), course.next(5), course.latest(4), course.latest(10**17)) == (5, None, None, 5)


@settings(deadline=None, max_examples=300)
@given(
    first=st.integers(at("2026-01-01T00:00"), at("2028-12-31T00:00")),
    repeat=st.sampled_from(Repeat),
    passed=st.integers(-10 * DAY, 800 * DAY),
    zone=st.sampled_from([ZONE, "America/New_York", "Asia/Vladivostok", "UTC"]),
)
def test_next_and_latest_lie_around_every_moment(first: int, repeat: Repeat, passed: int, zone: str) -> None:
    first -= first % MINUTE
    course, moment = Course(first, repeat, zone), first + passed
    latest, following = course.latest(moment), course.next(moment)
    assert (latest is None) == (moment < first)
    assert latest is None or first <= latest <= moment
    assert (following is None) == (repeat is Repeat.NEVER and moment >= first)
    if following is not None:
        assert following > moment
        assert course.latest(following - 1) == latest
        begun, then = local(first, zone), local(following, zone)
        assert (then.hour, then.minute) == (begun.hour, begun.minute) or (
            then - begun.replace(tzinfo=None).replace(tzinfo=then.tzinfo)
        ).seconds % 3600 == 0


@pytest.mark.parametrize(
    ("now", "occurrence", "too_late", "following"),
    [
        ("2027-03-01T09:59", None, None, None),
        ("2027-03-01T10:00", "2027-03-01T10:00", False, "2027-03-02T10:00"),
        ("2027-03-01T13:00", "2027-03-01T10:00", False, "2027-03-02T10:00"),
        ("2027-03-01T13:01", "2027-03-01T10:00", True, "2027-03-02T10:00"),
        ("2027-03-05T11:00", "2027-03-05T10:00", False, "2027-03-06T10:00"),  # the latest only
        ("2027-03-05T09:00", "2027-03-04T10:00", True, "2027-03-05T10:00"),
    ],
)
def test_after_a_stop_the_latest_counts(
    now: str, occurrence: str | None, too_late: bool | None, following: str | None
) -> None:
    course = Course(at("2027-03-01T10:00"), Repeat.DAILY, ZONE)
    found = occurrence_due(course, course.first, at(now), LATE)
    if occurrence is None or following is None:
        assert found is None
    else:
        assert found is not None
        assert (found.occurrence, found.too_late, found.next) == (at(occurrence), too_late, at(following))


@settings(deadline=None, max_examples=150)
@given(
    times=st.integers(0, 3),
    looks=st.lists(st.integers(-2 * DAY, 70 * DAY), max_size=30),
)
async def test_each_occurrence_goes_out_once_or_never_and_none_early_or_late(
    times: int, looks: list[int]
) -> None:
    """Whenever and however often the clock is looked at, forwards, back, and after stops."""
    room = Room()
    post = await room.post("02.03.2027 10:00", times=times)
    await room.plan.toggle(KIRA, post.id, CHANNEL.number)
    begins = post.at or 0
    out: Counter[tuple[str, int]] = Counter()
    missed: set[int] = set()
    for look in looks:
        room.press.moment = begins + look
        for event in await room.publishing.publish_due():
            if isinstance(event, Posting):
                for delivery in event.deliveries:
                    occurrence = int(delivery.key.split(":")[2])
                    assert occurrence <= room.press.moment <= occurrence + LATE
                    assert delivery.until == occurrence + LATE
                    out[delivery.chat.title, occurrence] += 1
            else:
                assert isinstance(event, PostMissed)
                assert room.press.moment > event.occurrence + LATE
                missed.add(event.occurrence)
        course = room.press.last.course(ZONE)
        latest = course.latest(room.press.moment) if course else None
        told = {*missed, *(occurrence for _, occurrence in out)}
        assert latest is None or latest in told or latest < max(told), "nothing that is due is passed over"
    assert set(out.values()) <= {1}
    assert not {occurrence for _, occurrence in out} & missed
    assert {title for title, _ in out} <= {PARTICIPANTS.title, CHANNEL.title}


async def test_what_is_published_now_is_not_due_later() -> None:
    room = Room()
    post = await room.post("02.03.2027 10:00")
    card, posting = await room.plan.publish(KIRA, post.id, post.version)
    assert isinstance(card, PostCard)
    assert isinstance(posting, Posting)
    with pytest.raises(PostMoved):
        await room.plan.publish(KIRA, post.id, post.version)
    room.press.moment = at("2027-03-02T10:00")
    assert await room.publishing.publish_due() == ()


async def test_a_repeated_one_goes_on_besides() -> None:
    room = Room()
    post = await room.post("02.03.2027 10:00", times=2)  # weekly
    await room.plan.publish(KIRA, post.id, post.version)
    assert (room.press.last.status, room.press.last.at) == (PublicationStatus.PLANNED, at("2027-03-02T10:00"))
    await room.plan.compose(KIRA, Content("Сразу"), "")
    for _ in range(2):
        await room.plan.repeat(KIRA, 2)
    await room.plan.publish(KIRA, 2, room.press.last.version)
    assert (room.press.last.status, room.press.last.at) == (PublicationStatus.PLANNED, at("2027-03-08T12:00"))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("вчера", "moment"),
        ("01.03.2027 11:00", "moment-past"),
        ("28.03.2027 02:30", "moment-skipped"),
        ("31.02 10:00", "moment-none"),
    ],
)
async def test_a_wrong_time_is_refused(text: str, reason: str) -> None:
    room = Room()
    await room.plan.compose(KIRA, Content("Пост"), "")
    before = room.press.last
    with pytest.raises(Wrong) as wrong:
        await room.plan.plan(KIRA, 1, text)
    assert wrong.value.reason == reason
    assert room.press.last == before


async def test_without_a_chat_nothing_is_planned() -> None:
    room = Room()
    await room.plan.compose(KIRA, Content("Пост"), "")
    await room.plan.toggle(KIRA, 1, PARTICIPANTS.number)
    for act in (room.plan.plan(KIRA, 1, "завтра 10:00"), room.plan.publish(KIRA, 1, room.press.last.version)):
        with pytest.raises(InvalidAnswer, match="publications-no-chat"):
            await act


async def test_a_chat_that_is_gone_is_told() -> None:
    room = Room()
    await room.post("02.03.2027 10:00")
    room.press.chats = []
    room.press.moment = at("2027-03-02T10:00")
    (refused,) = await room.publishing.publish_due()
    assert isinstance(refused, PostRefused)
    assert (refused.chat, [one.id for one in refused.places]) == (None, [KIRA.id])
    assert [one.passage for one in room.press.passages.values()] == [Passage.FAILED]


async def test_what_waited_too_long_for_telegram_is_missed() -> None:
    room = Room()
    await room.post("02.03.2027 10:00")
    room.press.moment = at("2027-03-02T10:00")
    await room.publishing.publish_due()
    room.press.moment += LATE - 1
    assert await room.publishing.dropped_due() == ()
    room.press.moment += 1
    (missed,) = await room.publishing.dropped_due()
    assert missed.occurrence == at("2027-03-02T10:00")
    assert await room.publishing.dropped_due() == ()


# The week and its empty days


async def test_the_week_shows_what_comes_and_what_came() -> None:
    room = Room()
    await room.post("02.03.2027 10:00", times=1, text="Ежедневно")
    await room.post("05.03.2027 10:00", text="Раз")
    await room.plan.compose(KIRA, Content("Черновик"), "")
    room.press.moment = at("2027-03-02T12:00")
    await room.publishing.publish_due()
    plan = await room.plan.week(KIRA)
    assert [day.date for day in plan.days] == [date(2027, 3, number) for number in range(2, 9)]
    assert [day.working for day in plan.days] == [True, True, True, True, False, False, True]
    assert [len(day.entries) for day in plan.days] == [1, 1, 1, 2, 1, 1, 1]
    assert [entry.passage for entry in plan.days[0].entries] == [Passage.QUEUED]
    assert [one.content.title for one in plan.open] == ["Черновик"]
    following = await room.plan.week(KIRA, 1)
    assert following.days[0].date == date(2027, 3, 9)
    before = await room.plan.week(KIRA, -1)
    assert [day.entries for day in before.days] == [()] * 7


@pytest.mark.parametrize(
    ("now", "reminded"),
    [
        ("2027-03-01T15:59", False),
        ("2027-03-01T16:00", True),  # a Monday
        ("2027-03-01T23:59", True),
        ("2027-03-05T16:00", False),  # a Friday
        ("2027-03-07T16:00", True),  # a Sunday, before a Monday
        ("2027-03-28T16:00", True),  # the day of 23 hours
    ],
)
async def test_marketing_is_reminded_of_an_empty_day_on_its_eve_once(now: str, reminded: bool) -> None:
    room = Room()
    room.press.moment = at(now)
    empty = await room.plan.empty_day()
    assert [one.person.id for one in empty] == [KIRA.id] * reminded
    if empty:
        assert local(empty[0].day, ZONE).strftime("%H:%M") == "00:00"
    assert await room.plan.empty_day() == ()


async def test_nobody_is_reminded_of_a_day_with_a_post() -> None:
    room = Room()
    await room.post("26.02.2028 09:00", times=1)
    room.press.moment = at("2028-02-28T16:00")
    await room.publishing.publish_due()
    assert await room.plan.empty_day() == ()
    await room.plan.cancel(KIRA, 1)
    assert len(await room.plan.empty_day()) == 1


# The summary


async def test_the_week_is_summed_up_once_and_goes_out_only_when_somebody_says_so() -> None:
    room = Room()
    room.press.happened = SOMETHING
    room.press.moment = at("2027-04-02T14:59")  # a Friday; the clock went forward on Sunday
    assert await room.summaries.draft_due() == ()
    room.press.moment = at("2027-04-02T15:00")
    (drafted,) = await room.summaries.draft_due()
    summary = drafted.card.post
    assert summary.content.text == f"2 {at('2027-03-26T15:00')} {at('2027-04-02T15:00')}"
    assert (summary.chats, summary.status) == ((PARTICIPANTS.number,), PublicationStatus.WAITING)
    assert await room.summaries.draft_due() == ()
    room.press.moment += 6 * DAY
    assert await room.publishing.publish_due() == ()
    room.press.moment = at("2027-04-09T15:00")
    (following,) = await room.summaries.draft_due()
    assert [one.status for one in room.press.kept.values()] == [
        PublicationStatus.CANCELLED,
        PublicationStatus.WAITING,
    ]
    events = await room.plan.publish(KIRA, following.card.post.id, following.card.post.version)
    assert isinstance(events[1], Posting)


@pytest.mark.parametrize(
    ("now", "drafted"),
    [
        ("2027-04-03T14:59", True),
        ("2027-04-03T15:00", True),
        ("2027-04-03T15:01", False),
        ("2027-04-08T15:00", False),
    ],
)
async def test_after_a_stop_only_a_fresh_week_is_summed_up(now: str, drafted: bool) -> None:
    room = Room()
    room.press.happened = SOMETHING
    room.press.moment = at(now)
    assert bool(await room.summaries.draft_due()) is drafted


async def test_an_empty_week_makes_no_draft() -> None:
    room = Room()
    room.press.moment = at("2027-04-02T15:00")
    assert await room.summaries.draft_due() == ()
    assert room.press.kept == {}
    for one in ({"people": 1}, {"organisations": ("ООО",)}, {"held_in_groups": 1}, {"news": (("Н", ""),)}):
        assert not replace(Week(0, 0), **one).empty


async def test_nothing_is_summed_up_where_that_is_not_wished_or_nobody_reads_it() -> None:
    for room in (Room(PublicationTerms(summary=None)), Room(roles=Offices({(9, Role.MODERATOR, ""): 0}))):
        room.press.happened = SOMETHING
        room.press.moment = at("2027-04-02T15:00")
        assert await room.summaries.draft_due() == ()
        assert room.press.marks == set()
