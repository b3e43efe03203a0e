"""entry: requests to join, and who lost a working group's chat."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

IDENTITY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OPEN, SETTLED = sa.text("settled_at IS NULL"), sa.text("settled_at IS NOT NULL")


def upgrade() -> None:
    """Apply the step."""
    with op.batch_alter_table("chat_people", schema=None) as batch_op:
        batch_op.add_column(sa.Column("belonged", sa.Text(), server_default="", nullable=False))

    op.create_table(
        "join_requests",
        sa.Column("number", IDENTITY, autoincrement=True, nullable=False),
        sa.Column("chat_number", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("answer_by", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.SmallInteger(), nullable=False),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("cards", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chat_number"],
            ["chats.number"],
            name=op.f("join_requests_chat_number_fkey"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("join_requests_pkey")),
        sqlite_autoincrement=True,
    )
    op.create_index("join_requests_person", "join_requests", ["person_id", "chat_number"], unique=False)
    for name, columns, where in (
        ("open", ["chat_number", "person_id"], OPEN),
        ("overdue", ["answer_by"], OPEN),
        ("settled", ["settled_at"], SETTLED),
    ):
        op.create_index(
            f"join_requests_{name}",
            "join_requests",
            columns,
            unique=name == "open",
            sqlite_where=where,
            postgresql_where=where,
        )
    op.create_table(
        "chat_partings",
        sa.Column("chat_number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chat_number"],
            ["chats.number"],
            name=op.f("chat_partings_chat_number_fkey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("chat_partings_person_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("chat_number", "person_id", name=op.f("chat_partings_pkey")),
    )
    op.create_index(op.f("ix_chat_partings_person_id"), "chat_partings", ["person_id"], unique=False)
