"""Messages at issue, warnings, sanctions, appeals. Nobody in them need be known to the program: no foreign keys."""

from sqlalchemy import BigInteger, Column, Index, SmallInteger, Table, Text, UniqueConstraint, and_

from storage.tables.base import EMPTY, Identity, metadata

incidents = Table(
    "incidents",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("chat_number", BigInteger, nullable=False),
    Column("message_id", BigInteger, nullable=False),  # the first of an album
    Column("message_ids", Text, nullable=False),
    Column("subject_id", BigInteger, nullable=False),
    Column("name", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("written_at", BigInteger, nullable=False),
    Column("stage", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("warning_id", BigInteger),
    Column("why", Text, nullable=False, server_default=EMPTY),
    Column("shown", SmallInteger, nullable=False, server_default="0"),
    UniqueConstraint("chat_number", "message_id"),
    sqlite_autoincrement=True,  # an old card never meets a later message
)
Index("incidents_subject", incidents.c.subject_id)
Index("incidents_created", incidents.c.created_at)

incident_reports = Table(
    "incident_reports",
    metadata,
    Column("incident_id", BigInteger, primary_key=True, autoincrement=False),
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
)
Index("incident_reports_person", incident_reports.c.person_id)

warnings = Table(
    "warnings",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("incident_id", BigInteger, nullable=False),
    Column("chat_number", BigInteger, nullable=False),
    Column("subject_id", BigInteger, nullable=False),
    Column("moderator_id", BigInteger, nullable=False),
    Column("rule", SmallInteger, nullable=False),
    Column("words", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("lifted_at", BigInteger),
    Column("lifted_by", BigInteger),
    sqlite_autoincrement=True,
)
Index("warnings_subject", warnings.c.subject_id, warnings.c.chat_number)

sanctions = Table(
    "sanctions",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("incident_id", BigInteger),
    Column("chat_number", BigInteger, nullable=False),
    Column("subject_id", BigInteger, nullable=False),
    Column("name", Text, nullable=False),
    Column("moderator_id", BigInteger, nullable=False),  # 0: Telegram does not say who it was
    Column("act", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("until", BigInteger),
    Column("by_hand", SmallInteger, nullable=False, server_default="0"),
    Column("reason", Text, nullable=False, server_default=EMPTY),
    Column("ended_at", BigInteger),
    Column("undone_at", BigInteger),
    Column("undone_by", BigInteger),
    Column("failure", Text, nullable=False, server_default=EMPTY),
    sqlite_autoincrement=True,
)
Index("sanctions_incident", sanctions.c.incident_id)
Index("sanctions_subject", sanctions.c.subject_id, sanctions.c.chat_number)
_running = and_(
    sanctions.c.until.is_not(None), sanctions.c.ended_at.is_(None), sanctions.c.undone_at.is_(None)
)
Index("sanctions_until", sanctions.c.until, sqlite_where=_running, postgresql_where=_running)

appeals = Table(
    "appeals",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("warning_id", BigInteger),
    Column("sanction_id", BigInteger),
    Column("person_id", BigInteger, nullable=False, index=True),
    Column("words", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("decided_at", BigInteger),
    Column("decided_by", BigInteger),
    Column("upheld", SmallInteger, nullable=False, server_default="0"),
    UniqueConstraint("warning_id"),
    UniqueConstraint("sanction_id"),
    sqlite_autoincrement=True,
)

moderation_wishes = Table(
    "moderation_wishes",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("chat_number", BigInteger, nullable=False),
    Column("wish", Text, nullable=False),
    Column("at", BigInteger, nullable=False, index=True),
    sqlite_autoincrement=True,
)
