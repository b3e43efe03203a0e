"""What became of each occurrence of a publication in each chat."""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert as insert_once

from domain.publications.entities import Passage, Publication, Sending
from domain.publications.gateways import SendingsGateway
from storage.engine import Transaction
from storage.publications.drafts import COLUMNS as PUBLICATION
from storage.publications.drafts import publication_of
from storage.tables.publications import is_queued, publication_sendings, publications
from storage.tables.street import Outbox, outbox

_sending = publication_sendings.c
COLUMNS = tuple(_sending[field.name] for field in fields(Sending))
_NAMES = [column.name for column in (*COLUMNS, _sending.key)]

_add = insert_once(publication_sendings).values({name: bindparam(name) for name in _NAMES})
QUEUE = _add.on_conflict_do_nothing(index_elements=["publication_id", "occurrence", "chat"])
PUT = _add.on_conflict_do_update(
    index_elements=["publication_id", "occurrence", "chat"],
    set_={name: _add.excluded[name] for name in ("passage", "until", "tries", "link", "key")},
)
SENDINGS = (
    select(*COLUMNS)
    .where(_sending.publication_id == bindparam("publication"))
    .order_by(_sending.occurrence, _sending.chat)
)
_with_call = publication_sendings.join(outbox, outbox.c.key == _sending.key)
SENT_BY = select(*COLUMNS).select_from(_with_call).where(outbox.c.id == bindparam("row"))
DROPPED = (
    select(*COLUMNS)
    .select_from(_with_call)
    .where(is_queued, _sending.until <= bindparam("now"), outbox.c.state == Outbox.DROPPED.sql)
    .order_by(_sending.until, _sending.publication_id, _sending.chat)
    .limit(100)
)
CAME_OUT = (
    select(*PUBLICATION, *COLUMNS)
    .select_from(publication_sendings.join(publications, publications.c.id == _sending.publication_id))
    .where(_sending.occurrence >= bindparam("since"), _sending.occurrence < bindparam("until"))
    .order_by(_sending.occurrence, _sending.publication_id, _sending.chat)
)


def _sending_of(row: Any) -> Sending:
    kept = Sending(*row)
    return replace(kept, passage=Passage(kept.passage))


def _values(sending: Sending) -> dict[str, Any]:
    kept = {column.name: getattr(sending, column.name) for column in COLUMNS}
    return kept | {"passage": sending.passage.value, "key": sending.key}


class SendingsTable(SendingsGateway):
    """What became of publications in each chat."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction

    async def queue(self, sending: Sending) -> bool:
        """Keep what becomes of an occurrence in a chat; False where that is kept already, which stays as it is."""
        return await self._tx.run(QUEUE, **_values(sending)) == 1

    async def put(self, sending: Sending) -> None:
        """Overwrite what is kept of an occurrence in a chat."""
        await self._tx.run(PUT, **_values(sending))

    async def sendings(self, publication_id: int) -> Sequence[Sending]:
        """What became of a publication, by occurrence and chat."""
        return [_sending_of(row) for row in await self._tx.all(SENDINGS, publication=publication_id)]

    async def sent_by(self, row: int) -> Sending | None:
        """What this row of the outbox was said for."""
        found = await self._tx.first(SENT_BY, row=row)
        return None if found is None else _sending_of(found)

    async def dropped(self, now: int) -> Sequence[Sending]:
        """What is still queued in our books, but was given up because it would be too late."""
        return [_sending_of(row) for row in await self._tx.all(DROPPED, now=now)]

    async def came_out(self, since: int, until: int) -> Sequence[tuple[Publication, Sending]]:
        """What became of everything that was due from `since` to before `until`, by occurrence and chat."""
        rows = await self._tx.all(CAME_OUT, since=since, until=until)
        return [
            (publication_of(row[: len(PUBLICATION)]), _sending_of(row[len(PUBLICATION) :])) for row in rows
        ]
