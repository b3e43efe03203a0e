"""Drafts of forms."""

from sqlalchemy import Column, ForeignKey, Index, SmallInteger, Table

from storage.tables.base import Flag, Json, Moment, Number, PersonId, Token, metadata
from storage.tables.personal import about, own_data

drafts = Table(
    "drafts",
    metadata,
    Column(
        "person_id",
        PersonId,
        ForeignKey("people.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        info=about(),
    ),
    Column("form", Token, primary_key=True),
    Column("answers", Json(), nullable=False),
    Column("skipped", Json(dump=list), nullable=False),
    Column("given", Json(dump=list), nullable=False),
    Column("question", Token),
    Column("held", Flag, nullable=False),
    Column("step", Number, nullable=False),
    Column("uploads", SmallInteger, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("nudged_at", Moment),
)
Index(
    "drafts_lying",
    drafts.c.updated_at,
    sqlite_where=drafts.c.nudged_at.is_(None),
    postgresql_where=drafts.c.nudged_at.is_(None),
)

own_data("drafts", drafts)
