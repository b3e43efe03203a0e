"""Draft the weekly summary, which goes out only once marketing approves it."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.due import due
from domain.publications.context import PublicationContext
from domain.publications.entities import Publication, PublicationKind, PublicationStatus
from domain.publications.events import SummaryDrafted
from domain.publications.gateways import SummaryWriter, WeeksGateway
from domain.time import DAY, local, microseconds
from domain.use_case import use_case

LATEST = DAY  # after its hour; a summary of what is long past is no news


@use_case
class Summaries:
    """Draft summaries by the clock."""

    _context: PublicationContext
    _writer: SummaryWriter
    _weeks: WeeksGateway

    @due()
    async def draft_due(self) -> tuple[SummaryDrafted, ...]:
        """Draft the summary of the past week once, for each editor; nothing for a week without events.

        A summary still waiting from the week before is dropped.
        """
        context, now = self._context, self._context.clock.now()
        until = self._hour(now)
        if until is None or now - until > LATEST:
            return ()
        end = local(until, context.terms.time_zone)
        name, editors = f"summary:{end.date()}", await context.editors()
        if not editors or await context.publications.marked(name):
            return ()
        await context.publications.mark(name, now)
        since, coming = (microseconds(end + timedelta(weeks=weeks)) for weeks in (-1, 1))
        week = await self._weeks.week(since, until, coming)
        if week.empty:
            return ()
        for old in await context.publications.summaries_waiting():
            await context.save(old, status=PublicationStatus.CANCELLED)
        chats = tuple(chat.number for chat in await context.chats_of(context.terms.summaries))
        summary = await context.publications.add(
            Publication(
                0,
                PublicationKind.SUMMARY,
                PublicationStatus.WAITING,
                0,
                self._writer.write(week),
                chats=chats,
                cards=1,
                updated_at=now,
            )
        )
        await context.note(None, "summary-drafted", summary)
        return tuple([SummaryDrafted(await context.post_card(person, summary)) for person in editors])

    def _hour(self, now: int) -> int | None:
        """Return the last moment at which a summary was due; None if there are no summaries."""
        if self._context.terms.summary is None:
            return None
        weekday, hour = self._context.terms.summary
        here = local(now, self._context.terms.time_zone)
        day = here.date() - timedelta(days=(here.isoweekday() - weekday) % 7)
        moment = datetime.combine(day, datetime.min.time(), here.tzinfo).replace(hour=hour)
        if microseconds(moment) > now:
            moment -= timedelta(weeks=1)
        return microseconds(moment)
