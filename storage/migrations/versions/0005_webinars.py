"""webinars."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

IDENTITY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
PARTIAL = {
    "webinar_guests_line": (["webinar_id", "standing", "turn"], "standing = 2"),
    "webinar_guests_offers": (["standing", "offered_until"], "standing = 3"),
    "webinar_guests_untold": (["webinar_id", "standing", "told", "person_id"], "standing = 0 AND told = 0"),
    "webinar_guests_marked": (["webinar_id", "attended", "score"], "attended = 1 OR score IS NOT NULL"),
}


def upgrade() -> None:
    """Apply the step."""
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.add_column(sa.Column("time_zone", sa.Text(), nullable=True))

    op.create_table(
        "webinars",
        sa.Column("id", IDENTITY, autoincrement=True, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("group_id", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("organiser_id", sa.BigInteger(), nullable=False),
        sa.Column("starts_at", sa.BigInteger(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), server_default="0", nullable=False),
        sa.Column("publish_at", sa.BigInteger(), nullable=True),
        sa.Column("followed_up_at", sa.BigInteger(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("speakers", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("picture", sa.Text(), nullable=False),
        sa.Column("discount", sa.Text(), nullable=False),
        sa.Column("code_word", sa.Text(), server_default="", nullable=False),
        sa.Column("recording", sa.Text(), server_default="", nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("webinars_pkey")),
    )
    op.create_index("webinars_status", "webinars", ["status", "ends_at"], unique=False)
    op.create_index("webinars_group", "webinars", ["group_id", "starts_at"], unique=False)
    op.create_index("webinars_unasked", "webinars", ["status", "followed_up_at", "ends_at"], unique=False)

    op.create_table(
        "webinar_guests",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("webinar_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("standing", sa.SmallInteger(), nullable=False),
        sa.Column("turn", sa.Integer(), server_default="0", nullable=False),
        sa.Column("at", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("offered_until", sa.BigInteger(), nullable=True),
        sa.Column("reminded", sa.Integer(), nullable=True),
        sa.Column("attended", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("score", sa.SmallInteger(), nullable=True),
        sa.Column("comment", sa.Text(), server_default="", nullable=False),
        sa.Column("told", sa.SmallInteger(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["webinar_id"], ["webinars.id"], name=op.f("webinar_guests_webinar_id_fkey")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("webinar_guests_person_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "webinar_id", name=op.f("webinar_guests_pkey")),
    )
    op.create_index(
        "webinar_guests_standing", "webinar_guests", ["webinar_id", "standing", "person_id"], unique=False
    )
    for name, (columns, where) in PARTIAL.items():
        op.create_index(
            name,
            "webinar_guests",
            columns,
            unique=False,
            sqlite_where=sa.text(where),
            postgresql_where=sa.text(where),
        )

    op.create_table(
        "webinar_calendars",
        sa.Column("webinar_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("job_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["webinar_id"], ["webinars.id"], name=op.f("webinar_calendars_webinar_id_fkey")
        ),
        sa.ForeignKeyConstraint(
            ["job_id"], ["jobs.id"], name=op.f("webinar_calendars_job_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("webinar_id", "sequence", "language", name=op.f("webinar_calendars_pkey")),
    )

    op.create_table(
        "webinar_months",
        sa.Column("group_id", sa.Text(), nullable=False),
        sa.Column("month", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("webinar_months_group_id_fkey")),
        sa.PrimaryKeyConstraint("group_id", "month", name=op.f("webinar_months_pkey")),
    )
