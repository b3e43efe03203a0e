"""The partner whose event a webinar is."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Apply the step."""
    partner = sa.Column("partner_id", sa.BigInteger(), sa.ForeignKey("partners.id"), nullable=True)
    op.add_column("webinars", partner, inline_references=True)  # SQLite adds a reference only with its column
