"""`/ready`: can this server answer, and with which data? For a supervisor or a load balancer."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dashboard import config
from dashboard.errors import DashboardError, StoreError
from dashboard.registry.health import require_registry
from dashboard.server import following_watch
from dashboard.store import checks, version
from dashboard.store.version import Version, remedy

_NOTHING = (
    "Aucune donnée n’est publiée\u00a0: charger des fichiers puis lancer «\u00a0python -m dashboard publish\u00a0»."
)
_NOT_COPIED = "Aucune version n’est encore copiée du serveur qui publie\u00a0: attendre, puis lire le journal."


async def ready(_request: Request) -> Response:
    """200 and the version of the published data; 503 and a sentence when there is none, when it cannot be read or is
    not what was published, or when the registry does not answer."""
    try:
        published = await run_in_threadpool(_usable)
    except DashboardError as error:
        return _answer(503, status="unavailable", message=str(error))
    if published is None:
        nothing = _NOT_COPIED if config.settings().published_from else _NOTHING
        return _answer(503, status="unavailable", message=following_watch.refusal() or nothing)
    return _answer(200, status="ready", data_version=published.number)


def _usable() -> Version | None:
    settings = config.settings()
    if settings.published_from and following_watch.is_first_look_under_way():
        raise StoreError(f"La version à servir est en cours de copie depuis {settings.published_from}\u00a0: attendre.")
    published = version.current(settings)
    require_registry(settings)
    if published is None:
        return None
    if not checks.known_intact(published):
        raise StoreError(f"Le fichier de données {published.path} est endommagé\u00a0: {remedy(settings)}.")
    return published


def _answer(status_code: int, **content: object) -> Response:
    return JSONResponse(content, status_code=status_code, headers={"cache-control": "no-store"})
