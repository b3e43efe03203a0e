"""The name under which the result of a call comes back."""

from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Apply the step."""
    op.alter_column("outbox", "wants", new_column_name="result_topic")
