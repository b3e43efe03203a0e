"""Complete databases whose early steps were later edited."""

import sqlalchemy as sa
from alembic import context, op

revision = "0019"
down_revision = "0018"

# Steps that a database at a later revision may lack, each with a table that it makes.
MISSED = {"0007": "incidents", "0008": "introductions", "0009": "publications"}
# Tables that may be without AUTOINCREMENT on SQLite.
REUSED_IDS = ("jobs", "group_questions")


def upgrade() -> None:
    """Apply the step."""
    inspector = sa.inspect(op.get_bind())
    tables = set(inspector.get_table_names())
    for step, table in MISSED.items():
        if table not in tables:
            context.script.get_revision(step).module.upgrade()
    if "chat_activity" not in tables:
        op.create_table(
            "chat_activity",
            sa.Column("chat_number", sa.BigInteger(), autoincrement=False, nullable=False),
            sa.Column("hour", sa.BigInteger(), autoincrement=False, nullable=False),
            sa.Column("messages", sa.Integer(), nullable=False),
            sa.PrimaryKeyConstraint("chat_number", "hour", name=op.f("chat_activity_pkey")),
        )
    if "menus" not in {column["name"] for column in inspector.get_columns("bots")}:
        op.add_column("bots", sa.Column("menus", sa.Text(), nullable=True))
    if "outbox_open" in {index["name"] for index in inspector.get_indexes("outbox")}:
        _replace_first_indexes()
    if op.get_bind().dialect.name == "sqlite":
        _number_ids_once()


def _replace_first_indexes() -> None:
    """Replace the indexes and the constraint with which the first databases were made."""
    with op.batch_alter_table("outbox") as batch:
        batch.drop_constraint("outbox_key_key", type_="unique")
        for name in ("outbox_open", "outbox_chat", "outbox_edits", "outbox_settled_at"):
            batch.drop_index(name)
    op.drop_index("inbox_done_at", "inbox")
    op.create_index("outbox_chat", "outbox", ["chat_id", "state"])
    for name, table, columns, where, unique in (
        ("outbox_edits", "outbox", ["edits"], "state = 0 AND edits IS NOT NULL", False),
        ("outbox_key", "outbox", ["key"], "key IS NOT NULL", True),
        ("outbox_settled_at", "outbox", ["settled_at"], "settled_at IS NOT NULL", False),
        ("inbox_done_at", "inbox", ["done_at"], "done_at IS NOT NULL", False),
    ):
        condition = sa.text(where)
        op.create_index(
            name, table, columns, unique=unique, sqlite_where=condition, postgresql_where=condition
        )


def _number_ids_once() -> None:
    """Rebuild tables in which SQLite would give the id of a deleted row again."""
    for table in REUSED_IDS:
        made = sa.text("SELECT sql FROM sqlite_master WHERE name = :table")
        if "AUTOINCREMENT" not in op.get_bind().execute(made, {"table": table}).scalar_one():
            with op.batch_alter_table(table, recreate="always", table_kwargs={"sqlite_autoincrement": True}):
                pass  # the table is only rebuilt
