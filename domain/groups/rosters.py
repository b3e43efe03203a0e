"""Rosters of working groups, on the screen and as a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from domain.groups.directory import open_group
from domain.groups.events import RosterOrdered
from domain.groups.gateways import GroupsGateway
from domain.groups.model import Group, Placed
from domain.members.gateways import MembershipLookup
from domain.people import Person
from domain.ports import AuditGateway, Clock, Jobs
from domain.roles import Role, Roles
from domain.use_case import use_case


async def placed_in(group_id: str, gateway: GroupsGateway, members: MembershipLookup) -> Sequence[Placed]:
    """Return a group's members by name."""
    rows = await gateway.roster(group_id)
    names = await members.names([place.member_id for place, _ in rows])
    placed = [
        Placed(place, names[place.member_id], person) for place, person in rows if place.member_id in names
    ]
    return sorted(placed, key=lambda one: (one.member.name.casefold(), one.place.member_id))


@use_case
class Rosters:
    """List members by group, for the secretary and leaders."""

    _gateway: GroupsGateway
    _members: MembershipLookup
    _roles: Roles
    _audit: AuditGateway
    _jobs: Jobs
    _clock: Clock

    async def show(self, actor: Person, group_id: str) -> tuple[Group, Sequence[Placed]]:
        """Return a group with its members by name; for the secretary and its leader. Raises NotAllowed, Gone."""
        await self._roles.require(actor, Role.SECRETARY, leads=group_id)
        return (
            await open_group(self._gateway, actor, group_id),
            await placed_in(group_id, self._gateway, self._members),
        )

    async def export(
        self, actor: Person, group_id: str, labels: Mapping[str, str], language: str
    ) -> RosterOrdered:
        """Order a spreadsheet of a group's members, or of everybody's without one; its maker reads who they are.

        `labels` words the headings (`heading-1`…) and states. Raises NotAllowed, Gone.
        """
        await self._roles.require(actor, Role.SECRETARY, leads=group_id)
        if group_id:
            await open_group(self._gateway, actor, group_id)
        order = {"group": group_id, "language": language, "labels": dict(labels)}
        job = await self._jobs.order("group-roster", actor.id, order)
        await self._audit.record(self._clock.now(), actor.id, "group-exported", None, {"group": group_id})
        return RosterOrdered(actor, job)
