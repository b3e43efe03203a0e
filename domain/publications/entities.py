"""Publications, their transitions, and their sendings to chats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from domain.association import Localized
from domain.chats.entities import ChatKind
from domain.publications.content import Content
from domain.publications.recurring import Course, Repeat
from domain.time import HOUR


class PublicationKind(StrEnum):
    """The kind of a publication, by its origin."""

    NEWS = "news"  # somebody proposed it
    POST = "post"  # marketing planned it
    SUMMARY = "summary"  # the program drafted it from what happened in a week


class PublicationStatus(StrEnum):
    """The status of a publication."""

    DRAFT = "draft"
    WAITING = "waiting"  # for a decision
    PLANNED = "planned"
    PUBLISHED = "published"
    DECLINED = "declined"
    CANCELLED = "cancelled"  # by whoever made it
    MISSED = "missed"  # the program stood still when it was due


class PublicationAct(StrEnum):
    """An act on a publication."""

    CHANGE = "change"
    SEND = "send"  # to those who decide
    RECALL = "recall"
    DECLINE = "decline"
    PLAN = "plan"
    PUBLISH = "publish"
    CANCEL = "cancel"


# (how far it is, what is done) -> how far it is then: by the author of news, by those who decide on them, and by
# those who keep the plan.
Transitions = Mapping[tuple[PublicationStatus, PublicationAct], PublicationStatus]
BY_AUTHOR: Transitions = {
    (PublicationStatus.DRAFT, PublicationAct.CHANGE): PublicationStatus.DRAFT,
    (PublicationStatus.DRAFT, PublicationAct.SEND): PublicationStatus.WAITING,
    (PublicationStatus.DRAFT, PublicationAct.CANCEL): PublicationStatus.CANCELLED,
    (PublicationStatus.WAITING, PublicationAct.RECALL): PublicationStatus.DRAFT,
    (PublicationStatus.WAITING, PublicationAct.CANCEL): PublicationStatus.CANCELLED,
}
BY_DECIDER: Transitions = {
    (PublicationStatus.WAITING, PublicationAct.CHANGE): PublicationStatus.WAITING,
    (PublicationStatus.WAITING, PublicationAct.PUBLISH): PublicationStatus.PUBLISHED,
    (PublicationStatus.WAITING, PublicationAct.DECLINE): PublicationStatus.DECLINED,
}
BY_EDITOR: Transitions = {
    (PublicationStatus.DRAFT, PublicationAct.CHANGE): PublicationStatus.DRAFT,
    (PublicationStatus.DRAFT, PublicationAct.PLAN): PublicationStatus.PLANNED,
    (PublicationStatus.DRAFT, PublicationAct.PUBLISH): PublicationStatus.PUBLISHED,
    (PublicationStatus.DRAFT, PublicationAct.CANCEL): PublicationStatus.CANCELLED,
    (PublicationStatus.WAITING, PublicationAct.CHANGE): PublicationStatus.WAITING,
    (PublicationStatus.WAITING, PublicationAct.PLAN): PublicationStatus.PLANNED,
    (PublicationStatus.WAITING, PublicationAct.PUBLISH): PublicationStatus.PUBLISHED,
    (PublicationStatus.WAITING, PublicationAct.CANCEL): PublicationStatus.CANCELLED,
    (PublicationStatus.PLANNED, PublicationAct.CHANGE): PublicationStatus.PLANNED,
    (PublicationStatus.PLANNED, PublicationAct.PLAN): PublicationStatus.PLANNED,
    (PublicationStatus.PLANNED, PublicationAct.PUBLISH): PublicationStatus.PUBLISHED,
    (PublicationStatus.PLANNED, PublicationAct.CANCEL): PublicationStatus.CANCELLED,
    (PublicationStatus.MISSED, PublicationAct.CHANGE): PublicationStatus.MISSED,
    (PublicationStatus.MISSED, PublicationAct.PLAN): PublicationStatus.PLANNED,
    (PublicationStatus.MISSED, PublicationAct.PUBLISH): PublicationStatus.PUBLISHED,
    (PublicationStatus.MISSED, PublicationAct.CANCEL): PublicationStatus.CANCELLED,
}
PUBLIC = (ChatKind.PARTICIPANTS, ChatKind.CHANNEL, ChatKind.GROUP)  # where there is an audience


@dataclass(frozen=True, slots=True)
class Publication:
    """News, a planned post or a weekly summary; moments in microseconds UTC.

    `signature` is the author's name where it is to stand below, as it was when they saw it there. `chats` are our own
    numbers. `at` is when it is due next, `first_at` the first of its course. `version` grows with each change of what
    is published or where; buttons that publish carry it. `shown` counts the previews that its author got, `cards` how
    often it was sent to those who decide. `album` is the messenger's mark of an album; while `gathering`, more parts
    of it may come.
    """

    id: int
    kind: PublicationKind
    status: PublicationStatus
    author_id: int
    content: Content
    signature: str = ""
    chats: tuple[int, ...] = ()
    at: int | None = None
    first_at: int | None = None
    repeat: Repeat = Repeat.NEVER
    version: int = 1
    shown: int = 0
    cards: int = 0
    album: str = ""
    gathering: bool = False
    reason: str = ""
    decided_by: int | None = None
    updated_at: int = 0

    @property
    def final(self) -> Content:
        """The content exactly as readers see it."""
        return self.content.signed(self.signature)

    @property
    def is_news(self) -> bool:
        """Whether the publication was proposed as news."""
        return self.kind is PublicationKind.NEWS

    def course(self, time_zone: str) -> Course | None:
        """Return its occurrences in this time zone; None if no moment was set."""
        return None if self.first_at is None else Course(self.first_at, self.repeat, time_zone)


class Passage(IntEnum):
    """The state of an occurrence in one chat."""

    QUEUED = 0
    SENT = 1
    FAILED = 2  # the messenger refused it
    MISSED = 3


@dataclass(frozen=True, slots=True)
class Sending:
    """An occurrence of a publication in one chat.

    It is not sent later than `until`. `tries` counts how often it was queued; `link` leads to it where it is public.
    """

    publication_id: int
    occurrence: int
    chat: int
    passage: Passage
    until: int
    tries: int = 1
    link: str = ""

    @property
    def key(self) -> str:
        """The idempotency key of the call."""
        return f"publication:{self.publication_id}:{self.occurrence}:{self.chat}:{self.tries}"


@dataclass(frozen=True, slots=True)
class PublicationTerms:
    """The association's terms of publishing.

    One person may have `most_waiting` news waiting for a decision. News and summaries go to the chats of
    their kinds, and so do posts unless others are chosen. A publication more than `late` (microseconds)
    overdue is not sent automatically. `working_days` are ISO weekdays; before an empty one marketing is
    reminded at `remind_hour`. `summary` is the weekday and hour of the weekly summary, None for never.
    """

    most_waiting: int = 3
    news: frozenset[ChatKind] = frozenset({ChatKind.PARTICIPANTS})
    posts: frozenset[ChatKind] = frozenset({ChatKind.PARTICIPANTS})
    summaries: frozenset[ChatKind] = frozenset({ChatKind.PARTICIPANTS})
    late: int = 3 * HOUR
    remind_hour: int = 16
    working_days: frozenset[int] = frozenset({1, 2, 3, 4, 5})
    summary: tuple[int, int] | None = (5, 15)
    time_zone: str = "Europe/Moscow"


@dataclass(frozen=True, slots=True)
class Happening:
    """A webinar in the summary of a week; `at` in microseconds UTC, `link` to its recording."""

    title: str
    at: int
    link: str = ""


@dataclass(frozen=True, slots=True)
class Week:
    """Public events from `since` to before `until` (microseconds UTC).

    New members who are people are only counted, because they have not agreed to be named in public. Webinars
    of working groups are only counted too.
    """

    since: int
    until: int
    people: int = 0
    organisations: tuple[str, ...] = ()
    held: tuple[Happening, ...] = ()
    held_in_groups: int = 0
    coming: tuple[Happening, ...] = ()
    news: tuple[tuple[str, str], ...] = ()  # titles and links
    groups: tuple[Localized, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing happened."""
        happened = self.people or self.organisations or self.held or self.held_in_groups or self.news
        return not (happened or self.coming or self.groups)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the plan with its publications in order; `begins` in microseconds UTC."""

    date: date
    begins: int
    working: bool
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A publication on a day; `passage` is None while it is still to come."""

    at: int
    publication: Publication
    passage: Passage | None = None
