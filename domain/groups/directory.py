"""Find the groups, members and people that an act in the working groups concerns."""

from __future__ import annotations

from domain.groups.gateways import GroupsGateway
from domain.groups.model import Group, Place
from domain.members.entities import MemberRef
from domain.members.gateways import MembershipLookup
from domain.people import ContactsGateway, Person
from domain.refusal import Gone
from domain.roles import Role, Roles
from domain.use_case import use_case


async def open_group(gateway: GroupsGateway, person: Person, group_id: str) -> Group:
    """Find a group that members can be in. Raises Gone."""
    group = await gateway.find(group_id)
    if group is None or group.closed_at is not None:
        raise Gone(person, "groups-gone")
    return group


@use_case
class Directory:
    """Look up people and members; the caller has checked permissions."""

    _gateway: GroupsGateway
    _members: MembershipLookup
    _contacts: ContactsGateway
    _roles: Roles

    async def member(self, actor: Person, member_id: int) -> MemberRef:
        """Find a member of the association. Raises Gone."""
        member = (await self._members.names([member_id])).get(member_id)
        if member is None:
            raise Gone(actor, "groups-no-member")
        return member

    async def staff(self, group_id: str) -> tuple[Person, ...]:
        """Return those who decide on places in a group: the secretaries and its leaders."""
        people = [
            *await self._roles.holders(Role.SECRETARY),
            *await self._roles.holders(Role.GROUP_LEADER, group_id),
        ]
        return tuple({person.id: person for person in people}.values())

    async def people(self, place: Place) -> tuple[Person, ...]:
        """Return the person a place is for, or else everyone who represents the member."""
        person = await self.person(place.person_id)
        return (person,) if person else tuple(await self._members.representatives(place.member_id))

    async def person(self, person_id: int | None) -> Person | None:
        """Find a person by number."""
        return None if person_id is None else await self._contacts.find(person_id)

    async def first_person(self, member_id: int) -> int | None:
        """Return the number of the member's first representative."""
        return next((person.id for person in await self._members.representatives(member_id)), None)
