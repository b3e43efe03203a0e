"""Acts that are open, by their chats."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Apply the step."""
    acts = sa.text("state < 2 AND lane = 1")
    op.create_index("outbox_acts", "outbox", ["chat_id", "state"], sqlite_where=acts, postgresql_where=acts)
