"""The tables. Times are microseconds UTC, flags are 0 or 1, JSON is text: the driver converts nothing."""

from enum import IntEnum

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnClause,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    and_,
    literal_column,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "pk": "%(table_name)s_pkey",
        "fk": "%(table_name)s_%(column_0_name)s_fkey",
        "uq": "%(table_name)s_%(column_0_N_name)s_key",
    }
)

Identity = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers rows by itself only in INTEGER


class State(IntEnum):
    """A state as it is stored."""

    @property
    def sql(self) -> ColumnClause[int]:
        """The state written into a statement itself, because a partial index never matches a bound value."""
        return literal_column(str(self.value), SmallInteger)


class Inbox(State):
    """What became of an update."""

    PENDING = 0
    DONE = 1
    ASIDE = 2


class Outbox(State):
    """What became of a call."""

    WAITING = 0
    IN_FLIGHT = 1
    SENT = 2
    FAILED = 3
    DROPPED = 4  # expired, overtaken by a newer edit, or its consent was withdrawn
    UNKNOWN = 5  # perhaps it arrived; not to be repeated


class Job(State):
    """What became of a job."""

    WAITING = 0
    DONE = 1
    FAILED = 2


inbox = Table(
    "inbox",
    metadata,
    Column("seq", Identity, primary_key=True, autoincrement=True),
    Column("bot_id", BigInteger, nullable=False),
    Column("update_id", BigInteger),  # NULL: a result of our own, which can't arrive twice
    Column("kind", Text, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("payload", Text),
    Column("state", SmallInteger, nullable=False, server_default="0"),
    Column("attempts", SmallInteger, nullable=False, server_default="0"),
    Column("error", Text),
    Column("received_at", BigInteger, nullable=False),
    Column("done_at", BigInteger),
    UniqueConstraint("bot_id", "update_id"),
    sqlite_autoincrement=True,
)
_pending = inbox.c.state == Inbox.PENDING.sql
_aside = inbox.c.state == Inbox.ASIDE.sql
Index("inbox_pending", inbox.c.seq, sqlite_where=_pending, postgresql_where=_pending)
Index("inbox_aside", inbox.c.chat_id, sqlite_where=_aside, postgresql_where=_aside)
_done = inbox.c.done_at.is_not(None)
Index("inbox_done_at", inbox.c.done_at, sqlite_where=_done, postgresql_where=_done)

albums = Table(
    "albums",
    metadata,
    Column("chat_id", BigInteger, primary_key=True),
    Column("message_id", BigInteger, primary_key=True),
    Column("album", Text, nullable=False),
    Column("seen_at", BigInteger, nullable=False, index=True),
)

files = Table(
    "files",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("data", LargeBinary, nullable=False),
    Column("created_at", BigInteger, nullable=False),
)

jobs = Table(
    "jobs",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("kind", Text, nullable=False),
    Column("person_id", BigInteger, nullable=False),
    Column("data", Text, nullable=False),
    Column("state", SmallInteger, nullable=False, server_default="0", index=True),
    Column("attempts", SmallInteger, nullable=False, server_default="0"),
    Column("file_hash", Text, ForeignKey("files.hash")),
    Column("file_name", Text),
    Column("created_at", BigInteger, nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("method", Text, nullable=False),
    Column("params", Text, nullable=False),
    Column("chat_id", BigInteger),
    Column("lane", SmallInteger, nullable=False),
    Column("again", SmallInteger, nullable=False),
    Column("key", Text),
    Column("edits", Text),
    Column("after", Text),
    Column("consent", Text),
    Column("expires_at", BigInteger),
    Column("job_id", BigInteger),
    Column("wants", Text),
    Column("state", SmallInteger, nullable=False, server_default="0"),
    Column("attempts", SmallInteger, nullable=False, server_default="0"),
    Column("due_at", BigInteger, nullable=False),
    Column("message_id", BigInteger),
    Column("error", Text),
    Column("created_at", BigInteger, nullable=False),
    Column("settled_at", BigInteger),
)
_waiting = outbox.c.state == Outbox.WAITING.sql
_keyed = outbox.c.key.is_not(None)
_editing = and_(_waiting, outbox.c.edits.is_not(None))
_settled = outbox.c.settled_at.is_not(None)
# Each index that a row stands in is one more page in the log of a commit: most rows stand in few.
Index("outbox_key", outbox.c.key, unique=True, sqlite_where=_keyed, postgresql_where=_keyed)
Index("outbox_waiting", outbox.c.lane, outbox.c.id, sqlite_where=_waiting, postgresql_where=_waiting)
Index("outbox_edits", outbox.c.edits, sqlite_where=_editing, postgresql_where=_editing)
Index("outbox_chat", outbox.c.chat_id, outbox.c.state)
Index("outbox_settled_at", outbox.c.settled_at, sqlite_where=_settled, postgresql_where=_settled)

conversations = Table(
    "conversations",
    metadata,
    Column("chat_id", BigInteger, primary_key=True),
    Column("person_id", BigInteger, primary_key=True),
    Column("state", Text),
    Column("data", Text, nullable=False, server_default="{}"),
)

bots = Table(
    "bots",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("data", Text, nullable=False),
    Column("menus", Text),
)

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
    Column("since", BigInteger, nullable=False),
)
