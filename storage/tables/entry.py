"""Requests to join the chats, and who lost a working group's chat."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, SmallInteger, Table, Text

from storage.tables.base import Identity, metadata

# No names, and no foreign key to people: whoever asks need not be known.
join_requests = Table(
    "join_requests",
    metadata,
    Column("number", Identity, primary_key=True, autoincrement=True),
    Column("chat_number", BigInteger, ForeignKey("chats.number", ondelete="CASCADE"), nullable=False),
    Column("person_id", BigInteger, nullable=False),
    Column("language", Text, nullable=False),
    Column("asked_at", BigInteger, nullable=False),
    Column("answer_by", BigInteger, nullable=False),
    Column("status", SmallInteger, nullable=False),  # domain.entry.Status
    Column("settled_at", BigInteger),  # NULL while somebody has to answer
    Column("decided_by", BigInteger),
    Column("cards", Text, nullable=False),  # where moderators see it
    sqlite_autoincrement=True,  # an old button never meets a later request
)
_open = join_requests.c.settled_at.is_(None)
Index("join_requests_person", join_requests.c.person_id, join_requests.c.chat_number)
Index(
    "join_requests_open",
    join_requests.c.chat_number,
    join_requests.c.person_id,
    unique=True,
    sqlite_where=_open,
    postgresql_where=_open,
)
Index("join_requests_overdue", join_requests.c.answer_by, sqlite_where=_open, postgresql_where=_open)
_settled = join_requests.c.settled_at.is_not(None)
Index("join_requests_settled", join_requests.c.settled_at, sqlite_where=_settled, postgresql_where=_settled)

chat_partings = Table(
    "chat_partings",
    metadata,
    Column(
        "chat_number",
        BigInteger,
        ForeignKey("chats.number", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column(
        "person_id",
        BigInteger,
        ForeignKey("people.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        index=True,
    ),
    Column("at", BigInteger, nullable=False),
)
