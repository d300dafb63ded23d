"""Who signed in, which roles they have, and the audit as a chain that shows what is changed in it."""

import datetime as dt

import sqlalchemy as sa
from alembic import op

from dashboard.registry.audit_chain import BEGINNING, link

revision = "0007"
down_revision = "0006"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Two tables, and the chain of the lines that are already there."""
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("subject", sa.String(255), nullable=False, unique=True),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("first_seen_at", MOMENT),
        sa.Column("last_seen_at", MOMENT),
    )
    op.create_table(
        "role_grant",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("perimeter", sa.Text(), nullable=False),
        sa.Column("expires_on", sa.Date()),
        sa.Column("granted_by", sa.String(120), nullable=False),
        sa.Column("granted_at", MOMENT, nullable=False),
        sa.Column("revoked_by", sa.String(120)),
        sa.Column("revoked_at", MOMENT),
        sa.CheckConstraint(
            "role in ('lecteur', 'analyste', 'agent', 'moderateur', 'pilote', 'administrateur')", name="role"
        ),
        sa.CheckConstraint("(revoked_at is null) = (revoked_by is null)", name="revoked_by"),
    )
    op.create_index("ix_role_grant_person_id", "role_grant", ["person_id"])
    op.add_column("audit", sa.Column("chain", sa.String(64), nullable=False, server_default=""))
    _keep_nothing()
    _chain()
    _keep_everything()


def downgrade() -> None:
    """Without rights nor chain."""
    op.drop_table("role_grant")
    op.drop_table("person")
    _keep_nothing()
    with op.batch_alter_table("audit") as table:
        table.drop_column("chain")
    _keep_everything()


def _chain() -> None:
    audit = sa.table(
        "audit",
        *(sa.column(name) for name in ("id", "actor", "act", "object", "object_id", "detail", "chain")),
        sa.column("at", MOMENT),
    )
    bind, previous = op.get_bind(), BEGINNING
    for row in bind.execute(sa.select(audit).order_by(audit.c.id)).all():
        at = row.at if row.at.tzinfo else row.at.replace(tzinfo=dt.UTC)
        previous = link(previous, at, row.actor, row.act, row.object, row.object_id, row.detail)
        bind.execute(sa.update(audit).where(audit.c.id == row.id).values(chain=previous))


def _keep_nothing() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("drop trigger audit_is_kept on audit")
        return
    for change in ("update", "delete"):
        op.execute(f"drop trigger audit_no_{change}")


def _keep_everything() -> None:
    if op.get_bind().dialect.name == "postgresql":
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
