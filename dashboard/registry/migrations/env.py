"""Run by Alembic: the migrations on the engine that `registry.database` gives, one writer at a time."""

from alembic import context

from dashboard.registry.models import Base

engine = context.config.attributes["engine"]

# `begin immediate` (SQLite) makes a second process that starts at the same moment wait for the first.
with engine.begin() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True, compare_type=True)
    context.run_migrations()
