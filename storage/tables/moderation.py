"""Messages at issue, warnings, sanctions, appeals. Nobody in them need be known to the program: no foreign keys."""

from sqlalchemy import (
    Column,
    Index,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    and_,
    cast,
    delete,
    literal_column,
)

from domain.moderation.entities import ModerationAct, Stage
from storage.tables.base import (
    EMPTY,
    Enumerated,
    Flag,
    Identity,
    Json,
    Moment,
    Number,
    PersonId,
    Token,
    Words,
    metadata,
)
from storage.tables.personal import PERSON, Erasure, about, emptied_with, erased_by, kept, mentions, own_data

incidents = Table(
    "incidents",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("chat_number", Number, nullable=False),
    Column("message_id", Number, nullable=False),  # the first of an album
    Column("message_ids", Json(tuple, list), nullable=False, info=kept("numbers of messages")),
    Column(
        "subject_id",
        PersonId,
        nullable=False,
        info=about(Erasure.KEEP, "it holds by the id as long as the warning or sanction does"),
    ),
    Column("name", Words, nullable=False, info=emptied_with("subject_id")),
    Column("text", Words, nullable=False, info=emptied_with("subject_id")),
    Column("written_at", Moment, nullable=False),
    Column("stage", Enumerated(Stage), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("warning_id", Number),
    Column("why", Token, nullable=False, server_default=EMPTY),
    Column("shown", Flag, nullable=False, server_default="0"),
    Column("failure", Token, nullable=False, server_default=EMPTY),
    UniqueConstraint("chat_number", "message_id"),
    sqlite_autoincrement=True,  # an old card never meets a later message
)
Index("incidents_subject", incidents.c.subject_id)
Index("incidents_created", incidents.c.created_at)

incident_reports = Table(
    "incident_reports",
    metadata,
    Column("incident_id", Number, primary_key=True, autoincrement=False),
    Column("person_id", PersonId, primary_key=True, autoincrement=False, info=about(Erasure.ROW)),
)
Index("incident_reports_person", incident_reports.c.person_id)

warnings = Table(
    "warnings",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("incident_id", Number, nullable=False),
    Column("chat_number", Number, nullable=False),
    Column(
        "subject_id",
        PersonId,
        nullable=False,
        info=about(Erasure.KEEP, "a warning holds by the id until it expires"),
    ),
    Column("moderator_id", PersonId, nullable=False, info=mentions()),
    Column("rule", SmallInteger, nullable=False),
    Column("words", Words, nullable=False, info=emptied_with("subject_id")),
    Column("at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("lifted_at", Moment),
    Column("lifted_by", PersonId, info=mentions()),
    Column("failure", Token, nullable=False, server_default=EMPTY),
    sqlite_autoincrement=True,
)
Index("warnings_subject", warnings.c.subject_id, warnings.c.chat_number)

sanctions = Table(
    "sanctions",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("incident_id", Number),
    Column("chat_number", Number, nullable=False),
    Column(
        "subject_id",
        PersonId,
        nullable=False,
        info=about(Erasure.KEEP, "a sanction holds by the id until it ends"),
    ),
    Column("name", Words, nullable=False, info=emptied_with("subject_id")),
    Column("moderator_id", PersonId, nullable=False, info=mentions()),  # 0: Telegram does not say who it was
    Column("act", Enumerated(ModerationAct), nullable=False),
    Column("at", Moment, nullable=False),
    Column("until", Moment),
    Column("by_hand", Flag, nullable=False, server_default="0"),
    Column(
        "reason",
        Words,
        nullable=False,
        server_default=EMPTY,
        info=kept("why it was imposed holds as long as it does"),
    ),
    Column("ended_at", Moment),
    Column("undone_at", Moment),
    Column("undone_by", PersonId, info=mentions()),
    Column("failure", Token, nullable=False, server_default=EMPTY),
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
    Column("warning_id", Number),
    Column("sanction_id", Number),
    Column("person_id", PersonId, nullable=False, index=True, info=about(Erasure.ROW)),
    Column("words", Words, nullable=False),
    Column("at", Moment, nullable=False),
    Column("decided_at", Moment),
    Column("decided_by", PersonId, info=mentions()),
    Column("upheld", Flag, nullable=False, server_default="0"),
    UniqueConstraint("warning_id"),
    UniqueConstraint("sanction_id"),
    sqlite_autoincrement=True,
)

moderation_wishes = Table(
    "moderation_wishes",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("chat_number", Number, nullable=False),
    Column("wish", Json(), nullable=False, info=kept("one that names the person goes")),
    Column("at", Moment, nullable=False, index=True),
    sqlite_autoincrement=True,
)

# A wish names whom it is about by `"id": …,` in its JSON.
_names = literal_column("'%\"id\": '", Text) + cast(PERSON, Text) + literal_column("',%'", Text)
erased_by(
    moderation_wishes,
    lambda: delete(moderation_wishes).where(moderation_wishes.c.wish.like(_names)),
)
own_data("messages_at_issue", incidents)
own_data(
    "messages_reported",
    incident_reports,
    incidents.c.chat_number,
    incidents.c.message_id,
    source=incident_reports.join(incidents, incidents.c.id == incident_reports.c.incident_id),
)
own_data("warnings", warnings)
own_data("sanctions", sanctions)
own_data("appeals", appeals)
