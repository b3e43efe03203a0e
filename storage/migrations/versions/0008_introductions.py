"""introductions."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

IDENTITY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Apply the step."""
    op.create_table(
        "introduction_participants",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("interests", sa.Text(), server_default="[]", nullable=False),
        sa.Column("about", sa.Text(), server_default="", nullable=False),
        sa.Column("pausing", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("waited", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("introduction_participants_person_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("introduction_participants_pkey")),
    )
    op.create_table(
        "introduction_rounds",
        sa.Column("planned_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("participants", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("planned_at", name=op.f("introduction_rounds_pkey")),
    )
    op.create_table(
        "introductions",
        sa.Column("id", IDENTITY, autoincrement=True, nullable=False),
        sa.Column("round", sa.BigInteger(), nullable=False),
        sa.Column("first_id", sa.BigInteger(), nullable=True),
        sa.Column("second_id", sa.BigInteger(), nullable=True),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=True),
        sa.Column("first_says", sa.SmallInteger(), nullable=True),
        sa.Column("second_says", sa.SmallInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["round"], ["introduction_rounds.planned_at"], name=op.f("introductions_round_fkey")
        ),
        sa.ForeignKeyConstraint(
            ["first_id"], ["people.id"], name=op.f("introductions_first_id_fkey"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["second_id"], ["people.id"], name=op.f("introductions_second_id_fkey"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("introductions_pkey")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_introductions_round"), "introductions", ["round"], unique=False)
    op.create_index("introductions_pair", "introductions", ["first_id", "second_id"], unique=True)
    op.create_index("introductions_second", "introductions", ["second_id"], unique=False)
    op.create_index(
        "introductions_unasked",
        "introductions",
        ["made_at"],
        unique=False,
        sqlite_where=sa.text("asked_at IS NULL"),
        postgresql_where=sa.text("asked_at IS NULL"),
    )
