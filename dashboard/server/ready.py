"""`/ready`: can this server answer, and with which data? For a supervisor or a load balancer."""

import os
from functools import lru_cache

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dashboard import config
from dashboard.errors import DashboardError, StoreError
from dashboard.registry.health import require_registry
from dashboard.store import checks, version
from dashboard.store.version import REMEDY, Version

_NOTHING = (
    "Aucune donnée n’est publiée\u00a0: charger des fichiers puis lancer «\u00a0python -m dashboard publish\u00a0»."
)


async def ready(_request: Request) -> Response:
    """200 and the version of the published data; 503 and a sentence when there is none, when it cannot be read or is
    not what was published, or when the registry does not answer."""
    try:
        published = await run_in_threadpool(_usable)
    except DashboardError as error:
        return _answer(503, status="unavailable", message=str(error))
    if published is None:
        return _answer(503, status="unavailable", message=_NOTHING)
    return _answer(200, status="ready", data_version=published.number)


def _usable() -> Version | None:
    settings = config.settings()
    published = version.current(settings)
    require_registry(settings)
    if published is None:
        return None
    try:
        status = os.stat(published.path)
        intact = _is_intact(published, status.st_ino, status.st_mtime_ns)
    except OSError:
        intact = False
    if not intact:
        raise StoreError(f"Le fichier de données {published.path} est endommagé\u00a0: {REMEDY}.")
    return published


@lru_cache(maxsize=4)
def _is_intact(published: Version, inode: int, changed: int) -> bool:
    """Read from end to end once, then again when the file changes."""
    return checks.intact(published)


def _answer(status_code: int, **content: object) -> Response:
    return JSONResponse(content, status_code=status_code, headers={"cache-control": "no-store"})
