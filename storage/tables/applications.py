"""Applications and their histories."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, text

from domain.applications.entities import Step
from domain.applications.life import OPEN, ApplicationStatus
from domain.files import Scan
from domain.parties import PartyKind
from storage.tables.base import (
    EMPTY,
    Enumerated,
    Identity,
    Json,
    JsonRows,
    Moment,
    Number,
    PersonId,
    Words,
    metadata,
)
from storage.tables.personal import Erasure, about, calls_about, mentions, own_data

applications = Table(
    "applications",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("person_id", PersonId, ForeignKey("people.id", ondelete="CASCADE"), nullable=False, info=about()),
    Column("kind", Enumerated(PartyKind), nullable=False),
    Column("status", Enumerated(ApplicationStatus), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("answers", Json(), nullable=False),
    Column("files", JsonRows(Scan), nullable=False, server_default="[]"),
    Column("confirmed_at", Moment),
    Column("meeting_id", Number, ForeignKey("meetings.id")),
    Column("position", Integer, nullable=False, server_default="0"),
    Column("reason", Words, nullable=False, server_default=EMPTY),
    Column("decided_by", PersonId, info=mentions()),
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
        Number,
        ForeignKey("applications.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
        info=about(),
    ),
    Column("at", Moment, nullable=False),
    Column("author_id", PersonId, info=about(Erasure.FORGET)),
    Column("step", Enumerated(Step), nullable=False),
    Column("text", Words, nullable=False, server_default=EMPTY),
)

calls_about(applications, "application")
own_data("applications", applications)
own_data("application_notes", application_notes)
