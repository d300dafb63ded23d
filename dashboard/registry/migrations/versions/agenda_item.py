"""The agenda of a meeting, with the figures that it had when it was prepared."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """One table, and the perimeter of a meeting in words."""
    op.add_column("review_meeting", sa.Column("perimeter", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "agenda_item",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("review_meeting_id", sa.Integer(), sa.ForeignKey("review_meeting.id"), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
    )
    op.create_index("ix_agenda_item_review_meeting_id", "agenda_item", ["review_meeting_id"])


def downgrade() -> None:
    """Without agendas."""
    op.drop_table("agenda_item")
    with op.batch_alter_table("review_meeting") as table:
        table.drop_column("perimeter")
