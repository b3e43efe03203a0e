"""Who takes part in introductions, the rounds, and who was introduced to whom."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, SmallInteger, Table, Text

from storage.tables.base import EMPTY, Identity, metadata

introduction_participants = Table(
    "introduction_participants",
    metadata,
    Column(
        "person_id",
        BigInteger,
        ForeignKey("people.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("interests", Text, nullable=False, server_default="[]"),
    Column("about", Text, nullable=False, server_default=EMPTY),
    Column("pausing", SmallInteger, nullable=False, server_default="0"),
    Column("waited", Integer, nullable=False, server_default="0"),
)

introduction_rounds = Table(
    "introduction_rounds",
    metadata,
    Column("planned_at", BigInteger, primary_key=True, autoincrement=False),
    Column("participants", Integer, nullable=False),
)

introductions = Table(
    "introductions",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("round", BigInteger, ForeignKey("introduction_rounds.planned_at"), nullable=False, index=True),
    # The smaller id first. Whoever is erased goes from the row and leaves it to the other.
    Column("first_id", BigInteger, ForeignKey("people.id", ondelete="SET NULL")),
    Column("second_id", BigInteger, ForeignKey("people.id", ondelete="SET NULL")),
    Column("made_at", BigInteger, nullable=False),
    Column("asked_at", BigInteger),
    Column("first_says", SmallInteger),  # domain.introductions.Outcome
    Column("second_says", SmallInteger),
    sqlite_autoincrement=True,
)
Index("introductions_pair", introductions.c.first_id, introductions.c.second_id, unique=True)
Index("introductions_second", introductions.c.second_id)
is_unasked = introductions.c.asked_at.is_(None)
Index(
    "introductions_unasked",
    introductions.c.made_at,
    sqlite_where=is_unasked,
    postgresql_where=is_unasked,
)
