"""Days and moments as people type them, and as answers keep them."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from babel.dates import get_day_names, get_month_names, get_timezone_location

from domain.answers import Wrong

LANGUAGES = ("ru", "en")  # in whose words months are understood
SHORTEST_MONTH = 3  # letters; «фев», "sept."
LEAP_YEAR = 2000  # every day of a year is in it
YEAR_WORD = re.compile(r"(?<![^\W\d])г(?:ода)?\b\.?")  # «1990 г.», «2027г»
SEPARATORS = re.compile(r"[\s./,–-]+")
SLASHED = re.compile(r"[0-9]{1,2}/[0-9]{1,2}\b")  # in Europe the day stands first, in America the month
LONGEST = 100  # characters of a text that can name a moment
UNMISTAKABLE = "%d.%m.%Y %H:%M"
CLOCK = re.compile(
    r"(?P<at>(?:в|at) )?(?P<hour>[0-9]{1,2})(?:[:.-](?P<minute>[0-9]{2}))?"
    r"(?P<hours> ?(?:ч\.?|час|часа|часов|o'clock))?(?: ?(?P<half>утра|дня|вечера|ночи|am|pm|a\.m\.|p\.m\.))?"
)
# What the hours of each part of a day are by a clock of 24. Whose midnight «12 ночи» is, nobody knows.
HALVES = {
    "утра": {hour: hour for hour in range(1, 12)},
    "дня": {12: 12, **{hour: hour + 12 for hour in range(1, 6)}, **{hour: hour for hour in range(13, 18)}},
    "вечера": {**{hour: hour + 12 for hour in range(4, 12)}, **{hour: hour for hour in range(16, 24)}},
    "ночи": {**{hour: hour for hour in (1, 2, 3, 4, 22, 23)}, 10: 22, 11: 23},
    "am": {hour: hour for hour in range(1, 12)},
    "pm": {12: 12, **{hour: hour + 12 for hour in range(1, 12)}},
}
DAYS_AHEAD = {"сегодня": 0, "today": 0, "завтра": 1, "tomorrow": 1, "послезавтра": 2}
AHEAD = re.compile(
    r"(?:через|in)(?: (?P<many>[0-9]{1,3}|a))? (?P<unit>день|дня|дней|неделю|недели|недель|days?|weeks?)"
)
HOURS_AHEAD = re.compile(
    r"(?:через|in)(?: (?P<many>[0-9]{1,3}|an?))? (?P<unit>час|часа|часов|минуту|минуты|минут|hours?|minutes?)"
)
IN_BRACKETS = re.compile(r" ?\(([^()]*)\)$")
# How people call the time of a zone; its city is understood as well.
ABBREVIATIONS = {"Europe/Moscow": ("мск", "msk", "по москве", "по московскому времени", "moscow time")}


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
        named = date(int(year), int(month), int(day))
    except (ValueError, OverflowError):
        raise Wrong("date-none", text=text[:40]) from None
    if _either_way(text, named):
        raise Wrong("date-two", one=f"{named:%d.%m.%Y}", other=f"{named:%m.%d.%Y}")
    return named


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
    if _either_way(text, any_year):
        raise Wrong("date-two", one=f"{any_year:%d.%m}", other=f"{any_year:%m.%d}")
    return any_year.month, any_year.day, None


def read_moment(text: str, now: datetime) -> datetime:
    """The minute that `text` names by the clock of `now`'s time zone, in that zone; raises Wrong.

    A day may be a word («завтра», «в четверг», «через неделю»), a month a number or a word; without a year it is the next
    such day, from today on. The time may stand before the day or after it. What can be read in two ways is Wrong
    ("moment-two") and names both. Of a time that the end of summer time brings twice it is the earlier one. Every form
    in which the texts show a moment is read, and what `isoformat` wrote.
    """
    if len(text) > LONGEST:
        raise Wrong("moment")
    with suppress(ValueError, OverflowError):
        exact = datetime.fromisoformat(text.strip())
        if exact.tzinfo is not None:
            return exact.astimezone(now.tzinfo).replace(second=0, microsecond=0)
    plain = _without_zone(" ".join(text.casefold().replace("ё", "е").replace(",", " ").split()), now)
    if ahead := HOURS_AHEAD.fullmatch(plain):
        minutes = _count(ahead["many"]) * (60 if ahead["unit"].startswith(("ч", "h")) else 1)
        return (now + timedelta(minutes=minutes)).replace(second=0, microsecond=0)
    try:
        typed = _typed(plain.split(), now.date())
        found = {moment for one in typed if (moment := _on_the_clock(one, now)) is not None}
    except (ValueError, OverflowError):
        typed = found = set()
    if not typed:
        raise Wrong("moment-none", text=text[:40])
    if not found:
        raise Wrong("moment-skipped", text=text[:40])
    first, *others = sorted(found)
    if others:
        raise Wrong("moment-two", one=f"{first:{UNMISTAKABLE}}", other=f"{others[0]:{UNMISTAKABLE}}")
    return first


def is_kept(value: object, *, with_time: bool) -> bool:
    """Whether this is a day or, `with_time`, a moment as answers keep it."""
    if not isinstance(value, str):
        return False
    try:
        return (datetime.fromisoformat(value).tzinfo is not None) is with_time
    except ValueError:
        return False


def _either_way(text: str, day: date) -> bool:
    """Whether the text can mean another day where the month stands first."""
    return SLASHED.match(text.strip()) is not None and day.day <= 12 and day.day != day.month


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


def _without_zone(text: str, now: datetime) -> str:
    """The text without the name of the time zone, which must be the right one. Raises Wrong."""
    zone = str(now.tzinfo)
    ours = {city.casefold() for city in _cities(zone)} | {*ABBREVIATIONS.get(zone, ())}
    others = {name for names in ABBREVIATIONS.values() for name in names} - ours
    if named := IN_BRACKETS.search(text):
        if named[1] not in ours:
            raise Wrong("moment-zone", city=named[1][:40])
        return text[: named.start()]
    for name in sorted(ours | others, key=len, reverse=True):
        if text.endswith(f" {name}"):
            if name in others:
                raise Wrong("moment-zone", city=name)
            return text.removesuffix(f" {name}")
    return text


@cache
def _cities(zone: str) -> list[str]:
    return [get_timezone_location(zone, locale=language, return_city=True) for language in LANGUAGES]


def _typed(words: list[str], today: date) -> set[datetime]:
    """Every day and time that the words can mean, without a zone. Raises Wrong for what is no day and time."""
    found: set[datetime] = set()
    understood = False
    for place in range(1, len(words)):
        for before, after in ((words[:place], words[place:]), (words[place:], words[:place])):
            clocks = _clocks(" ".join(after))
            days = None if clocks is None else _days(before, today)
            if clocks is not None and days is not None:
                understood = True
                found |= {datetime.combine(day, clock) for day in days for clock in clocks}
    if not understood:
        raise Wrong("moment")
    return found


def _on_the_clock(typed: datetime, now: datetime) -> datetime | None:
    """The moment at which clocks show this, or None where they are put forward past it. Raises OverflowError."""
    moment = typed.replace(tzinfo=now.tzinfo)
    shown = moment.astimezone(UTC).astimezone(now.tzinfo).replace(tzinfo=None)
    return moment if shown == typed else None


def _clocks(text: str) -> set[time] | None:
    """Every time that the text can mean; None where it is no time."""
    shown = CLOCK.fullmatch(text)
    if shown is None or not any(shown[part] for part in ("minute", "at", "hours", "half")):
        return None
    hour, minute = int(shown["hour"]), int(shown["minute"] or 0)
    hours = {hour}
    if half := shown["half"]:
        by_half = HALVES[half.replace(".", "")]
        if hour not in by_half:
            return None
        hours = {by_half[hour]}
    elif shown["minute"] is None and 0 < hour < 12:
        hours.add(hour + 12)  # «в 6»: in the morning, or in the evening?
    return {time(one, minute) for one in hours if one < 24 and minute < 60}


def _days(words: list[str], today: date) -> set[date] | None:
    """Every day that the words can mean, seen from today; None where they name none. Raises Wrong."""
    text = " ".join(words)
    if (days := DAYS_AHEAD.get(text)) is not None:
        return {today + timedelta(days=days)}
    if ahead := AHEAD.fullmatch(text):
        return {today + timedelta(days=_count(ahead["many"]) * (7 if ahead["unit"][0] in "нw" else 1))}
    words = words[1:] if words[0] in ("в", "во", "on") else words
    by_name = _weekdays().get(words[0].rstrip(".")) if words else None
    if by_name is None:
        return _dates(" ".join(words), today)
    if len(words) == 1:
        coming = today + timedelta(days=(by_name - today.weekday()) % 7)
        return {coming, coming + timedelta(days=7)} if coming == today else {coming}
    days_named = _dates(" ".join(words[1:]), today)
    if days_named and not (days_named := {day for day in days_named if day.weekday() == by_name}):
        raise Wrong("moment-weekday", text=text[:40])
    return days_named


def _dates(text: str, today: date) -> set[date] | None:
    """Every date that the text can mean; None where it is none."""
    parts = _numbers(text)
    if len(parts) not in (2, 3) or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    first, second, *years = map(int, parts)
    if years and len(parts[2]) not in (2, 4):
        return set()
    found: set[date] = set()
    for day, month in {(first, second), *([(second, first)] if SLASHED.match(text) else [])}:
        year = years[0] + (2000 if len(parts[2]) == 2 else 0) if years else None
        # A 29 February can be eight years away.
        for likely in range(today.year, today.year + 9) if year is None else (year,):
            with suppress(ValueError, OverflowError):
                if (one := date(likely, month, day)) >= today or year is not None:
                    found.add(one)
                    break
    return found


def _count(many: str | None) -> int:
    return int(many) if many is not None and many.isdigit() else 1


def _month(word: str) -> str | None:
    """The number of the month whose name begins with this word."""
    if len(word) < SHORTEST_MONTH or not word.isalpha():
        return None
    return next((str(number) for name, number in _months() if name.startswith(word)), None)


@cache
def _weekdays() -> dict[str, int]:
    """Names of the days of the week, also in the accusative («в среду») and in short; Monday is 0."""
    names = {
        name.casefold(): number
        for language in LANGUAGES
        for width in ("wide", "abbreviated")
        for number, name in get_day_names(width, locale=language).items()
    }
    return {**names, **{f"{name[:-1]}у": number for name, number in names.items() if name.endswith("а")}}


@cache
def _months() -> list[tuple[str, int]]:
    return [
        (name.casefold(), number)
        for language in LANGUAGES
        for context in ("format", "stand-alone")
        for number, name in get_month_names("wide", context, language).items()
    ]
