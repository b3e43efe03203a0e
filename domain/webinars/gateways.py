"""What webinars need from storage."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from domain.people import Person
from domain.webinars.entities import Guest, Webinar
from domain.webinars.events import Counts


class WebinarsGateway(Protocol):
    """Webinars and meetings. Moments in microseconds UTC."""

    async def add(self, webinar: Webinar) -> Webinar:
        """Add a webinar; return it with its new id."""
        ...

    async def save(self, webinar: Webinar) -> None: ...

    async def find(self, webinar_id: int) -> Webinar | None: ...

    async def latest_of(self, group_id: str) -> Webinar | None:
        """Return the group's webinar with the latest start that is not cancelled."""
        ...

    async def planned(self, group_id: str, since: int, until: int) -> bool:
        """Whether a webinar of the group, not cancelled, starts from `since` to before `until`."""
        ...

    async def coming(self, after: int) -> Sequence[Webinar]:
        """Return published webinars that end after this moment, soonest first; at most 50."""
        ...

    async def past(self, before: int, many: int) -> Sequence[Webinar]:
        """Return published webinars that ended up to this moment, latest first."""
        ...

    async def unfinished(self, after: int) -> Sequence[Webinar]:
        """Return unpublished webinars that start after this moment, soonest first; at most 50."""
        ...

    async def to_publish(self, now: int) -> Sequence[Webinar]:
        """Return scheduled webinars whose time to be published has come."""
        ...

    async def to_follow_up(self, now: int) -> Sequence[Webinar]:
        """Return published webinars that are over and whose guests were not asked yet."""
        ...

    async def followed_up(self, webinar_id: int, at: int) -> None:
        """Record that the guests were asked."""
        ...

    async def calendar(self, webinar_id: int, sequence: int, language: str) -> int | None:
        """Return the job of this calendar file; None if there is none, it failed, or its file is gone."""
        ...

    async def keep_calendar(self, webinar_id: int, sequence: int, language: str, job: int) -> None: ...

    async def note_month(self, group_id: str, month: str) -> bool:
        """Record that a group's leaders were reminded of this month (`2027-02`); False if they already were."""
        ...


class GuestsGateway(Protocol):
    """Guests of webinars and their waiting lists. Moments in microseconds UTC."""

    async def guest(self, webinar_id: int, person_id: int) -> Guest | None: ...

    async def standings_of(self, person_id: int, webinar_ids: Collection[int]) -> Mapping[int, Guest]: ...

    async def put(self, guest: Guest) -> None:
        """Save a registration in place of the person's earlier one."""
        ...

    async def counts(self, webinar_id: int) -> Counts: ...

    async def next_turn(self, webinar_id: int) -> int:
        """Return the turn after the last one in line."""
        ...

    async def position(self, webinar_id: int, turn: int) -> int:
        """Return the place in line, from 1, of the WAITING guest with this turn."""
        ...

    async def first_waiting(self, webinar_id: int) -> tuple[Guest, Person] | None: ...

    async def lapsed(self, now: int, many: int) -> Sequence[tuple[Webinar, Guest, Person]]:
        """Return OFFERED guests of published webinars whose offer has lapsed."""
        ...

    async def guests(
        self, webinar_id: int, standings: Collection[int], offset: int = 0, many: int = 1_000_000
    ) -> Sequence[tuple[Guest, Person]]:
        """Return guests in these states, in the order of their turns, then of arrival."""
        ...

    async def to_remind(
        self, since: int, until: int, many: int, after: tuple[int, int] = (0, 0)
    ) -> Sequence[tuple[Webinar, Guest, Person]]:
        """The REGISTERED of published webinars that start before `until` and end after `since`, in the order of
        (webinar, person), from the one after `after` on."""
        ...


class InvitationsGateway(Protocol):
    """Who is told about a webinar."""

    async def invite(self, webinar: Webinar, topic: str) -> int:
        """Fix who is told of the webinar, by one statement: everybody in its audience who can be reached and has
        no standing with it yet becomes INVITED; returns how many.

        GROUP: the people of the group's settled places, and where an organisation named nobody, all its
        representatives. MEMBERS: active members who are people, and representatives of active organisations.
        SUPPORTERS: those, and everybody with a standing consent to mailings about `topic`.
        """
        ...

    async def untold(self, many: int) -> Sequence[tuple[Webinar, Person]]:
        """Return the next INVITED people of published webinars who were not told yet."""
        ...

    async def told(self, webinar_id: int, person_ids: Collection[int]) -> None: ...
