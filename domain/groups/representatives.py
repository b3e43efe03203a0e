"""Representatives of organisations in working groups."""

from __future__ import annotations

from dataclasses import replace

from domain.groups.directory import open_group
from domain.groups.events import RepresentativeNamed
from domain.groups.gateways import GroupsGateway
from domain.groups.model import Place
from domain.members.entities import MemberRef
from domain.members.gateways import MembershipLookup
from domain.parties import PartyKind
from domain.people import ContactsGateway, Person
from domain.ports import Clock
from domain.refusal import Gone
from domain.use_case import use_case


@use_case
class GroupRepresentatives:
    """An organisation names one of its representatives for each of its groups."""

    _gateway: GroupsGateway
    _members: MembershipLookup
    _contacts: ContactsGateway
    _clock: Clock

    async def candidates(self, person: Person, group_id: str) -> tuple[Place, tuple[Person, ...]]:
        """Return the organisation's place in a group, and those who may represent it there. Raises Gone."""
        member, place = await self._standing(person, group_id)
        return place, tuple(await self._members.representatives(member.member_id))

    async def name(self, person: Person, group_id: str, representative_id: int) -> RepresentativeNamed:
        """Name the representative who speaks for an organisation in a group. Raises Gone."""
        member, place = await self._standing(person, group_id)
        candidates = await self._members.representatives(member.member_id)
        chosen = next((one for one in candidates if one.id == representative_id), None)
        group = await open_group(self._gateway, person, group_id)
        if chosen is None:
            raise Gone(person, "groups-stale")
        fresh = place.person_id != chosen.id
        if fresh:
            now = self._clock.now()
            await self._gateway.put(replace(place, person_id=chosen.id))
            named = {"group": group_id, "person": chosen.id}
            await self._contacts.record(person.id, "representative-named", now, named)
        return RepresentativeNamed(person, chosen, member, group, fresh)

    async def _standing(self, person: Person, group_id: str) -> tuple[MemberRef, Place]:
        member = await self._members.member_of(person.id)
        if member is None or member.kind is not PartyKind.ORGANISATION:
            raise Gone(person, "groups-stale")
        places = await self._gateway.places_of(member.member_id)
        place = next((one for one in places if one.group_id == group_id), None)
        if place is None:
            raise Gone(person, "groups-stale")
        return member, place
