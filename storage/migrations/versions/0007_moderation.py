"""moderation."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

IDENTITY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
RUNNING = sa.text("until IS NOT NULL AND ended_at IS NULL AND undone_at IS NULL")


def upgrade() -> None:
    """Apply the step."""
    op.create_table(
        "incidents",
        sa.Column("id", IDENTITY, autoincrement=True, nullable=False),
        sa.Column("chat_number", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("message_ids", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", sa.BigInteger(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("warning_id", sa.BigInteger(), nullable=True),
        sa.Column("why", sa.Text(), server_default="", nullable=False),
        sa.Column("shown", sa.SmallInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("incidents_pkey")),
        sa.UniqueConstraint("chat_number", "message_id", name=op.f("incidents_chat_number_message_id_key")),
        sqlite_autoincrement=True,
    )
    op.create_index("incidents_created", "incidents", ["created_at"], unique=False)
    op.create_index("incidents_subject", "incidents", ["subject_id"], unique=False)
    op.create_table(
        "incident_reports",
        sa.Column("incident_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("incident_id", "person_id", name=op.f("incident_reports_pkey")),
    )
    op.create_index("incident_reports_person", "incident_reports", ["person_id"], unique=False)
    op.create_table(
        "warnings",
        sa.Column("id", IDENTITY, autoincrement=True, nullable=False),
        sa.Column("incident_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_number", sa.BigInteger(), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("moderator_id", sa.BigInteger(), nullable=False),
        sa.Column("rule", sa.SmallInteger(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("lifted_at", sa.BigInteger(), nullable=True),
        sa.Column("lifted_by", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("warnings_pkey")),
        sqlite_autoincrement=True,
    )
    op.create_index("warnings_subject", "warnings", ["subject_id", "chat_number"], unique=False)
    op.create_table(
        "sanctions",
        sa.Column("id", IDENTITY, autoincrement=True, nullable=False),
        sa.Column("incident_id", sa.BigInteger(), nullable=True),
        sa.Column("chat_number", sa.BigInteger(), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("moderator_id", sa.BigInteger(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=True),
        sa.Column("by_hand", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("undone_at", sa.BigInteger(), nullable=True),
        sa.Column("undone_by", sa.BigInteger(), nullable=True),
        sa.Column("failure", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("sanctions_pkey")),
        sqlite_autoincrement=True,
    )
    op.create_index("sanctions_incident", "sanctions", ["incident_id"], unique=False)
    op.create_index("sanctions_subject", "sanctions", ["subject_id", "chat_number"], unique=False)
    op.create_index(
        "sanctions_until",
        "sanctions",
        ["until"],
        unique=False,
        sqlite_where=RUNNING,
        postgresql_where=RUNNING,
    )
    op.create_table(
        "appeals",
        sa.Column("id", IDENTITY, autoincrement=True, nullable=False),
        sa.Column("warning_id", sa.BigInteger(), nullable=True),
        sa.Column("sanction_id", sa.BigInteger(), nullable=True),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("decided_at", sa.BigInteger(), nullable=True),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("upheld", sa.SmallInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("appeals_pkey")),
        sa.UniqueConstraint("sanction_id", name=op.f("appeals_sanction_id_key")),
        sa.UniqueConstraint("warning_id", name=op.f("appeals_warning_id_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_appeals_person_id"), "appeals", ["person_id"], unique=False)
    op.create_table(
        "moderation_wishes",
        sa.Column("id", IDENTITY, autoincrement=True, nullable=False),
        sa.Column("chat_number", sa.BigInteger(), nullable=False),
        sa.Column("wish", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("moderation_wishes_pkey")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_moderation_wishes_at"), "moderation_wishes", ["at"], unique=False)
