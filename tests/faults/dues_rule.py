"""What should be told of dues, worked out independently from the rule as docs/dues.md says it: the year's test compares.

Nothing of `domain.dues` is used here but its statuses: a mistake in the program's reckoning is not made twice.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Moscow")
HOUR = 10
LADDER = (-30, -7, 0, 14, 30)
BEFORE = 30
GRACE, WARN, RECHECK = 45, 7, 7
SECOND = 1_000_000

Told = tuple[str, int, object]


def clock(now: int) -> datetime:
    """A moment by the association's clock."""
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=now)).astimezone(ZONE)


def year_on(since: date, years: int) -> date:
    """The anniversary of a day so many years on."""
    day = 28 if (since.month, since.day) == (2, 29) and not _is_leap(since.year + years) else since.day
    return date(since.year + years, since.month, day)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


@dataclass
class Bill:
    """An invoice as the rule sees it."""

    id: int
    member: int
    issued: date
    due: date
    status: str = "open"
    told: set[int] = field(default_factory=set)
    warned: date | None = None
    lapses: date | None = None
    recheck: datetime | None = None
    rests_until: datetime | None = None

    def open(self, now: datetime) -> None:
        """It is open (again): what is due goes on at the next of the days' hours."""
        self.status = "open"
        at = now.replace(hour=HOUR, minute=0, second=0, microsecond=0)
        self.rests_until = at if at > now else at + timedelta(1)

    @property
    def last(self) -> date:
        """The day of the lapse, of which staff are to be warned."""
        last = self.due + timedelta(GRACE)
        if self.recheck is None:
            return last
        week = self.recheck + timedelta(RECHECK)
        # A day's hour that lies before the week is over is of no use: then it is the next day's.
        beyond = (week.hour, week.minute, week.second, week.microsecond) > (HOUR, 0, 0, 0)
        return max(last, week.date() + timedelta(1 if beyond else 0))

    def waits_since(self, now: datetime) -> datetime | None:
        """Since when something is due; None where nothing is."""
        if self.status != "open":
            return None
        days = [self.due + timedelta(step) for step in self._steps()]
        warned = self.warned == self.last and self.lapses is not None
        days.append(self.lapses if warned and self.lapses else self.last - timedelta(WARN))
        first = datetime.combine(min(days), time(HOUR), ZONE)
        if self.rests_until is not None:
            first = max(first, self.rests_until)
        if first > now:
            return None
        if now.hour < HOUR:  # it is put off to the day's hour
            self.rests_until = now.replace(hour=HOUR, minute=0, second=0, microsecond=0)
            return None
        return first

    def _steps(self) -> list[int]:
        return [step for step in LADDER if self.issued < self.due + timedelta(step) and step not in self.told]

    def look(self, now: datetime) -> list[Told]:
        """What is to be told at a look, of what is due."""
        today, told = now.date(), list[Told]()
        last = self.last
        if self.warned == last and self.lapses is not None and today >= self.lapses:
            return [("lapse", self.member, self.lapses)]
        due = [step for step in self._steps() if self.due + timedelta(step) <= today]
        if due:
            self.told.update(due)
            told.append(("step", self.id, max(due)))
        if self.warned != last and today >= last - timedelta(WARN):
            self.warned, self.lapses = last, max(last, today + timedelta(1))
            told.append(("ahead", self.id, self.lapses))
        return told


@dataclass
class Person:
    """A member as the rule sees it."""

    id: int
    since: date
    status: str = "active"
    next_year: date | None = None  # the first day of the year to be invoiced next

    def look(self, now: datetime) -> tuple[date, date] | None:
        """The first day of a year that is to be invoiced at a look, and the day it is due."""
        today = now.date()
        if self.status != "active" or now.hour < HOUR:
            return None
        if self.next_year is None:  # a member since before dues were kept
            self.next_year = next(
                day for years in range(1, 200) if (day := year_on(self.since, years)) >= today
            )
        if self.next_year > today + timedelta(BEFORE):
            return None
        first = self.next_year
        while self._after(first) <= today:
            first = self._after(first)
        self.next_year = self._after(first)
        return first, max(first, today + timedelta(BEFORE))

    def _after(self, day: date) -> date:
        return year_on(self.since, day.year - self.since.year + 1)
