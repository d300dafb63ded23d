"""A small application behind the gate, and a browser that keeps its cookies."""

import asyncio
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import unquote

import httpx
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket

from dashboard.config import Settings
from dashboard.server.gate import Gate
from dashboard.server.security_headers import SecurityHeaders
from dashboard.server.sign_in_routes import sign_in_routes

PAGE = {"accept": "text/html,application/xhtml+xml"}
Asked = Mapping[str, str] | Iterable[tuple[str, str]]
EVERY_METHOD = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"]


async def _told(request: Request) -> JSONResponse:
    """What reaches the application."""
    client = request.client.host if request.client else None
    return JSONResponse({"path": request.url.path, "headers": dict(request.headers), "client": client})


async def _socket(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_json(dict(socket.headers))
    await socket.close()


def guarded(settings: Settings, base: str = "") -> Starlette:
    """The routes of signing in, and one that answers everything else."""
    return Starlette(
        routes=[
            *sign_in_routes(base, settings),
            WebSocketRoute("/{path:path}", _socket),
            Route("/{path:path}", _told, methods=EVERY_METHOD),
        ],
        middleware=[Middleware(SecurityHeaders), Middleware(Gate, settings=settings, base=base)],
    )


def _raw(headers: Asked) -> list[tuple[bytes, bytes]]:
    """As bytes: a proxy may write a name in UTF-8."""
    pairs = headers.items() if isinstance(headers, Mapping) else headers
    return [(name.encode(), value.encode()) for name, value in pairs]


class Browser:
    """Follows nothing by itself. `peer`: the address from which it comes."""

    def __init__(self, application: ASGIApp, origin: str = "https://barometre.test", peer: str = "192.0.2.7") -> None:
        self._application, self._origin, self._peer = application, origin, peer
        self.cookies = httpx.Cookies()

    def get(self, path: str, headers: Asked = ()) -> httpx.Response:
        return self.request("GET", path, headers)

    def request(self, method: str, path: str, headers: Asked = ()) -> httpx.Response:
        async def exact(scope: Scope, receive: Receive, answer: Send) -> None:
            """The path as it is written: httpx goes up by itself where it says `..`."""
            raw = path.partition("?")[0]
            await self._application({**scope, "path": unquote(raw), "raw_path": raw.encode()}, receive, answer)

        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(app=exact, client=(self._peer, 4242))
            async with httpx.AsyncClient(transport=transport, cookies=self.cookies, follow_redirects=False) as client:
                answer = await client.request(method, f"{self._origin}{path}", headers=_raw(headers))
                self.cookies = client.cookies
                return answer

        return asyncio.run(send())

    def socket(self, path: str, headers: Asked = ()) -> list[dict[str, Any]]:
        """The messages that a socket receives: closed before it is accepted, or accepted."""
        asked = httpx.Request("GET", f"{self._origin}{path}", headers=_raw(headers), cookies=self.cookies)
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, str]:
            return {"type": "websocket.connect"}

        async def send(message: Any) -> None:
            sent.append(message)

        scope = {
            "type": "websocket",
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"",
            "headers": [(name.lower(), value) for name, value in asked.headers.raw],
            "client": (self._peer, 4242),
            "scheme": "wss",
            "subprotocols": [],
        }
        asyncio.run(self._application(scope, receive, send))  # type: ignore[arg-type]
        return sent
