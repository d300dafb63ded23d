"""`/ready`: can this server answer, and with which data? For a supervisor or a load balancer."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dashboard import config
from dashboard.errors import DashboardError
from dashboard.store import version

_NOTHING = (
    "Aucune donnée n’est publiée\u00a0: charger des fichiers puis lancer «\u00a0python -m dashboard publish\u00a0»."
)


async def ready(_request: Request) -> Response:
    """200 and the version of the published data; 503 and a sentence when there is none, or it cannot be read."""
    try:
        published = await run_in_threadpool(lambda: version.current(config.settings()))
    except DashboardError as error:
        return _answer(503, status="unavailable", message=str(error))
    if published is None:
        return _answer(503, status="unavailable", message=_NOTHING)
    return _answer(200, status="ready", data_version=published.number)


def _answer(status_code: int, **content: object) -> Response:
    return JSONResponse(content, status_code=status_code, headers={"cache-control": "no-store"})
