"""Making a webinar: planning, changing, publishing, calling off; and telling those whom it is for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from secrets import choice
from typing import Any
from zoneinfo import ZoneInfo

from domain.answers import Answers
from domain.forms.entities import Form, Option
from domain.forms.registry import offers, receives
from domain.people import Person
from domain.refusal import Gone
from domain.roles import Role
from domain.time import local, microseconds
from domain.webinars.desk import WebinarDesk
from domain.webinars.entities import (
    ORGANISERS,
    Audience,
    Standing,
    TooLate,
    Webinar,
    WebinarAct,
    WebinarKind,
    WebinarMissing,
    WebinarStatus,
)
from domain.webinars.events import (
    Announced,
    PlaceOffered,
    PlanMissing,
    Posted,
    RecordingReady,
    WebinarCard,
    WebinarMoved,
)
from domain.webinars.gateways import InvitationsGateway
from domain.webinars.line import Line
from domain.webinars.months import month_after, next_month

MOST_TOLD = 100  # people a slice
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
    "webinar-discount": "discount",
}

Changed = WebinarCard | WebinarMoved | PlaceOffered


class Planning:
    """What organisers do."""

    def __init__(self, desk: WebinarDesk, line: Line, invitations: InvitationsGateway) -> None:
        self._desk = desk
        self._line = line
        self._invitations = invitations

    async def open_to(self, person: Person) -> Sequence[tuple[WebinarKind, str]]:
        """What the person may plan: kinds, and for a group's webinar the group."""
        desk = self._desk
        groups = [group.id for group in await desk.groups.open()]
        led = await desk.roles.scopes(person, Role.GROUP_LEADER)
        every = await desk.roles.may(person, *ORGANISERS[WebinarKind.GROUP])
        plans = [(WebinarKind.GROUP, group_id) for group_id in groups if every or group_id in led]
        others = (WebinarKind.PUBLIC, WebinarKind.PARTNER, WebinarKind.GENERAL)
        return plans + [(kind, "") for kind in others if await desk.roles.may(person, *ORGANISERS[kind])]

    @offers("webinar-audiences")
    async def audiences(self) -> Sequence[Option]:
        """Whom a webinar can be for: an open working group, all members, or supporters too."""
        groups = [Option(group.id, group.titles) for group in await self._desk.groups.open()]
        return [*groups, Option(Audience.MEMBERS.value), Option(Audience.SUPPORTERS.value)]

    @receives("webinar")
    async def plan(self, actor: Person, _form: Form, answers: Answers) -> WebinarCard:
        """Keep a new webinar as a draft, by the answers of its form. Raises NotAllowed, Gone."""
        kind = WebinarKind(answers["webinar-kind"])
        audience, group_id = _audience(kind, str(answers.get("webinar-for") or ""))
        scope = group_id if kind is WebinarKind.GROUP else ""
        await self._desk.roles.require(actor, *ORGANISERS[kind], leads=scope)
        if group_id:
            group = await self._desk.groups.find(group_id)
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
        words = self._desk.terms.code_words
        return choice(words) if words else ""

    async def copy(self, actor: Person, webinar_id: int) -> WebinarCard:
        """The same once more, on the same weekday of the next month, as a draft. Raises WebinarMissing, NotAllowed."""
        last = await self._desk.organised(actor, webinar_id)
        now, starts_at = self._desk.clock.now(), last.starts_at
        while starts_at <= max(now, last.starts_at):
            starts_at = next_month(starts_at, self._desk.terms.time_zone)
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
        webinar = await self._desk.webinars.add(webinar)
        await self._desk.note(actor, "webinar-planned", webinar)
        return await self._desk.card(actor, webinar)

    async def look(self, actor: Person, webinar_id: int) -> WebinarCard:
        """A webinar as its organisers see it. Raises WebinarMissing, NotAllowed."""
        return await self._desk.card(actor, await self._desk.organised(actor, webinar_id))

    async def change(self, actor: Person, webinar_id: int, question: str, value: Any) -> tuple[Changed, ...]:
        """Change one answer of the form; those registered hear of what a calendar shows, with a new file.

        Raises WebinarMissing, NotAllowed, WebinarOutOfTurn, TooLate (a start that is past).
        """
        desk = self._desk
        before = await desk.organised(actor, webinar_id)
        webinar = desk.step(actor, before, WebinarAct.CHANGE)
        if question not in FIELDS:
            raise WebinarMissing(actor)
        webinar = replace(webinar, **_values({question: value}))
        if webinar.starts_at != before.starts_at and webinar.starts_at <= desk.clock.now():
            raise TooLate(actor)
        if webinar == before:
            return (await desk.card(actor, webinar),)
        visible = FIELDS[question] in SHOWN_IN_CALENDAR and webinar.status is WebinarStatus.PUBLISHED
        if visible:
            webinar = replace(webinar, sequence=webinar.sequence + 1)
        await desk.webinars.save(webinar)
        await desk.note(actor, "webinar-changed", webinar, field=FIELDS[question])
        events: list[Changed] = []
        if visible:
            events += await self._tell_guests(webinar, again=webinar.starts_at != before.starts_at)
        events += await self._line.fill(webinar)
        return (await desk.card(actor, webinar), *events)

    async def schedule(self, actor: Person, webinar_id: int, at: int) -> WebinarCard:
        """Publish later, at this moment (microseconds UTC). Raises WebinarMissing, NotAllowed, WebinarOutOfTurn, TooLate."""
        desk = self._desk
        webinar = desk.step(actor, await desk.organised(actor, webinar_id), WebinarAct.SCHEDULE)
        if not desk.clock.now() < at < webinar.starts_at:
            raise TooLate(actor)
        webinar = replace(webinar, publish_at=at)
        await desk.webinars.save(webinar)
        await desk.note(actor, "webinar-scheduled", webinar, at=at)
        return await desk.card(actor, webinar)

    async def publish(self, actor: Person, webinar_id: int) -> tuple[WebinarCard | Posted, ...]:
        """Make it known now. Raises WebinarMissing, NotAllowed, WebinarOutOfTurn, TooLate."""
        desk = self._desk
        webinar = desk.step(actor, await desk.organised(actor, webinar_id), WebinarAct.PUBLISH)
        if webinar.starts_at <= desk.clock.now():
            raise TooLate(actor)
        posts = await self._publish(actor, webinar)
        return (await desk.card(actor, webinar), *posts)

    async def publish_due(self) -> tuple[Posted, ...]:
        """Make known whatever was put off until now; not what has begun meanwhile, which goes back to its drafts."""
        desk, posts = self._desk, []
        for webinar in await desk.webinars.to_publish(desk.clock.now()):
            if webinar.starts_at <= desk.clock.now():
                await desk.webinars.save(replace(webinar, status=WebinarStatus.DRAFT, publish_at=None))
                continue
            posts += await self._publish(None, replace(webinar, status=WebinarStatus.PUBLISHED))
        return tuple(posts)

    async def _publish(self, actor: Person | None, webinar: Webinar) -> list[Posted]:
        desk = self._desk
        await desk.webinars.save(webinar)
        told = await self._invitations.invite(webinar, desk.terms.topic)
        await desk.note(actor, "webinar-published", webinar, audience=told)
        group = await desk.group(webinar)
        return [Posted(webinar, group, chat, language) for chat, language in await desk.chats(webinar)]

    async def announce_next(self) -> tuple[Announced, ...]:
        """Tell the next slice of those whom published webinars are for; empty when everybody was told."""
        desk, now = self._desk, self._desk.clock.now()
        slice_ = await self._invitations.untold(MOST_TOLD)
        events = []
        for webinar in {webinar.id: webinar for webinar, _ in slice_}.values():
            people = [person for one, person in slice_ if one.id == webinar.id]
            await self._invitations.told(webinar.id, [person.id for person in people])
            if webinar.status is not WebinarStatus.PUBLISHED or now >= webinar.starts_at:
                continue
            group = await desk.group(webinar)
            for person in people:
                by_consent = not await desk.is_member(person)
                events.append(Announced(person, webinar, group, desk.terms.topic, by_consent))
        return tuple(events)

    async def cancel(self, actor: Person, webinar_id: int) -> tuple[WebinarCard | WebinarMoved, ...]:
        """Call it off; everybody registered or in line hears of it. Raises WebinarMissing, NotAllowed, WebinarOutOfTurn."""
        desk = self._desk
        before = await desk.organised(actor, webinar_id)
        webinar = desk.step(actor, before, WebinarAct.CANCEL)
        webinar = replace(webinar, sequence=webinar.sequence + 1, publish_at=None)
        await desk.webinars.save(webinar)
        await desk.note(actor, "webinar-cancelled", webinar)
        events: list[WebinarCard | WebinarMoved] = [await desk.card(actor, webinar)]
        if before.status is WebinarStatus.PUBLISHED:
            events += await self._tell_guests(webinar)
        return tuple(events)

    async def _tell_guests(self, webinar: Webinar, *, again: bool = False) -> list[WebinarMoved]:
        """Those who come or wait; `again`: reminders begin anew, by the new start."""
        desk, cancelled = self._desk, webinar.status is WebinarStatus.CANCELLED
        concerned = (Standing.REGISTERED, Standing.OFFERED, Standing.WAITING)
        group, events = await desk.group(webinar), []
        calendars: dict[str, int] = {}  # one file for each language, however many come
        for guest, person in await desk.guests.guests(webinar.id, [one.value for one in concerned]):
            if again:
                until = None if guest.offered_until is None else min(guest.offered_until, webinar.starts_at)
                guest = replace(guest, reminded=None, offered_until=until)  # noqa: PLW2901 -- as it stands now
                await desk.guests.put(guest)
            calendar = None
            if guest.standing is Standing.REGISTERED:
                if person.language not in calendars:
                    calendars[person.language] = await desk.calendar(webinar, person.language)
                calendar = calendars[person.language]
            events.append(WebinarMoved(person, webinar, group, guest, calendar, cancelled))
        return events

    async def record(
        self, actor: Person, webinar_id: int, link: str
    ) -> tuple[WebinarCard | RecordingReady, ...]:
        """Enter the link to the recording; everybody who was registered gets it. Raises WebinarMissing, NotAllowed."""
        desk = self._desk
        webinar = replace(await desk.organised(actor, webinar_id), recording=link)
        await desk.webinars.save(webinar)
        await desk.note(actor, "webinar-recorded", webinar)
        guests = await desk.guests.guests(webinar.id, [Standing.REGISTERED.value])
        return (
            await desk.card(actor, webinar),
            *(RecordingReady(person, webinar) for _, person in guests if link),
        )

    async def plans_due(self) -> tuple[PlanMissing, ...]:
        """Leaders whose group has nothing planned for the coming month, from the planning day on, once a month."""
        desk = self._desk
        zone = ZoneInfo(desk.terms.time_zone)
        today = local(desk.clock.now(), desk.terms.time_zone)
        if today.day < desk.terms.planning_day:
            return ()
        first = month_after(today.year, today.month)
        since, until = (
            microseconds(datetime(*month, 1, tzinfo=zone)) for month in (first, month_after(*first))
        )
        month = f"{first[0]}-{first[1]:02}"
        events = []
        for group in await desk.groups.open():
            leaders = await desk.roles.holders(Role.GROUP_LEADER, group.id)
            if not leaders or await desk.webinars.planned(group.id, since, until):
                continue
            if await desk.webinars.note_month(group.id, month):
                last = await desk.webinars.latest_of(group.id)
                events += [PlanMissing(leader, group, last, month) for leader in leaders]
        return tuple(events)


def _audience(kind: WebinarKind, wanted: str) -> tuple[Audience, str]:
    if kind is WebinarKind.GENERAL:
        return Audience.SUPPORTERS, ""
    if wanted in (Audience.MEMBERS, Audience.SUPPORTERS) and kind is not WebinarKind.GROUP:
        return Audience(wanted), ""
    return Audience.GROUP, wanted


def _values(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a webinar that these answers give; an answer left out empties its field."""
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
            case "picture":
                value = value[0]["file_id"] if value else ""
            case "starts_at":
                value = microseconds(value)
            case _:
                value = value or ""
        values[field] = value
    return values
