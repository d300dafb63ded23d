"""Run by Alembic: the migrations on the engine that `registry.database` gives, one writer at a time."""

from alembic import context
from sqlalchemy import text

from dashboard.registry.base import Base

engine = context.config.attributes["engine"]

LOCK = 20_230_601
"""Any number, the same for every process."""

# `begin immediate` (SQLite) or a lock (PostgreSQL) makes a second process that starts at the same moment wait for the
# first.
with engine.begin() as connection:
    if engine.dialect.name == "postgresql":
        connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True, compare_type=True)
    context.run_migrations()
