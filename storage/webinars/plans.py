"""Webinars and meetings themselves, their calendar files, and the months planned for."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import bindparam, literal_column, or_, select, update
from sqlalchemy.dialects.postgresql import insert as insert_once

from domain.groups.gateways import WebinarsLookup
from domain.webinars.entities import Webinar, WebinarStatus
from domain.webinars.gateways import WebinarsGateway
from storage.gateway import Gateway
from storage.mapping import Mapper, bound, new_id
from storage.tables.street import Job, jobs
from storage.tables.webinars import webinar_calendars, webinar_months, webinars

_webinar = webinars.c
_calendar = webinar_calendars.c
WEBINAR = Mapper(Webinar, webinars)


def _is(status: WebinarStatus) -> Any:
    return _webinar.status == literal_column(f"'{status}'")


published = _is(WebinarStatus.PUBLISHED)

ADD = WEBINAR.insert().values(bound("ends_at")).returning(_webinar.id)
SAVE = WEBINAR.update().values(bound("ends_at")).where(_webinar.id == bindparam("webinar"))
FIND = WEBINAR.select().where(_webinar.id == bindparam("webinar"))
_of_group = WEBINAR.select().where(
    _webinar.group_id == bindparam("group"), _webinar.status != literal_column(f"'{WebinarStatus.CANCELLED}'")
)
LATEST_OF = _of_group.order_by(_webinar.starts_at.desc(), _webinar.id.desc()).limit(1)
PLANNED = _of_group.where(
    _webinar.starts_at >= bindparam("since"), _webinar.starts_at < bindparam("until")
).limit(1)
COMING = (
    WEBINAR.select()
    .where(published, _webinar.ends_at > bindparam("after"))
    .order_by(_webinar.starts_at, _webinar.id)
    .limit(50)
)
PAST = (
    WEBINAR.select()
    .where(published, _webinar.ends_at <= bindparam("before"))
    .order_by(_webinar.ends_at.desc(), _webinar.id.desc())
    .limit(bindparam("many"))
)
UNFINISHED = (
    WEBINAR.select()
    .where(
        or_(_is(WebinarStatus.DRAFT), _is(WebinarStatus.SCHEDULED)), _webinar.starts_at > bindparam("after")
    )
    .order_by(_webinar.starts_at, _webinar.id)
    .limit(50)
)
TO_PUBLISH = (
    WEBINAR.select()
    .where(_is(WebinarStatus.SCHEDULED), _webinar.publish_at <= bindparam("now"))
    .order_by(_webinar.publish_at, _webinar.id)
)
TO_FOLLOW_UP = (
    WEBINAR.select()
    .where(published, _webinar.followed_up_at.is_(None), _webinar.ends_at <= bindparam("now"))
    .order_by(_webinar.ends_at, _webinar.id)
)
FOLLOWED_UP = (
    update(webinars).where(_webinar.id == bindparam("webinar")).values(followed_up_at=bindparam("at"))
)

CALENDAR = (
    select(_calendar.job_id)
    .select_from(webinar_calendars.join(jobs, jobs.c.id == _calendar.job_id))
    .where(
        _calendar.webinar_id == bindparam("webinar"),
        _calendar.sequence == bindparam("number"),
        _calendar.language == bindparam("tongue"),
        jobs.c.state != Job.FAILED.sql,
    )
)
_keep = insert_once(webinar_calendars).values({column.name: bindparam(column.name) for column in _calendar})
KEEP_CALENDAR = _keep.on_conflict_do_update(
    index_elements=["webinar_id", "sequence", "language"], set_={"job_id": _keep.excluded.job_id}
)
NOTED_MONTH = select(webinar_months.c.month).where(
    webinar_months.c.group_id == bindparam("group_id"), webinar_months.c.month == bindparam("month")
)
NOTE_MONTH = (
    insert_once(webinar_months)
    .values(bound("group_id", "month"))
    .on_conflict_do_nothing(index_elements=["group_id", "month"])
)


class WebinarsTable(Gateway, WebinarsGateway, WebinarsLookup):
    """Webinars and meetings."""

    async def add(self, webinar: Webinar) -> Webinar:
        """Keep a new webinar, whatever its id says; returns it with the id that it got."""
        row = await self._tx.first(ADD, ends_at=webinar.ends_at, **WEBINAR.values(webinar))
        return replace(webinar, id=new_id(row))

    async def save(self, webinar: Webinar) -> None:
        """Overwrite what is kept of the webinar with this; that its guests were asked stays noted."""
        values = WEBINAR.values(webinar)
        await self._tx.run(SAVE, webinar=webinar.id, ends_at=webinar.ends_at, **values)

    async def find(self, webinar_id: int) -> Webinar | None:
        """The webinar, whatever its status."""
        return WEBINAR.one(await self._tx.first(FIND, webinar=webinar_id))

    async def latest_of(self, group_id: str) -> Webinar | None:
        """The group's webinar that starts last, cancelled ones aside."""
        return WEBINAR.one(await self._tx.first(LATEST_OF, group=group_id))

    async def planned(self, group_id: str, since: int, until: int) -> bool:
        """Whether a webinar of the group, not cancelled, starts from `since` to before `until`."""
        return await self._tx.first(PLANNED, group=group_id, since=since, until=until) is not None

    async def coming(self, after: int) -> Sequence[Webinar]:
        """Those published that end after this moment, soonest first; at most 50."""
        return WEBINAR.all(await self._tx.all(COMING, after=after))

    async def past(self, before: int, many: int) -> Sequence[Webinar]:
        """Those published that ended up to this moment, latest first."""
        return WEBINAR.all(await self._tx.all(PAST, before=before, many=many))

    async def unfinished(self, after: int) -> Sequence[Webinar]:
        """Drafts and scheduled ones that start after this moment, soonest first; at most 50."""
        return WEBINAR.all(await self._tx.all(UNFINISHED, after=after))

    async def to_publish(self, now: int) -> Sequence[Webinar]:
        """The scheduled ones whose moment to be published has come."""
        return WEBINAR.all(await self._tx.all(TO_PUBLISH, now=now))

    async def to_follow_up(self, now: int) -> Sequence[Webinar]:
        """The published ones that are over and whose guests were not asked yet."""
        return WEBINAR.all(await self._tx.all(TO_FOLLOW_UP, now=now))

    async def followed_up(self, webinar_id: int, at: int) -> None:
        """Note that everybody was asked."""
        await self._tx.run(FOLLOWED_UP, webinar=webinar_id, at=at)

    async def calendar(self, webinar_id: int, sequence: int, language: str) -> int | None:
        """The job that makes, or made, this calendar file; None where there is none, it failed or its file is gone."""
        row = await self._tx.first(CALENDAR, webinar=webinar_id, number=sequence, tongue=language)
        return None if row is None else int(row["job_id"])

    async def keep_calendar(self, webinar_id: int, sequence: int, language: str, job: int) -> None:
        """Note which job makes a calendar file, instead of the one that did."""
        await self._tx.run(
            KEEP_CALENDAR, webinar_id=webinar_id, sequence=sequence, language=language, job_id=job
        )

    async def note_month(self, group_id: str, month: str) -> bool:
        """Note that a group's leaders were reminded of this month (`2027-02`); False where they were before."""
        if await self._tx.first(NOTED_MONTH, group_id=group_id, month=month) is not None:
            return False
        return await self._tx.run(NOTE_MONTH, group_id=group_id, month=month) == 1
