"""Attend webinars: look at them, register or join the waiting list, cancel."""

from __future__ import annotations

from dataclasses import replace

from domain.consent import ConsentMissing
from domain.people import Person
from domain.refusal import Gone
from domain.use_case import use_case
from domain.webinars.context import WebinarContext
from domain.webinars.entities import (
    Audience,
    Guest,
    Standing,
    Webinar,
    WebinarStatus,
)
from domain.webinars.events import Calendar, GuestsUnreached, Invitation, PlaceOffered
from domain.webinars.links import payload_of
from domain.webinars.planning import Planning
from domain.webinars.waiting_list import WaitingList

PAST_SHOWN = 10
PAST_RUN = 4  # of those that the person organised: a month's, for recordings and results


@use_case
class Registration:
    """Webinars as their audience uses them."""

    _context: WebinarContext
    _waiting_list: WaitingList
    _planning: Planning

    async def calendar_of(self, person: Person) -> Calendar:
        """Return the webinars that the person may attend, past ones, and those they may plan and organise."""
        context, now = self._context, self._context.clock.now()
        all_coming = await context.webinars.coming(now)
        all_past = await context.webinars.past(now, 5 * PAST_SHOWN)
        coming = [one for one in all_coming if await context.may_come(person, one)]
        past = [one for one in all_past if await context.may_come(person, one)][:PAST_SHOWN]
        standings = await context.guests.standings_of(person.id, [one.id for one in (*coming, *past)])
        unfinished = await context.webinars.unfinished(now)
        run = [one for one in (*unfinished, *all_coming) if await context.organises(person, one)]
        run += [one for one in all_past if await context.organises(person, one)][:PAST_RUN]
        return Calendar(
            person,
            [(one, standings.get(one.id)) for one in coming],
            [(one, standings.get(one.id)) for one in past],
            {group.id: group for group in await context.groups.all()},
            await self._planning.open_to(person),
            run,
        )

    async def look(self, person: Person, webinar_id: int) -> Invitation:
        """Return a webinar as the person may see it. Raises Gone."""
        webinar = await self._for(person, webinar_id)
        guest = await self._context.guests.guest(webinar.id, person.id)
        return await self._context.invitation(person, webinar, guest)

    async def register(self, person: Person, webinar_id: int) -> Invitation:
        """Register, or join the waiting list if there is no place; repeating it changes nothing.

        Raises ConsentMissing, Gone.
        """
        if not person.consented:
            raise ConsentMissing(person, payload_of(webinar_id))
        context, now = self._context, self._context.clock.now()
        webinar = await self._for(person, webinar_id)
        if webinar.status is not WebinarStatus.PUBLISHED:
            raise Gone(person, "webinars-stale")
        if now >= webinar.ends_at:
            raise Gone(person, "webinars-late")
        guest = await context.guests.guest(webinar.id, person.id)
        if guest is not None and guest.standing is Standing.REGISTERED:
            return await context.invitation(person, webinar, guest, "again")
        if guest is not None and guest.standing is Standing.WAITING:
            return await context.invitation(person, webinar, guest, "waiting")
        if guest is not None and guest.standing is Standing.OFFERED:
            if guest.offered_until is not None and guest.offered_until <= now:
                return await self._queue(person, webinar, guest)
            return await self._seat(person, webinar, guest)
        guest = guest or Guest(webinar.id, person.id, Standing.INVITED)
        in_line = await context.guests.first_waiting(webinar.id) is not None
        if in_line or not await context.has_room(webinar):
            return await self._queue(person, webinar, guest)
        return await self._seat(person, webinar, guest)

    async def _seat(self, person: Person, webinar: Webinar, guest: Guest) -> Invitation:
        guest = replace(
            guest,
            standing=Standing.REGISTERED,
            at=self._context.clock.now(),
            offered_until=None,
            reminded=None,
        )
        await self._context.guests.put(guest)
        await self._context.remember(person.id, "webinar-registered", webinar)
        return await self._context.invitation(person, webinar, guest, "registered", calendar=True)

    async def _queue(self, person: Person, webinar: Webinar, guest: Guest) -> Invitation:
        turn = await self._context.guests.next_turn(webinar.id)
        guest = replace(
            guest, standing=Standing.WAITING, turn=turn, at=self._context.clock.now(), offered_until=None
        )
        await self._context.guests.put(guest)
        await self._context.remember(person.id, "webinar-waiting", webinar)
        return await self._context.invitation(person, webinar, guest, "waiting")

    async def leave(
        self, person: Person, webinar_id: int
    ) -> tuple[Invitation | PlaceOffered | GuestsUnreached, ...]:
        """Give up a place, or a place in line; it is offered to the next in line. Raises Gone."""
        context = self._context
        webinar = await context.shown(person, webinar_id)
        guest = await context.guests.guest(webinar.id, person.id)
        if guest is None or guest.standing in (Standing.INVITED, Standing.LEFT):
            if not await context.may_come(person, webinar):
                raise Gone(person, "webinars-missing")
            return (await context.invitation(person, webinar, guest, "left"),)
        guest = replace(guest, standing=Standing.LEFT, offered_until=None)
        await context.guests.put(guest)
        await context.remember(person.id, "webinar-left", webinar)
        offers = await self._waiting_list.fill(webinar)
        return (await context.invitation(person, webinar, guest, "left"), *offers)

    async def _for(self, person: Person, webinar_id: int) -> Webinar:
        """Return a webinar whose audience includes the person. Raises Gone."""
        webinar = await self._context.shown(person, webinar_id)
        if not await self._context.may_come(person, webinar):
            of_group = webinar.audience is Audience.GROUP
            raise Gone(person, "webinars-for-group" if of_group else "webinars-for-members")
        return webinar
