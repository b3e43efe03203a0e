"""Roles: who may do what for the association, now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from domain.events import Event
from domain.people import ContactsGateway, Person
from domain.ports import AuditGateway, Clock
from domain.refusal import Gone, InvalidAnswer, Refusal
from domain.use_case import use_case


class Role(StrEnum):
    """The roles that a person can hold."""

    ADMINISTRATOR = "administrator"
    SECRETARY = "secretary"
    TREASURER = "treasurer"
    MARKETING = "marketing"
    MODERATOR = "moderator"
    BOARD_MEMBER = "board_member"
    GROUP_LEADER = "group_leader"


SCOPED = frozenset({Role.GROUP_LEADER})  # held for one working group, whose id is the scope


@dataclass(frozen=True, slots=True)
class Holding:
    """A role that somebody has held since `since` (microseconds UTC); `scope` is a working group's id or empty."""

    person: Person
    role: Role
    scope: str
    since: int


@dataclass(frozen=True, slots=True)
class RoleGiven(Event):
    """An administrator gave a role; `held` are all the person's roles now. `fresh`: it is new to them."""

    actor: Person
    person: Person
    role: Role
    scope: str
    held: frozenset[Role]
    fresh: bool = True


@dataclass(frozen=True, slots=True)
class RoleTaken(Event):
    """A role ended; `held` are the roles left to the person. `fresh`: they held it until now."""

    actor: Person
    person: Person
    role: Role
    scope: str
    held: frozenset[Role]
    fresh: bool = True


class NotAllowed(Refusal):
    """The person holds none of the roles that the act needs."""

    def __init__(self, person: Person, *needed: Role) -> None:
        super().__init__(person)
        self.needed = needed


@use_case
class Roles:
    """Give and take roles, and look them up at the moment of an act."""

    _gateway: RolesGateway
    _contacts: ContactsGateway
    _scopes: Scopes
    _audit: AuditGateway
    _clock: Clock

    async def of(self, person: Person) -> frozenset[Role]:
        """Return the roles that the person holds now, in any scope."""
        return await self._gateway.of(person.id)

    async def scopes(self, person: Person, role: Role) -> frozenset[str]:
        """Return the scopes in which the person holds `role` now."""
        return await self._gateway.scopes(person.id, role)

    async def administrators(self) -> Sequence[Person]:
        """Return the people who administer the program."""
        return await self._gateway.holders(Role.ADMINISTRATOR)

    async def holders(self, role: Role, scope: str = "") -> Sequence[Person]:
        """Return the people who hold the role in exactly this scope now, longest first."""
        return await self._gateway.holders(role, scope)

    async def require(self, person: Person, *any_of: Role, leads: str = "") -> None:
        """Raise NotAllowed, and audit it, unless the person holds one of the roles at this moment.

        If `leads` is a working group's id, its leader is allowed too.
        """
        if await self.may(person, *any_of, leads=leads):
            return
        needed = (*any_of, Role.GROUP_LEADER) if leads else any_of
        await self._audit.refuse(self._clock.now(), person.id, {"needs": sorted(needed)})
        raise NotAllowed(person, *needed)

    async def may(self, person: Person, *any_of: Role, leads: str = "") -> bool:
        """Tell whether `require` would let the person through; decides which buttons to show."""
        if await self._gateway.of(person.id) & set(any_of):
            return True
        return bool(leads) and leads in await self._gateway.scopes(person.id, Role.GROUP_LEADER)

    async def appoint_first(self, person_ids: Sequence[int]) -> None:
        """Make these people administrators if there are none yet."""
        if await self._gateway.holders(Role.ADMINISTRATOR):
            return
        now = self._clock.now()
        for person_id in dict.fromkeys(person_ids):
            await self._gateway.give(person_id, Role.ADMINISTRATOR, now)
            await self._audit.record(now, None, "role-given", person_id, {"role": Role.ADMINISTRATOR})

    async def holdings(self, actor: Person) -> Sequence[Holding]:
        """Return who holds what, longest first, to administrators. Raises NotAllowed."""
        await self.require(actor, Role.ADMINISTRATOR)
        return await self._gateway.holdings()

    async def find(self, actor: Person, text: str) -> Sequence[Person]:
        """Find people whom the bot knows by id, @username or part of a name, ten at most. Raises NotAllowed."""
        await self.require(actor, Role.ADMINISTRATOR)
        text = " ".join(text.split())
        if text.isascii() and text.isdigit() and len(text) < 17:
            person = await self._contacts.find(int(text))
            return [] if person is None else [person]
        if text.startswith("@"):
            return await self._contacts.search(username=text[1:])
        return await self._contacts.search(name=text) if text else []

    async def give(self, actor: Person, person_id: int, role: Role, scope: str = "") -> RoleGiven:
        """Give a role to a person. Raises NotAllowed, InvalidAnswer for an unknown person, Gone for a closed group."""
        await self.require(actor, Role.ADMINISTRATOR)
        person = await self._contacts.find(person_id)
        if person is None:
            raise InvalidAnswer(actor, "roles-unknown-person")
        if bool(scope) != (role in SCOPED) or (scope and not await self._scopes.exists(scope)):
            raise Gone(actor, "roles-group-gone")
        fresh = not await self._holds(person_id, role, scope)
        if fresh:
            now = self._clock.now()
            await self._gateway.give(person_id, role, now, scope)
            await self._note(now, actor, "role-given", person_id, role, scope)
        return RoleGiven(actor, person, role, scope, await self._gateway.of(person_id), fresh)

    async def take(self, actor: Person, person_id: int, role: Role, scope: str = "") -> RoleTaken:
        """End a person's role at once.

        Raises NotAllowed, InvalidAnswer for an unknown person, and Refusal if nobody would be left to give roles.
        """
        await self.require(actor, Role.ADMINISTRATOR)
        holders = await self._gateway.holders(role, scope)
        person = next((holder for holder in holders if holder.id == person_id), None)
        if person is not None:
            if role is Role.ADMINISTRATOR and len(holders) == 1:
                raise Refusal(actor, "roles-last-administrator")
            now = self._clock.now()
            await self._gateway.take(person_id, role, scope)
            await self._note(now, actor, "role-taken", person_id, role, scope)
            return RoleTaken(actor, person, role, scope, await self._gateway.of(person_id))
        known = await self._contacts.find(person_id)
        if known is None:
            raise InvalidAnswer(actor, "roles-unknown-person")
        return RoleTaken(actor, known, role, scope, await self._gateway.of(person_id), fresh=False)

    async def end_scope(self, actor: Person, role: Role, scope: str) -> tuple[RoleTaken, ...]:
        """End a role for everybody who holds it in a scope that no longer exists; the caller checks the actor's right."""
        ended = []
        for person in await self._gateway.holders(role, scope):
            await self._gateway.take(person.id, role, scope)
            await self._note(self._clock.now(), actor, "role-taken", person.id, role, scope)
            ended.append(RoleTaken(actor, person, role, scope, await self._gateway.of(person.id)))
        return tuple(ended)

    async def _holds(self, person_id: int, role: Role, scope: str) -> bool:
        return scope in await self._gateway.scopes(person_id, role)

    async def _note(self, now: int, actor: Person, act: str, person_id: int, role: Role, scope: str) -> None:
        await self._audit.record(now, actor.id, act, person_id, {"role": role, "scope": scope})


class RolesGateway(Protocol):
    """Who holds which role; `scope` is a working group's id where the role is held for one."""

    async def of(self, person_id: int) -> frozenset[Role]: ...

    async def scopes(self, person_id: int, role: Role) -> frozenset[str]: ...

    async def holders(self, role: Role, scope: str = "") -> Sequence[Person]: ...

    async def holdings(self) -> Sequence[Holding]: ...

    async def give(self, person_id: int, role: Role, at: int, scope: str = "") -> None: ...

    async def take(self, person_id: int, role: Role, scope: str = "") -> None: ...


class Scopes(Protocol):
    """What a role can be held for."""

    async def exists(self, scope: str) -> bool: ...
