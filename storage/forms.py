"""Drafts of forms."""

from collections.abc import Sequence

from sqlalchemy import bindparam, delete, literal_column, select

from domain.forms.entities import Draft
from domain.forms.gateways import FormsGateway
from domain.people import Person
from storage.contacts import PERSON
from storage.gateway import Gateway
from storage.mapping import Mapper, together
from storage.tables.forms import drafts
from storage.tables.people import people

_row = drafts.c
DRAFT = Mapper(Draft, drafts)
LYING_DRAFT = together(PERSON, DRAFT)

OF = DRAFT.select().where(_row.person_id == bindparam("person_id")).order_by(_row.created_at, _row.form)
SAVE = DRAFT.upsert()
DELETE = delete(drafts).where(_row.person_id == bindparam("person"), _row.form == bindparam("which"))
LYING = (
    select(*LYING_DRAFT.columns)
    .select_from(drafts.join(people, people.c.id == _row.person_id))
    .where(
        _row.nudged_at.is_(None),
        _row.updated_at <= bindparam("before"),
        people.c.reachable == literal_column("1"),
    )
    .order_by(_row.updated_at)
    .limit(bindparam("many"))
)


class FormsTable(Gateway, FormsGateway):
    """Drafts of forms."""

    async def of(self, person_id: int) -> Sequence[Draft]:
        """The person's drafts, oldest first."""
        return DRAFT.all(await self._tx.all(OF, person_id=person_id))

    async def save(self, draft: Draft) -> None:
        """Keep the draft in place of what was kept of it."""
        await self._tx.run(SAVE, **DRAFT.values(draft))

    async def delete(self, person_id: int, form: str) -> None:
        """Forget a draft; one that isn't there is forgotten already."""
        await self._tx.run(DELETE, person=person_id, which=form)

    async def lying(self, before: int, many: int) -> Sequence[tuple[Person, Draft]]:
        """At most `many` drafts untouched since `before` (microseconds UTC), of people who can be reached and weren't reminded."""
        return LYING_DRAFT.all(await self._tx.all(LYING, before=before, many=many))
