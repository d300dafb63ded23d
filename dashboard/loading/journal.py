"""What is done to the data, in the audit of the registry."""

import datetime as dt

from dashboard import authority
from dashboard.config import Settings
from dashboard.errors import RegistryUnavailableError
from dashboard.registry import database
from dashboard.registry.audit import PROGRAM, Act, AuditLine, last_of, note
from dashboard.store import staging
from dashboard.store.version import served_number

_FOUND = "constaté après un arrêt"


def tell(settings: Settings, act: Act, table: str, number: int, detail: str = "") -> None:
    """Add a line, where there is a registry: an installation that never had one keeps its loads and versions, which
    say when they were made. Raises RegistryUnavailableError."""
    if not database.exists(settings):
        return
    try:
        note(settings, dt.datetime.now(dt.UTC), authority.actor(), act, table, number, detail)
    except RegistryUnavailableError as error:
        known = {"load": f"Le chargement {number:04d} est fait", "version": f"La version {number} est en service"}
        done = known.get(table, "C’est fait")
        raise RegistryUnavailableError(f"{done}, mais le journal n’a pas pu le noter. {error}") from error


def complete(settings: Settings) -> None:
    """Add the line of an act that was interrupted between the data and the audit: the files are in place, nothing says
    who put them there. To be called before the next act. Raises RegistryUnavailableError."""
    if not database.exists(settings):
        return
    if told := last_of(settings, "load"):
        for folder in staging.folders(settings.staging):
            if int(folder.name) > told.object_id:
                _found(settings, Act.LOADED, "load", int(folder.name))
    told, served = last_of(settings, "version"), served_number(settings)
    if told and served is not None and told.object_id != served:
        _found(settings, _became(told, served), "version", served)


def _became(told: AuditLine, served: int) -> Act:
    return Act.DATA_PUBLISHED if served > told.object_id else Act.UNDONE


def _found(settings: Settings, act: Act, table: str, number: int) -> None:
    note(settings, dt.datetime.now(dt.UTC), PROGRAM, act, table, number, _FOUND)
