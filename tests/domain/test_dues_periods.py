"""Years of membership, days and sums: over leap years, changes of the clock, kopecks."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.dues.money import MOST, read_amount
from domain.dues.periods import anniversary, at_hour, day_of, end_of, next_anniversary, year_around

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
ZONES = st.sampled_from(["Europe/Moscow", "Europe/Berlin", "Pacific/Apia", "America/New_York", "UTC"])


@given(DAYS, st.integers(0, 60))
def test_an_anniversary_is_the_same_day_or_the_28th_for_a_29th(first: date, years: int) -> None:
    day = anniversary(first, years)
    leap = (first.month, first.day) == (2, 29)
    assert day.year == first.year + years
    if leap:
        assert (day + timedelta(1)).month == 3, "the last of February, each year"
    else:
        assert (day.month, day.day) == (first.month, first.day)


@given(DAYS, DAYS)
def test_years_follow_each_other_without_a_gap_and_hold_every_day(first: date, day: date) -> None:
    begins, ends = year_around(first, day)
    assert begins <= day < ends
    assert (ends - begins).days in (365, 366)
    assert year_around(first, ends)[0] == ends
    assert year_around(first, begins - timedelta(1))[1] == begins
    years = begins.year - first.year
    assert (begins, ends) == (anniversary(first, years), anniversary(first, years + 1))


@given(DAYS, st.integers(0, 20_000))
def test_the_next_anniversary_is_today_or_ahead_and_never_the_beginning(first: date, later: int) -> None:
    today = first + timedelta(later)
    day = next_anniversary(first, today)
    assert day >= today
    assert day > first
    assert (day - today).days <= 366
    assert day == anniversary(first, day.year - first.year)


def test_a_29_february_is_the_28th_in_common_years_and_the_29th_in_leap_years() -> None:
    first = date(2024, 2, 29)
    assert [anniversary(first, years) for years in (1, 2, 3, 4, 5)] == [
        date(2025, 2, 28),
        date(2026, 2, 28),
        date(2027, 2, 28),
        date(2028, 2, 29),
        date(2029, 2, 28),
    ]
    assert year_around(first, date(2028, 2, 28)) == (date(2027, 2, 28), date(2028, 2, 29))
    assert next_anniversary(first, date(2025, 2, 28)) == date(2025, 2, 28)


@given(DAYS, ZONES, st.integers(0, 23))
def test_a_days_hour_and_its_last_second_lie_on_that_day(day: date, zone: str, hour: int) -> None:
    if zone == "Pacific/Apia" and day == date(2011, 12, 30):  # a day that never was
        return
    assert day_of(at_hour(day, hour, zone), zone) == day
    assert day_of(end_of(day, zone), zone) == day
    assert day_of(end_of(day, zone) + 1_000_000, zone) > day


@pytest.mark.parametrize(
    ("text", "kopecks"),
    [
        ("5000", 500_000),
        ("5 000", 500_000),
        ("5\u00a0000 ₽", 500_000),
        ("5000,50", 500_050),
        ("5000.5 руб.", 500_050),
        ("0,01", 1),
        ("5,000", 500_000),
        ("1.000.000", 100_000_000),
        ("1234р", 123_400),
        ("19.99 рублей", 1_999),
        ("12 RUB", 1_200),
        ("0", None),
        ("0,00", None),
        ("-5", None),
        ("", None),
        ("₽", None),
        ("пять", None),
        ("5,000,50", None),
        ("1 234 567,89 ₽", 123_456_789),
        ("1.000.000,50", 100_000_050),
        ("5  000", 500_000),
        ("5000 6000", None),
        ("5 0000", None),
        ("50 00", None),
        ("5000 000", None),
        ("5 000.000", None),
        ("5 000 50", None),
        ("1 2 3", None),
        ("5000,505", None),
        ("1e3", None),
        ("٥٠٠", None),
        ("½", None),
        ("9" * 4096, None),
        ("100000001", None),
    ],
)
def test_sums_as_people_type_them(text: str, kopecks: int | None) -> None:
    assert read_amount(text) == kopecks


@given(st.integers(1, MOST))
def test_every_sum_comes_back_to_the_kopeck(kopecks: int) -> None:
    assert read_amount(f"{kopecks // 100},{kopecks % 100:02}") == kopecks
    assert read_amount(f"{kopecks // 100:_}".replace("_", "\u202f") + f".{kopecks % 100:02} ₽") == kopecks


@given(st.lists(st.integers(0, 99_999), min_size=2, max_size=4), st.sampled_from(" .,'\u00a0"))
def test_digits_in_no_order_are_no_sum(groups: list[int], sign: str) -> None:
    """«5000 6000» is two sums, or a slip; it is never their digits in a row."""
    first, *others = map(str, groups)
    in_order = len(first) <= 3 and all(len(group) == 3 for group in others)
    kopecks = sign in ".," and len(groups) == 2 and len(others[0]) <= 2
    if not in_order and not kopecks:
        assert read_amount(sign.join([first, *others])) is None


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading(text: str) -> None:
    amount = read_amount(text)
    assert amount is None or 0 < amount <= MOST
