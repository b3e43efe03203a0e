"""Spans of time in microseconds, and moments (microseconds UTC) by the clock of a time zone."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR


def local(at: int, time_zone: str) -> datetime:
    """The same moment (microseconds UTC) by the clock of a time zone."""
    return datetime.fromtimestamp(at / SECOND, ZoneInfo(time_zone))


def microseconds(moment: datetime | str) -> int:
    """A moment, or one as answers keep it, in microseconds UTC."""
    if isinstance(moment, str):
        moment = datetime.fromisoformat(moment)
    return int(moment.timestamp()) * SECOND


def is_night(now: int, zone: str, quiet: tuple[int, int]) -> bool:
    """Whether a clock in `zone` shows an hour from the first of `quiet` to before the second."""
    hour = local(now, zone).hour
    night, morning = quiet
    return night <= hour < morning if night <= morning else hour >= night or hour < morning
