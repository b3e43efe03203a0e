"""Send due publications, once for each occurrence and chat, and note the results."""

from __future__ import annotations

from dataclasses import replace

from domain.due import due
from domain.people import Person
from domain.publications.context import DECIDE, EDIT, PublicationContext
from domain.publications.entities import Passage, Publication, PublicationStatus, Sending
from domain.publications.events import (
    NewsPublished,
    Posting,
    PostMissed,
    PostRefused,
    SentAgain,
)
from domain.publications.recurring import occurrence_due
from domain.refusal import Refusal
from domain.use_case import use_case

SENDABLE = frozenset({PublicationStatus.PLANNED, PublicationStatus.PUBLISHED, PublicationStatus.MISSED})


@use_case
class Publishing:
    """Send what is due, and take the messenger's answers."""

    _context: PublicationContext

    @due()
    async def publish_due(self) -> tuple[Posting | PostRefused | PostMissed, ...]:
        """Send what is due. After downtime only the last occurrence counts, and only if it isn't too late."""
        context, now = self._context, self._context.clock.now()
        events: list[Posting | PostRefused | PostMissed] = []
        for publication in await context.publications.planned(now + 1):
            course = publication.course(context.terms.time_zone)
            if course is None or publication.at is None:
                continue
            found = occurrence_due(course, publication.at, now, context.terms.late)
            if found is None:
                continue
            if found.too_late:
                events.append(await self._miss(publication, found.occurrence))
            else:
                events += await context.queue(publication, found.occurrence)
            last = PublicationStatus.MISSED if found.too_late else PublicationStatus.PUBLISHED
            await context.save(
                publication,
                status=last if found.next is None else PublicationStatus.PLANNED,
                at=found.occurrence if found.next is None else found.next,
            )
        return tuple(events)

    async def _miss(self, publication: Publication, occurrence: int) -> PostMissed:
        for number in publication.chats:
            await self._context.sendings.queue(
                Sending(publication.id, occurrence, number, Passage.MISSED, occurrence)
            )
        await self._context.note(None, "post-missed", publication, occurrence=occurrence)
        return PostMissed(publication, occurrence, await self._context.concerned(publication))

    @due()
    async def dropped_due(self) -> tuple[PostMissed, ...]:
        """Report what was sent in time and then waited too long for the messenger."""
        context = self._context
        missed: dict[tuple[int, int], PostMissed] = {}
        for sending in await context.sendings.dropped(context.clock.now()):
            await context.sendings.put(replace(sending, passage=Passage.MISSED))
            publication = await context.publications.find(sending.publication_id)
            if publication is not None:
                which = (publication.id, sending.occurrence)
                missed[which] = PostMissed(
                    publication, sending.occurrence, await context.concerned(publication)
                )
        return tuple(missed.values())

    async def settled(
        self, row: int, *, sent: bool, link: str, error: str
    ) -> NewsPublished | PostRefused | None:
        """Note the result of a call; None if nobody has to be told."""
        context = self._context
        sending = await context.sendings.sent_by(row)
        publication = None if sending is None else await context.publications.find(sending.publication_id)
        if sending is None or publication is None:
            return None
        passage = Passage.SENT if sent else Passage.FAILED
        await context.sendings.put(replace(sending, passage=passage, link=link))
        places = await context.concerned(publication)
        if not sent:
            chat = next(
                (one for one in await context.goes_to(publication) if one.number == sending.chat), None
            )
            return PostRefused(publication, sending.occurrence, sending.tries, chat, error, places)
        if not publication.is_news:
            return None
        others = [one for one in await context.sendings.sendings(publication.id) if one.chat != sending.chat]
        first = not any(one.passage is Passage.SENT for one in others)
        return NewsPublished(await context.news_card(publication), places, first)

    async def send_again(
        self, actor: Person, publication_id: int, version: int, occurrence: int
    ) -> tuple[SentAgain | Posting | PostRefused, ...]:
        """Send a missed or refused publication again, if it is still in this version.

        Raises NotAllowed, Gone, Refusal.
        """
        context = self._context
        await context.roles.require(actor, *DECIDE)
        publication = await context.find(actor, publication_id)
        if not publication.is_news:
            await context.roles.require(actor, *EDIT)
        left = [
            one
            for one in await context.sendings.sendings(publication.id)
            if one.occurrence == occurrence and one.passage in (Passage.MISSED, Passage.FAILED)
        ]
        if not left or publication.version != version or publication.status not in SENDABLE:
            raise Refusal(actor, "publications-nothing-to-send")
        if publication.status is PublicationStatus.MISSED:
            publication = await context.save(publication, status=PublicationStatus.PUBLISHED)
        await context.note(actor, "publication-sent-again", publication)
        return (SentAgain(actor, publication), *await context.queue_again(publication, left))
