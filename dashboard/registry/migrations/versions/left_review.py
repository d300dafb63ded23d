"""Opinions left in the application, their moderation, replies, votes and audit."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

MOMENT = sa.DateTime(timezone=True)
TABLES = (
    "sending_origin",
    "secret",
    "audit",
    "reply_vote",
    "left_review_reply",
    "left_review_contact",
    "left_review_theme",
    "left_review",
)


def upgrade() -> None:
    """The tables, then the rule that nothing changes a line of the audit."""
    _reviews()
    _replies()
    _audit()
    op.create_table(
        "secret",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("value", sa.String(64), nullable=False),
    )
    op.create_table(
        "sending_origin",
        sa.Column("origin", sa.String(64), primary_key=True),
        sa.Column("since", MOMENT, primary_key=True),
        sa.Column("accepted", sa.Integer(), nullable=False),
    )


def downgrade() -> None:
    """Without opinions."""
    for table in TABLES:
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("drop function audit_is_kept()")


def _reviews() -> None:
    op.create_table(
        "left_review",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("site", sa.String(80), nullable=False),
        sa.Column("tone", sa.String(8), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("text", sa.Text()),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("refusal_reason", sa.String(20)),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("published_at", MOMENT),
        sa.Column("refused_at", MOMENT),
        sa.CheckConstraint("tone in ('positive', 'neutral', 'negative')", name="tone"),
        sa.CheckConstraint("state in ('waiting', 'published', 'refused')", name="state"),
        sa.CheckConstraint("(state = 'refused') = (refusal_reason is not null)", name="refusal_reason"),
    )
    op.create_index("ix_left_review_site_state", "left_review", ["site", "state"])
    op.create_index("ix_left_review_digest", "left_review", ["digest"])
    op.create_table(
        "left_review_theme",
        sa.Column("left_review_id", sa.Integer(), sa.ForeignKey("left_review.id"), primary_key=True),
        sa.Column("theme", sa.String(80), primary_key=True),
    )
    op.create_table(
        "left_review_contact",
        sa.Column("left_review_id", sa.Integer(), sa.ForeignKey("left_review.id"), primary_key=True),
        sa.Column("email", sa.String(254), nullable=False),
    )
    op.create_index("ix_left_review_contact_email", "left_review_contact", ["email"])


def _replies() -> None:
    op.create_table(
        "left_review_reply",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("left_review_id", sa.Integer(), sa.ForeignKey("left_review.id"), nullable=False, unique=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("author", sa.String(120), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("validated_by", sa.String(120)),
        sa.Column("validated_at", MOMENT),
        sa.CheckConstraint("state in ('draft', 'validated')", name="state"),
        sa.CheckConstraint("(state = 'validated') = (validated_by is not null)", name="validated_by"),
    )
    op.create_table(
        "reply_vote",
        sa.Column("reply_id", sa.Integer(), sa.ForeignKey("left_review_reply.id"), primary_key=True),
        sa.Column("reader", sa.String(64), primary_key=True),
        sa.Column("useful", sa.Boolean(), nullable=False),
        sa.Column("voted_at", MOMENT, nullable=False),
    )


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor", sa.String(120), nullable=False),
        sa.Column("act", sa.String(30), nullable=False),
        sa.Column("object", sa.String(30), nullable=False),
        sa.Column("object_id", sa.Integer(), nullable=False),
        sa.Column("detail", sa.String(200), nullable=False),
    )
    op.create_index("ix_audit_object", "audit", ["object", "object_id"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "create function audit_is_kept() returns trigger language plpgsql as "
            "$$ begin raise exception 'the audit is append-only'; end $$"
        )
        op.execute(
            "create trigger audit_is_kept before update or delete or truncate on audit "
            "for each statement execute function audit_is_kept()"
        )
        return
    for change in ("update", "delete"):
        op.execute(
            f"create trigger audit_no_{change} before {change} on audit "
            "begin select raise(abort, 'the audit is append-only'); end"
        )
