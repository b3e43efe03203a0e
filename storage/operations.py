"""The street's own books: how full they are, what was set aside, what is old enough to go."""

from collections.abc import Sequence

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Table,
    bindparam,
    delete,
    exists,
    func,
    literal_column,
    or_,
    select,
    update,
)

from domain.mailings import PREFIX
from domain.operations import Aside, Retention, Status
from domain.publications.entities import Passage
from domain.publications.entities import Status as Publication
from storage import tables as t
from storage.engine import Transaction
from storage.tables.base import written
from storage.tables.people import is_refusal
from storage.tables.street import Inbox, Job, Outbox


def _count(table: Table, *where: ColumnElement[bool]) -> ScalarSelect[int]:
    return select(func.count()).select_from(table).where(*where).scalar_subquery()


STATUS = select(
    _count(t.people).label("people"),
    select(func.count(t.consents.c.person_id.distinct()))
    .where(t.consents.c.purpose.startswith(PREFIX), t.consents.c.withdrawn_at.is_(None))
    .scalar_subquery()
    .label("supporters"),
    _count(t.people, t.people.c.reachable == 0).label("unreachable"),
    _count(t.inbox, t.inbox.c.state == Inbox.PENDING.sql).label("pending"),
    _count(t.inbox, t.inbox.c.state == Inbox.ASIDE.sql).label("aside"),
    _count(t.outbox, t.outbox.c.state == Outbox.WAITING.sql).label("waiting"),
    _count(t.outbox, t.outbox.c.state == Outbox.FAILED.sql).label("failed"),
)
ASIDES = (
    select(t.inbox.c.seq, t.inbox.c.kind, t.inbox.c.error, t.inbox.c.received_at)
    .where(t.inbox.c.state == Inbox.ASIDE.sql)
    .order_by(t.inbox.c.seq.desc())
    .limit(10)
)
RETRY = (
    update(t.inbox)
    .where(t.inbox.c.state == Inbox.ASIDE.sql, t.inbox.c.payload.is_not(None))
    .values(state=Inbox.PENDING.sql, attempts=0, error=None, done_at=None)
)

FORGET_DONE = delete(t.inbox).where(
    t.inbox.c.state == Inbox.DONE.sql, t.inbox.c.done_at < bindparam("before")
)
FORGET_ASIDES = delete(t.inbox).where(
    t.inbox.c.state == Inbox.ASIDE.sql, t.inbox.c.done_at < bindparam("before")
)
FORGET_ALBUMS = delete(t.albums).where(t.albums.c.seen_at < bindparam("before"))
FORGET_SENT = delete(t.outbox).where(
    t.outbox.c.state >= Outbox.SENT.sql, t.outbox.c.settled_at < bindparam("before")
)
_waited_for = select(t.outbox.c.job_id).where(
    t.outbox.c.job_id.is_not(None), t.outbox.c.state < Outbox.SENT.sql
)
FORGET_JOBS = delete(t.jobs).where(
    t.jobs.c.created_at < bindparam("before"),
    t.jobs.c.state != Job.WAITING.sql,
    t.jobs.c.id.not_in(_waited_for),
)
FORGET_FILES = delete(t.files).where(
    t.files.c.hash.not_in(select(t.jobs.c.file_hash).where(t.jobs.c.file_hash.is_not(None)))
)

FORGET_DRAFTS = delete(t.drafts).where(t.drafts.c.updated_at < bindparam("before"))
FORGET_REQUESTS = delete(t.join_requests).where(t.join_requests.c.settled_at < bindparam("before"))
_undone = [
    t.publications.c.status == literal_column(f"'{status}'")
    for status in (Publication.DRAFT, Publication.CANCELLED, Publication.DECLINED, Publication.MISSED)
]
FORGET_PUBLICATIONS = delete(t.publications).where(
    or_(*_undone),
    t.publications.c.updated_at < bindparam("before"),
    ~exists().where(
        t.publication_sendings.c.publication_id == t.publications.c.id,
        t.publication_sendings.c.passage == written(Passage.SENT),
    ),
)
FORGET_MARKS = delete(t.publication_marks).where(t.publication_marks.c.at < bindparam("before"))
FORGET_REFUSALS = delete(t.audit).where(is_refusal, t.audit.c.at < bindparam("before"))


class OperationsTable:
    """Implements `domain.ports.OperationsGateway`."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction

    async def status(self) -> Status:
        """How full the books are."""
        row = await self._tx.first(STATUS)
        if row is None:
            raise LookupError("a count has always a row")
        return Status(*row)

    async def asides(self) -> Sequence[Aside]:
        """The latest updates that were set aside, newest first, ten at most."""
        return [Aside(*row) for row in await self._tx.all(ASIDES)]

    async def retry_asides(self) -> int:
        """Let every update that was set aside be tried anew; returns how many."""
        self._tx.touch("inbox")
        return await self._tx.run(RETRY)

    async def clean(self, retention: Retention, now: int) -> None:
        """Delete what is older than its term; `now` in microseconds UTC."""
        await self._tx.run(FORGET_DONE, before=now - retention.done_ids)
        await self._tx.run(FORGET_ALBUMS, before=now - retention.done_ids)
        await self._tx.run(FORGET_ASIDES, before=now - retention.asides)
        await self._tx.run(FORGET_SENT, before=now - retention.outbox)
        await self._tx.run(FORGET_JOBS, before=now - retention.files)
        await self._tx.run(FORGET_FILES)
        await self._tx.run(FORGET_DRAFTS, before=now - retention.drafts)
        await self._tx.run(FORGET_REQUESTS, before=now - retention.guests)
        await self._tx.run(FORGET_PUBLICATIONS, before=now - retention.drafts)
        await self._tx.run(FORGET_MARKS, before=now - retention.drafts)
        await self._tx.run(FORGET_REFUSALS, before=now - retention.refusals)
