"""Publications themselves."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields, replace
from typing import Any

from sqlalchemy import ColumnElement, bindparam, insert, literal_column, or_, select, update
from sqlalchemy.dialects.postgresql import insert as insert_once

from domain.publications.content import Content, Medium, Poll
from domain.publications.entities import Publication, PublicationKind, PublicationStatus
from domain.publications.gateways import PublicationsGateway
from domain.publications.recurring import Repeat
from storage.engine import Transaction
from storage.tables.publications import is_gathering, is_planned, publication_marks, publications

_row = publications.c
COLUMNS = tuple(_row[field.name] for field in fields(Publication))
_KEPT = [column.name for column in COLUMNS if column.name != "id"]


def _is(*statuses: PublicationStatus) -> ColumnElement[bool]:
    return or_(*(_row.status == literal_column(f"'{status}'") for status in statuses))


def is_of(kind: PublicationKind) -> ColumnElement[bool]:
    """Whether a publication is of this kind."""
    return _row.kind == literal_column(f"'{kind}'")


ADD = insert(publications).values({name: bindparam(name) for name in _KEPT}).returning(_row.id)
SAVE = (
    update(publications)
    .where(_row.id == bindparam("publication"))
    .values({name: bindparam(name) for name in _KEPT})
)
FIND = select(*COLUMNS).where(_row.id == bindparam("publication"))
NEWS_OF = (
    select(*COLUMNS)
    .where(
        is_of(PublicationKind.NEWS),
        _row.author_id == bindparam("author"),
        _is(PublicationStatus.DRAFT, PublicationStatus.WAITING),
    )
    .order_by(_row.id)
)
NEWS_WAITING = (
    select(*COLUMNS)
    .where(is_of(PublicationKind.NEWS), _is(PublicationStatus.WAITING))
    .order_by(_row.updated_at, _row.id)
    .limit(50)
)
POSTS_OPEN = (
    select(*COLUMNS)
    .where(
        _row.kind != literal_column(f"'{PublicationKind.NEWS}'"),
        _is(PublicationStatus.DRAFT, PublicationStatus.WAITING, PublicationStatus.MISSED),
    )
    .order_by(_row.updated_at.desc(), _row.id.desc())
    .limit(20)
)
SUMMARIES_WAITING = (
    select(*COLUMNS).where(is_of(PublicationKind.SUMMARY), _is(PublicationStatus.WAITING)).order_by(_row.id)
)
PLANNED = select(*COLUMNS).where(is_planned, _row.at < bindparam("until")).order_by(_row.at, _row.id)
GATHERING = (
    select(*COLUMNS).where(is_gathering, _row.updated_at <= bindparam("before")).order_by(_row.updated_at)
)
MARK = (
    insert_once(publication_marks)
    .values({name: bindparam(name) for name in ("name", "at")})
    .on_conflict_do_nothing(index_elements=["name"])
)
MARKED = select(publication_marks.c.at).where(publication_marks.c.name == bindparam("which"))


def publication_of(row: Any) -> Publication:
    """The publication in a row that has COLUMNS and no more."""
    kept = {column.name: value for column, value in zip(COLUMNS, row, strict=True)}
    return Publication(
        **kept
        | {
            "kind": PublicationKind(kept["kind"]),
            "status": PublicationStatus(kept["status"]),
            "content": _content(kept["content"]),
            "chats": tuple(json.loads(kept["chats"])),
            "repeat": Repeat(kept["repeat"]),
            "gathering": bool(kept["gathering"]),
        }
    )


def _content(written: str) -> Content:
    parts: dict[str, Any] = json.loads(written)
    poll = parts["poll"]
    return Content(
        parts["text"],
        tuple(parts["entities"]),
        tuple(Medium(**medium) for medium in parts["media"]),
        None if poll is None else Poll(**{name: _frozen(value) for name, value in poll.items()}),
        parts["preview"],
    )


def _frozen(value: object) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _values(publication: Publication) -> Mapping[str, Any]:
    kept = {name: getattr(publication, name) for name in _KEPT}
    return kept | {
        "kind": publication.kind.value,
        "status": publication.status.value,
        "content": json.dumps(asdict(publication.content), ensure_ascii=False),
        "chats": json.dumps(publication.chats),
        "repeat": publication.repeat.value,
        "gathering": int(publication.gathering),
    }


class PublicationsTable(PublicationsGateway):
    """News, posts and summaries."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction

    async def add(self, publication: Publication) -> Publication:
        """Keep a new publication, whatever its id says; returns it with the id that it got."""
        row = await self._tx.first(ADD, **_values(publication))
        if row is None:
            raise LookupError("the publication was not kept")
        return replace(publication, id=row["id"])

    async def save(self, publication: Publication) -> None:
        """Overwrite what is kept of the publication with this."""
        await self._tx.run(SAVE, publication=publication.id, **_values(publication))

    async def find(self, publication_id: int) -> Publication | None:
        """The publication, however far it is."""
        row = await self._tx.first(FIND, publication=publication_id)
        return None if row is None else publication_of(row)

    async def news_of(self, author_id: int) -> Sequence[Publication]:
        """Somebody's news that are drafts or wait for a decision, oldest first."""
        return [publication_of(row) for row in await self._tx.all(NEWS_OF, author=author_id)]

    async def news_waiting(self) -> Sequence[Publication]:
        """News that wait for a decision, oldest first; at most 50."""
        return [publication_of(row) for row in await self._tx.all(NEWS_WAITING)]

    async def posts_open(self) -> Sequence[Publication]:
        """Posts that are drafts or were missed, and summaries that wait, latest first; at most 20."""
        return [publication_of(row) for row in await self._tx.all(POSTS_OPEN)]

    async def summaries_waiting(self) -> Sequence[Publication]:
        """Summaries about which nobody has said a word."""
        return [publication_of(row) for row in await self._tx.all(SUMMARIES_WAITING)]

    async def planned(self, until: int) -> Sequence[Publication]:
        """Whatever is planned and comes next before this moment, soonest first."""
        return [publication_of(row) for row in await self._tx.all(PLANNED, until=until)]

    async def gathering(self, before: int) -> Sequence[Publication]:
        """Albums of which no part has come since this moment, and nobody has been shown what came."""
        return [publication_of(row) for row in await self._tx.all(GATHERING, before=before)]

    async def mark(self, name: str, at: int) -> bool:
        """Note that something was done that is done once; False where it was noted before."""
        return await self._tx.run(MARK, name=name, at=at) == 1

    async def marked(self, name: str) -> bool:
        """Whether that was noted."""
        return await self._tx.first(MARKED, which=name) is not None
