"""Applications to leave, and what was said about them."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, SmallInteger, Table, Text, literal_column

from storage.tables.base import Identity, metadata

departures = Table(
    "departures",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("member_id", BigInteger, ForeignKey("members.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("person_id", BigInteger, ForeignKey("people.id", ondelete="SET NULL"), index=True),
    Column("reason", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("asked_at", BigInteger, nullable=False),
    Column("settled_at", BigInteger),
    Column("settled_by", BigInteger),
    sqlite_autoincrement=True,
)
is_asked = departures.c.status == literal_column("'asked'")
Index(
    "departures_asked",
    departures.c.member_id,
    unique=True,
    sqlite_where=is_asked,
    postgresql_where=is_asked,
)

departure_words = Table(
    "departure_words",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column(
        "departure_id",
        BigInteger,
        ForeignKey("departures.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("at", BigInteger, nullable=False),
    Column("author_id", BigInteger),
    Column("staff", SmallInteger, nullable=False),
    Column("text", Text, nullable=False),
)
