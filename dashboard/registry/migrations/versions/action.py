"""Actions and the opinions that they answer; meetings and what they decide."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

MOMENT = sa.DateTime(timezone=True)
TABLES = ("decision", "review_meeting", "action_review", "action")


def upgrade() -> None:
    """Four tables."""
    _actions()
    _meetings()


def downgrade() -> None:
    """Without actions nor meetings."""
    for table in TABLES:
        op.drop_table(table)


def _actions() -> None:
    op.create_table(
        "action",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("decided", sa.Text(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("owner", sa.String(120), nullable=False),
        sa.Column("due_on", sa.Date()),
        sa.Column("done_on", sa.Date()),
        sa.Column("commitment", sa.Integer()),
        sa.Column("indicator", sa.String(80)),
        sa.Column("site", sa.String(80)),
        sa.Column("service", sa.String(80)),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.CheckConstraint("state in ('considered', 'under_way', 'done', 'abandoned')", name="state"),
        sa.CheckConstraint("(state = 'done') = (done_on is not null)", name="done_on"),
        sa.CheckConstraint("(site is null) <> (service is null)", name="place"),
    )
    op.create_index("ix_action_site", "action", ["site"])
    op.create_index("ix_action_service", "action", ["service"])
    op.create_table(
        "action_review",
        sa.Column("action_id", sa.Integer(), sa.ForeignKey("action.id"), primary_key=True),
        sa.Column("review", sa.String(80), primary_key=True),
        sa.Column("tied_at", MOMENT, nullable=False),
    )
    op.create_index("ix_action_review_review", "action_review", ["review"])


def _meetings() -> None:
    op.create_table(
        "review_meeting",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("data_version", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("review_meeting_id", sa.Integer(), sa.ForeignKey("review_meeting.id"), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(120), nullable=False),
        sa.Column("due_on", sa.Date()),
        sa.Column("indicator", sa.String(80)),
        sa.Column("site", sa.String(80)),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.CheckConstraint("state in ('open', 'done', 'dropped')", name="state"),
    )
    op.create_index("ix_decision_review_meeting_id", "decision", ["review_meeting_id"])
