"""Each request has an id, is counted and timed by class of route, and is one line of the log: no address, no path, no
query, nothing that a visitor wrote."""

import logging
import time
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.public_pages.addresses import PREVIEW
from dashboard.server import request_id
from dashboard.server.identity_headers import from_trusted
from dashboard.server.log_lines import tell
from dashboard.sign_in_settings import Network
from dashboard.telemetry import REFUSALS, REQUEST_SECONDS, REQUESTS

_CLASSES = (
    ("public", ("/public/", f"{PREVIEW}/", "/robots.txt")),
    ("api", ("/api/",)),
    ("download", ("/media/",)),
    ("upload", ("/_stcore/upload_file/",)),
    ("other", ("/_stcore/", "/static/", "/spp/", "/component/", "/app/static/", "/ready", "/metrics", "/favicon",
               "/connexion", "/deconnexion")),
)  # fmt: skip
_REFUSED: Final = frozenset({401, 403, 404, 405, 413, 421, 429, 503})
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_log = logging.getLogger("dashboard.server.requests")


def route_class(path: str) -> str:
    """page, public, api, download, upload or other: whatever is asked, one of the six."""
    whole = f"{path}/" if path in {"/public", "/api", PREVIEW} else path
    return next((name for name, begins in _CLASSES if whole.startswith(begins)), "page")


class FollowedRequests:
    """ASGI middleware, the outermost. `base`: the path at which the application is served; `proxies`: whose id of a
    request is taken."""

    def __init__(self, app: ASGIApp, base: str, proxies: tuple[Network, ...]) -> None:
        self._app, self._base, self._proxies = app, base, proxies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        trusted = from_trusted(scope, self._proxies)
        known = request_id.believed(Headers(raw=scope.get("headers", [])).getlist(request_id.HEADER), trusted)
        inside = {**scope, "headers": list(scope.get("headers", []))}
        MutableHeaders(scope=inside)[request_id.HEADER] = known  # a script reads it there, in its own thread
        token = request_id.current.set(known)
        try:
            if scope["type"] == "websocket":
                await self._app(inside, receive, send)
            else:
                await self._follow(inside, receive, send, known)
        finally:
            request_id.current.reset(token)

    async def _follow(self, scope: Scope, receive: Receive, send: Send, known: str) -> None:
        status, started = 500, time.perf_counter()

        async def send_known(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = int(message["status"])
                MutableHeaders(scope=message)[request_id.HEADER] = known
            await send(message)

        try:
            await self._app(scope, receive, send_known)
        finally:
            self._note(scope, status, time.perf_counter() - started)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route = route_class(scope["path"].removeprefix(self._base))
        REQUESTS.labels(route, f"{status // 100}xx").inc()
        REQUEST_SECONDS.labels(route).observe(seconds)
        if status in _REFUSED:
            REFUSALS.labels(route, status).inc()
        if route == "other" and status < 400:
            return  # style, letters, probes: counted, and not worth a line
        method = scope["method"] if scope["method"] in _METHODS else "OTHER"
        level = logging.ERROR if status >= 500 else logging.INFO
        tell(_log, level, "request", method=method, route=route, status=status, ms=round(seconds * 1000, 1))
