"""Days and moments as people type them, and as answers keep them."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from babel.dates import get_month_names

from domain.answers import Wrong

LANGUAGES = ("ru", "en")  # in whose words months are understood
SHORTEST_MONTH = 3  # letters; «фев», "sept."
LEAP_YEAR = 2000  # every day of a year is in it
YEAR_WORD = re.compile(r"(?<![^\W\d])г(?:ода)?\b\.?")  # «1990 г.», «2027г»
SEPARATORS = re.compile(r"[\s./,–-]+")
CLOCK = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})")
DAYS_AHEAD = {"сегодня": 0, "today": 0, "завтра": 1, "tomorrow": 1, "послезавтра": 2}


def read_date(text: str) -> date:
    """The day that `text` names: day, month, year (31.12.1990), or a year first (1990-12-31). Raises Wrong.

    A month may be a number or a word.
    """
    numbers = _numbers(text.casefold())
    if len(numbers) != 3 or not all(part.isascii() and part.isdigit() for part in numbers):
        raise Wrong("date")
    day, month, year = numbers
    if len(year) != 4:
        raise Wrong("date-year")
    try:
        return date(int(year), int(month), int(day))
    except (ValueError, OverflowError):
        raise Wrong("date-none", text=text[:40]) from None


def read_anniversary(text: str) -> tuple[int, int, int | None]:
    """The month and day that `text` names, and the year where it names one: 5 мая, 05.05, 05.05.1988. Raises Wrong."""
    numbers = _numbers(text.casefold())
    if len(numbers) != 2:
        exact = read_date(text)
        return exact.month, exact.day, exact.year
    if not all(part.isascii() and part.isdigit() for part in numbers):
        raise Wrong("date")
    try:
        any_year = date(LEAP_YEAR, int(numbers[1]), int(numbers[0]))
    except (ValueError, OverflowError):
        raise Wrong("date-none", text=text[:40]) from None
    return any_year.month, any_year.day, None


def read_moment(text: str, now: datetime) -> datetime:
    """The minute that `text` names by the clock of `now`'s time zone, in that zone; raises Wrong.

    A day may be a word («завтра»), a month a number or a word; without a year it is the next such day, from today on.
    Of a time that the end of summer time brings twice it is the earlier one. What `isoformat` wrote is read as well.
    """
    zone = now.tzinfo
    with suppress(ValueError, OverflowError):
        exact = datetime.fromisoformat(text.strip())
        if exact.tzinfo is not None:
            return exact.astimezone(zone).replace(second=0, microsecond=0)
    words = [word for word in text.casefold().replace(",", " ").split() if word not in ("в", "at")]
    clock = CLOCK.fullmatch(words[-1]) if words else None
    if clock is None:
        raise Wrong("moment")
    try:
        typed = datetime.combine(_day(words[:-1], now.date()), time(int(clock[1]), int(clock[2])))
        moment = typed.replace(tzinfo=zone)
        on_the_clock = moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
    except (ValueError, OverflowError):
        raise Wrong("moment-none", text=text[:40]) from None
    if on_the_clock != typed:
        raise Wrong("moment-skipped", text=text[:40])
    return moment


def is_kept(value: object, *, with_time: bool) -> bool:
    """Whether this is a day or, `with_time`, a moment as answers keep it."""
    if not isinstance(value, str):
        return False
    try:
        return (datetime.fromisoformat(value).tzinfo is not None) is with_time
    except ValueError:
        return False


def _numbers(text: str) -> list[str]:
    """Day, month and year, in this order, as far as they are there; a month's name as its number."""
    parts = _parts(text)
    if len(parts) > 1 and _month(parts[0]):  # «May 5, 1988»
        parts[:2] = parts[1::-1]
    return [_month(part) or part for part in parts]


def _parts(text: str) -> list[str]:
    """The words of a date; of one that begins with the year the other way round."""
    parts = [part for part in SEPARATORS.split(YEAR_WORD.sub(" ", text)) if part]
    year_first = len(parts) == 3 and len(parts[0]) == 4 and parts[0].isdigit()
    return parts[::-1] if year_first else parts


def _day(words: list[str], today: date) -> date:
    """The day that these words name, seen from today. Raises Wrong, ValueError, OverflowError."""
    if len(words) == 1 and words[0] in DAYS_AHEAD:
        return today + timedelta(days=DAYS_AHEAD[words[0]])
    parts = _numbers(" ".join(words))
    if len(parts) not in (2, 3) or not all(part.isascii() and part.isdigit() for part in parts):
        raise Wrong("moment")
    day, month = int(parts[0]), int(parts[1])
    if len(parts) == 3:
        if len(parts[2]) not in (2, 4):
            raise ValueError(parts)
        return date(int(parts[2]) + (2000 if len(parts[2]) == 2 else 0), month, day)
    for year in range(today.year, today.year + 9):  # a 29 February can be eight years away
        with suppress(ValueError):
            if (found := date(year, month, day)) >= today:
                return found
    raise ValueError(parts)


def _month(word: str) -> str | None:
    """The number of the month whose name begins with this word."""
    if len(word) < SHORTEST_MONTH or not word.isalpha():
        return None
    return next((str(number) for name, number in _months() if name.startswith(word)), None)


@cache
def _months() -> list[tuple[str, int]]:
    return [
        (name.casefold(), number)
        for language in LANGUAGES
        for context in ("format", "stand-alone")
        for number, name in get_month_names("wide", context, language).items()
    ]
