"""chats, and messages that are taken away after a while."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

IDENTITY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
FADING = sa.text("fades_at IS NOT NULL")


def upgrade() -> None:
    """Apply the step."""
    op.create_table(
        "chats",
        sa.Column("number", IDENTITY, autoincrement=True, nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("scope", sa.Text(), server_default="", nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("rights", sa.Text(), nullable=False),
        sa.Column("inside", sa.SmallInteger(), nullable=False),
        sa.Column("link", sa.Text(), server_default="", nullable=False),
        sa.Column("found_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("chats_pkey")),
        sa.UniqueConstraint("id", name=op.f("chats_id_key")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "chat_people",
        sa.Column("chat_number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("rights", sa.Text(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("chat_number", "person_id", name=op.f("chat_people_pkey")),
    )
    op.create_index("chat_people_person", "chat_people", ["person_id"], unique=False)
    op.create_index("chat_people_since", "chat_people", ["since"], unique=False)
    op.create_table(
        "chat_activity",
        sa.Column("chat_number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("hour", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("messages", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("chat_number", "hour", name=op.f("chat_activity_pkey")),
    )
    op.add_column("outbox", sa.Column("fades_at", sa.BigInteger(), nullable=True))
    op.create_index(
        "outbox_fades_at",
        "outbox",
        ["fades_at"],
        unique=False,
        sqlite_where=FADING,
        postgresql_where=FADING,
    )
