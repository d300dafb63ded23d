"""Who was at a meeting, and what its figures rest on: what its documents say."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
COLUMNS = ("participants", "basis")


def upgrade() -> None:
    """Two columns."""
    for name in COLUMNS:
        op.add_column("review_meeting", sa.Column(name, sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Without them."""
    with op.batch_alter_table("review_meeting") as table:
        for name in COLUMNS:
            table.drop_column(name)
