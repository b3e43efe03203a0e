"""birthdays."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Apply the step."""
    op.create_table(
        "birthdays",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("month", sa.SmallInteger(), nullable=False),
        sa.Column("day", sa.SmallInteger(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("birthdays_person_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("birthdays_pkey")),
    )
    op.create_index("birthdays_day", "birthdays", ["month", "day"], unique=False)
    op.create_table(
        "birthday_days",
        sa.Column("day", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("birthday_days_pkey")),
    )
