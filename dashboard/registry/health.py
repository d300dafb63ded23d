"""Whether the registry can be used, and holds together."""

from sqlalchemy import text

from dashboard.config import Settings
from dashboard.errors import RegistryError
from dashboard.registry import database
from dashboard.registry.audit_chain import verify
from dashboard.wording.grammar import count


def require_registry(settings: Settings) -> None:
    """Raises RegistryUnavailableError when there is a registry and it does not answer: one short read."""
    if database.exists(settings):
        with database.reading(settings) as session:
            session.execute(text("select count(*) from secret")).scalar()


def findings(settings: Settings) -> list[str]:
    """What is wrong with the registry, read from end to end, in sentences; none when there is none."""
    if not database.exists(settings):
        return []
    try:
        with database.reading(settings) as session:
            if session.get_bind().dialect.name == "sqlite":
                said = [row[0] for row in session.execute(text("pragma integrity_check(1)"))]
                if said != ["ok"]:
                    return [
                        "Le registre est endommagé\u00a0: le restaurer depuis une sauvegarde "
                        "(«\u00a0python -m dashboard restore\u00a0»)."
                    ]
        found = verify(settings)
    except RegistryError as refusal:
        return [str(refusal)]
    if found.broken is None:
        return []
    return [
        f"Le journal a été modifié\u00a0: la ligne {found.broken} ne suit pas celle d’avant. "
        f"Les {count(found.lines, 'ligne')} qui la précèdent tiennent\u00a0: comparer avec une sauvegarde."
    ]
