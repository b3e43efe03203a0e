"""Roles: who may do what for the association."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.contacts import Person

if TYPE_CHECKING:
    from domain.ports import Clock, RolesGateway


class Role(StrEnum):
    """The roles that a person can hold."""

    ADMINISTRATOR = "administrator"


class NotAllowed(Exception):
    """The person does not hold the role that the act asks for, now."""


class Roles:
    """Looking roles up at the moment of an act."""

    def __init__(self, gateway: RolesGateway, clock: Clock) -> None:
        self._gateway = gateway
        self._clock = clock

    async def of(self, person: Person) -> frozenset[Role]:
        """The roles the person holds now."""
        return await self._gateway.of(person.id)

    async def administrators(self) -> Sequence[Person]:
        """Those who keep the program in order."""
        return await self._gateway.holders(Role.ADMINISTRATOR)

    async def require(self, person: Person, role: Role) -> None:
        """Raise NotAllowed unless the person holds `role` at this moment."""
        if role not in await self._gateway.of(person.id):
            raise NotAllowed(role)

    async def appoint_first(self, person_ids: Sequence[int]) -> None:
        """Make these people administrators, but only while there is none."""
        if await self._gateway.holders(Role.ADMINISTRATOR):
            return
        for person_id in dict.fromkeys(person_ids):
            await self._gateway.give(person_id, Role.ADMINISTRATOR, self._clock.now())
