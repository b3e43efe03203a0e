"""Rosters of working groups, on the screen and as a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from domain.groups.directory import open_group
from domain.groups.events import RosterOrdered
from domain.groups.gateways import GroupsGateway
from domain.groups.model import Group, Placed
from domain.groups.places import Groups
from domain.members.gateways import MembershipLookup
from domain.people import Person
from domain.ports import AuditGateway, Clock, Jobs
from domain.roles import Role, Roles
from domain.use_case import use_case


@use_case
class Rosters:
    """List members by group, for the secretary and leaders."""

    _gateway: GroupsGateway
    _members: MembershipLookup
    _groups: Groups
    _roles: Roles
    _audit: AuditGateway
    _jobs: Jobs
    _clock: Clock

    async def show(self, actor: Person, group_id: str) -> tuple[Group, Sequence[Placed]]:
        """Return a group with its members by name; for the secretary and its leader. Raises NotAllowed, Gone."""
        await self._roles.require(actor, Role.SECRETARY, leads=group_id)
        return await open_group(self._gateway, actor, group_id), await self._of(group_id)

    async def export(
        self, actor: Person, group_id: str, labels: Mapping[str, str], language: str
    ) -> RosterOrdered:
        """Order a spreadsheet of a group's members, or of all groups' without one; its content is fixed now.

        `labels` words the headings (`heading-1`…) and states. Raises NotAllowed, Gone.
        """
        await self._roles.require(actor, Role.SECRETARY, leads=group_id)
        groups = (
            [await open_group(self._gateway, actor, group_id)] if group_id else await self._gateway.open()
        )
        rows: list[list[Any]] = []
        for group in groups:
            title = group.titles.get(language) or next(iter(group.titles.values()))
            rows += [[title, *_row(one, labels)] for one in await self._of(group.id)]
        if not group_id:
            for member in await self._groups.unplaced(actor):
                rows.append([labels["none"], member.name, labels[member.kind], "", "", "", None])
        job = await self._jobs.order("group-roster", actor.id, {"labels": dict(labels), "rows": rows})
        data = {"group": group_id, "rows": len(rows)}
        await self._audit.record(self._clock.now(), actor.id, "group-exported", None, data)
        return RosterOrdered(actor, job)

    async def _of(self, group_id: str) -> list[Placed]:
        rows = await self._gateway.roster(group_id)
        names = await self._members.names([place.member_id for place, _ in rows])
        placed = [
            Placed(place, names[place.member_id], person)
            for place, person in rows
            if place.member_id in names
        ]
        return sorted(placed, key=lambda one: (one.member.name.casefold(), one.place.member_id))


def _row(one: Placed, labels: Mapping[str, str]) -> list[Any]:
    person = one.person
    return [
        one.member.name,
        labels[one.member.kind],
        (person.name or "") if person else "",
        f"@{person.username}" if person and person.username else "",
        labels["confirmed" if one.place.settled else "proposed"],
        one.place.since,
    ]
