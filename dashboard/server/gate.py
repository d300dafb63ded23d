"""Nobody comes in unknown, where people sign in: pages, downloads, uploads and sockets alike. What the public reads
stays open."""

import datetime as dt
import logging
from threading import Lock
from typing import Any, cast
from urllib.parse import urlencode

from cachetools import TTLCache
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from dashboard.config import Settings
from dashboard.domain.access import Person
from dashboard.errors import RegistryError
from dashboard.public_pages.sign_in import Notice
from dashboard.registry import people
from dashboard.registry.stays import signed_in, stamp_of
from dashboard.server.identity_headers import from_trusted, person_of, without_identity, written
from dashboard.server.log_lines import tell
from dashboard.server.notice_page import notice_page
from dashboard.server.own_path import SIGN_IN, SIGN_OUT
from dashboard.sign_in_settings import PERSON_HEADER, Mode
from dashboard.telemetry import SIGN_IN_REFUSED

COOKIE = "spp_session"
_UNDER = ("/public/", "/api/", "/spp/static/", "/spp/brand/", "/static/")
_EXACTLY = (
    *("/public", "/api", "/ready", "/metrics", "/robots.txt", "/_stcore/health", "/favicon.ico", "/favicon.png"),
    *(SIGN_IN, f"{SIGN_IN}/retour", SIGN_OUT, f"{SIGN_OUT}/retour"),
)
_PARTS = ("/_stcore/", "/media/", "/component/")
"""Parts of a page, which a person does not come in by."""
_UNKNOWN = {
    Mode.OIDC: "Aucune personne n’est identifiée\u00a0: se connecter, puis recommencer.",
    Mode.HEADER: "Aucune personne n’est identifiée\u00a0: passer par l’adresse habituelle de l’application, "
    "où le service informatique identifie les agents.",
}
_UNAVAILABLE = "Les connexions ne peuvent pas être vérifiées pour le moment\u00a0: recommencer dans quelques minutes."
_log = logging.getLogger("dashboard")


class Gate:
    """ASGI middleware. The application reads who is there in PERSON_HEADER, and nowhere else. `base`: the path at which
    it is served, without a final slash."""

    def __init__(self, app: ASGIApp, settings: Settings, base: str) -> None:
        self._settings, self._base = settings, base
        self._how = settings.sign_in
        proxies = written(self._how.proxies)
        self._app = cast(ASGIApp, ProxyHeadersMiddleware(cast(Any, app), proxies)) if proxies else app
        self._met: TTLCache[Person, bool] = TTLCache(10_000, self._how.session_hours * 3600)
        self._lock = Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        inside = without_identity(scope, self._how.headers)
        if self._how.mode is not Mode.OPEN and not self._is_public(scope):
            try:
                stamp = await run_in_threadpool(self._stamp, scope)
            except RegistryError as error:
                tell(_log, logging.ERROR, "sign_in_unchecked", error)
                said = await self._said(scope, "Connexions interrompues", _UNAVAILABLE, 503)
                await _answer(scope, receive, send, said)
                return
            if not stamp:
                SIGN_IN_REFUSED.labels(scope["type"]).inc()
                await _answer(scope, receive, send, await self._refusal(scope))
                return
            MutableHeaders(scope=inside)[PERSON_HEADER] = stamp
        await self._app(inside, receive, send)

    def _is_public(self, scope: Scope) -> bool:
        path = scope["path"]
        within = path.removeprefix(self._base)
        if scope["type"] == "websocket" or not path.startswith(f"{self._base}/") or "\\" in path:
            return False
        return within in _EXACTLY or (within.startswith(_UNDER) and ".." not in within.split("/"))

    def _stamp(self, scope: Scope) -> str:
        """What names the person to the application, empty without any."""
        now = dt.datetime.now(dt.UTC)
        if self._how.mode is Mode.OIDC:
            stamp = HTTPConnection(scope).cookies.get(COOKIE, "")
            return stamp if signed_in(self._settings, stamp, now) else ""
        trusted = from_trusted(scope, self._how.proxies)
        person = person_of(scope, self._how.headers) if trusted else None
        if person is None:
            return ""
        if scope["type"] == "websocket":
            self._keep(person, now)
        return stamp_of(self._settings, person, now)

    def _keep(self, person: Person, now: dt.datetime) -> None:
        """That the proxy let them in: once as long as somebody stays signed in, and not at each page."""
        with self._lock:
            if person in self._met:
                return
            self._met[person] = True
        try:
            people.sign_in(self._settings, person, now)
        except RegistryError:
            self._met.pop(person, None)
            raise

    async def _refusal(self, scope: Scope) -> Response:
        if self._how.mode is Mode.OIDC and self._asks_page(scope):
            query = scope.get("query_string", b"").decode("latin-1")
            asked = urlencode({"next": _raw_path(scope) + (f"?{query}" if query else "")})
            return RedirectResponse(f"{self._base}{SIGN_IN}?{asked}", 303, {"cache-control": "no-store"})
        return await self._said(scope, "Personne non identifiée", _UNKNOWN[self._how.mode], 401)

    def _asks_page(self, scope: Scope) -> bool:
        path = scope["path"].removeprefix(self._base)
        wanted = scope.get("method") in {"GET", "HEAD"} and "text/html" in Headers(scope=scope).get("accept", "")
        return wanted and not path.startswith(_PARTS)

    async def _said(self, scope: Scope, title: str, sentence: str, status: int) -> Response:
        """A page for whoever asks for one, a line of text for a program."""
        if not self._asks_page(scope):
            return PlainTextResponse(sentence, status, {"cache-control": "no-store"})
        notice = Notice(title, sentence, "Voir les résultats publics", f"{self._base}/public/")
        return await notice_page(Request(scope), self._base, notice, status)


def _raw_path(scope: Scope) -> str:
    """As it was asked, still encoded."""
    raw = scope.get("raw_path") or scope["path"].encode()
    return str(raw.partition(b"?")[0].decode("latin-1"))


async def _answer(scope: Scope, receive: Receive, send: Send, response: Response) -> None:
    """The answer; to a socket, a close before it is accepted, which a browser sees as 403."""
    if scope["type"] == "http":
        await response(scope, receive, send)
        return
    await receive()
    await send({"type": "websocket.close", "code": 1008, "reason": ""})
