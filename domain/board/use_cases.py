"""What the secretary does for the board: dates, agendas, decisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from domain.applications.casework import said
from domain.applications.entities import Application, Card, Note, Step
from domain.applications.life import Action
from domain.board.entities import (
    Agenda,
    Decision,
    Meeting,
    MeetingKind,
    MeetingMissing,
    MeetingOver,
    MeetingStatus,
    NotAMoment,
)
from domain.board.events import ApplicationDecided, MeetingEnded, MeetingPlanned
from domain.forms import Wrong, local, microseconds, read_moment
from domain.roles import Role

if TYPE_CHECKING:
    from domain.applications import Applications
    from domain.contacts import Person
    from domain.members import Members
    from domain.ports import (
        ApplicationsGateway,
        AuditGateway,
        Clock,
        ContactsGateway,
        GroupAssigner,
        MeetingsGateway,
    )
    from domain.roles import Roles

STEPS = {
    Decision.ADMIT: (Action.ADMIT, Step.ADMITTED),
    Decision.REFUSE: (Action.REFUSE, Step.REFUSED),
    Decision.POSTPONE: (Action.POSTPONE, Step.POSTPONED),
}


class Board:
    """What the secretary does for the board."""

    def __init__(
        self,
        gateway: MeetingsGateway,
        applications: ApplicationsGateway,
        cards: Applications,
        members: Members,
        groups: GroupAssigner,
        contacts: ContactsGateway,
        roles: Roles,
        audit: AuditGateway,
        clock: Clock,
        time_zone: str,
    ) -> None:
        self._gateway = gateway
        self._applications = applications
        self._cards = cards
        self._members = members
        self._groups = groups
        self._contacts = contacts
        self._roles = roles
        self._audit = audit
        self._clock = clock
        self._time_zone = time_zone

    async def planned(self, actor: Person) -> Sequence[Agenda]:
        """The meetings to come (and those past that were not closed) with their agendas. Raises NotAllowed."""
        await self._roles.require(actor, Role.SECRETARY)
        return [await self._agenda(meeting) for meeting in await self._gateway.planned()]

    async def unscheduled(self, actor: Person) -> Sequence[Application]:
        """Complete applications that no meeting will decide on yet. Raises NotAllowed."""
        await self._roles.require(actor, Role.SECRETARY)
        return await self._applications.unscheduled()

    async def look(self, actor: Person, meeting_id: int) -> Agenda:
        """A meeting and its agenda. Raises NotAllowed, MeetingMissing."""
        await self._roles.require(actor, Role.SECRETARY)
        return await self._agenda(await self._find(actor, meeting_id))

    async def plan(self, actor: Person, kind: MeetingKind, text: str) -> MeetingPlanned:
        """Set a meeting's date. What no meeting, or only a later one, decides on goes on its agenda.

        Raises NotAllowed, NotAMoment.
        """
        await self._roles.require(actor, Role.SECRETARY)
        now = self._clock.now()
        try:
            at = microseconds(read_moment(text, local(now, self._time_zone)))
        except Wrong:
            raise NotAMoment(actor) from None
        if at <= now:
            raise NotAMoment(actor)
        meeting = await self._gateway.add(at, kind)
        await self._audit.record(now, actor.id, "meeting-planned", None, {"meeting": meeting.id, "at": at})
        # What waits without a meeting while another is planned was put off by that one.
        waiting = list(await self._applications.unscheduled())
        upcoming = await self._gateway.next(now)
        if upcoming is not None and upcoming.id == meeting.id:
            for later in await self._gateway.planned():
                if later.at > at:
                    waiting += await self._applications.agenda(later.id)
        scheduled = [await self._schedule(application, meeting) for application in waiting]
        return MeetingPlanned(
            actor, await self._agenda(meeting), tuple(scheduled), await self._cards.secretaries()
        )

    async def move(self, actor: Person, meeting_id: int, application_id: int, up: int) -> Agenda:
        """Move an application one place up (1) or down (-1) on an agenda. Raises NotAllowed, MeetingMissing."""
        await self._roles.require(actor, Role.SECRETARY)
        agenda = await self._agenda(await self._find(actor, meeting_id))
        order = list(agenda.applications)
        place = next((place for place, it in enumerate(order) if it.id == application_id), None)
        if place is None or not 0 <= place - up < len(order):
            return agenda
        order[place], order[place - up] = order[place - up], order[place]
        for position, application in enumerate(order):
            if application.position != position:
                order[position] = replace(application, position=position)
                await self._applications.place(application.id, position)
        await self._audit.record(self._clock.now(), actor.id, "agenda-ordered", None, {"meeting": meeting_id})
        return Agenda(agenda.meeting, tuple(order))

    async def hold(self, actor: Person, meeting_id: int) -> MeetingEnded:
        """Close a meeting; what it did not decide on goes to the next one. Raises NotAllowed, MeetingMissing, MeetingOver."""
        return await self._end(actor, meeting_id, MeetingStatus.HELD)

    async def cancel(self, actor: Person, meeting_id: int) -> MeetingEnded:
        """Call a meeting off; its agenda goes to the next one. Raises NotAllowed, MeetingMissing, MeetingOver."""
        return await self._end(actor, meeting_id, MeetingStatus.CANCELLED)

    async def _end(self, actor: Person, meeting_id: int, status: MeetingStatus) -> MeetingEnded:
        await self._roles.require(actor, Role.SECRETARY)
        meeting = await self._find(actor, meeting_id)
        if meeting.status is not MeetingStatus.PLANNED:
            raise MeetingOver(actor)
        meeting = replace(meeting, status=status)
        await self._gateway.save(meeting)
        now = self._clock.now()
        await self._audit.record(now, actor.id, f"meeting-{status}", None, {"meeting": meeting.id})
        upcoming = await self._gateway.next(now)
        left = await self._applications.agenda(meeting.id)
        moved = tuple([await self._schedule(application, upcoming) for application in left])
        return MeetingEnded(actor, meeting, moved, await self._cards.secretaries())

    async def decide(
        self, actor: Person, application_id: int, version: int, decision: Decision, reason: str
    ) -> ApplicationDecided:
        """Enter the board's decision; an admitted applicant is a member at once and gets a group.

        Raises NotAllowed, ApplicationMissing, OutOfTurn, ReasonMissing (an admission needs no reason).
        """
        application = await self._cards.find(actor, application_id, version)
        action, step = STEPS[decision]
        status = await self._cards.step(actor, application, action)
        reason = reason.strip() if decision is Decision.ADMIT else said(actor, reason)
        now = self._clock.now()
        meeting_id, position = application.meeting_id, application.position
        if decision is Decision.POSTPONE:
            meeting_id, position = await self._place_after(application)
        application = replace(
            application,
            status=status,
            reason=reason,
            decided_by=actor.id,
            meeting_id=meeting_id,
            position=position,
            version=application.version + 1,
            updated_at=now,
        )
        await self._applications.save(application)
        await self._applications.note(application.id, Note(now, actor.id, step, reason))
        await self._audit.record(
            now,
            actor.id,
            f"application-{decision}",
            application.person_id,
            {"application": application.id, "status": status.value},
        )
        await self._contacts.record(
            application.person_id, f"application-{step}", now, {"application": application.id}
        )
        member, group = None, None
        if decision is Decision.ADMIT:
            member = await self._members.admit(application)
            wishes = application.answers.get("groups") or ()
            group = await self._groups.assign(member.id, application.person_id, tuple(wishes))
        return ApplicationDecided(
            await self._cards.card(application),
            actor,
            await self._cards.secretaries(),
            decision,
            member,
            group,
        )

    async def _place_after(self, application: Application) -> tuple[int | None, int]:
        """The meeting after the one that put the application off, and the place at its end."""
        meeting_id = application.meeting_id
        held = None if meeting_id is None else await self._gateway.find(meeting_id)
        after = self._clock.now() if held is None else max(held.at, self._clock.now())
        later = await self._gateway.next(after)
        if later is None:
            return None, 0
        return later.id, await self._applications.last_position(later.id) + 1

    async def _schedule(self, application: Application, meeting: Meeting | None) -> Card:
        now = self._clock.now()
        application = replace(
            application,
            meeting_id=None if meeting is None else meeting.id,
            position=0 if meeting is None else await self._applications.last_position(meeting.id) + 1,
            version=application.version + 1,
            updated_at=now,
        )
        await self._applications.save(application)
        await self._applications.note(application.id, Note(now, None, Step.SCHEDULED))
        return await self._cards.card(application)

    async def _agenda(self, meeting: Meeting) -> Agenda:
        return Agenda(meeting, tuple(await self._applications.agenda(meeting.id)))

    async def _find(self, actor: Person, meeting_id: int) -> Meeting:
        meeting = await self._gateway.find(meeting_id)
        if meeting is None:
            raise MeetingMissing(actor)
        return meeting
