"""What a decision is about, in the words of the day."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Empty for the decisions of before: they are told with the names of today."""
    op.add_column("decision", sa.Column("about", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Without these words."""
    with op.batch_alter_table("decision") as table:
        table.drop_column("about")
