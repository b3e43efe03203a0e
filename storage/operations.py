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

from domain.chats.answers import CALM
from domain.mailings import PREFIX
from domain.operations import DeadLetter, OperationsGateway, ProgramStatus, Retention
from domain.publications.entities import Passage, PublicationStatus
from storage.gateway import Gateway
from storage.tables.base import written
from storage.tables.chats import group_answers
from storage.tables.entry import join_requests
from storage.tables.forms import drafts
from storage.tables.people import audit, consents, is_refusal, people
from storage.tables.publications import publication_marks, publication_sendings, publications
from storage.tables.street import Inbox, Job, Outbox, albums, files, inbox, jobs, outbox


def _count(table: Table, *where: ColumnElement[bool]) -> ScalarSelect[int]:
    return select(func.count()).select_from(table).where(*where).scalar_subquery()


STATUS = select(
    _count(people).label("people"),
    select(func.count(consents.c.person_id.distinct()))
    .where(consents.c.purpose.startswith(PREFIX), consents.c.withdrawn_at.is_(None))
    .scalar_subquery()
    .label("supporters"),
    _count(people, people.c.reachable == 0).label("unreachable"),
    _count(inbox, inbox.c.state == Inbox.PENDING.sql).label("pending"),
    _count(inbox, inbox.c.state == Inbox.ASIDE.sql).label("aside"),
    _count(outbox, outbox.c.state == Outbox.WAITING.sql).label("waiting"),
    _count(outbox, outbox.c.state == Outbox.FAILED.sql).label("failed"),
)
ASIDES = (
    select(inbox.c.seq, inbox.c.kind, inbox.c.error, inbox.c.received_at)
    .where(inbox.c.state == Inbox.ASIDE.sql)
    .order_by(inbox.c.seq.desc())
    .limit(10)
)
RETRY = (
    update(inbox)
    .where(inbox.c.state == Inbox.ASIDE.sql, inbox.c.payload.is_not(None))
    .values(state=Inbox.PENDING.sql, attempts=0, error=None, done_at=None)
)

FORGET_DONE = delete(inbox).where(inbox.c.state == Inbox.DONE.sql, inbox.c.done_at < bindparam("before"))
FORGET_ASIDES = delete(inbox).where(inbox.c.state == Inbox.ASIDE.sql, inbox.c.done_at < bindparam("before"))
FORGET_ALBUMS = delete(albums).where(albums.c.seen_at < bindparam("before"))
FORGET_ANSWERS = delete(group_answers).where(group_answers.c.asked_at < bindparam("before"))
FORGET_SENT = delete(outbox).where(
    outbox.c.state >= Outbox.SENT.sql, outbox.c.settled_at < bindparam("before")
)
_waited_for = select(outbox.c.job_id).where(outbox.c.job_id.is_not(None), outbox.c.state < Outbox.SENT.sql)
FORGET_JOBS = delete(jobs).where(
    jobs.c.created_at < bindparam("before"),
    jobs.c.state != Job.WAITING.sql,
    jobs.c.id.not_in(_waited_for),
)
FORGET_FILES = delete(files).where(
    files.c.hash.not_in(select(jobs.c.file_hash).where(jobs.c.file_hash.is_not(None)))
)

FORGET_DRAFTS = delete(drafts).where(drafts.c.updated_at < bindparam("before"))
FORGET_REQUESTS = delete(join_requests).where(join_requests.c.settled_at < bindparam("before"))
_undone = [
    publications.c.status == literal_column(f"'{status}'")
    for status in (
        PublicationStatus.DRAFT,
        PublicationStatus.CANCELLED,
        PublicationStatus.DECLINED,
        PublicationStatus.MISSED,
    )
]
FORGET_PUBLICATIONS = delete(publications).where(
    or_(*_undone),
    publications.c.updated_at < bindparam("before"),
    ~exists().where(
        publication_sendings.c.publication_id == publications.c.id,
        publication_sendings.c.passage == written(Passage.SENT),
    ),
)
FORGET_MARKS = delete(publication_marks).where(publication_marks.c.at < bindparam("before"))
_faded = (outbox.c.fades_at <= bindparam("now"), outbox.c.state >= Outbox.SENT.sql)
FADED = select(outbox.c.chat_id, outbox.c.message_id).where(*_faded)
# What is taken away gives its key up: the next post of its kind may stand.
FADE = update(outbox).where(*_faded).values(fades_at=None, key=None)
FORGET_REFUSALS = delete(audit).where(is_refusal, audit.c.at < bindparam("before"))


class OperationsTable(Gateway, OperationsGateway):
    """The program's own books."""

    async def status(self) -> ProgramStatus:
        """How full the books are."""
        row = await self._tx.first(STATUS)
        if row is None:
            raise LookupError("a count has always a row")
        return ProgramStatus(*row)

    async def dead_letters(self) -> Sequence[DeadLetter]:
        """The latest updates that were set aside, newest first, ten at most."""
        return [DeadLetter(*row) for row in await self._tx.all(ASIDES)]

    async def retry_dead_letters(self) -> int:
        """Let every update that was set aside be tried again; return how many there were."""
        self._tx.touch("inbox")
        return await self._tx.run(RETRY)

    async def clean(self, retention: Retention, now: int) -> None:
        """Delete what is older than its term; `now` in microseconds UTC."""
        await self._tx.run(FORGET_DONE, before=now - retention.done_ids)
        await self._tx.run(FORGET_ALBUMS, before=now - retention.done_ids)
        await self._tx.run(FORGET_ANSWERS, before=now - CALM)
        await self._tx.run(FORGET_ASIDES, before=now - retention.dead_letters)
        await self._tx.run(FORGET_SENT, before=now - retention.outbox)
        await self._tx.run(FORGET_JOBS, before=now - retention.files)
        await self._tx.run(FORGET_FILES)
        await self._tx.run(FORGET_DRAFTS, before=now - retention.drafts)
        await self._tx.run(FORGET_REQUESTS, before=now - retention.guests)
        await self._tx.run(FORGET_PUBLICATIONS, before=now - retention.drafts)
        await self._tx.run(FORGET_MARKS, before=now - retention.drafts)
        await self._tx.run(FORGET_REFUSALS, before=now - retention.refusals)

    async def faded(self, now: int) -> Sequence[tuple[int, int]]:
        """The messages, by chat and id, that are to be taken away by now (microseconds UTC); each is named once."""
        rows = await self._tx.all(FADED, now=now)
        if rows:
            await self._tx.run(FADE, now=now)
        return [
            (row["chat_id"], row["message_id"])
            for row in rows
            if row["chat_id"] is not None and row["message_id"] is not None
        ]
