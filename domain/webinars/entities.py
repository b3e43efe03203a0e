"""Webinars and meetings, their guests, and the rules that depend on nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import Any

from domain.roles import Role
from domain.time import HOUR, MINUTE


class WebinarKind(StrEnum):
    """The kind of event."""

    GROUP = "group"
    PUBLIC = "public"
    GENERAL = "general"
    PARTNER = "partner"


class Audience(StrEnum):
    """Who may come: a working group's members, all members, or supporters too."""

    GROUP = "group"
    MEMBERS = "members"
    SUPPORTERS = "supporters"


class WebinarStatus(StrEnum):
    """The status of a webinar; whether it is over follows from the clock."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


class WebinarAct(StrEnum):
    """What organisers can do with a webinar."""

    CHANGE = "change"
    SCHEDULE = "schedule"
    PUBLISH = "publish"
    CANCEL = "cancel"


TRANSITIONS: dict[tuple[WebinarStatus, WebinarAct], WebinarStatus] = {
    (WebinarStatus.DRAFT, WebinarAct.CHANGE): WebinarStatus.DRAFT,
    (WebinarStatus.DRAFT, WebinarAct.SCHEDULE): WebinarStatus.SCHEDULED,
    (WebinarStatus.DRAFT, WebinarAct.PUBLISH): WebinarStatus.PUBLISHED,
    (WebinarStatus.DRAFT, WebinarAct.CANCEL): WebinarStatus.CANCELLED,
    (WebinarStatus.SCHEDULED, WebinarAct.CHANGE): WebinarStatus.SCHEDULED,
    (WebinarStatus.SCHEDULED, WebinarAct.SCHEDULE): WebinarStatus.SCHEDULED,
    (WebinarStatus.SCHEDULED, WebinarAct.PUBLISH): WebinarStatus.PUBLISHED,
    (WebinarStatus.SCHEDULED, WebinarAct.CANCEL): WebinarStatus.CANCELLED,
    (WebinarStatus.PUBLISHED, WebinarAct.CHANGE): WebinarStatus.PUBLISHED,
    (WebinarStatus.PUBLISHED, WebinarAct.CANCEL): WebinarStatus.CANCELLED,
}

# Who may organise what, besides the leader of a working group.
ORGANISERS: dict[WebinarKind, tuple[Role, ...]] = {
    WebinarKind.GROUP: (Role.SECRETARY, Role.MARKETING),
    WebinarKind.PUBLIC: (Role.SECRETARY, Role.MARKETING),
    WebinarKind.GENERAL: (Role.SECRETARY,),
    WebinarKind.PARTNER: (Role.SECRETARY, Role.MARKETING),
}


@dataclass(frozen=True, slots=True)
class Webinar:
    """A webinar or meeting; times in microseconds UTC.

    `group_id` is set if it is for one working group. `places` is 0 without a limit. `sequence` is the calendar file's:
    it grows with each change that a calendar shows. `partner_id` is the partner whose event it is, if one was named.
    """

    id: int
    kind: WebinarKind
    audience: Audience
    group_id: str
    title: str
    text: str
    speakers: str
    starts_at: int
    minutes: int
    places: int
    link: str
    picture: str
    discount: str
    status: WebinarStatus
    organiser_id: int
    sequence: int = 0
    publish_at: int | None = None
    code_word: str = ""
    recording: str = ""
    partner_id: int | None = None

    @property
    def ends_at(self) -> int:
        """The scheduled end, in microseconds UTC."""
        return self.starts_at + self.minutes * MINUTE

    @property
    def scope(self) -> str:
        """The group whose leader may run it, or empty."""
        return self.group_id if self.kind is WebinarKind.GROUP else ""


class Standing(IntEnum):
    """A person's registration for a webinar."""

    INVITED = 0
    REGISTERED = 1
    WAITING = 2
    OFFERED = 3
    LEFT = 4


@dataclass(frozen=True, slots=True)
class Guest:
    """A person's registration for a webinar.

    `turn` orders the waiting list. `offered_until` is when the offer of a place lapses, in microseconds UTC.
    `reminded` is the latest reminder sent, in minutes before the start. `score` is 0 to 10.
    """

    webinar_id: int
    person_id: int
    standing: Standing
    turn: int = 0
    at: int = 0
    offered_until: int | None = None
    reminded: int | None = None
    attended: bool = False
    score: int | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class WebinarTerms:
    """The association's settings; `reminders` in minutes before the start, `offer` in microseconds.

    `quiet` is the first hour of the night and the first of the day, in a person's time zone. `chats` are the chats
    that announcements are posted to: of a working group by its id, of all members, of supporters. Supporters get
    announcements if they agreed to the mailing topic `topic`. One of `code_words` is said in each webinar. `facts` are
    the association's details for documents. From `planning_day` of the month on, leaders without a plan for the next
    month are reminded.
    """

    reminders: tuple[int, ...] = (1440, 60, 0)
    offer: int = 24 * HOUR
    quiet: tuple[int, int] = (22, 8)
    chats: Mapping[str, int | str] = field(default_factory=dict)
    planning_day: int = 20
    topic: str = ""
    code_words: tuple[str, ...] = ()
    certificates: frozenset[WebinarKind] = frozenset()
    time_zone: str = "Europe/Moscow"
    facts: Mapping[str, Any] = field(default_factory=dict)


def offer_ends(now: int, starts_at: int, longest: int) -> int | None:
    """When an offer made now lapses: after `longest`, but at most a quarter of the time left.

    None in the last quarter of an hour: the place is given at once. All in microseconds.
    """
    left = starts_at - now
    if left <= 15 * MINUTE:
        return None
    return now + min(longest, max(left // 4, 5 * MINUTE))


def due_reminder(webinar: Webinar, guest: Guest, now: int, reminders: Sequence[int]) -> int | None:
    """The reminder to send now, in minutes before the start, or None.

    Only the latest due reminder is sent, while the webinar lasts. Those due before the person registered, or before a
    later one was sent, are dropped.
    """
    if now >= webinar.ends_at:
        return None
    due = [minutes for minutes in reminders if webinar.starts_at - minutes * MINUTE <= now]
    if not due:
        return None
    latest = min(due)
    if guest.reminded is not None and guest.reminded <= latest:
        return None
    if latest and webinar.starts_at - latest * MINUTE < guest.at:
        return None
    return latest
