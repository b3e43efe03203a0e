"""Publications themselves."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, bindparam, literal_column, or_, select
from sqlalchemy.dialects.postgresql import insert as insert_once

from domain.publications.entities import Publication, PublicationKind, PublicationStatus
from domain.publications.gateways import PublicationsGateway
from storage.gateway import Gateway
from storage.mapping import Mapper, bound, new_id
from storage.tables.publications import is_gathering, is_planned, publication_marks, publications

_row = publications.c
PUBLICATION = Mapper(Publication, publications)


def _is(*statuses: PublicationStatus) -> ColumnElement[bool]:
    return or_(*(_row.status == literal_column(f"'{status}'") for status in statuses))


def is_of(kind: PublicationKind) -> ColumnElement[bool]:
    """Whether a publication is of this kind."""
    return _row.kind == literal_column(f"'{kind}'")


ADD = PUBLICATION.insert().returning(_row.id)
SAVE = PUBLICATION.update().where(_row.id == bindparam("publication"))
FIND = PUBLICATION.select().where(_row.id == bindparam("publication"))
NEWS_OF = (
    PUBLICATION.select()
    .where(
        is_of(PublicationKind.NEWS),
        _row.author_id == bindparam("author"),
        _is(PublicationStatus.DRAFT, PublicationStatus.WAITING),
    )
    .order_by(_row.id)
)
NEWS_WAITING = (
    PUBLICATION.select()
    .where(is_of(PublicationKind.NEWS), _is(PublicationStatus.WAITING))
    .order_by(_row.updated_at, _row.id)
    .limit(50)
)
POSTS_OPEN = (
    PUBLICATION.select()
    .where(
        _row.kind != literal_column(f"'{PublicationKind.NEWS}'"),
        _is(PublicationStatus.DRAFT, PublicationStatus.WAITING, PublicationStatus.MISSED),
    )
    .order_by(_row.updated_at.desc(), _row.id.desc())
    .limit(20)
)
SUMMARIES_WAITING = (
    PUBLICATION.select()
    .where(is_of(PublicationKind.SUMMARY), _is(PublicationStatus.WAITING))
    .order_by(_row.id)
)
PLANNED = PUBLICATION.select().where(is_planned, _row.at < bindparam("until")).order_by(_row.at, _row.id)
GATHERING = (
    PUBLICATION.select().where(is_gathering, _row.updated_at <= bindparam("before")).order_by(_row.updated_at)
)
MARK = (
    insert_once(publication_marks).values(bound("name", "at")).on_conflict_do_nothing(index_elements=["name"])
)
MARKED = select(publication_marks.c.at).where(publication_marks.c.name == bindparam("which"))


class PublicationsTable(Gateway, PublicationsGateway):
    """News, posts and summaries."""

    async def add(self, publication: Publication) -> Publication:
        """Keep a new publication, whatever its id says; returns it with the id that it got."""
        row = await self._tx.first(ADD, **PUBLICATION.values(publication))
        return replace(publication, id=new_id(row))

    async def save(self, publication: Publication) -> None:
        """Overwrite what is kept of the publication with this."""
        await self._tx.run(SAVE, publication=publication.id, **PUBLICATION.values(publication))

    async def find(self, publication_id: int) -> Publication | None:
        """The publication, however far it is."""
        return PUBLICATION.one(await self._tx.first(FIND, publication=publication_id))

    async def news_of(self, author_id: int) -> Sequence[Publication]:
        """Somebody's news that are drafts or wait for a decision, oldest first."""
        return PUBLICATION.all(await self._tx.all(NEWS_OF, author=author_id))

    async def news_waiting(self) -> Sequence[Publication]:
        """News that wait for a decision, oldest first; at most 50."""
        return PUBLICATION.all(await self._tx.all(NEWS_WAITING))

    async def posts_open(self) -> Sequence[Publication]:
        """Posts that are drafts or were missed, and summaries that wait, latest first; at most 20."""
        return PUBLICATION.all(await self._tx.all(POSTS_OPEN))

    async def summaries_waiting(self) -> Sequence[Publication]:
        """Summaries about which nobody has said a word."""
        return PUBLICATION.all(await self._tx.all(SUMMARIES_WAITING))

    async def planned(self, until: int) -> Sequence[Publication]:
        """Whatever is planned and comes next before this moment, soonest first."""
        return PUBLICATION.all(await self._tx.all(PLANNED, until=until))

    async def gathering(self, before: int) -> Sequence[Publication]:
        """Albums of which no part has come since this moment, and nobody has been shown what came."""
        return PUBLICATION.all(await self._tx.all(GATHERING, before=before))

    async def mark(self, name: str, at: int) -> bool:
        """Note that something was done that is done once; False where it was noted before."""
        return await self._tx.run(MARK, name=name, at=at) == 1

    async def marked(self, name: str) -> bool:
        """Whether that was noted."""
        return await self._tx.first(MARKED, which=name) is not None
