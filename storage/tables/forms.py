"""Drafts of forms."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, SmallInteger, Table, Text

from storage.tables.base import metadata

drafts = Table(
    "drafts",
    metadata,
    Column(
        "person_id",
        BigInteger,
        ForeignKey("people.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("form", Text, primary_key=True),
    Column("answers", Text, nullable=False),
    Column("skipped", Text, nullable=False),
    Column("given", Text, nullable=False),
    Column("question", Text),
    Column("held", SmallInteger, nullable=False),
    Column("step", BigInteger, nullable=False),
    Column("uploads", SmallInteger, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("updated_at", BigInteger, nullable=False),
    Column("nudged_at", BigInteger),
)
Index(
    "drafts_lying",
    drafts.c.updated_at,
    sqlite_where=drafts.c.nudged_at.is_(None),
    postgresql_where=drafts.c.nudged_at.is_(None),
)
