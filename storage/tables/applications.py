"""Applications and their histories."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Table, Text, text

from domain.applications.life import OPEN
from storage.tables.base import EMPTY, Identity, metadata

applications = Table(
    "applications",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("person_id", BigInteger, ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("updated_at", BigInteger, nullable=False),
    Column("answers", Text, nullable=False),
    Column("files", Text, nullable=False, server_default="[]"),
    Column("confirmed_at", BigInteger),
    Column("meeting_id", BigInteger, ForeignKey("meetings.id")),
    Column("position", Integer, nullable=False, server_default="0"),
    Column("reason", Text, nullable=False, server_default=EMPTY),
    Column("decided_by", BigInteger),
    Column("cards", Integer, nullable=False, server_default="0"),
    Column("version", Integer, nullable=False, server_default="0"),
    sqlite_autoincrement=True,
)
# Written out, because a partial index never matches bound values.
is_open = text("status IN ({})".format(", ".join(f"'{status}'" for status in sorted(OPEN))))
Index("applications_person", applications.c.person_id, applications.c.id)
Index(
    "applications_open",
    applications.c.person_id,
    unique=True,
    sqlite_where=is_open,
    postgresql_where=is_open,
)
Index("applications_meeting", applications.c.meeting_id, applications.c.position)

application_notes = Table(
    "application_notes",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column(
        "application_id",
        BigInteger,
        ForeignKey("applications.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("at", BigInteger, nullable=False),
    Column("author_id", BigInteger),
    Column("step", Text, nullable=False),
    Column("text", Text, nullable=False, server_default=EMPTY),
)
