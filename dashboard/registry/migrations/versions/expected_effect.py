"""The effect that is expected of an action, which nothing changes afterwards; the decision that it carries out."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Two tables: actions that exist have no expected effect."""
    _effects()
    op.create_table(
        "action_decision",
        sa.Column("action_id", sa.Integer(), sa.ForeignKey("action.id"), primary_key=True),
        sa.Column("decision_id", sa.Integer(), sa.ForeignKey("decision.id"), nullable=False),
        sa.Column("review_meeting_id", sa.Integer(), sa.ForeignKey("review_meeting.id"), nullable=False),
    )
    op.create_index("ix_action_decision_decision_id", "action_decision", ["decision_id"])


def downgrade() -> None:
    """Without them."""
    op.drop_table("action_decision")
    op.drop_table("expected_effect")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("drop function expected_effect_is_kept()")


def _effects() -> None:
    op.create_table(
        "expected_effect",
        sa.Column("action_id", sa.Integer(), sa.ForeignKey("action.id"), primary_key=True),
        sa.Column("indicator", sa.String(80), nullable=False),
        sa.Column("direction", sa.String(4), nullable=False),
        sa.Column("smallest_change", sa.Double(), nullable=False),
        sa.Column("stated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("direction in ('up', 'down')", name="direction"),
        sa.CheckConstraint("smallest_change > 0", name="smallest_change"),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "create function expected_effect_is_kept() returns trigger language plpgsql as "
            "$$ begin raise exception 'an expected effect is fixed'; end $$"
        )
        op.execute(
            "create trigger expected_effect_is_kept before update or delete or truncate on expected_effect "
            "for each statement execute function expected_effect_is_kept()"
        )
        return
    for change in ("update", "delete"):
        op.execute(
            f"create trigger expected_effect_no_{change} before {change} on expected_effect "
            "begin select raise(abort, 'an expected effect is fixed'); end"
        )
