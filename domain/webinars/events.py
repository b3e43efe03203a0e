"""Events of webinars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.events import Event
from domain.groups.model import Group
from domain.partners import Partner
from domain.people import Person
from domain.webinars.entities import Guest, Standing, Webinar, WebinarKind


@dataclass(frozen=True, slots=True)
class Counts:
    """The number of people in each state of registration."""

    registered: int = 0
    waiting: int = 0
    offered: int = 0
    attended: int = 0
    scored: int = 0
    promoters: int = 0
    detractors: int = 0

    @property
    def nps(self) -> int | None:
        """The net promoter score, from -100 to 100; None without scores."""
        return round(100 * (self.promoters - self.detractors) / self.scored) if self.scored else None


@dataclass(frozen=True, slots=True)
class WebinarCard(Event):
    """A webinar as its organisers see it."""

    person: Person
    webinar: Webinar
    group: Group | None
    partner: Partner | None
    counts: Counts
    now: int


@dataclass(frozen=True, slots=True)
class Invitation(Event):
    """A webinar as an invited person sees it.

    `position` is the place in line, from 1. `calendar` is the job that makes the calendar file, if it is to be sent.
    `note` names what has just happened, in the words of the text `webinar-noted`, or is empty. `discount` is the
    partner's code, for registered members.
    """

    person: Person
    webinar: Webinar
    group: Group | None
    partner: Partner | None
    guest: Guest | None
    now: int
    position: int = 0
    taken: int = 0
    calendar: int | None = None
    note: str = ""
    discount: str = ""

    @property
    def room(self) -> str:
        """The link to the room, for those registered; else empty."""
        registered = self.guest is not None and self.guest.standing is Standing.REGISTERED
        return self.webinar.link if registered else ""


@dataclass(frozen=True, slots=True)
class Announced(Event):
    """A person is told about a new webinar; a supporter by their consent to the topic."""

    person: Person
    webinar: Webinar
    group: Group | None
    partner: Partner | None
    topic: str
    by_consent: bool


@dataclass(frozen=True, slots=True)
class Posted(Event):
    """A webinar is announced in a chat, in the chat's language."""

    webinar: Webinar
    group: Group | None
    partner: Partner | None
    chat: int | str
    language: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """A person's webinars: to come, past, and those they organise."""

    person: Person
    coming: Sequence[tuple[Webinar, Guest | None]]
    past: Sequence[tuple[Webinar, Guest | None]]
    groups: dict[str, Group]
    plans: Sequence[tuple[WebinarKind, str]]
    organising: Sequence[Webinar]


@dataclass(frozen=True, slots=True)
class WebinarMoved(Event):
    """A webinar changed in a way that its guests need to know, or was cancelled."""

    person: Person
    webinar: Webinar
    group: Group | None
    partner: Partner | None
    guest: Guest
    calendar: int | None
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class PlaceOffered(Event):
    """A place is offered to a person in line; without `guest.offered_until` it is already theirs."""

    person: Person
    webinar: Webinar
    guest: Guest
    calendar: int | None = None


@dataclass(frozen=True, slots=True)
class OfferLapsed(Event):
    """A person did not take the place offered in time."""

    person: Person
    webinar: Webinar


@dataclass(frozen=True, slots=True)
class ReminderDue(Event):
    """A registered person is reminded, `minutes` before the scheduled start."""

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
    """A webinar is over: a guest who attended is asked for a score, one who missed it gets the recording, if any."""

    person: Person
    webinar: Webinar
    guest: Guest


@dataclass(frozen=True, slots=True)
class RecordingReady(Event):
    """The recording of a webinar is available."""

    person: Person
    webinar: Webinar


@dataclass(frozen=True, slots=True)
class AttendanceNoted(Event):
    """A person's attendance is noted; `again`: it already was."""

    person: Person
    webinar: Webinar
    again: bool


@dataclass(frozen=True, slots=True)
class Scored(Event):
    """A person gave a score or a comment; `certificate`: they can get one."""

    person: Person
    webinar: Webinar
    guest: Guest
    certificate: bool


@dataclass(frozen=True, slots=True)
class Roll(Event):
    """One page of those registered, of `total`, for organisers to mark who attended."""

    person: Person
    webinar: Webinar
    guests: Sequence[tuple[Guest, Person]]
    offset: int
    total: int


@dataclass(frozen=True, slots=True)
class Report(Event):
    """The results of a webinar."""

    card: WebinarCard
    comments: Sequence[tuple[int | None, str]]


@dataclass(frozen=True, slots=True)
class ReportOrdered(Event):
    """A spreadsheet of a webinar's guests was ordered."""

    person: Person
    job: int


@dataclass(frozen=True, slots=True)
class CertificateOrdered(Event):
    """A certificate of participation was ordered."""

    person: Person
    webinar: Webinar
    job: int


@dataclass(frozen=True, slots=True)
class FileNotMade(Event):
    """A file about webinars could not be made."""

    person: Person


@dataclass(frozen=True, slots=True)
class AnnouncementRefused(Event):
    """A chat refused the announcement of a webinar; `people` are its organisers and the administrators."""

    webinar: Webinar
    chat: str
    error: str
    people: Sequence[Person]


@dataclass(frozen=True, slots=True)
class GuestsUnreached(Event):
    """Guests, and people in line, who don't get what is written to them about a webinar."""

    webinar: Webinar
    guests: Sequence[Person]
    people: Sequence[Person]


Offers = tuple[PlaceOffered | GuestsUnreached, ...]
