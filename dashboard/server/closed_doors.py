"""Doors of Streamlit that this application does not use: an interface for programs, counters, another way of signing
in. They answer 404, as what does not exist."""

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

CLOSED = (
    "/_stcore/agent/",
    "/_stcore/metrics",
    "/_stcore/script-health-check",
    "/auth/login",
    "/auth/logout",
    "/oauth2callback",
    "/app/static/",
)
_SENTENCE = "Cette adresse n’existe pas."


class ClosedDoors:
    """ASGI middleware. `base`: the path at which the application is served, without a final slash."""

    def __init__(self, app: ASGIApp, base: str) -> None:
        self._app, self._closed = app, tuple(f"{base}{path}" for path in CLOSED)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith(self._closed):
            await PlainTextResponse(_SENTENCE, 404)(scope, receive, send)
            return
        await self._app(scope, receive, send)
