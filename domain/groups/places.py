"""Place members in working groups: propose by the balance rule, confirm or change, take members' wishes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from domain.groups.directory import Directory, open_group
from domain.groups.events import (
    BulkAssigned,
    GroupProposed,
    MemberCard,
    MemberPlaced,
    ProposalDeclined,
)
from domain.groups.gateways import GroupsGateway
from domain.groups.model import (
    Balance,
    Group,
    Place,
    Placed,
    PlaceStatus,
    assign,
    choices,
    later,
)
from domain.groups.refusals import PlaceSettled
from domain.members.entities import MemberRef
from domain.members.gateways import MembershipLookup, PlaceKeeper
from domain.parties import PartyKind
from domain.people import ContactsGateway, Person
from domain.ports import AuditGateway, Clock
from domain.refusal import Gone, Refusal
from domain.roles import Role, Roles
from domain.use_case import use_case


async def members_without_group(gateway: GroupsGateway, members: MembershipLookup) -> list[MemberRef]:
    """Return the members who are in no group, longest first."""
    placed = await gateway.placed()
    return [member for member in await members.active() if member.member_id not in placed]


@use_case
class Groups(PlaceKeeper):
    """Manage members' places in the working groups."""

    _gateway: GroupsGateway
    _members: MembershipLookup
    _contacts: ContactsGateway
    _roles: Roles
    _audit: AuditGateway
    _clock: Clock
    _balance: Balance
    _directory: Directory

    async def assign(
        self, member_id: int, person_id: int | None, wishes: Sequence[str]
    ) -> GroupProposed | None:
        """Propose a group for a new member; None if no group is open or the member already has a place."""
        sizes = await self._gateway.sizes()
        if not sizes or await self._gateway.places_of(member_id):
            return None
        group_id = assign(wishes, sizes, self._balance)
        place = Place(group_id, member_id, person_id, PlaceStatus.PROPOSED, self._clock.now())
        await self._gateway.put(place)
        member = (await self._members.names([member_id]))[member_id]
        return await self._proposal(place, member, None)

    async def wish(self, person: Person, group_id: str, leaving: str = "") -> GroupProposed:
        """Ask to be in another group. An organisation may keep its other groups: `leaving` names the one it leaves.

        A new wish replaces an undecided one. Raises Refusal, Gone.
        """
        member = await self._members.member_of(person.id)
        if member is None:
            raise Refusal(person, "groups-members-only")
        group = await open_group(self._gateway, person, group_id)
        places = await self._gateway.places_of(member.member_id)
        if any(place.group_id == group.id for place in places):
            raise Gone(person, "groups-stale")
        settled = [place.group_id for place in places if place.settled]
        if member.kind is PartyKind.PERSON:
            leaving = settled[0] if settled else ""
        elif leaving and leaving not in settled:
            raise Gone(person, "groups-stale")
        for place in places:
            if not place.settled:
                await self._gateway.remove(place.group_id, member.member_id)
        place = Place(
            group.id,
            member.member_id,
            person.id,
            PlaceStatus.PROPOSED,
            later(self._clock.now(), places),
            leaving,
        )
        await self._gateway.put(place)
        await self._contacts.record(person.id, "group-wished", self._clock.now(), {"group": group.id})
        return await self._proposal(place, member, person)

    async def _proposal(self, place: Place, member: MemberRef, asked_by: Person | None) -> GroupProposed:
        groups = {group.id: group for group in await self._gateway.all()}
        places = await self._gateway.places_of(member.member_id)
        return GroupProposed(
            place,
            member,
            groups[place.group_id],
            groups.get(place.replaces),
            choices(groups, places),
            len(places) > 1,
            await self._directory.staff(place.group_id),
            asked_by,
        )

    async def settle(self, actor: Person, member_id: int, since: int, to: str) -> MemberPlaced:
        """Confirm a place, proposed or not, or change it to the group `to`; the first to decide wins.

        `since` identifies the place, 0 if the member has none. For the secretary and the leader of the place's
        group. Raises NotAllowed, PlaceSettled, Gone.
        """
        place = await self._decidable(actor, member_id, since)
        member = await self._directory.member(actor, member_id)
        group = await self._gateway.find(to)
        places = await self._gateway.places_of(member_id)
        others = [one for one in places if one != place]
        here = any(one.group_id == to for one in others) or (place and place.settled and place.group_id == to)
        if here or group is None or group.closed_at is not None:
            raise await self._settled(actor, member_id)
        before = None
        now = self._clock.now()
        if place is None:
            person_id = await self._directory.first_person(member_id)
        else:
            person_id = place.person_id
            left = place.group_id if place.settled else place.replaces
            before = await self._gateway.find(left) if left else None
            for group_id in {place.group_id, left} - {""}:
                await self._gateway.remove(group_id, member_id)
            for other in others:
                if other.replaces == place.group_id:  # a wish to leave the group that was just left
                    await self._gateway.put(replace(other, replaces=to))
        placed = Place(to, member_id, person_id, PlaceStatus.CONFIRMED, later(now, places))
        await self._gateway.put(placed)
        data = {"member": member_id, "group": to, "before": before.id if before else ""}
        await self._audit.record(now, actor.id, "group-settled", person_id, data)
        if person_id is not None:
            await self._contacts.record(person_id, "group-settled", now, {"group": to})
        return await self._placed(actor, placed, member, group, before, since)

    async def decline(self, actor: Person, member_id: int, since: int) -> ProposalDeclined:
        """Let a member who asked for another group stay where they are.

        Raises NotAllowed, Gone; PlaceSettled also if the member has no other place to stay in.
        """
        place = await self._decidable(actor, member_id, since)
        places = await self._gateway.places_of(member_id)
        group = None if place is None else await self._gateway.find(place.group_id)
        if place is None or group is None or place.settled or len(places) < 2:
            raise await self._settled(actor, member_id)
        now = self._clock.now()
        await self._gateway.remove(place.group_id, member_id)
        data = {"member": member_id, "group": place.group_id}
        await self._audit.record(now, actor.id, "group-declined", place.person_id, data)
        return ProposalDeclined(
            actor,
            await self._directory.member(actor, member_id),
            group,
            since,
            await self._directory.people(place),
            await self._directory.staff(group.id),
        )

    async def _decidable(self, actor: Person, member_id: int, since: int) -> Place | None:
        """Find the place that a button is about. Raises NotAllowed, PlaceSettled, Gone."""
        places = await self._gateway.places_of(member_id)
        if not since:
            await self._roles.require(actor, Role.SECRETARY)
            if places:
                raise await self._settled(actor, member_id)
            return None
        place = next((one for one in places if one.since == since), None)
        if place is None:
            raise await self._settled(actor, member_id)
        await self._roles.require(actor, Role.SECRETARY, leads=place.group_id)
        return place

    async def _settled(self, actor: Person, member_id: int) -> PlaceSettled:
        return PlaceSettled(actor, await self.card(actor, member_id))

    async def card(self, actor: Person, member_id: int) -> MemberCard:
        """Return a member's current places; for the secretary and the leaders of the member's groups.

        Raises NotAllowed, Gone.
        """
        await self._roles.require(actor, Role.SECRETARY, Role.GROUP_LEADER)
        # Before the roles: the card of a member who left is out of date, not forbidden.
        member = await self._directory.member(actor, member_id)
        places = await self._gateway.places_of(member_id)
        if not await self._roles.may(actor, Role.SECRETARY):
            led = await self._roles.scopes(actor, Role.GROUP_LEADER)
            mine = next((place.group_id for place in places if place.group_id in led), "")
            await self._roles.require(actor, Role.SECRETARY, leads=mine)
        groups = {group.id: group for group in await self._gateway.all()}
        placed = [Placed(place, member, await self._directory.person(place.person_id)) for place in places]
        return MemberCard(member, tuple(placed), groups, choices(groups, places))

    async def assign_all(self, actor: Person) -> BulkAssigned:
        """Distribute the members without a group evenly, for the secretary. Raises NotAllowed, Gone."""
        await self._roles.require(actor, Role.SECRETARY)
        sizes = dict(await self._gateway.sizes())
        groups = {group.id: group for group in await self._gateway.open()}
        if not groups:
            raise Gone(actor, "groups-gone")
        now = self._clock.now()
        placed = []
        for member in await members_without_group(self._gateway, self._members):
            group_id = assign((), sizes, self._balance)
            sizes[group_id] += 1
            person_id = await self._directory.first_person(member.member_id)
            place = Place(group_id, member.member_id, person_id, PlaceStatus.CONFIRMED, now)
            await self._gateway.put(place)
            placed.append(await self._placed(actor, place, member, groups[group_id], None, 0))
        if placed:
            data = {"places": {str(event.member.member_id): event.group.id for event in placed}}
            await self._audit.record(now, actor.id, "groups-assigned", None, data)
        return BulkAssigned(actor, tuple(placed))

    async def unplaced(self, actor: Person) -> list[MemberRef]:
        """Return the members who are in no group, for the secretary. Raises NotAllowed."""
        await self._roles.require(actor, Role.SECRETARY)
        return await members_without_group(self._gateway, self._members)

    async def rehouse(
        self, actor: Person, place: Place, target: Group | None
    ) -> MemberPlaced | ProposalDeclined:
        """Move a place out of a closing group into `target`, or by the balance rule; permissions have been checked.

        A member who only wished to move there stays where they are.
        """
        member = await self._directory.member(actor, place.member_id)
        closed = await self._gateway.find(place.group_id)
        await self._gateway.remove(place.group_id, place.member_id)
        others = await self._gateway.places_of(place.member_id)
        if closed is not None and not place.settled and others:
            staff = await self._directory.staff(place.group_id)
            return ProposalDeclined(
                actor, member, closed, place.since, await self._directory.people(place), staff
            )
        sizes = await self._gateway.sizes()
        taken = {other.group_id for other in others}
        free = {group_id: size for group_id, size in sizes.items() if group_id not in taken}
        to = target.id if target else assign((), free or sizes, self._balance)
        for other in others:
            if other.group_id == to:  # a wish that came true by itself, or a place they have already
                await self._gateway.remove(to, place.member_id)
            elif other.replaces == place.group_id:
                await self._gateway.put(replace(other, replaces=to))
        since = later(self._clock.now(), others)
        moved = Place(to, place.member_id, place.person_id, PlaceStatus.CONFIRMED, since)
        await self._gateway.put(moved)
        return await self._placed(
            actor, moved, member, await open_group(self._gateway, actor, to), closed, place.since
        )

    async def release(self, member_id: int) -> None:
        """Give up all places of a former member."""
        await self._gateway.release(member_id)

    async def unname(self, member_id: int, person_id: int) -> None:
        """Clear a former representative from the places of an organisation."""
        for place in await self._gateway.places_of(member_id):
            if place.person_id == person_id:
                await self._gateway.put(replace(place, person_id=None))

    async def _placed(
        self,
        actor: Person,
        place: Place,
        member: MemberRef,
        group: Group,
        before: Group | None,
        card: int,
    ) -> MemberPlaced:
        return MemberPlaced(
            actor,
            place,
            member,
            group,
            before,
            card,
            await self._directory.people(place),
            tuple(await self._roles.holders(Role.GROUP_LEADER, group.id)),
            await self._directory.staff(group.id),
        )
