"""leaving."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

IDENTITY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Apply the step."""
    op.create_table(
        "departures",
        sa.Column("id", IDENTITY, autoincrement=True, nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.Column("settled_by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("departures_member_id_fkey"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("departures_person_id_fkey"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("departures_pkey")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_departures_member_id"), "departures", ["member_id"], unique=False)
    op.create_index(op.f("ix_departures_person_id"), "departures", ["person_id"], unique=False)
    op.create_index(
        "departures_asked",
        "departures",
        ["member_id"],
        unique=True,
        sqlite_where=sa.text("status = 'asked'"),
        postgresql_where=sa.text("status = 'asked'"),
    )
    op.create_table(
        "departure_words",
        sa.Column("id", IDENTITY, autoincrement=True, nullable=False),
        sa.Column("departure_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=True),
        sa.Column("staff", sa.SmallInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["departure_id"],
            ["departures.id"],
            name=op.f("departure_words_departure_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("departure_words_pkey")),
    )
    op.create_index(
        op.f("ix_departure_words_departure_id"), "departure_words", ["departure_id"], unique=False
    )
