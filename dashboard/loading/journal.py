"""What is done to the data, in the audit of the registry."""

import datetime as dt

from dashboard import authority
from dashboard.config import Settings
from dashboard.registry import database
from dashboard.registry.audit import Act, note


def tell(settings: Settings, act: Act, table: str, number: int, detail: str = "") -> None:
    """Add a line, where there is a registry: an installation that never had one keeps its loads and versions, which
    say when they were made. Raises RegistryUnavailableError."""
    if database.exists(settings):
        note(settings, dt.datetime.now(dt.UTC), authority.actor(), act, table, number, detail)
