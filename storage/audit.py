"""The log of what was decided and refused, by whom."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, func, insert, select, update

from domain.ports import AuditGateway
from domain.time import DAY
from storage.gateway import Gateway
from storage.mapping import bound, dumps
from storage.tables.people import audit, is_refusal

LISTED = 10  # of one person's equal refusals in a day; those after them are counted

RECORD = insert(audit).values(bound("at", "actor_id", "act", "subject_id", "data"))
REFUSE = insert(audit).values(**bound("at", "actor_id", "data", "times"), act="refused")
_equal = (
    audit.c.actor_id == bindparam("actor_id"),
    is_refusal,
    audit.c.at >= bindparam("day"),
    audit.c.data == bindparam("data"),
)
COUNT_ON = update(audit).where(*_equal, audit.c.times.is_not(None)).values(times=audit.c.times + 1)
EQUAL = select(func.count()).select_from(audit).where(*_equal)


class AuditTable(Gateway, AuditGateway):
    """The log of decisions and refusals."""

    async def record(
        self, at: int, actor_id: int | None, act: str, subject_id: int | None, data: Mapping[str, Any]
    ) -> None:
        """Append an act; `at` in microseconds UTC, `data` as JSON allows and without personal data."""
        await self._tx.run(
            RECORD,
            at=at,
            actor_id=actor_id,
            act=act,
            subject_id=subject_id,
            data=dumps(data),
        )

    async def refuse(self, at: int, actor_id: int, data: Mapping[str, Any]) -> None:
        """Append a refusal, or count it if ten with the same `data` are listed for this person and day (UTC)."""
        equal = {"actor_id": actor_id, "day": at - at % DAY, "data": dumps(data)}
        if await self._tx.run(COUNT_ON, **equal):
            return
        row = await self._tx.first(EQUAL, **equal)
        counted = 1 if row is not None and row[0] >= LISTED else None
        await self._tx.run(REFUSE, at=at, actor_id=actor_id, data=equal["data"], times=counted)
