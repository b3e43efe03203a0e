"""News, posts and summaries; what became of each occurrence in each chat; and what was done once."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    delete,
    literal_column,
)

from domain.publications.content import Content, Medium, Poll
from domain.publications.entities import Passage, PublicationKind, PublicationStatus
from domain.publications.recurring import Repeat
from storage.tables.base import (
    EMPTY,
    Enumerated,
    Flag,
    Identity,
    Json,
    Moment,
    Number,
    Numbered,
    PersonId,
    Token,
    Words,
    metadata,
    written,
)
from storage.tables.personal import PERSON, Erasure, about, calls_about, erased_by, kept, mentions, own_data


def _content(parts: dict[str, Any]) -> Content:
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


publications = Table(
    "publications",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("kind", Enumerated(PublicationKind), nullable=False),
    Column("status", Enumerated(PublicationStatus), nullable=False),
    # 0: the program, or somebody who was erased.
    Column("author_id", PersonId, nullable=False, info=about(Erasure.FORGET)),
    Column("content", Json(_content, asdict), nullable=False),
    Column("signature", Words, nullable=False, server_default=EMPTY),
    Column("chats", Json(tuple, list), nullable=False),
    Column("at", Moment),
    Column("first_at", Moment),
    Column("repeat", Enumerated(Repeat), nullable=False),
    Column("version", Integer, nullable=False),
    Column("shown", Integer, nullable=False),
    Column("cards", Integer, nullable=False),
    Column("album", Token, nullable=False, server_default=EMPTY),
    Column("gathering", Flag, nullable=False),
    Column("reason", Words, nullable=False, server_default=EMPTY),
    Column("decided_by", PersonId, info=mentions()),
    Column("updated_at", Moment, nullable=False),
    sqlite_autoincrement=True,  # an old button never meets a later publication
    info=kept("news go with their author; anything else is the association's"),
)
_row = publications.c
is_planned = _row.status == literal_column(f"'{PublicationStatus.PLANNED}'")
is_gathering = _row.gathering == written(1)
Index("publications_author", _row.author_id, _row.status)
Index("publications_status", _row.status, _row.updated_at)
Index("publications_planned", _row.status, _row.at, sqlite_where=is_planned, postgresql_where=is_planned)
Index(
    "publications_gathering",
    _row.gathering,
    _row.updated_at,
    sqlite_where=is_gathering,
    postgresql_where=is_gathering,
)

publication_sendings = Table(
    "publication_sendings",
    metadata,
    Column(
        "publication_id",
        Number,
        ForeignKey("publications.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("occurrence", Moment, primary_key=True, autoincrement=False),
    Column("chat", Number, primary_key=True, autoincrement=False),  # its number, which outlives the chat
    Column("passage", Numbered(Passage), nullable=False),
    Column("until", Moment, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("link", Token, nullable=False, server_default=EMPTY),
    Column("key", Token, nullable=False, unique=True),  # of its call in the outbox
)
_sending = publication_sendings.c
is_queued = _sending.passage == written(Passage.QUEUED)
Index("publication_sendings_occurrence", _sending.occurrence)
Index(
    "publication_sendings_queued",
    _sending.passage,
    _sending.until,
    sqlite_where=is_queued,
    postgresql_where=is_queued,
)

publication_marks = Table(
    "publication_marks",
    metadata,
    Column("name", Token, primary_key=True),
    Column("at", Moment, nullable=False),
)

_is_news = publications.c.kind == literal_column(f"'{PublicationKind.NEWS}'")
calls_about(publications, "publication", only=_is_news)
erased_by(publications, lambda: delete(publications).where(publications.c.author_id == PERSON, _is_news))
own_data("publications", publications)
