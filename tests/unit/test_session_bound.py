"""A server that is full says so to whoever arrives, and leaves those who work alone."""

import asyncio
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from dashboard.server.session_bound import SessionBound
from tests.unit.guarded_application import PAGE, Browser


async def _page(_request: Request) -> PlainTextResponse:
    return PlainTextResponse("page")


async def _socket(socket: WebSocket) -> None:
    """Refuses whoever says so, as Streamlit refuses a foreign origin; keeps the others until they leave."""
    if "refuse" in str(socket.url):
        await socket.close()
        return
    await socket.accept()
    await socket.receive_text()


def bounded(most: int, base: str = "") -> Starlette:
    return Starlette(
        routes=[WebSocketRoute(f"{base}/_stcore/{{path:path}}", _socket), Route(f"{base}/{{path:path}}", _page)],
        middleware=[Middleware(SessionBound, most=most, base=base)],
    )


class Tab:
    """A socket that stays open until `leave`."""

    def __init__(self, application: Starlette, path: str) -> None:
        self._incoming: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.said: list[dict[str, Any]] = []
        scope = {"type": "websocket", "path": path, "headers": [], "query_string": b"", "subprotocols": []}
        scope |= {"scheme": "ws", "server": ("barometre.test", 80), "root_path": ""}
        self._task = asyncio.create_task(application(scope, self._incoming.get, self._say))
        self._incoming.put_nowait({"type": "websocket.connect"})

    async def _say(self, message: Any) -> None:
        self.said.append(message)

    async def leave(self) -> None:
        self._incoming.put_nowait({"type": "websocket.disconnect", "code": 1001})
        await asyncio.gather(self._task, return_exceptions=True)

    async def opened(self) -> bool:
        while not self.said:
            await asyncio.sleep(0)
        return bool(self.said[0]["type"] == "websocket.accept")


@pytest.mark.parametrize("base", ["", "/spp"])
def test_the_last_place_and_the_next_one(base: str) -> None:
    async def scenario() -> None:
        application = bounded(2, base)
        first, second = (Tab(application, f"{base}/_stcore/stream") for _ in range(2))
        assert await first.opened()
        assert await second.opened()
        third = Tab(application, f"{base}/_stcore/stream")
        assert not await third.opened()
        assert third.said == [{"type": "websocket.close", "code": 1013, "reason": ""}]
        await second.leave()
        again = Tab(application, f"{base}/_stcore/stream")
        assert await again.opened()
        await asyncio.gather(first.leave(), again.leave(), third.leave())

    asyncio.run(scenario())


def test_a_socket_that_is_refused_takes_no_place() -> None:
    async def scenario() -> None:
        application = bounded(1)
        for _ in range(5):
            refused = Tab(application, "/_stcore/refuse")
            assert not await refused.opened()
            await refused.leave()
        first = Tab(application, "/_stcore/stream")
        assert await first.opened()
        await first.leave()

    asyncio.run(scenario())


def test_whoever_arrives_reads_a_sentence_and_what_is_open_goes_on() -> None:
    full = Browser(bounded(0))
    for path in ("/", "/sites?service=x"):
        answer = full.get(path, PAGE)
        assert answer.status_code == 503
        assert answer.headers["retry-after"] == "60"
        assert "<h1>L’application est très demandée</h1>" in answer.text
        assert '<html lang="fr"' in answer.text
    for path in ("/public/", "/api/v1/", "/ready", "/static/x.js", "/media/x.csv", "/_stcore/health"):
        assert full.get(path, PAGE).text == "page"
    assert full.get("/sites", {"accept": "*/*"}).text == "page"
