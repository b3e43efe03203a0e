"""Attendance, feedback and certificates, and the organisers' reports on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from domain.people import Person
from domain.refusal import Gone
from domain.time import HOUR, MINUTE
from domain.use_case import use_case
from domain.webinars.context import WebinarContext
from domain.webinars.entities import Guest, Standing, Webinar
from domain.webinars.events import (
    AttendanceNoted,
    CertificateOrdered,
    Report,
    ReportOrdered,
    Roll,
    Scored,
)

PAGE = 8  # guests on a screen of the roll
EARLY = 10 * MINUTE  # before the start: when the room opens
LATE = HOUR  # after the end by the plan: webinars run over
COMMENT_LENGTH = 1000
COMMENTS_SHOWN = 20


@use_case
class Attending:
    """Attendance at webinars, and what follows from it."""

    _context: WebinarContext

    async def by_word(self, person: Person, text: str) -> AttendanceNoted | None:
        """Note a registered person's attendance if the text is the code word of a current webinar, else return None."""
        word = text.strip().strip(".!").casefold()
        now = self._context.clock.now()
        for webinar in await self._context.webinars.coming(now - LATE):
            if webinar.code_word.casefold() == word and webinar.starts_at - EARLY <= now:
                guest = await self._context.guests.guest(webinar.id, person.id)
                if guest is not None and guest.standing is Standing.REGISTERED:
                    return await self._note(person, webinar, guest)
        return None

    async def by_button(self, person: Person, webinar_id: int) -> AttendanceNoted:
        """Note attendance by the reminder's button, while the webinar lasts. Raises Gone."""
        webinar, guest = await self._registered(person, webinar_id)
        if not webinar.starts_at - EARLY <= self._context.clock.now() < webinar.ends_at + LATE:
            raise Gone(person, "webinars-late")
        return await self._note(person, webinar, guest)

    async def _note(self, person: Person, webinar: Webinar, guest: Guest) -> AttendanceNoted:
        again = guest.attended
        if not again:
            await self._context.guests.put(replace(guest, attended=True))
            await self._context.remember(person.id, "webinar-attended", webinar)
        return AttendanceNoted(person, webinar, again)

    async def score(self, person: Person, webinar_id: int, score: int) -> Scored:
        """Save how likely the person would recommend it, 0 to 10; can be changed. Raises Gone."""
        webinar, guest = await self._came(person, webinar_id)
        if not 0 <= score <= 10:
            raise Gone(person, "webinars-missing")
        guest = replace(guest, score=score)
        await self._context.guests.put(guest)
        return Scored(person, webinar, guest, self._certified(webinar))

    async def comment(self, person: Person, webinar_id: int, text: str) -> Scored:
        """Save a comment on the score. Raises Gone."""
        webinar, guest = await self._came(person, webinar_id)
        guest = replace(guest, comment=text.strip()[:COMMENT_LENGTH])
        await self._context.guests.put(guest)
        return Scored(person, webinar, guest, self._certified(webinar))

    def _certified(self, webinar: Webinar) -> bool:
        """Whether those who attended can get a certificate now."""
        return (
            webinar.kind in self._context.terms.certificates and self._context.clock.now() >= webinar.ends_at
        )

    async def certificate(self, person: Person, webinar_id: int) -> CertificateOrdered:
        """Order a certificate. Raises Gone if the webinar has none or the person did not attend."""
        webinar, guest = await self._came(person, webinar_id)
        if not self._certified(webinar):
            raise Gone(person, "webinars-missing")
        order = {
            "name": person.name or "",
            "title": webinar.title,
            "starts_at": webinar.starts_at,
            "minutes": webinar.minutes,
            "number": f"{webinar.id}-{guest.person_id % 100_000:05}",
            "facts": dict(self._context.terms.facts),
        }
        job = await self._context.jobs.order("certificate", person.id, order)
        return CertificateOrdered(person, webinar, job)

    # The organisers

    async def roll(self, actor: Person, webinar_id: int, offset: int = 0) -> Roll:
        """Return a page of those registered. Raises Gone, NotAllowed."""
        return await self._roll(actor, await self._context.organised(actor, webinar_id), offset)

    async def mark(self, actor: Person, webinar_id: int, person_id: int, offset: int) -> Roll:
        """Toggle somebody's attendance by hand, once the webinar has started. Raises Gone, NotAllowed."""
        context = self._context
        webinar = await context.organised(actor, webinar_id)
        if context.clock.now() < webinar.starts_at:
            raise Gone(actor, "webinars-late")
        guest = await context.guests.guest(webinar.id, person_id)
        if guest is not None and guest.standing is Standing.REGISTERED:
            await context.guests.put(replace(guest, attended=not guest.attended))
            await context.note(actor, "webinar-marked", webinar, person_id, attended=not guest.attended)
        return await self._roll(actor, webinar, offset)

    async def _roll(self, actor: Person, webinar: Webinar, offset: int) -> Roll:
        total = (await self._context.guests.counts(webinar.id)).registered
        offset = min(max(offset, 0), max(total - 1, 0)) // PAGE * PAGE
        guests = await self._context.guests.guests(webinar.id, [Standing.REGISTERED.value], offset, PAGE)
        return Roll(actor, webinar, guests, offset, total)

    async def report(self, actor: Person, webinar_id: int) -> Report:
        """Return attendance, scores and anonymous comments. Raises Gone, NotAllowed."""
        webinar = await self._context.organised(actor, webinar_id)
        guests = await self._context.guests.guests(webinar.id, [Standing.REGISTERED.value])
        comments = [(guest.score, guest.comment) for guest, _ in guests if guest.comment]
        return Report(await self._context.card(actor, webinar), comments[:COMMENTS_SHOWN])

    async def export(self, actor: Person, webinar_id: int, labels: Mapping[str, str]) -> ReportOrdered:
        """Order a spreadsheet of everybody registered or waiting; its maker reads who they are.

        Raises Gone, NotAllowed.
        """
        context = self._context
        webinar = await context.organised(actor, webinar_id)
        order = {"webinar": webinar.id, "labels": dict(labels)}
        job = await context.jobs.order("webinar-report", actor.id, order)
        await context.note(actor, "webinar-exported", webinar)
        return ReportOrdered(actor, job)

    async def _registered(self, person: Person, webinar_id: int) -> tuple[Webinar, Guest]:
        webinar = await self._context.shown(person, webinar_id)
        guest = await self._context.guests.guest(webinar.id, person.id)
        if guest is None or guest.standing is not Standing.REGISTERED:
            raise Gone(person, "webinars-missing")
        return webinar, guest

    async def _came(self, person: Person, webinar_id: int) -> tuple[Webinar, Guest]:
        webinar, guest = await self._registered(person, webinar_id)
        if not guest.attended:
            raise Gone(person, "webinars-missing")
        return webinar, guest
