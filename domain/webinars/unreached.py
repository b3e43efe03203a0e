"""What Telegram refuses for a webinar: places go on to the next in line, and the organisers hear of it."""

from __future__ import annotations

from dataclasses import replace

from domain.use_case import use_case
from domain.webinars.context import WebinarContext
from domain.webinars.entities import Standing
from domain.webinars.events import AnnouncementRefused, GuestsUnreached, Offers
from domain.webinars.waiting_list import WaitingList


@use_case
class UnreachedGuests:
    """What follows where a chat or a guest can't be told of a webinar."""

    _context: WebinarContext
    _waiting_list: WaitingList

    async def announcement_refused(
        self, webinar_id: int, chat_id: int, name: str, error: str
    ) -> AnnouncementRefused | None:
        """Tell the organisers and the administrators which chat refused; `name` is for one that isn't connected."""
        webinar = await self._context.webinars.find(webinar_id)
        if webinar is None:
            return None
        chat = await self._context.chat(chat_id)
        title = name if chat is None else chat.title
        people = await self._context.organisers(webinar, administrators=True)
        return AnnouncementRefused(webinar, title, error, people)

    async def missed(self, webinar_id: int, person_id: int) -> GuestsUnreached | None:
        """Tell the organisers that a notice didn't reach a guest."""
        webinar = await self._context.webinars.find(webinar_id)
        person = await self._context.contacts.find(person_id)
        if webinar is None or person is None:
            return None
        return await self._context.unreached(webinar, person)

    async def place_refused(self, webinar_id: int, person_id: int) -> Offers:
        """Give the place of somebody who couldn't be told of it to the next in line."""
        context = self._context
        webinar, guest = (
            await context.webinars.find(webinar_id),
            await context.guests.guest(webinar_id, person_id),
        )
        person = await context.contacts.find(person_id)
        if webinar is None or guest is None or person is None:
            return ()
        if guest.standing not in (Standing.OFFERED, Standing.REGISTERED):
            return ()
        await context.guests.put(replace(guest, standing=Standing.LEFT, offered_until=None))
        await context.remember(person_id, "webinar-unreached", webinar)
        return (*await self._waiting_list.fill(webinar), await context.unreached(webinar, person))
