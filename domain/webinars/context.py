"""What the webinar use cases share: finding a webinar, who may run it or attend, cards and calendar files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from domain.association import Association
from domain.chats.entities import Chat, ChatKind
from domain.chats.gateways import ChatsGateway
from domain.groups.gateways import AudienceLookup, GroupsGateway
from domain.groups.model import Group
from domain.members.gateways import MembershipLookup
from domain.partners import SEEN_BY_MEMBERS, Partner, PartnersGateway
from domain.people import ContactsGateway, Person
from domain.ports import AuditGateway, Clock, Jobs
from domain.refusal import Gone
from domain.roles import Role, Roles
from domain.use_case import use_case
from domain.webinars.entities import (
    ORGANISERS,
    TRANSITIONS,
    Audience,
    Guest,
    Standing,
    Webinar,
    WebinarAct,
    WebinarKind,
    WebinarStatus,
    WebinarTerms,
)
from domain.webinars.events import GuestsUnreached, Invitation, WebinarCard
from domain.webinars.gateways import GuestsGateway, WebinarsGateway

CONCERNED = (Standing.REGISTERED, Standing.OFFERED, Standing.LEFT)  # who may wait for word of a webinar
ALARM_MINUTES = 15  # before the start, in the calendar file


@use_case
class WebinarContext:
    """The gateways of webinars, with the checks that every use case begins with."""

    webinars: WebinarsGateway
    guests: GuestsGateway
    _audience: AudienceLookup
    _members: MembershipLookup
    groups: GroupsGateway
    partners: PartnersGateway
    contacts: ContactsGateway
    roles: Roles
    _audit: AuditGateway
    jobs: Jobs
    clock: Clock
    association: Association
    terms: WebinarTerms
    _chats: ChatsGateway

    async def chats(self, webinar: Webinar) -> Sequence[tuple[int | str, str]]:
        """Return the chats to announce a webinar in, by id or name, each with its language."""
        kinds = [ChatKind.GROUP] if webinar.group_id else [ChatKind.PARTICIPANTS]
        if webinar.audience is Audience.SUPPORTERS:
            kinds.append(ChatKind.CHANNEL)
        found: dict[int | str, str] = {}
        if (named := self.terms.chats.get(webinar.group_id or webinar.audience.value)) is not None:
            found[named] = self.association.default_language
        for kind in kinds:
            for chat in await self._chats.of_kind(kind):
                if chat.inside and chat.scope == webinar.group_id:
                    found[chat.id] = chat.language
        return list(found.items())

    # Access

    async def organised(self, actor: Person, webinar_id: int) -> Webinar:
        """Return a webinar that the person organises. Raises Gone, NotAllowed."""
        webinar = await self.webinars.find(webinar_id)
        if webinar is None:
            raise Gone(actor, "webinars-missing")
        await self.roles.require(actor, *ORGANISERS[webinar.kind], leads=webinar.scope)
        return webinar

    async def organises(self, person: Person, webinar: Webinar) -> bool:
        """Whether the person organises it; decides which buttons to show."""
        return await self.roles.may(person, *ORGANISERS[webinar.kind], leads=webinar.scope)

    async def organisers(self, webinar: Webinar, *, administrators: bool = False) -> tuple[Person, ...]:
        """Return those who organise it, or the administrators if nobody does; with `administrators` both."""
        found = [person for role in ORGANISERS[webinar.kind] for person in await self.roles.holders(role)]
        if webinar.scope:
            found += await self.roles.holders(Role.GROUP_LEADER, webinar.scope)
        if administrators or not found:
            found += await self.roles.administrators()
        return tuple({person.id: person for person in found}.values())

    async def unreached(self, webinar: Webinar, *people: Person) -> GuestsUnreached:
        """Return those who can't be told about a webinar, as its organisers hear of them: these, and all known ones."""
        guests = await self.guests.guests(webinar.id, [standing.value for standing in CONCERNED])
        found = (*people, *(person for _, person in guests if not person.reachable))
        unreached = {person.id: person for person in found}
        return GuestsUnreached(webinar, tuple(unreached.values()), await self.organisers(webinar))

    async def chat(self, chat_id: int) -> Chat | None:
        """Return the connected chat with Telegram's id."""
        return await self._chats.by_id(chat_id)

    def step(self, actor: Person, webinar: Webinar, act: WebinarAct) -> Webinar:
        """Return the webinar with its status after the act. Raises Gone."""
        status = TRANSITIONS.get((webinar.status, act))
        if status is None or (
            webinar.status is WebinarStatus.PUBLISHED and self.clock.now() >= webinar.ends_at
        ):
            raise Gone(actor, "webinars-stale")
        return replace(webinar, status=status)

    async def shown(self, person: Person, webinar_id: int) -> Webinar:
        """Return a webinar that was published. Raises Gone."""
        webinar = await self.webinars.find(webinar_id)
        if webinar is None or webinar.status not in (WebinarStatus.PUBLISHED, WebinarStatus.CANCELLED):
            raise Gone(person, "webinars-missing")
        return webinar

    async def may_come(self, person: Person, webinar: Webinar) -> bool:
        """Whether the person belongs to the webinar's audience now."""
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
        """Whether the person is a member or represents one."""
        return await self._members.member_of(person.id) is not None

    async def group(self, webinar: Webinar) -> Group | None:
        """Return the working group that it is for, if any."""
        return await self.groups.find(webinar.group_id) if webinar.group_id else None

    async def partner(self, webinar: Webinar) -> Partner | None:
        """Return the partner whose event it is, if members can see it in the register."""
        if webinar.kind is not WebinarKind.PARTNER or webinar.partner_id is None:
            return None
        partner = await self.partners.find(webinar.partner_id)
        return partner if partner is not None and SEEN_BY_MEMBERS[partner.stage] else None

    # Screens

    async def card(self, actor: Person, webinar: Webinar) -> WebinarCard:
        """Return the webinar as its organisers see it."""
        return WebinarCard(
            actor,
            webinar,
            await self.group(webinar),
            await self.partner(webinar),
            await self.guests.counts(webinar.id),
            self.clock.now(),
        )

    async def invitation(
        self, person: Person, webinar: Webinar, guest: Guest | None, note: str = "", *, calendar: bool = False
    ) -> Invitation:
        """Return the webinar as the person sees it, with the calendar file if `calendar`."""
        counts = await self.guests.counts(webinar.id)
        waits = guest is not None and guest.standing is Standing.WAITING
        registered = guest is not None and guest.standing is Standing.REGISTERED
        deserves = registered and webinar.discount and await self.is_member(person)
        return Invitation(
            person,
            webinar,
            await self.group(webinar),
            await self.partner(webinar),
            guest,
            self.clock.now(),
            await self.guests.position(webinar.id, guest.turn) if guest is not None and waits else 0,
            counts.registered + counts.offered,
            await self.calendar(webinar, person.language) if calendar else None,
            note,
            webinar.discount if deserves else "",
        )

    async def has_room(self, webinar: Webinar) -> bool:
        """Whether there is a free place."""
        if not webinar.places:
            return True
        counts = await self.guests.counts(webinar.id)
        return counts.registered + counts.offered < webinar.places

    async def calendar(self, webinar: Webinar, language: str) -> int:
        """Return the job that makes the current calendar file, one for each language."""
        known = await self.webinars.calendar(webinar.id, webinar.sequence, language)
        if known is not None:
            return known
        cancelled = webinar.status is WebinarStatus.CANCELLED
        facts = self.association
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
        job = await self.jobs.order("calendar", 0, order)  # owned by nobody: many people wait for this file
        await self.webinars.keep_calendar(webinar.id, webinar.sequence, language, job)
        return job

    async def note(
        self, actor: Person | None, act: str, webinar: Webinar, subject: int | None = None, **data: Any
    ) -> None:
        """Record an act in the audit log."""
        kept: Mapping[str, Any] = {"webinar": webinar.id, **data}
        await self._audit.record(self.clock.now(), actor.id if actor else None, act, subject, kept)

    async def remember(self, person_id: int, kind: str, webinar: Webinar) -> None:
        """Record an event in a person's history."""
        await self.contacts.record(person_id, kind, self.clock.now(), {"webinar": webinar.id})
