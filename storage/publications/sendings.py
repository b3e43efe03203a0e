"""What became of each occurrence of a publication in each chat."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert as upsert

from domain.publications.entities import Publication, Sending
from domain.publications.gateways import SendingsGateway
from storage.gateway import Gateway
from storage.mapping import Mapper, bound, together
from storage.publications.drafts import PUBLICATION
from storage.tables.publications import is_queued, publication_sendings, publications
from storage.tables.street import Outbox, outbox

_sending = publication_sendings.c
SENDING = Mapper(Sending, publication_sendings)
OUTCOME = together(PUBLICATION, SENDING)

_add = upsert(publication_sendings).values(bound(*SENDING.names, "key"))
QUEUE = _add.on_conflict_do_nothing(index_elements=["publication_id", "occurrence", "chat"])
PUT = _add.on_conflict_do_update(
    index_elements=["publication_id", "occurrence", "chat"],
    set_={name: _add.excluded[name] for name in ("passage", "until", "tries", "link", "key")},
)
SENDINGS = (
    SENDING.select()
    .where(_sending.publication_id == bindparam("publication"))
    .order_by(_sending.occurrence, _sending.chat)
)
_with_call = publication_sendings.join(outbox, outbox.c.key == _sending.key)
SENT_BY = SENDING.select().select_from(_with_call).where(outbox.c.id == bindparam("row"))
DROPPED = (
    SENDING.select()
    .select_from(_with_call)
    .where(is_queued, _sending.until <= bindparam("now"), outbox.c.state == Outbox.DROPPED.sql)
    .order_by(_sending.until, _sending.publication_id, _sending.chat)
    .limit(100)
)
CAME_OUT = (
    select(*OUTCOME.columns)
    .select_from(publication_sendings.join(publications, publications.c.id == _sending.publication_id))
    .where(_sending.occurrence >= bindparam("since"), _sending.occurrence < bindparam("until"))
    .order_by(_sending.occurrence, _sending.publication_id, _sending.chat)
)


class SendingsTable(Gateway, SendingsGateway):
    """What became of publications in each chat."""

    async def queue(self, sending: Sending) -> bool:
        """Keep what becomes of an occurrence in a chat; False where that is kept already, which stays as it is."""
        return await self._tx.run(QUEUE, key=sending.key, **SENDING.values(sending)) == 1

    async def put(self, sending: Sending) -> None:
        """Overwrite what is kept of an occurrence in a chat."""
        await self._tx.run(PUT, key=sending.key, **SENDING.values(sending))

    async def sendings(self, publication_id: int) -> Sequence[Sending]:
        """What became of a publication, by occurrence and chat."""
        return SENDING.all(await self._tx.all(SENDINGS, publication=publication_id))

    async def sent_by(self, row: int) -> Sending | None:
        """What this row of the outbox was said for."""
        return SENDING.one(await self._tx.first(SENT_BY, row=row))

    async def dropped(self, now: int) -> Sequence[Sending]:
        """What is still queued in our books, but was given up because it would be too late."""
        return SENDING.all(await self._tx.all(DROPPED, now=now))

    async def came_out(self, since: int, until: int) -> Sequence[tuple[Publication, Sending]]:
        """What became of everything that was due from `since` to before `until`, by occurrence and chat."""
        return OUTCOME.all(await self._tx.all(CAME_OUT, since=since, until=until))
