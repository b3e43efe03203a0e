"""News, posts and summaries; what became of each occurrence in each chat; and what was done once."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    Table,
    Text,
    literal_column,
)

from domain.publications.entities import Passage, Status
from storage.tables.base import EMPTY, Identity, metadata, written

publications = Table(
    "publications",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("kind", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("author_id", BigInteger, nullable=False),  # 0: the program, or somebody who was erased
    Column("content", Text, nullable=False),
    Column("signature", Text, nullable=False, server_default=EMPTY),
    Column("chats", Text, nullable=False),
    Column("at", BigInteger),
    Column("first_at", BigInteger),
    Column("repeat", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("shown", Integer, nullable=False),
    Column("cards", Integer, nullable=False),
    Column("album", Text, nullable=False, server_default=EMPTY),
    Column("gathering", SmallInteger, nullable=False),
    Column("reason", Text, nullable=False, server_default=EMPTY),
    Column("decided_by", BigInteger),
    Column("updated_at", BigInteger, nullable=False),
    sqlite_autoincrement=True,  # an old button never meets a later publication
)
_row = publications.c
is_planned = _row.status == literal_column(f"'{Status.PLANNED}'")
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
        BigInteger,
        ForeignKey("publications.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("occurrence", BigInteger, primary_key=True, autoincrement=False),
    Column("chat", BigInteger, primary_key=True, autoincrement=False),  # its number, which outlives the chat
    Column("passage", SmallInteger, nullable=False),  # domain.publications.entities.Passage
    Column("until", BigInteger, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("link", Text, nullable=False, server_default=EMPTY),
    Column("key", Text, nullable=False, unique=True),  # of its call in the outbox
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
    Column("name", Text, primary_key=True),
    Column("at", BigInteger, nullable=False),
)
