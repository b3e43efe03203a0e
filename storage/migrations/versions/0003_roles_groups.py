"""roles_groups."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Apply the step."""
    with op.batch_alter_table("roles", schema=None) as batch_op:
        batch_op.add_column(sa.Column("scope", sa.Text(), server_default="", nullable=False))
        batch_op.drop_constraint("roles_pkey", type_="primary")
        batch_op.create_primary_key("roles_pkey", ["person_id", "role", "scope"])

    op.create_table(
        "audit",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=True),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=True),
        sa.Column("data", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("audit_pkey")),
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index("audit_actor", ["actor_id"], unique=False)
        batch_op.create_index("audit_subject", ["subject_id"], unique=False)
        batch_op.create_index(
            "audit_refused",
            ["at"],
            unique=False,
            sqlite_where=sa.text("act = 'refused'"),
            postgresql_where=sa.text("act = 'refused'"),
        )

    op.create_table(
        "groups",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("titles", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), server_default="{}", nullable=False),
        sa.Column("chat_link", sa.Text(), server_default="", nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("groups_pkey")),
    )
    op.create_table(
        "group_members",
        sa.Column("group_id", sa.Text(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("status", sa.SmallInteger(), nullable=False),
        sa.Column("replaces", sa.Text(), server_default="", nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("group_members_group_id_fkey")),
        sa.PrimaryKeyConstraint("group_id", "member_id", name=op.f("group_members_pkey")),
    )
    with op.batch_alter_table("group_members", schema=None) as batch_op:
        batch_op.create_index("group_members_member", ["member_id"], unique=False)
        batch_op.create_index("group_members_person", ["person_id"], unique=False)

    op.create_table(
        "group_questions",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("group_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_by", sa.BigInteger(), nullable=True),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("group_questions_group_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("group_questions_pkey")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("group_questions", schema=None) as batch_op:
        batch_op.create_index(
            "group_questions_open",
            ["group_id", "id"],
            unique=False,
            sqlite_where=sa.text("answered_at IS NULL"),
            postgresql_where=sa.text("answered_at IS NULL"),
        )
        batch_op.create_index("group_questions_person", ["person_id"], unique=False)
