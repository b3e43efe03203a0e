"""Recurring moments in a time zone, with daylight saving time."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from domain.time import local, microseconds


class Repeat(StrEnum):
    """How often something repeats."""

    NEVER = "never"
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True)
class Due:
    """An occurrence that is due; `next` is the one after now. Microseconds UTC."""

    occurrence: int
    too_late: bool
    next: int | None


@dataclass(frozen=True, slots=True)
class Course:
    """A series of moments, the first at `first` (microseconds UTC).

    Each has the same time of day; in a month that is too short it is on the last day. DST: non-existent times
    shift forward; ambiguous times resolve to the first.
    """

    first: int
    repeat: Repeat
    time_zone: str

    def nth(self, number: int) -> int:
        """Return the occurrence with this number, from 0."""
        if number == 0:
            return self.first
        begun = local(self.first, self.time_zone)
        day = begun.date()
        match self.repeat:
            case Repeat.MONTHLY:
                year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
                day = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
            case Repeat.WEEKLY:
                day += timedelta(weeks=number)
            case Repeat.DAILY:
                day += timedelta(days=number)
            case Repeat.NEVER:
                raise ValueError("what comes once has no second time")
        return microseconds(datetime.combine(day, begun.time().replace(fold=0), begun.tzinfo))

    def latest(self, until: int) -> int | None:
        """Return the last occurrence up to this moment; None before the first."""
        number = self._number(until)
        return None if number < 0 else self.nth(number)

    def next(self, after: int) -> int | None:
        """Return the first occurrence after this moment; None if there is no other."""
        number = self._number(after) + 1
        return None if number > 0 and self.repeat is Repeat.NEVER else self.nth(number)

    def between(self, since: int, until: int) -> list[int]:
        """Return the occurrences from `since` to before `until`."""
        found: list[int] = []
        moment = self.next(since - 1)
        while moment is not None and moment < until:
            found.append(moment)
            moment = self.next(moment)
        return found

    def _number(self, moment: int) -> int:
        """Return the number of the last occurrence at this moment; -1 before the first."""
        if moment < self.first:
            return -1
        if self.repeat is Repeat.NEVER:
            return 0
        begun, then = local(self.first, self.time_zone), local(moment, self.time_zone)
        days = (then.date() - begun.date()).days
        match self.repeat:
            case Repeat.MONTHLY:
                number = (then.year - begun.year) * 12 + then.month - begun.month
            case Repeat.WEEKLY:
                number = days // 7
            case _:
                number = days
        while self.nth(number) > moment:  # later on its day
            number -= 1
        return number


def occurrence_due(course: Course, at: int, now: int, latest: int) -> Due | None:
    """Return the occurrence to publish now, of a course that waits for the one at `at`; None if it isn't time.

    After a stop only the last occurrence counts, and it is too late once more than `latest` microseconds have passed.
    """
    if at > now:
        return None
    occurrence = max(at, course.latest(now) or at)
    return Due(occurrence, now - occurrence > latest, course.next(max(occurrence, now)))
