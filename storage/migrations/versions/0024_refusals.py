"""What Telegram refused: to deliver a warning, to delete a message, to let somebody in."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    """Apply the step."""
    for table in ("incidents", "join_requests", "warnings"):
        op.add_column(table, sa.Column("failure", sa.Text(), nullable=False, server_default=sa.text("''")))
