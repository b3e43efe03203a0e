"""What webinars need of storage."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from domain.people import Person
from domain.webinars.entities import Guest, Webinar
from domain.webinars.events import Counts


class WebinarsGateway(Protocol):
    """Webinars and meetings. Moments in microseconds UTC."""

    async def add(self, webinar: Webinar) -> Webinar:
        """Keep a new webinar, whatever its id says; returns it with the id that it got."""
        ...

    async def save(self, webinar: Webinar) -> None: ...

    async def find(self, webinar_id: int) -> Webinar | None: ...

    async def latest_of(self, group_id: str) -> Webinar | None:
        """The group's webinar that starts last, cancelled ones aside."""
        ...

    async def planned(self, group_id: str, since: int, until: int) -> bool:
        """Whether a webinar of the group, not cancelled, starts from `since` to before `until`."""
        ...

    async def coming(self, after: int) -> Sequence[Webinar]:
        """Those published that end after this moment, soonest first; at most 50."""
        ...

    async def past(self, before: int, many: int) -> Sequence[Webinar]:
        """Those published that ended up to this moment, latest first."""
        ...

    async def unfinished(self, after: int) -> Sequence[Webinar]:
        """Drafts and scheduled ones that start after this moment, soonest first; at most 50."""
        ...

    async def to_publish(self, now: int) -> Sequence[Webinar]:
        """The scheduled ones whose moment to be published has come."""
        ...

    async def to_follow_up(self, now: int) -> Sequence[Webinar]:
        """The published ones that are over and whose guests were not asked yet."""
        ...

    async def followed_up(self, webinar_id: int, at: int) -> None:
        """Note that everybody was asked."""
        ...

    async def calendar(self, webinar_id: int, sequence: int, language: str) -> int | None:
        """The job that makes, or made, this calendar file; None where there is none, it failed or its file is gone."""
        ...

    async def keep_calendar(self, webinar_id: int, sequence: int, language: str, job: int) -> None: ...

    async def note_month(self, group_id: str, month: str) -> bool:
        """Note that a group's leaders were reminded of this month (`2027-02`); False where they were before."""
        ...


class GuestsGateway(Protocol):
    """Who comes to a webinar, and who waits for a place. Moments in microseconds UTC."""

    async def guest(self, webinar_id: int, person_id: int) -> Guest | None: ...

    async def standings_of(self, person_id: int, webinar_ids: Collection[int]) -> Mapping[int, Guest]: ...

    async def put(self, guest: Guest) -> None:
        """Keep how somebody stands, instead of how they stood before."""
        ...

    async def counts(self, webinar_id: int) -> Counts: ...

    async def next_turn(self, webinar_id: int) -> int:
        """The turn after the last one in line."""
        ...

    async def position(self, webinar_id: int, turn: int) -> int:
        """Which place in line (from 1) somebody WAITING with this turn has."""
        ...

    async def first_waiting(self, webinar_id: int) -> tuple[Guest, Person] | None: ...

    async def lapsed(self, now: int, many: int) -> Sequence[tuple[Webinar, Guest, Person]]:
        """OFFERED places whose time is up, of published webinars."""
        ...

    async def guests(
        self, webinar_id: int, standings: Collection[int], offset: int = 0, many: int = 1_000_000
    ) -> Sequence[tuple[Guest, Person]]:
        """Those who stand in one of these ways, in the order of their turns, then of arrival."""
        ...

    async def to_remind(
        self, since: int, until: int, many: int, after: tuple[int, int] = (0, 0)
    ) -> Sequence[tuple[Webinar, Guest, Person]]:
        """The REGISTERED of published webinars that start before `until` and end after `since`, in the order of
        (webinar, person), from the one after `after` on."""
        ...


class InvitationsGateway(Protocol):
    """Who is told of a webinar."""

    async def invite(self, webinar: Webinar, topic: str) -> int:
        """Fix who is told of the webinar, by one statement: everybody in its audience who can be reached and has
        no standing with it yet becomes INVITED; returns how many.

        GROUP: the people of the group's settled places, and where an organisation named nobody, all its
        representatives. MEMBERS: active members who are people, and representatives of active organisations.
        SUPPORTERS: those, and everybody with a standing consent to mailings about `topic`.
        """
        ...

    async def untold(self, many: int) -> Sequence[tuple[Webinar, Person]]:
        """The next who are INVITED to published webinars and were not told yet."""
        ...

    async def told(self, webinar_id: int, person_ids: Collection[int]) -> None: ...
