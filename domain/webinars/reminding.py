"""Reminders before webinars and questions after them, each sent once."""

from __future__ import annotations

from dataclasses import replace

from domain.due import due
from domain.time import DAY, MINUTE, is_night
from domain.use_case import use_case
from domain.webinars.context import WebinarContext
from domain.webinars.entities import Standing, due_reminder
from domain.webinars.events import FeedbackDue, ReminderDue

MOST_REMINDED = 200  # a slice
LATEST_FOLLOW_UP = 3 * DAY  # after the end; later nobody remembers enough to rate it
MAY_WAIT = 180  # minutes: a reminder this long before the start can wait for the morning


@use_case
class Reminding:
    """What the clock sends to the guests of webinars."""

    _context: WebinarContext

    @due(cursor=(0, 0))
    async def remind_next(
        self, after: tuple[int, int] = (0, 0)
    ) -> tuple[tuple[ReminderDue, ...], tuple[int, int] | None]:
        """Return due reminders of the next slice after this (webinar, person), and where to continue, or None."""
        context, now, terms = self._context, self._context.clock.now(), self._context.terms
        if not terms.reminders:
            return (), None
        until = now + max(terms.reminders) * MINUTE + 1
        slice_ = await context.guests.to_remind(now, until, MOST_REMINDED, after)
        events = []
        for webinar, guest, person in slice_:
            minutes = due_reminder(webinar, guest, now, terms.reminders)
            if minutes is None:
                continue
            zone = person.time_zone or terms.time_zone
            if minutes >= MAY_WAIT and is_night(now, zone, terms.quiet):
                continue
            if not await context.may_come(person, webinar):
                continue  # no longer in the audience: the link is not for them
            await context.guests.put(replace(guest, reminded=minutes))
            events.append(ReminderDue(person, webinar, minutes))
        if len(slice_) < MOST_REMINDED:
            return tuple(events), None
        webinar, _, person = slice_[-1]
        return tuple(events), (webinar.id, person.id)

    @due()
    async def follow_up_due(self) -> tuple[FeedbackDue, ...]:
        """Return the guests to ask for feedback, or to tell what they missed, after the end of a webinar."""
        context, now, events = self._context, self._context.clock.now(), []
        for webinar in await context.webinars.to_follow_up(now):
            await context.webinars.followed_up(webinar.id, now)
            if now >= webinar.ends_at + LATEST_FOLLOW_UP:
                continue
            for guest, person in await context.guests.guests(webinar.id, [Standing.REGISTERED.value]):
                events.append(FeedbackDue(person, webinar, guest))
        return tuple(events)
