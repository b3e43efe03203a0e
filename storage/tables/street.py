"""The street's tables: inbox, outbox, jobs, files, the bot itself."""

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    and_,
    cast,
    delete,
    exists,
    literal_column,
    or_,
    select,
)

from domain.outbox import Lane
from storage.tables.base import (
    ChatId,
    Flag,
    Identity,
    Json,
    Moment,
    Number,
    Numbered,
    PersonId,
    State,
    Token,
    metadata,
    written,
)
from storage.tables.dues import invoices
from storage.tables.personal import PERSON, Erasure, about, erased_by, is_about, kept, mentions, own_data


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
    Column("bot_id", Number, nullable=False),
    Column("update_id", Number),  # NULL: a result of our own, which can't arrive twice
    Column("kind", Token, nullable=False),
    Column(
        "chat_id",
        ChatId,
        nullable=False,
        info=about(Erasure.KEEP, "one that waits is still to be answered; one that was set aside goes"),
    ),
    Column("payload", Json(), info=kept("empty once the update is done")),
    Column("state", Numbered(Inbox), nullable=False, server_default="0"),
    Column("attempts", SmallInteger, nullable=False, server_default="0"),
    Column("error", Token),
    Column("received_at", Moment, nullable=False),
    Column("done_at", Moment),
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
    Column("chat_id", ChatId, primary_key=True, info=mentions(Erasure.ROW)),
    Column("message_id", Number, primary_key=True),
    Column("album", Token, nullable=False),
    Column("seen_at", Moment, nullable=False, index=True),
)

files = Table(
    "files",
    metadata,
    Column("hash", Token, primary_key=True),
    Column("data", LargeBinary, nullable=False),
    Column("created_at", Moment, nullable=False),
)

jobs = Table(
    "jobs",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("kind", Token, nullable=False),
    Column("person_id", PersonId, nullable=False, info=mentions(Erasure.ROW)),
    Column("data", Json(), nullable=False, info=kept("one that names members goes")),
    Column("state", Numbered(Job), nullable=False, server_default="0", index=True),
    Column("attempts", SmallInteger, nullable=False, server_default="0"),
    Column("file_hash", Token, ForeignKey("files.hash")),
    Column("file_name", Token),
    Column("created_at", Moment, nullable=False),
    sqlite_autoincrement=True,  # what was said of a file that is gone never gets another's
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("method", Token, nullable=False),
    Column(
        "params",
        Json(),
        nullable=False,
        info=kept("other people's: names are taken out, what tells of the person is erased by its key"),
    ),
    Column("chat_id", ChatId, info=about(Erasure.ROW)),
    Column("lane", SmallInteger, nullable=False),
    Column("again", Flag, nullable=False),
    Column("key", Token),
    Column("edits", Token),
    Column("after", Token),
    Column("consent", Token),
    Column("expires_at", Moment),
    Column("job_id", Number),
    Column("result_topic", Token),
    Column("state", Numbered(Outbox), nullable=False, server_default="0"),
    Column("attempts", SmallInteger, nullable=False, server_default="0"),
    Column("due_at", Moment, nullable=False),
    Column("message_id", Number),
    Column("error", Token),
    Column("created_at", Moment, nullable=False),
    Column("settled_at", Moment),
    Column("fades_at", Moment),  # when the message is taken away again
    Column("screen", Flag, nullable=False, server_default="0"),
    Column(
        "unanswered", SmallInteger, nullable=False, server_default="0"
    ),  # tries of which nobody knows the outcome
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
_acts = and_(outbox.c.state < Outbox.SENT.sql, outbox.c.lane == written(Lane.ACTS))
Index("outbox_acts", outbox.c.chat_id, outbox.c.state, sqlite_where=_acts, postgresql_where=_acts)
_fading = outbox.c.fades_at.is_not(None)
Index("outbox_fades_at", outbox.c.fades_at, sqlite_where=_fading, postgresql_where=_fading)
Index("outbox_settled_at", outbox.c.settled_at, sqlite_where=_settled, postgresql_where=_settled)

conversations = Table(
    "conversations",
    metadata,
    Column("chat_id", ChatId, primary_key=True, info=mentions(Erasure.ROW)),
    Column("person_id", PersonId, primary_key=True, info=about(Erasure.ROW)),
    Column("state", Token),
    Column("data", Json(), nullable=False, server_default="{}"),
)

bots = Table(
    "bots",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=False),
    Column("data", Json(), nullable=False),
    Column("menus", Token),
    info=kept("what Telegram says of the bot"),
)

leases = Table(
    "leases",
    metadata,
    Column("role", Token, primary_key=True),
    Column("holder", Token, nullable=False),
    Column("ends_at", Moment, nullable=False),  # by the database's own clock
    info=kept("which process does what only one may do (PostgreSQL)"),
)

# A greeting names somebody who need not be known by name. In JSON a backslash stands before the quotation mark.
_greets = literal_column("'%tg://user?id='", Text) + cast(PERSON, Text) + literal_column("'_\"%'", Text)
erased_by(
    outbox,
    lambda: delete(outbox).where(
        outbox.c.state < Outbox.SENT.sql,
        or_(
            outbox.c.key.startswith(literal_column("'greeting:'")),
            outbox.c.edits.startswith(literal_column("'greeting:'")),
        ),
        outbox.c.params.like(_greets),
    ),
)
erased_by(inbox, lambda: delete(inbox).where(inbox.c.chat_id == PERSON, _aside))
# An invoice's PDF has the member's name, whoever asked for it; spreadsheets and minutes hold the names of many, and
# whoever ordered one can order it again.
SHEETS = ("group-roster", "webinar-report", "dues-ledger", "minutes")
_number = literal_column('\'%"number": "\'', Text) + invoices.c.number + literal_column("'\"%'", Text)
erased_by(
    jobs,
    lambda: delete(jobs).where(
        or_(
            jobs.c.kind.in_([literal_column(f"'{kind}'") for kind in SHEETS]),
            and_(
                jobs.c.kind == literal_column("'invoice'"),
                exists().where(is_about(invoices), jobs.c.data.like(_number)),
            ),
        )
    ),
)
erased_by(
    files,
    lambda: delete(files).where(
        files.c.hash.not_in(select(jobs.c.file_hash).where(jobs.c.file_hash.is_not(None)))
    ),
)
own_data("conversation", conversations)
own_data(
    "messages_of_the_bot",
    outbox,
    outbox.c.method,
    outbox.c.params,
    outbox.c.created_at,
    outbox.c.settled_at,
)
own_data("updates_set_aside", inbox, inbox.c.kind, inbox.c.payload, inbox.c.received_at, only=_aside)
