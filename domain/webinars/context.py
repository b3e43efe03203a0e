"""What all use cases of webinars share: finding one, who may run it, who may come, cards and calendar files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from domain.association import Association
from domain.chats.entities import ChatKind
from domain.chats.gateways import ChatsGateway
from domain.groups.gateways import AudienceLookup, GroupsGateway
from domain.groups.model import Group
from domain.members.gateways import MembershipLookup
from domain.people import ContactsGateway, Person
from domain.ports import AuditGateway, Clock, Jobs
from domain.roles import Roles
from domain.webinars.entities import (
    ORGANISERS,
    TRANSITIONS,
    Audience,
    Guest,
    Standing,
    Webinar,
    WebinarAct,
    WebinarMissing,
    WebinarOutOfTurn,
    WebinarStatus,
    WebinarTerms,
)
from domain.webinars.events import Invitation, WebinarCard
from domain.webinars.gateways import GuestsGateway, WebinarsGateway

ALARM_MINUTES = 15  # before the start, by the calendar of whoever took the file


class WebinarContext:
    """The gateways of webinars, and the questions that every act begins with."""

    def __init__(
        self,
        webinars: WebinarsGateway,
        guests: GuestsGateway,
        audience: AudienceLookup,
        members: MembershipLookup,
        groups: GroupsGateway,
        contacts: ContactsGateway,
        roles: Roles,
        audit: AuditGateway,
        jobs: Jobs,
        clock: Clock,
        association: Association,
        terms: WebinarTerms,
        chats: ChatsGateway,
    ) -> None:
        self.webinars = webinars
        self.guests = guests
        self.groups = groups
        self.contacts = contacts
        self.roles = roles
        self.jobs = jobs
        self.clock = clock
        self.terms = terms
        self._audience = audience
        self._chats = chats
        self._members = members
        self._audit = audit
        self._association = association

    async def chats(self, webinar: Webinar) -> Sequence[tuple[int | str, str]]:
        """Where a webinar is announced, by id or name, and in which language; each chat once."""
        kinds = [ChatKind.GROUP] if webinar.group_id else [ChatKind.PARTICIPANTS]
        if webinar.audience is Audience.SUPPORTERS:
            kinds.append(ChatKind.CHANNEL)
        found: dict[int | str, str] = {}
        if (named := self.terms.chats.get(webinar.group_id or webinar.audience.value)) is not None:
            found[named] = self._association.default_language
        for kind in kinds:
            for chat in await self._chats.of_kind(kind):
                if chat.inside and chat.scope == webinar.group_id:
                    found[chat.id] = chat.language
        return list(found.items())

    # Whose it is

    async def organised(self, actor: Person, webinar_id: int) -> Webinar:
        """A webinar that the person runs. Raises WebinarMissing, NotAllowed."""
        webinar = await self.webinars.find(webinar_id)
        if webinar is None:
            raise WebinarMissing(actor)
        await self.roles.require(actor, *ORGANISERS[webinar.kind], leads=webinar.scope)
        return webinar

    async def organises(self, person: Person, webinar: Webinar) -> bool:
        """Whether the person runs it; for deciding which buttons to show."""
        return await self.roles.may(person, *ORGANISERS[webinar.kind], leads=webinar.scope)

    def step(self, actor: Person, webinar: Webinar, act: WebinarAct) -> Webinar:
        """The webinar in the state to which the act leads. Raises WebinarOutOfTurn."""
        status = TRANSITIONS.get((webinar.status, act))
        if status is None or (
            webinar.status is WebinarStatus.PUBLISHED and self.clock.now() >= webinar.ends_at
        ):
            raise WebinarOutOfTurn(actor, webinar)
        return replace(webinar, status=status)

    async def shown(self, person: Person, webinar_id: int) -> Webinar:
        """A webinar that people can know of. Raises WebinarMissing."""
        webinar = await self.webinars.find(webinar_id)
        if webinar is None or webinar.status not in (WebinarStatus.PUBLISHED, WebinarStatus.CANCELLED):
            raise WebinarMissing(person)
        return webinar

    async def may_come(self, person: Person, webinar: Webinar) -> bool:
        """Whether the person is, now, among those whom the webinar is for."""
        if not person.consented:
            return False
        match webinar.audience:
            case Audience.SUPPORTERS:
                return True
            case Audience.MEMBERS:
                return await self.is_member(person)
            case Audience.GROUP:
                return await self._audience.belongs(person.id, webinar.group_id)

    async def is_member(self, person: Person) -> bool:
        """Whether the person is a member, or speaks for one."""
        return await self._members.member_of(person.id) is not None

    async def group(self, webinar: Webinar) -> Group | None:
        """The working group that it is for, if any."""
        return await self.groups.find(webinar.group_id) if webinar.group_id else None

    # What is shown

    async def card(self, actor: Person, webinar: Webinar) -> WebinarCard:
        """The webinar as its organisers see it."""
        return WebinarCard(
            actor,
            webinar,
            await self.group(webinar),
            await self.guests.counts(webinar.id),
            self.clock.now(),
        )

    async def invitation(
        self, person: Person, webinar: Webinar, guest: Guest | None, note: str = "", *, calendar: bool = False
    ) -> Invitation:
        """The webinar as the person sees it; with the calendar file where that is wanted."""
        counts = await self.guests.counts(webinar.id)
        waits = guest is not None and guest.standing is Standing.WAITING
        registered = guest is not None and guest.standing is Standing.REGISTERED
        deserves = registered and webinar.discount and await self.is_member(person)
        return Invitation(
            person,
            webinar,
            await self.group(webinar),
            guest,
            self.clock.now(),
            await self.guests.position(webinar.id, guest.turn) if guest is not None and waits else 0,
            counts.registered + counts.offered,
            await self.calendar(webinar, person.language) if calendar else None,
            note,
            webinar.discount if deserves else "",
        )

    async def has_room(self, webinar: Webinar) -> bool:
        """Whether one more can be registered now."""
        if not webinar.places:
            return True
        counts = await self.guests.counts(webinar.id)
        return counts.registered + counts.offered < webinar.places

    async def calendar(self, webinar: Webinar, language: str) -> int:
        """The job that makes the calendar file of the webinar as it is now: one for all who read this language."""
        known = await self.webinars.calendar(webinar.id, webinar.sequence, language)
        if known is not None:
            return known
        cancelled = webinar.status is WebinarStatus.CANCELLED
        facts = self._association
        order = {
            "uid": f"webinar-{webinar.id}@{facts.site}",
            "sequence": webinar.sequence,
            "method": "CANCEL" if cancelled else "PUBLISH",
            "status": "CANCELLED" if cancelled else "CONFIRMED",
            "starts_at": webinar.starts_at,
            "ends_at": webinar.ends_at,
            "title": webinar.title,
            "text": webinar.text,
            "speakers": webinar.speakers,
            "link": webinar.link,
            "organiser": facts.speak(facts.name, language),
            "email": facts.email,
            "alarm_minutes": ALARM_MINUTES,
            "stamp": self.clock.now(),
            "file": f"webinar-{webinar.id}.ics",
        }
        job = await self.jobs.order("calendar", 0, order)  # nobody's own: many wait for the one file
        await self.webinars.keep_calendar(webinar.id, webinar.sequence, language, job)
        return job

    async def note(
        self, actor: Person | None, act: str, webinar: Webinar, subject: int | None = None, **data: Any
    ) -> None:
        """Put an act into the audit log."""
        kept: Mapping[str, Any] = {"webinar": webinar.id, **data}
        await self._audit.record(self.clock.now(), actor.id if actor else None, act, subject, kept)

    async def remember(self, person_id: int, kind: str, webinar: Webinar) -> None:
        """Put what happened into a person's history."""
        await self.contacts.record(person_id, kind, self.clock.now(), {"webinar": webinar.id})
