"""The log of what was decided and refused, by whom."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import insert

from domain.ports import AuditGateway
from storage.gateway import Gateway
from storage.mapping import bound, dumps
from storage.tables.people import audit

RECORD = insert(audit).values(bound("at", "actor_id", "act", "subject_id", "data"))


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
