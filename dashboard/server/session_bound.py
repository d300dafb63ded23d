"""How many pages one server keeps open. Beyond, whoever arrives is told to come back; those who work are not slowed."""

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.public_pages.sign_in import Notice
from dashboard.server.notice_page import notice_page

RETRY_S = 60
_APART = ("/public", "/api", "/ready", "/metrics", "/_stcore/", "/static/", "/spp/", "/media/", "/component/")
"""What is not a page of the application, or is part of one that is open already."""
FULL = Notice(
    "L’application est très demandée",
    "Toutes les places sont prises pour le moment. Les pages déjà ouvertes continuent de fonctionner\u00a0: "
    "en fermer une en libère une.",
    "Réessayer",
    "",
)


class SessionBound:
    """ASGI middleware: `most` sockets at once, one an open page."""

    def __init__(self, app: ASGIApp, most: int, base: str) -> None:
        self._app, self._most, self._base = app, most, base
        self._open = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._open >= self._most and scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1013, "reason": ""})
        elif self._open >= self._most and self._opens_a_page(scope):
            answer = await notice_page(Request(scope), self._base, FULL, 503, {"retry-after": str(RETRY_S)})
            await answer(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._counted(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _counted(self, scope: Scope, receive: Receive, send: Send) -> None:
        """From the moment the socket is accepted: one that is refused holds no page."""
        held = False

        async def sent(message: Message) -> None:
            nonlocal held
            if message["type"] == "websocket.accept":
                held, self._open = True, self._open + 1
            await send(message)

        try:
            await self._app(scope, receive, sent)
        finally:
            self._open -= held

    def _opens_a_page(self, scope: Scope) -> bool:
        if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith(self._base):
            return False
        asked = scope["path"].removeprefix(self._base)
        return "text/html" in Headers(scope=scope).get("accept", "") and not asked.startswith(_APART)
