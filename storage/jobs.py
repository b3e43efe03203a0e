"""Jobs for `make`, and the files they make, kept by the hash of their bytes."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.dialects.postgresql import insert as insert_once

from domain.ports import Clock, Jobs
from storage.gateway import Gateway
from storage.mapping import Mapper, bound, dumps, new_id
from storage.tables.street import Job, files, jobs

_job = jobs.c


@dataclass(frozen=True, slots=True)
class Ordered:
    """A job that waits; `data` was frozen when it was ordered."""

    id: int
    kind: str
    person_id: int
    data: Mapping[str, Any]
    attempts: int


@dataclass(frozen=True, slots=True)
class Made:
    """A file that a job made."""

    name: str
    data: bytes


ORDERED = Mapper(Ordered, jobs)

EQUAL = select(_job.id).where(
    _job.state == Job.WAITING.sql,
    _job.person_id == bindparam("person_id"),
    _job.kind == bindparam("kind"),
    _job.data == bindparam("data"),
)

ORDER = insert(jobs).values(bound("kind", "person_id", "data", "created_at")).returning(_job.id)
NEXT = ORDERED.select().where(_job.state == Job.WAITING.sql).order_by(_job.id).limit(1)
STANDS = select(_job.id).where(_job.id == bindparam("job"))
COUNT = update(jobs).where(_job.id == bindparam("job")).values(attempts=_job.attempts + 1)
COUNT_BACK = update(jobs).where(_job.id == bindparam("job")).values(attempts=_job.attempts - 1)
KEEP_FILE = (
    insert_once(files)
    .values(bound("hash", "data", "created_at"))
    .on_conflict_do_nothing(index_elements=["hash"])
)
FINISH = (
    update(jobs)
    .where(_job.id == bindparam("job"))
    .values(state=bindparam("new_state"), file_hash=bindparam("digest"), file_name=bindparam("name"))
)
FILE = (
    select(_job.file_name, files.c.data)
    .select_from(jobs.join(files, files.c.hash == _job.file_hash))
    .where(_job.id == bindparam("job"))
)


@dataclass(eq=False)
class JobsTable(Gateway, Jobs):
    """Work that is done by `make`, and the files that come of it."""

    _clock: Clock

    async def order(self, kind: str, person_id: int, data: Mapping[str, Any]) -> int:
        """Order a job for a person, unless an equal one waits; returns its id."""
        job = {"kind": kind, "person_id": person_id, "data": dumps(data)}
        row = await self._tx.first(EQUAL, **job)
        if row is None:
            row = await self._tx.first(ORDER, **job, created_at=self._clock.now())
            self._tx.touch("jobs")
        return new_id(row)

    async def begin(self) -> Ordered | None:
        """The next job, with this try counted; None where none waits."""
        ordered = ORDERED.one(await self._tx.first(NEXT))
        if ordered is None:
            return None
        await self._tx.run(COUNT, job=ordered.id)
        return replace(ordered, attempts=ordered.attempts + 1)

    async def count_back(self, job_id: int) -> None:
        """Take back the count of a try that was broken off by no fault of the job's."""
        await self._tx.run(COUNT_BACK, job=job_id)

    async def finish(self, job_id: int, made: Made) -> None:
        """Keep what a job made; calls that waited for it may go. Of a job that was erased meanwhile nothing is kept."""
        if await self._tx.first(STANDS, job=job_id) is None:
            return
        digest = hashlib.sha256(made.data).hexdigest()
        await self._tx.run(KEEP_FILE, hash=digest, data=made.data, created_at=self._clock.now())
        await self._tx.run(FINISH, job=job_id, new_state=Job.DONE.value, digest=digest, name=made.name)
        self._tx.touch("outbox")

    async def fail(self, job_id: int) -> None:
        """Give a job up; calls that waited for its file are dropped."""
        await self._tx.run(FINISH, job=job_id, new_state=Job.FAILED.value, digest=None, name=None)
        self._tx.touch("outbox")

    async def file(self, job_id: int) -> Made:
        """What a finished job made; raises LookupError where it is gone."""
        row = await self._tx.first(FILE, job=job_id)
        if row is None:
            raise LookupError(f"no file of job {job_id}")
        return Made(row["file_name"], row["data"])
