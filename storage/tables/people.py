"""People, their consents, their history, their roles; and the log of what staff decided."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, SmallInteger, Table, Text, literal_column

from storage.tables.base import EMPTY, Identity, metadata

people = Table(
    "people",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("language", Text, nullable=False),
    Column("first_seen_at", BigInteger, nullable=False),
    Column("first_source", Text),
    Column("last_source", Text),
    Column("name", Text),
    Column("username", Text),
    Column("consented", SmallInteger, nullable=False, server_default="0"),
    Column("reachable", SmallInteger, nullable=False, server_default="1"),
    Column("time_zone", Text),
)
Index(
    "people_guests",
    people.c.first_seen_at,
    sqlite_where=people.c.consented == literal_column("0"),
    postgresql_where=people.c.consented == literal_column("0"),
)

history = Table(
    "history",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("person_id", BigInteger, ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("at", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("data", Text, nullable=False),
)

consents = Table(
    "consents",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("person_id", BigInteger, ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("purpose", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("update_id", BigInteger),
    Column("given_at", BigInteger, nullable=False),
    Column("withdrawn_at", BigInteger),
)
Index("consents_person", consents.c.person_id, consents.c.purpose)
Index(
    "consents_standing",
    consents.c.person_id,
    consents.c.purpose,
    unique=True,
    sqlite_where=consents.c.withdrawn_at.is_(None),
    postgresql_where=consents.c.withdrawn_at.is_(None),
)

roles = Table(
    "roles",
    metadata,
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("role", Text, primary_key=True),
    Column("scope", Text, primary_key=True, server_default=EMPTY),
    Column("since", BigInteger, nullable=False),
)

# No foreign keys: the log of decisions outlives the people in it, and holds nothing of them but their ids.
audit = Table(
    "audit",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("at", BigInteger, nullable=False),
    Column("actor_id", BigInteger),
    Column("act", Text, nullable=False),
    Column("subject_id", BigInteger),
    Column("data", Text, nullable=False),
)
Index("audit_actor", audit.c.actor_id)
Index("audit_subject", audit.c.subject_id)
is_refusal = audit.c.act == literal_column("'refused'")
Index("audit_refused", audit.c.at, sqlite_where=is_refusal, postgresql_where=is_refusal)
