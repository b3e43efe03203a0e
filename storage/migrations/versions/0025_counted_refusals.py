"""How many refusals a row of the audit stands for."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    """Apply the step."""
    op.add_column("audit", sa.Column("times", sa.Integer(), nullable=True))
