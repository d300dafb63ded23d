"""Whether the registry can be used, and holds together."""

from sqlalchemy import text

from dashboard.config import Settings
from dashboard.registry import database


def require_registry(settings: Settings) -> None:
    """Raises RegistryUnavailableError when there is a registry and it does not answer: one short read."""
    if database.exists(settings):
        with database.reading(settings) as session:
            session.execute(text("select count(*) from secret")).scalar()


def damage(settings: Settings) -> str:
    """What is wrong with the file of the registry, read from end to end, in one sentence; empty when nothing is. Raises
    RegistryError when it does not answer."""
    with database.reading(settings) as session:
        if session.get_bind().dialect.name == "sqlite":
            said = [row[0] for row in session.execute(text("pragma integrity_check(1)"))]
            if said != ["ok"]:
                return (
                    "endommagé\u00a0: le restaurer depuis une sauvegarde («\u00a0python -m dashboard restore\u00a0»)."
                )
    return ""
