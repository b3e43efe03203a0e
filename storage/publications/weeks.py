"""What happened in a week, as far as everybody may know."""

import json

from sqlalchemy import ColumnElement, bindparam, func, literal_column, select

from domain.members.entities import MemberStatus
from domain.parties import PartyKind
from domain.publications.content import Content
from domain.publications.entities import Happening, Passage, PublicationKind, Week
from domain.publications.gateways import WeeksGateway
from domain.webinars.entities import Audience, WebinarKind, WebinarStatus
from storage.gateway import Gateway
from storage.publications.drafts import is_of
from storage.tables.base import written
from storage.tables.groups import groups
from storage.tables.members import members
from storage.tables.publications import publication_sendings, publications
from storage.tables.webinars import webinars

_member, _webinar, _group = members.c, webinars.c, groups.c
_sending, _publication = publication_sendings.c, publications.c
_since: ColumnElement[int] = bindparam("since")
_until: ColumnElement[int] = bindparam("until")
_new = (
    _member.status == literal_column(f"'{MemberStatus.ACTIVE}'"),
    _member.since >= _since,
    _member.since < _until,
)
PEOPLE = (
    select(func.count().label("count"))
    .select_from(members)
    .where(*_new, _member.kind == literal_column(f"'{PartyKind.PERSON}'"))
)
ORGANISATIONS = (
    select(_member.name)
    .where(*_new, _member.kind == literal_column(f"'{PartyKind.ORGANISATION}'"))
    .order_by(_member.since, _member.id)
)
_published = _webinar.status == literal_column(f"'{WebinarStatus.PUBLISHED}'")
_for_all = _webinar.audience == literal_column(f"'{Audience.SUPPORTERS}'")
_over = (_webinar.ends_at >= _since, _webinar.ends_at < _until)
HELD = (
    select(_webinar.title, _webinar.starts_at, _webinar.recording)
    .where(_published, _for_all, *_over)
    .order_by(_webinar.starts_at, _webinar.id)
)
HELD_IN_GROUPS = (
    select(func.count().label("count"))
    .select_from(webinars)
    .where(_published, *_over, _webinar.kind == literal_column(f"'{WebinarKind.GROUP}'"))
)
COMING = (
    select(_webinar.title, _webinar.starts_at)
    .where(_published, _for_all, _webinar.starts_at >= _since, _webinar.starts_at < _until)
    .order_by(_webinar.starts_at, _webinar.id)
)
NEWS = (
    select(_publication.content, func.min(_sending.link).label("link"))
    .select_from(publication_sendings.join(publications, _publication.id == _sending.publication_id))
    .where(
        is_of(PublicationKind.NEWS),
        _sending.passage == written(Passage.SENT),
        _sending.occurrence >= _since,
        _sending.occurrence < _until,
    )
    .group_by(_publication.id, _publication.content, _sending.occurrence)
    .order_by(_sending.occurrence, _publication.id)
)
# With the first groups the association began: nobody needs to be told of them.
_begun = select(func.min(_group.created_at)).scalar_subquery()
GROUPS = (
    select(_group.titles)
    .where(
        _group.created_at >= _since,
        _group.created_at < _until,
        _group.created_at > _begun,
        _group.closed_at.is_(None),
    )
    .order_by(_group.created_at, _group.position)
)


class WeeksTable(Gateway, WeeksGateway):
    """What happened in a week."""

    async def week(self, since: int, until: int, coming_until: int) -> Week:
        """What happened in a week; of what comes, that which begins before `coming_until`."""
        then = {"since": since, "until": until}
        ahead = {"since": until, "until": coming_until}
        (people,) = await self._tx.all(PEOPLE, **then)
        (in_groups,) = await self._tx.all(HELD_IN_GROUPS, **then)
        return Week(
            since,
            until,
            people["count"],
            tuple(row["name"] for row in await self._tx.all(ORGANISATIONS, **then)),
            tuple(Happening(*row) for row in await self._tx.all(HELD, **then)),
            in_groups["count"],
            tuple(Happening(*row) for row in await self._tx.all(COMING, **ahead)),
            tuple(
                (Content(json.loads(row["content"])["text"]).title, row["link"])
                for row in await self._tx.all(NEWS, **then)
            ),
            tuple(json.loads(row["titles"]) for row in await self._tx.all(GROUPS, **then)),
        )
