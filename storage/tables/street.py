"""The street's tables: inbox, outbox, jobs, files, the bot itself."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    and_,
)

from storage.tables.base import Identity, State, metadata


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
    sqlite_autoincrement=True,  # what was said of a file that is gone never gets another's
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
    Column("fades_at", BigInteger),  # when the message is taken away again
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
_fading = outbox.c.fades_at.is_not(None)
Index("outbox_fades_at", outbox.c.fades_at, sqlite_where=_fading, postgresql_where=_fading)
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
