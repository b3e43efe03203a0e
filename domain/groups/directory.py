"""Finding the groups, the members and the people that an act in the working groups concerns."""

from __future__ import annotations

from domain.groups.gateways import GroupsGateway
from domain.groups.model import AlreadySettled, Group, GroupGone, Place
from domain.members.entities import MemberRef
from domain.members.gateways import MembershipLookup
from domain.people import ContactsGateway, Person
from domain.roles import Role, Roles


async def open_group(gateway: GroupsGateway, group_id: str) -> Group:
    """A group that members can be in. Raises GroupGone."""
    group = await gateway.find(group_id)
    if group is None or group.closed_at is not None:
        raise GroupGone
    return group


class Directory:
    """Looking up; who may know of it has been checked."""

    def __init__(
        self,
        gateway: GroupsGateway,
        members: MembershipLookup,
        contacts: ContactsGateway,
        roles: Roles,
    ) -> None:
        self._gateway = gateway
        self._members = members
        self._contacts = contacts
        self._roles = roles

    async def open(self, group_id: str) -> Group:
        """A group that members can be in. Raises GroupGone."""
        return await open_group(self._gateway, group_id)

    async def member(self, member_id: int) -> MemberRef:
        """A member of the association. Raises AlreadySettled for who is none."""
        member = (await self._members.names([member_id])).get(member_id)
        if member is None:
            raise AlreadySettled
        return member

    async def staff(self, group_id: str) -> tuple[Person, ...]:
        """Who decides on places in a group: the secretaries and its leaders."""
        people = [
            *await self._roles.holders(Role.SECRETARY),
            *await self._roles.holders(Role.GROUP_LEADER, group_id),
        ]
        return tuple({person.id: person for person in people}.values())

    async def people(self, place: Place) -> tuple[Person, ...]:
        """Whom to tell of a place: who it is for, else all who represent the member."""
        person = await self.person(place.person_id)
        return (person,) if person else tuple(await self._members.representatives(place.member_id))

    async def person(self, person_id: int | None) -> Person | None:
        """A person the bot knows."""
        return None if person_id is None else await self._contacts.find(person_id)

    async def first_person(self, member_id: int) -> int | None:
        """Who stands for a member that nobody was named for."""
        return next((person.id for person in await self._members.representatives(member_id)), None)
