"""Which calls only show a screen, and how often a call was not answered."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """Apply the step."""
    for name in ("screen", "unanswered"):
        op.add_column("outbox", sa.Column(name, sa.SmallInteger(), nullable=False, server_default="0"))
