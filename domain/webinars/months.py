"""Months for planning: the same weekday in the next month."""

from __future__ import annotations

from calendar import monthrange

from domain.time import local, microseconds


def next_month(moment: int, time_zone: str) -> int:
    """The same weekday and time of day in the next month, in microseconds UTC.

    The second Tuesday stays a second Tuesday, a fifth one becomes the last. The time of day is kept by the zone's
    clock, across changes of summer time.
    """
    here = local(moment, time_zone)
    year, month = month_after(here.year, here.month)
    first_weekday, days = monthrange(year, month)
    day = 1 + (here.weekday() - first_weekday) % 7 + (here.day - 1) // 7 * 7
    if day > days:
        day -= 7
    return microseconds(here.replace(year=year, month=month, day=day, fold=0))


def month_after(year: int, month: int) -> tuple[int, int]:
    """The next month and its year."""
    return (year + month // 12, month % 12 + 1)
