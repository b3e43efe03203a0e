"""Who holds which role."""

from collections.abc import Sequence

from sqlalchemy import bindparam, insert, select

from domain.contacts import Person
from domain.roles import Role
from storage import tables as t
from storage.contacts import COLUMNS, person_of
from storage.engine import Transaction

OF = select(t.roles.c.role).where(t.roles.c.person_id == bindparam("person_id"))
HOLDERS = (
    select(*COLUMNS, t.roles.c.person_id)
    .select_from(t.roles.outerjoin(t.people, t.people.c.id == t.roles.c.person_id))
    .where(t.roles.c.role == bindparam("role"))
    .order_by(t.roles.c.since, t.roles.c.person_id)
)
GIVE = insert(t.roles).values(
    person_id=bindparam("person_id"), role=bindparam("role"), since=bindparam("since")
)


class RolesTable:
    """Implements `domain.ports.RolesGateway`."""

    def __init__(self, transaction: Transaction, default_language: str) -> None:
        self._tx = transaction
        self._default_language = default_language

    async def of(self, person_id: int) -> frozenset[Role]:
        """The roles of a person."""
        return frozenset(Role(row["role"]) for row in await self._tx.all(OF, person_id=person_id))

    async def holders(self, role: Role) -> Sequence[Person]:
        """Those who hold the role, longest first; one who never wrote is known by id only."""
        rows = await self._tx.all(HOLDERS, role=role.value)
        return [
            Person(row["person_id"], self._default_language, 0) if row["id"] is None else person_of(row)
            for row in rows
        ]

    async def give(self, person_id: int, role: Role, at: int) -> None:
        """Let the person hold the role from `at` (microseconds UTC) on."""
        await self._tx.run(GIVE, person_id=person_id, role=role.value, since=at)
