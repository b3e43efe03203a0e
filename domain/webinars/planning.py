"""Plan, change, publish and cancel webinars, and announce them to their audience."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from secrets import choice
from typing import Any
from zoneinfo import ZoneInfo

from domain.answers import Answers
from domain.due import due
from domain.forms.entities import Form, Option
from domain.forms.registry import offers, receives
from domain.partners import SEEN_BY_MEMBERS
from domain.people import Person
from domain.refusal import Gone, InvalidAnswer
from domain.roles import Role
from domain.time import local, microseconds
from domain.use_case import use_case
from domain.webinars.context import WebinarContext
from domain.webinars.entities import (
    ORGANISERS,
    Audience,
    Standing,
    Webinar,
    WebinarAct,
    WebinarKind,
    WebinarStatus,
)
from domain.webinars.events import (
    Announced,
    GuestsUnreached,
    PlaceOffered,
    PlanMissing,
    Posted,
    RecordingReady,
    WebinarCard,
    WebinarMoved,
)
from domain.webinars.gateways import InvitationsGateway
from domain.webinars.months import month_after, next_month
from domain.webinars.waiting_list import WaitingList

MOST_TOLD = 100  # people a slice
MOST_PARTNERS = 40  # on a screen of buttons
PARTNER_PREFIX = "p"  # before a partner's id: a number that is typed is an option's place
SHOWN_IN_CALENDAR = frozenset({"title", "text", "speakers", "starts_at", "minutes", "link"})
LENGTHS = {"m30": 30, "m60": 60, "m90": 90, "m120": 120, "m180": 180}

# A question of the form -> the field of a webinar that its answer is kept in.
FIELDS: dict[str, str] = {
    "webinar-title": "title",
    "webinar-text": "text",
    "webinar-speakers": "speakers",
    "webinar-start": "starts_at",
    "webinar-length": "minutes",
    "webinar-places": "places",
    "webinar-link": "link",
    "webinar-picture": "picture",
    "webinar-partner": "partner_id",
    "webinar-discount": "discount",
}

Changed = WebinarCard | WebinarMoved | PlaceOffered | GuestsUnreached


@use_case
class Planning:
    """The organisers' work on webinars."""

    _context: WebinarContext
    _waiting_list: WaitingList
    _invitations: InvitationsGateway

    async def open_to(self, person: Person) -> Sequence[tuple[WebinarKind, str]]:
        """Return what the person may plan: kinds, and the group for a group's webinar."""
        context = self._context
        groups = [group.id for group in await context.groups.open()]
        led = await context.roles.scopes(person, Role.GROUP_LEADER)
        every = await context.roles.may(person, *ORGANISERS[WebinarKind.GROUP])
        plans = [(WebinarKind.GROUP, group_id) for group_id in groups if every or group_id in led]
        others = (WebinarKind.PUBLIC, WebinarKind.PARTNER, WebinarKind.GENERAL)
        return plans + [(kind, "") for kind in others if await context.roles.may(person, *ORGANISERS[kind])]

    @offers("webinar-audiences")
    async def audiences(self) -> Sequence[Option]:
        """Whom a webinar can be for: an open working group, all members, or supporters too."""
        groups = [Option(group.id, group.titles) for group in await self._context.groups.open()]
        return [*groups, Option(Audience.MEMBERS.value), Option(Audience.SUPPORTERS.value)]

    @offers("webinar-partners")
    async def partners(self) -> Sequence[Option]:
        """Whose event a webinar can be: the partners that members see, in the register's order."""
        languages = self._context.association.languages
        seen = [one for one in await self._context.partners.all() if SEEN_BY_MEMBERS[one.stage]]
        return [
            Option(f"{PARTNER_PREFIX}{one.id}", dict.fromkeys(languages, one.title))
            for one in seen[:MOST_PARTNERS]
        ]

    @receives("webinar")
    async def plan(self, actor: Person, _form: Form, answers: Answers) -> WebinarCard:
        """Save a new webinar as a draft, from the answers of its form. Raises NotAllowed, Gone."""
        kind = WebinarKind(answers["webinar-kind"])
        audience, group_id = _audience(kind, str(answers.get("webinar-for") or ""))
        scope = group_id if kind is WebinarKind.GROUP else ""
        await self._context.roles.require(actor, *ORGANISERS[kind], leads=scope)
        if group_id:
            group = await self._context.groups.find(group_id)
            if group is None or group.closed_at is not None:
                raise Gone(actor, "groups-gone")
        empty = Webinar(
            0,
            kind,
            audience,
            group_id,
            "",
            "",
            "",
            0,
            60,
            0,
            "",
            "",
            "",
            WebinarStatus.DRAFT,
            actor.id,
            code_word=self._word(),
        )
        return await self._add(actor, replace(empty, **_values(answers)))

    def _word(self) -> str:
        words = self._context.terms.code_words
        return choice(words) if words else ""

    async def copy(self, actor: Person, webinar_id: int) -> WebinarCard:
        """Copy a webinar to the same weekday of the next month, as a draft. Raises Gone, NotAllowed."""
        last = await self._context.organised(actor, webinar_id)
        now, starts_at = self._context.clock.now(), last.starts_at
        while starts_at <= max(now, last.starts_at):
            starts_at = next_month(starts_at, self._context.terms.time_zone)
        fresh = replace(
            last,
            starts_at=starts_at,
            status=WebinarStatus.DRAFT,
            organiser_id=actor.id,
            sequence=0,
            publish_at=None,
            code_word=self._word(),
            recording="",
        )
        return await self._add(actor, fresh)

    async def _add(self, actor: Person, webinar: Webinar) -> WebinarCard:
        webinar = await self._context.webinars.add(webinar)
        await self._context.note(actor, "webinar-planned", webinar)
        return await self._context.card(actor, webinar)

    async def look(self, actor: Person, webinar_id: int) -> WebinarCard:
        """Return a webinar as its organisers see it. Raises Gone, NotAllowed."""
        return await self._context.card(actor, await self._context.organised(actor, webinar_id))

    async def change(self, actor: Person, webinar_id: int, question: str, value: Any) -> tuple[Changed, ...]:
        """Change one answer of the form; guests are told about changes that a calendar shows. Raises Gone, NotAllowed."""
        context = self._context
        before = await context.organised(actor, webinar_id)
        webinar = context.step(actor, before, WebinarAct.CHANGE)
        if question not in FIELDS:
            raise Gone(actor, "webinars-missing")
        webinar = replace(webinar, **_values({question: value}))
        if webinar.starts_at != before.starts_at and webinar.starts_at <= context.clock.now():
            raise Gone(actor, "webinars-late")
        if webinar == before:
            return (await context.card(actor, webinar),)
        visible = FIELDS[question] in SHOWN_IN_CALENDAR and webinar.status is WebinarStatus.PUBLISHED
        if visible:
            webinar = replace(webinar, sequence=webinar.sequence + 1)
        await context.webinars.save(webinar)
        await context.note(actor, "webinar-changed", webinar, field=FIELDS[question])
        events: list[Changed] = []
        if visible:
            events += await self._tell_guests(webinar, again=webinar.starts_at != before.starts_at)
        events += await self._waiting_list.fill(webinar)
        return (await context.card(actor, webinar), *events)

    async def schedule(self, actor: Person, webinar_id: int, at: int) -> WebinarCard:
        """Publish later, at this moment (microseconds UTC). Raises Gone, NotAllowed, InvalidAnswer."""
        context = self._context
        webinar = context.step(actor, await context.organised(actor, webinar_id), WebinarAct.SCHEDULE)
        if not context.clock.now() < at < webinar.starts_at:
            start = local(webinar.starts_at, context.terms.time_zone)
            raise InvalidAnswer(actor, "webinars-publish-late", at=start)
        webinar = replace(webinar, publish_at=at)
        await context.webinars.save(webinar)
        await context.note(actor, "webinar-scheduled", webinar, at=at)
        return await context.card(actor, webinar)

    async def publish(self, actor: Person, webinar_id: int) -> tuple[WebinarCard | Posted, ...]:
        """Publish now. Raises Gone, NotAllowed."""
        context = self._context
        webinar = context.step(actor, await context.organised(actor, webinar_id), WebinarAct.PUBLISH)
        if webinar.starts_at <= context.clock.now():
            raise Gone(actor, "webinars-late")
        posts = await self._publish(actor, webinar)
        return (await context.card(actor, webinar), *posts)

    @due()
    async def publish_due(self) -> tuple[Posted, ...]:
        """Publish scheduled webinars that are due; those that have already begun become drafts again."""
        context, posts = self._context, []
        for webinar in await context.webinars.to_publish(context.clock.now()):
            if webinar.starts_at <= context.clock.now():
                await context.webinars.save(replace(webinar, status=WebinarStatus.DRAFT, publish_at=None))
                continue
            posts += await self._publish(None, replace(webinar, status=WebinarStatus.PUBLISHED))
        return tuple(posts)

    async def _publish(self, actor: Person | None, webinar: Webinar) -> list[Posted]:
        context = self._context
        await context.webinars.save(webinar)
        told = await self._invitations.invite(webinar, context.terms.topic)
        await context.note(actor, "webinar-published", webinar, audience=told)
        group, partner = await context.group(webinar), await context.partner(webinar)
        chats = await context.chats(webinar)
        return [Posted(webinar, group, partner, chat, language) for chat, language in chats]

    @due()
    async def announce_next(self) -> tuple[Announced, ...]:
        """Announce published webinars to the next slice of their audience; empty when everybody was told."""
        context, now = self._context, self._context.clock.now()
        slice_ = await self._invitations.untold(MOST_TOLD)
        events = []
        for webinar in {webinar.id: webinar for webinar, _ in slice_}.values():
            people = [person for one, person in slice_ if one.id == webinar.id]
            await self._invitations.told(webinar.id, [person.id for person in people])
            if webinar.status is not WebinarStatus.PUBLISHED or now >= webinar.starts_at:
                continue
            group, partner = await context.group(webinar), await context.partner(webinar)
            for person in people:
                by_consent = not await context.is_member(person)
                events.append(Announced(person, webinar, group, partner, context.terms.topic, by_consent))
        return tuple(events)

    async def cancel(self, actor: Person, webinar_id: int) -> tuple[WebinarCard | WebinarMoved, ...]:
        """Cancel a webinar; everybody registered or waiting is told. Raises Gone, NotAllowed."""
        context = self._context
        before = await context.organised(actor, webinar_id)
        webinar = context.step(actor, before, WebinarAct.CANCEL)
        webinar = replace(webinar, sequence=webinar.sequence + 1, publish_at=None)
        await context.webinars.save(webinar)
        await context.note(actor, "webinar-cancelled", webinar)
        events: list[WebinarCard | WebinarMoved] = [await context.card(actor, webinar)]
        if before.status is WebinarStatus.PUBLISHED:
            events += await self._tell_guests(webinar)
        return tuple(events)

    async def _tell_guests(self, webinar: Webinar, *, again: bool = False) -> list[WebinarMoved]:
        """Return the events for its guests; `again`: restart reminders for the new start."""
        context, cancelled = self._context, webinar.status is WebinarStatus.CANCELLED
        concerned = (Standing.REGISTERED, Standing.OFFERED, Standing.WAITING)
        group, partner = await context.group(webinar), await context.partner(webinar)
        events = []
        calendars: dict[str, int] = {}  # one file for each language, however many come
        for guest, person in await context.guests.guests(webinar.id, [one.value for one in concerned]):
            if again:
                until = None if guest.offered_until is None else min(guest.offered_until, webinar.starts_at)
                guest = replace(guest, reminded=None, offered_until=until)  # noqa: PLW2901 -- as it stands now
                await context.guests.put(guest)
            calendar = None
            if guest.standing is Standing.REGISTERED:
                if person.language not in calendars:
                    calendars[person.language] = await context.calendar(webinar, person.language)
                calendar = calendars[person.language]
            events.append(WebinarMoved(person, webinar, group, partner, guest, calendar, cancelled))
        return events

    async def record(
        self, actor: Person, webinar_id: int, link: str
    ) -> tuple[WebinarCard | RecordingReady, ...]:
        """Save the link to the recording; everybody registered gets it. Raises Gone, NotAllowed."""
        context = self._context
        webinar = replace(await context.organised(actor, webinar_id), recording=link)
        await context.webinars.save(webinar)
        await context.note(actor, "webinar-recorded", webinar)
        guests = await context.guests.guests(webinar.id, [Standing.REGISTERED.value])
        return (
            await context.card(actor, webinar),
            *(RecordingReady(person, webinar) for _, person in guests if link),
        )

    @due()
    async def plans_due(self) -> tuple[PlanMissing, ...]:
        """Return leaders without a plan for the next month, from the planning day on, once a month."""
        context = self._context
        zone = ZoneInfo(context.terms.time_zone)
        today = local(context.clock.now(), context.terms.time_zone)
        if today.day < context.terms.planning_day:
            return ()
        first = month_after(today.year, today.month)
        since, until = (
            microseconds(datetime(*month, 1, tzinfo=zone)) for month in (first, month_after(*first))
        )
        month = f"{first[0]}-{first[1]:02}"
        events = []
        for group in await context.groups.open():
            leaders = await context.roles.holders(Role.GROUP_LEADER, group.id)
            if not leaders or await context.webinars.planned(group.id, since, until):
                continue
            if await context.webinars.note_month(group.id, month):
                last = await context.webinars.latest_of(group.id)
                events += [PlanMissing(leader, group, last, month) for leader in leaders]
        return tuple(events)


def _audience(kind: WebinarKind, wanted: str) -> tuple[Audience, str]:
    if kind is WebinarKind.GENERAL:
        return Audience.SUPPORTERS, ""
    if wanted in (Audience.MEMBERS, Audience.SUPPORTERS) and kind is not WebinarKind.GROUP:
        return Audience(wanted), ""
    return Audience.GROUP, wanted


def _values(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that these answers set; an empty answer empties its field."""
    values: dict[str, Any] = {}
    for question, field in FIELDS.items():
        if question not in answers:
            continue
        value = answers[question]
        match field:
            case "minutes":
                value = LENGTHS[value]
            case "places":
                value = value or 0
            case "partner_id":
                value = int(value.removeprefix(PARTNER_PREFIX)) if value else None
            case "picture":
                value = value[0]["file_id"] if value else ""
            case "starts_at":
                value = microseconds(value)
            case _:
                value = value or ""
        values[field] = value
    return values
