"""votes."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

IDENTITY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
PARTIAL = {
    "ballots_application": ("application_id", "status = 'open'"),
    "ballots_member": ("member_id", "status IN ('open', 'waiting')"),
}


def upgrade() -> None:
    """Apply the step."""
    for name, kind in (
        *(("opened_at", sa.BigInteger()), ("until", sa.BigInteger()), ("closed_at", sa.BigInteger())),
        ("reminded", sa.Integer()),
    ):
        op.add_column("meetings", sa.Column(name, kind, nullable=True))
    for name, kind in (
        *(("all_voted", sa.SmallInteger()), ("missed", sa.SmallInteger())),
        ("version", sa.Integer()),
    ):
        op.add_column("meetings", sa.Column(name, kind, server_default="0", nullable=False))
    op.create_table(
        "ballots",
        sa.Column("id", IDENTITY, autoincrement=True, nullable=False),
        sa.Column("meeting_id", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("application_id", sa.BigInteger(), nullable=True),
        sa.Column("member_id", sa.BigInteger(), nullable=True),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("room", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("decided_at", sa.BigInteger(), nullable=True),
        sa.Column("votes_for", sa.Integer(), server_default="0", nullable=False),
        sa.Column("votes_against", sa.Integer(), server_default="0", nullable=False),
        sa.Column("abstained", sa.Integer(), server_default="0", nullable=False),
        sa.Column("board", sa.Integer(), server_default="0", nullable=False),
        sa.Column("version", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("ballots_meeting_id_fkey")),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("ballots_application_id_fkey"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("ballots_member_id_fkey"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("ballots_pkey")),
        sqlite_autoincrement=True,
    )
    op.create_index("ballots_meeting", "ballots", ["meeting_id", "position"], unique=False)
    for name, (about, where) in PARTIAL.items():
        op.create_index(
            name,
            "ballots",
            [about],
            unique=True,
            sqlite_where=sa.text(where),
            postgresql_where=sa.text(where),
        )
    op.create_table(
        "votes",
        sa.Column("ballot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("choice", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["ballots.id"], name=op.f("votes_ballot_id_fkey"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("votes_person_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("ballot_id", "person_id", name=op.f("votes_pkey")),
    )
    op.create_index("votes_person", "votes", ["person_id"], unique=False)
    op.create_table(
        "board_rolls",
        sa.Column("meeting_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("board_rolls_meeting_id_fkey")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("board_rolls_person_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("meeting_id", "person_id", name=op.f("board_rolls_pkey")),
    )
    op.create_index("board_rolls_person", "board_rolls", ["person_id"], unique=False)
