"""The schedule of rounds."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.introductions.entities import IntroductionTerms
from domain.time import local, microseconds

WEEK = timedelta(weeks=1)


def latest_round(now: int, terms: IntroductionTerms) -> int:
    """Return the moment of the last scheduled round up to now, in microseconds UTC.

    Weeks are counted from the calendar's beginning, so the schedule needs no first round.
    """
    today = local(now, terms.time_zone).date()
    week = (today.toordinal() - 1) // 7
    monday = today - timedelta(days=today.weekday()) - week % terms.weeks * WEEK
    planned = _moment(monday, terms)
    return planned if planned <= now else _moment(monday - terms.weeks * WEEK, terms)


def next_round(now: int, terms: IntroductionTerms) -> int:
    """Return the moment of the first scheduled round after now, in microseconds UTC."""
    latest = local(latest_round(now, terms), terms.time_zone).date()
    return _moment(latest - timedelta(days=latest.weekday()) + terms.weeks * WEEK, terms)


def _moment(monday: date, terms: IntroductionTerms) -> int:
    day = monday + timedelta(days=terms.weekday)
    return microseconds(datetime.combine(day, time(terms.hour), ZoneInfo(terms.time_zone)))
