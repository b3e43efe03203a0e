"""Which notices of dues were told to whom, and taking back those that wait."""

from collections.abc import Collection, Sequence

from sqlalchemy import BigInteger, Text, bindparam, cast, literal_column, select, update
from sqlalchemy.dialects.postgresql import insert as insert_once

from domain.dues.gateways import NoticesGateway
from storage.gateway import Gateway
from storage.mapping import bound
from storage.outbox import GONE
from storage.tables.dues import dues_notice_people, dues_notices
from storage.tables.street import Outbox, outbox

_note = dues_notices.c
_told = dues_notice_people.c

TOLD = select(_note.step).where(_note.invoice_id == bindparam("invoice"))
NOTE = (
    insert_once(dues_notices)
    .values(bound("invoice_id", "step", "at"))
    .on_conflict_do_nothing(index_elements=["invoice_id", "step"])
)
NOTE_PERSON = (
    insert_once(dues_notice_people)
    .values(bound("invoice_id", "step", "person_id"))
    .on_conflict_do_nothing(index_elements=["invoice_id", "step", "person_id"])
)
_colon = literal_column("':'", Text)
# The whole keys, as `domain.dues.notice_key` writes them: each is found by the index of keys, in any collation.
KEYS = select(
    literal_column("'dues:'", Text)
    + cast(_told.invoice_id, Text)
    + _colon
    + _told.step
    + _colon
    + cast(_told.person_id, Text)
).where(_told.invoice_id == bindparam("invoice"))
DROP_NOTICES = (
    update(outbox)
    .where(outbox.c.key.in_(KEYS), outbox.c.state == Outbox.WAITING.sql)
    .values(
        state=Outbox.DROPPED.sql,
        params=GONE,
        error="overtaken",
        settled_at=bindparam("moment", type_=BigInteger),
    )
)


class NoticesTable(Gateway, NoticesGateway):
    """Which notices of dues were told to whom."""

    async def told(self, invoice_id: int) -> Collection[str]:
        """The steps that were told, or overtaken."""
        return {row["step"] for row in await self._tx.all(TOLD, invoice=invoice_id)}

    async def note(self, invoice_id: int, step: str, at: int, people: Sequence[int]) -> None:
        """Keep that a step is told to these people, or to nobody where it is overtaken."""
        await self._tx.run(NOTE, invoice_id=invoice_id, step=step, at=at)
        await self._tx.run_many(
            NOTE_PERSON,
            [{"invoice_id": invoice_id, "step": step, "person_id": person_id} for person_id in people],
        )

    async def drop_notices(self, invoice_id: int, at: int) -> None:
        """Take back what was told and still waits to be sent."""
        await self._tx.run(DROP_NOTICES, invoice=invoice_id, moment=at)
