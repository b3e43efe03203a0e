"""publications."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

IDENTITY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
PARTIAL = {
    "publications_planned": ("publications", ["status", "at"], "status = 'planned'"),
    "publications_gathering": ("publications", ["gathering", "updated_at"], "gathering = 1"),
    "publication_sendings_queued": ("publication_sendings", ["passage", "until"], "passage = 0"),
}


def upgrade() -> None:
    """Apply the step."""
    op.create_table(
        "publications",
        sa.Column("id", IDENTITY, autoincrement=True, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("signature", sa.Text(), server_default="", nullable=False),
        sa.Column("chats", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=True),
        sa.Column("first_at", sa.BigInteger(), nullable=True),
        sa.Column("repeat", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("cards", sa.Integer(), nullable=False),
        sa.Column("album", sa.Text(), server_default="", nullable=False),
        sa.Column("gathering", sa.SmallInteger(), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("publications_pkey")),
        sqlite_autoincrement=True,
    )
    op.create_index("publications_author", "publications", ["author_id", "status"], unique=False)
    op.create_index("publications_status", "publications", ["status", "updated_at"], unique=False)
    op.create_table(
        "publication_sendings",
        sa.Column("publication_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("occurrence", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("chat", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("passage", sa.SmallInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("link", sa.Text(), server_default="", nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["publication_id"],
            ["publications.id"],
            name=op.f("publication_sendings_publication_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "publication_id", "occurrence", "chat", name=op.f("publication_sendings_pkey")
        ),
        sa.UniqueConstraint("key", name=op.f("publication_sendings_key_key")),
    )
    op.create_index("publication_sendings_occurrence", "publication_sendings", ["occurrence"], unique=False)
    op.create_table(
        "publication_marks",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("publication_marks_pkey")),
    )
    for name, (table, columns, where) in PARTIAL.items():
        op.create_index(
            name,
            table,
            columns,
            unique=False,
            sqlite_where=sa.text(where),
            postgresql_where=sa.text(where),
        )
