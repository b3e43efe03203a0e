"""Months as people plan by them: the same weekday of the next one."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from domain.webinars.entities import SECOND


def next_month(moment: int, time_zone: str) -> int:
    """The same weekday and time of day in the next month: the second Tuesday stays a second Tuesday, a fifth one
    becomes the last. Microseconds UTC; the time of day is that of the zone's clock, summer time or not."""
    zone = ZoneInfo(time_zone)
    local = datetime.fromtimestamp(moment / SECOND, UTC).astimezone(zone)
    year, month = month_after(local.year, local.month)
    first_weekday, days = monthrange(year, month)
    day = 1 + (local.weekday() - first_weekday) % 7 + (local.day - 1) // 7 * 7
    if day > days:
        day -= 7
    return moment_of(local.replace(year=year, month=month, day=day, fold=0))


def month_after(year: int, month: int) -> tuple[int, int]:
    """The next month, with its year."""
    return (year + month // 12, month % 12 + 1)


def moment_of(local: datetime) -> int:
    """A moment with its time zone in microseconds UTC."""
    return round(local.astimezone(UTC).timestamp()) * SECOND
