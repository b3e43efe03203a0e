"""Drafts of forms."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, delete, literal_column, select
from sqlalchemy.dialects.postgresql import insert

from domain.forms.entities import Draft
from domain.forms.gateways import FormsGateway
from domain.people import Person
from storage.contacts import COLUMNS, person_of
from storage.engine import Transaction
from storage.tables.forms import drafts
from storage.tables.people import people

_row = drafts.c
KEY = ("person_id", "form")

OF = select(drafts).where(_row.person_id == bindparam("person_id")).order_by(_row.created_at, _row.form)
_save = insert(drafts).values({column.name: bindparam(column.name) for column in _row})
SAVE = _save.on_conflict_do_update(
    index_elements=list(KEY),
    set_={column.name: _save.excluded[column.name] for column in _row if column.name not in KEY},
)
DELETE = delete(drafts).where(_row.person_id == bindparam("person"), _row.form == bindparam("which"))
LYING = (
    select(*COLUMNS, drafts)
    .select_from(drafts.join(people, people.c.id == _row.person_id))
    .where(
        _row.nudged_at.is_(None),
        _row.updated_at <= bindparam("before"),
        people.c.reachable == literal_column("1"),
    )
    .order_by(_row.updated_at)
    .limit(bindparam("many"))
)


def _draft(row: Any) -> Draft:
    return Draft(
        person_id=row["person_id"],
        form=row["form"],
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        answers=json.loads(row["answers"]),
        skipped=json.loads(row["skipped"]),
        given=json.loads(row["given"]),
        question=row["question"],
        held=bool(row["held"]),
        step=row["step"],
        uploads=row["uploads"],
        nudged_at=row["nudged_at"],
    )


class FormsTable(FormsGateway):
    """Drafts of forms."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction

    async def of(self, person_id: int) -> Sequence[Draft]:
        """The person's drafts, oldest first."""
        return [_draft(row) for row in await self._tx.all(OF, person_id=person_id)]

    async def save(self, draft: Draft) -> None:
        """Keep the draft in place of what was kept of it."""
        await self._tx.run(
            SAVE,
            person_id=draft.person_id,
            form=draft.form,
            answers=json.dumps(draft.answers, ensure_ascii=False),
            skipped=json.dumps(list(draft.skipped)),
            given=json.dumps(list(draft.given)),
            question=draft.question,
            held=int(draft.held),
            step=draft.step,
            uploads=draft.uploads,
            created_at=draft.created_at,
            updated_at=draft.updated_at,
            nudged_at=draft.nudged_at,
        )

    async def delete(self, person_id: int, form: str) -> None:
        """Forget a draft; one that isn't there is forgotten already."""
        await self._tx.run(DELETE, person=person_id, which=form)

    async def lying(self, before: int, many: int) -> Sequence[tuple[Person, Draft]]:
        """At most `many` drafts untouched since `before` (microseconds UTC), of people who can be reached and weren't reminded."""
        rows = await self._tx.all(LYING, before=before, many=many)
        return [(person_of(row), _draft(row)) for row in rows]
