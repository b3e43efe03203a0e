"""What happens with webinars and is told to somebody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.events import Event
from domain.groups.model import Group
from domain.people import Person
from domain.webinars.entities import Guest, Standing, Webinar, WebinarKind


@dataclass(frozen=True, slots=True)
class Counts:
    """How many people stand how with a webinar."""

    registered: int = 0
    waiting: int = 0
    offered: int = 0
    attended: int = 0
    scored: int = 0
    promoters: int = 0
    detractors: int = 0

    @property
    def nps(self) -> int | None:
        """The net promoter score, from -100 to 100; None where nobody gave a score."""
        return round(100 * (self.promoters - self.detractors) / self.scored) if self.scored else None


@dataclass(frozen=True, slots=True)
class WebinarCard(Event):
    """A webinar as its organisers see it."""

    person: Person
    webinar: Webinar
    group: Group | None
    counts: Counts
    now: int


@dataclass(frozen=True, slots=True)
class Invitation(Event):
    """A webinar as somebody who may come sees it.

    `position` is the place in line, from 1. `calendar` is the job that makes the calendar file, where it is to be
    sent. `note` says what has just happened: a key of the wording, or empty. `discount` is the partner's code, for
    members who are registered.
    """

    person: Person
    webinar: Webinar
    group: Group | None
    guest: Guest | None
    now: int
    position: int = 0
    taken: int = 0
    calendar: int | None = None
    note: str = ""
    discount: str = ""

    @property
    def room(self) -> str:
        """The link to the room, which only those registered may see; else empty."""
        registered = self.guest is not None and self.guest.standing is Standing.REGISTERED
        return self.webinar.link if registered else ""


@dataclass(frozen=True, slots=True)
class Announced(Event):
    """Somebody is told of a webinar that they may come to; a supporter by their consent to the topic."""

    person: Person
    webinar: Webinar
    group: Group | None
    topic: str
    by_consent: bool


@dataclass(frozen=True, slots=True)
class Posted(Event):
    """A webinar is to be announced in a chat, in the chat's language."""

    webinar: Webinar
    group: Group | None
    chat: int | str
    language: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """The webinars that a person can come to, and those past."""

    person: Person
    coming: Sequence[tuple[Webinar, Guest | None]]
    past: Sequence[tuple[Webinar, Guest | None]]
    groups: dict[str, Group]
    plans: Sequence[tuple[WebinarKind, str]]
    organising: Sequence[Webinar]


@dataclass(frozen=True, slots=True)
class WebinarMoved(Event):
    """A webinar changed in what its guests need to know; `cancelled` where it doesn't take place."""

    person: Person
    webinar: Webinar
    group: Group | None
    guest: Guest
    calendar: int | None
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class PlaceOffered(Event):
    """A place is free for somebody in line; without `guest.offered_until` it is theirs already."""

    person: Person
    webinar: Webinar
    guest: Guest
    calendar: int | None = None


@dataclass(frozen=True, slots=True)
class OfferLapsed(Event):
    """Somebody did not take the place that was offered."""

    person: Person
    webinar: Webinar


@dataclass(frozen=True, slots=True)
class ReminderDue(Event):
    """Somebody registered is reminded, `minutes` before the start by the plan."""

    person: Person
    webinar: Webinar
    minutes: int


@dataclass(frozen=True, slots=True)
class PlanMissing(Event):
    """A group has no webinar planned for the coming month."""

    person: Person
    group: Group
    last: Webinar | None
    month: str


@dataclass(frozen=True, slots=True)
class FeedbackDue(Event):
    """A webinar is over: who came is asked for a score, who missed it gets the recording, where there is one."""

    person: Person
    webinar: Webinar
    guest: Guest


@dataclass(frozen=True, slots=True)
class RecordingReady(Event):
    """The recording of a webinar can be watched."""

    person: Person
    webinar: Webinar


@dataclass(frozen=True, slots=True)
class AttendanceNoted(Event):
    """Somebody said that they are there; `again`: they had said so before."""

    person: Person
    webinar: Webinar
    again: bool


@dataclass(frozen=True, slots=True)
class Scored(Event):
    """Somebody gave a webinar a score, or a comment; `certificate`: they can have one."""

    person: Person
    webinar: Webinar
    guest: Guest
    certificate: bool


@dataclass(frozen=True, slots=True)
class Roll(Event):
    """Who is registered and who came, for the organisers to mark; one page of `total`."""

    person: Person
    webinar: Webinar
    guests: Sequence[tuple[Guest, Person]]
    offset: int
    total: int


@dataclass(frozen=True, slots=True)
class Report(Event):
    """What became of a webinar."""

    card: WebinarCard
    comments: Sequence[tuple[int | None, str]]


@dataclass(frozen=True, slots=True)
class ReportOrdered(Event):
    """The job that makes the spreadsheet of a webinar's guests."""

    person: Person
    job: int


@dataclass(frozen=True, slots=True)
class CertificateOrdered(Event):
    """The job that makes somebody's certificate of participation."""

    person: Person
    webinar: Webinar
    job: int


@dataclass(frozen=True, slots=True)
class FileNotMade(Event):
    """A file about webinars could not be made."""

    person: Person
