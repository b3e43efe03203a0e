"""Years of membership and the days of an invoice, counted by the association's calendar."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.time import local, microseconds

DAY = timedelta(1)


def anniversary(first: date, years: int) -> date:
    """Return the same day that many years later; 29 February becomes the 28th in a common year."""
    try:
        return first.replace(year=first.year + years)
    except ValueError:
        return date(first.year + years, 2, 28)


def year_around(first: date, day: date) -> tuple[date, date]:
    """Return the membership year that contains a day, for a membership begun on `first`: its first day, and
    the first after it.
    """
    years = day.year - first.year
    if anniversary(first, years) > day:
        years -= 1
    return anniversary(first, years), anniversary(first, years + 1)


def next_anniversary(first: date, day: date) -> date:
    """Return the first anniversary on or after a day; the beginning itself is not one."""
    begins, ends = year_around(first, day)
    return begins if begins == day and begins > first else ends


def day_of(at: int, time_zone: str) -> date:
    """Return the day of a moment (microseconds UTC)."""
    return local(at, time_zone).date()


def at_hour(day: date, hour: int, time_zone: str) -> int:
    """Return a day's full hour in microseconds UTC."""
    return microseconds(datetime.combine(day, time(hour), ZoneInfo(time_zone)))


def end_of(day: date, time_zone: str) -> int:
    """Return a day's last second in microseconds UTC."""
    return at_hour(day + DAY, 0, time_zone) - 1_000_000
