"""The waiting list: free places are offered in order, never more than there are."""

from __future__ import annotations

from dataclasses import replace

from domain.due import due
from domain.people import Person
from domain.use_case import use_case
from domain.webinars.context import WebinarContext
from domain.webinars.entities import Standing, Webinar, WebinarStatus, offer_ends
from domain.webinars.events import GuestsUnreached, OfferLapsed, Offers, PlaceOffered

MOST_LAPSES = 100  # a tick


@use_case
class WaitingList:
    """The waiting lists of webinars."""

    _context: WebinarContext

    async def fill(self, webinar: Webinar) -> Offers:
        """Offer free places to those in line, in order; shortly before the start, give them at once.

        Who can't be told of a place gets none; the organisers hear of it.
        """
        context, now = self._context, self._context.clock.now()
        offers: list[PlaceOffered] = []
        passed: list[Person] = []
        if webinar.status is not WebinarStatus.PUBLISHED or now >= webinar.starts_at:
            return ()
        while await context.has_room(webinar):
            first = await context.guests.first_waiting(webinar.id)
            if first is None:
                break
            guest, person = first
            if not await context.may_come(person, webinar):
                await context.guests.put(replace(guest, standing=Standing.LEFT))
                continue
            if not person.reachable:
                passed.append(person)
                await context.guests.put(replace(guest, standing=Standing.LEFT))
                await context.remember(person.id, "webinar-unreached", webinar)
                continue
            until = offer_ends(now, webinar.starts_at, context.terms.offer)
            standing = Standing.REGISTERED if until is None else Standing.OFFERED
            guest = replace(guest, standing=standing, offered_until=until, at=now, reminded=None)
            await context.guests.put(guest)
            await context.remember(person.id, f"webinar-{standing.name.lower()}", webinar)
            calendar = await context.calendar(webinar, person.language) if until is None else None
            offers.append(PlaceOffered(person, webinar, guest, calendar))
        return (*offers, await context.unreached(webinar, *passed)) if passed else tuple(offers)

    @due()
    async def lapse_due(self) -> tuple[OfferLapsed | PlaceOffered | GuestsUnreached, ...]:
        """End offers whose time is up, tell those people, and offer the places to the next in line."""
        events: list[OfferLapsed | PlaceOffered | GuestsUnreached] = []
        now = self._context.clock.now()
        for webinar, guest, person in await self._context.guests.lapsed(now, MOST_LAPSES):
            await self._context.guests.put(replace(guest, standing=Standing.LEFT, offered_until=None))
            await self._context.remember(person.id, "webinar-offer-lapsed", webinar)
            events.append(OfferLapsed(person, webinar))
        for webinar in await self._context.webinars.coming(now):
            events += await self.fill(webinar)  # a place may also be free because somebody was erased
        return tuple(events)
