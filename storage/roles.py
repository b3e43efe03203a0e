"""Who holds which role."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, delete, insert, select

from domain.association import Association
from domain.people import Person
from domain.roles import Holding, Role, RolesGateway
from storage.contacts import PERSON
from storage.gateway import Gateway
from storage.mapping import Optional, bound
from storage.tables.people import people, roles

_row = roles.c

OF = select(_row.role).distinct().where(_row.person_id == bindparam("person_id"))
SCOPES = select(_row.scope).where(_row.person_id == bindparam("person_id"), _row.role == bindparam("role"))
HOLDER = Optional(PERSON)
_held = (
    select(*HOLDER.columns, _row.person_id, _row.role, _row.scope, _row.since)
    .select_from(roles.outerjoin(people, people.c.id == _row.person_id))
    .order_by(_row.since, _row.person_id)
)
HOLDERS = _held.where(_row.role == bindparam("role"), _row.scope == bindparam("scope"))
HOLDINGS = _held
GIVE = insert(roles).values(bound("person_id", "role", "scope", "since"))
TAKE = delete(roles).where(
    _row.person_id == bindparam("who"), _row.role == bindparam("which"), _row.scope == bindparam("where")
)


@dataclass(eq=False)
class RolesTable(Gateway, RolesGateway):
    """Who holds which role."""

    _association: Association

    async def of(self, person_id: int) -> frozenset[Role]:
        """The roles of a person, in whatever scope."""
        return frozenset(Role(row["role"]) for row in await self._tx.all(OF, person_id=person_id))

    async def scopes(self, person_id: int, role: Role) -> frozenset[str]:
        """The scopes in which a person holds the role; empty where they don't hold it."""
        rows = await self._tx.all(SCOPES, person_id=person_id, role=role.value)
        return frozenset(row["scope"] for row in rows)

    async def holders(self, role: Role, scope: str = "") -> Sequence[Person]:
        """Those who hold the role in just this scope, longest first; one who never wrote is known by id only."""
        rows = await self._tx.all(HOLDERS, role=role.value, scope=scope)
        return [self._person(row) for row in rows]

    async def holdings(self) -> Sequence[Holding]:
        """All roles that anybody holds, longest first."""
        rows = await self._tx.all(HOLDINGS)
        return [Holding(self._person(row), Role(row["role"]), row["scope"], row["since"]) for row in rows]

    async def give(self, person_id: int, role: Role, at: int, scope: str = "") -> None:
        """Let the person hold the role from `at` (microseconds UTC) on; they must not hold it yet."""
        await self._tx.run(GIVE, person_id=person_id, role=role.value, scope=scope, since=at)

    async def take(self, person_id: int, role: Role, scope: str = "") -> None:
        """End the person's role in this scope."""
        await self._tx.run(TAKE, who=person_id, which=role.value, where=scope)

    def _person(self, row: Any) -> Person:
        return HOLDER.of(row) or Person(row["person_id"], self._association.default_language, 0)
