"""applications."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

IDENTITY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
IS_OPEN = sa.text(
    "status IN ('complete', 'filling', 'postponed', 'returned', 'signing', 'submitted')",
)


def upgrade() -> None:
    """Apply the step."""
    op.create_table(
        "meetings",
        sa.Column("id", IDENTITY, autoincrement=True, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("meetings_pkey")),
    )
    op.create_index("meetings_status", "meetings", ["status", "at"], unique=False)

    op.create_table(
        "applications",
        sa.Column("id", IDENTITY, autoincrement=True, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("files", sa.Text(), server_default="[]", nullable=False),
        sa.Column("confirmed_at", sa.BigInteger(), nullable=True),
        sa.Column("meeting_id", sa.BigInteger(), nullable=True),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("cards", sa.Integer(), server_default="0", nullable=False),
        sa.Column("version", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("applications_person_id_fkey"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("applications_meeting_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("applications_pkey")),
        sqlite_autoincrement=True,
    )
    op.create_index("applications_person", "applications", ["person_id", "id"], unique=False)
    op.create_index(
        "applications_open",
        "applications",
        ["person_id"],
        unique=True,
        sqlite_where=IS_OPEN,
        postgresql_where=IS_OPEN,
    )
    op.create_index("applications_meeting", "applications", ["meeting_id", "position"], unique=False)

    op.create_table(
        "application_notes",
        sa.Column("id", IDENTITY, autoincrement=True, nullable=False),
        sa.Column("application_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=True),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("application_notes_application_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("application_notes_pkey")),
    )
    op.create_index(
        op.f("ix_application_notes_application_id"), "application_notes", ["application_id"], unique=False
    )

    op.create_table(
        "organisations",
        sa.Column("id", IDENTITY, autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("inn", sa.Text(), nullable=False),
        sa.Column("ogrn", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("organisations_pkey")),
        sa.UniqueConstraint("inn", name=op.f("organisations_inn_key")),
    )
    op.create_table(
        "members",
        sa.Column("id", IDENTITY, autoincrement=True, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("organisation_id", sa.BigInteger(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("application_id", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("members_person_id_fkey"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("members_organisation_id_fkey")
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("members_application_id_fkey"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("members_pkey")),
        sa.UniqueConstraint("person_id", name=op.f("members_person_id_key")),
        sa.UniqueConstraint("organisation_id", name=op.f("members_organisation_id_key")),
        sqlite_autoincrement=True,
    )
    op.create_index("members_status", "members", ["status", "id"], unique=False)
    op.create_index("members_application", "members", ["application_id"], unique=False)

    op.create_table(
        "representatives",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("representatives_organisation_id_fkey")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("representatives_person_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("organisation_id", "person_id", name=op.f("representatives_pkey")),
    )
    op.create_index("representatives_person", "representatives", ["person_id"], unique=False)

    op.create_table(
        "invitations",
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("invited_by", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("used_by", sa.BigInteger(), nullable=True),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("invitations_organisation_id_fkey")
        ),
        sa.ForeignKeyConstraint(
            ["invited_by"], ["people.id"], name=op.f("invitations_invited_by_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token", name=op.f("invitations_pkey")),
    )
    op.create_index(op.f("ix_invitations_invited_by"), "invitations", ["invited_by"], unique=False)
