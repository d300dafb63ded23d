"""Requests to an ASGI application in this process (Starlette's own test client wants a package that we do not use)."""

import asyncio
from collections.abc import Mapping

import httpx
from starlette.types import ASGIApp


class Client:
    """One request a call; `raw` gives the bytes as they travel, still compressed."""

    def __init__(self, application: ASGIApp) -> None:
        self._application = application

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> httpx.Response:
        return self.request("GET", path, headers)

    def request(
        self, method: str, path: str, headers: Mapping[str, str] | None = None, content: bytes | None = None
    ) -> httpx.Response:
        async def send() -> httpx.Response:
            async with self._client() as client:
                return await client.request(method, path, headers=headers, content=content)

        return asyncio.run(send())

    def raw(self, path: str, headers: Mapping[str, str]) -> tuple[httpx.Response, bytes]:
        async def send() -> tuple[httpx.Response, bytes]:
            async with self._client() as client, client.stream("GET", path, headers=headers) as answer:
                return answer, b"".join([part async for part in answer.aiter_raw()])

        return asyncio.run(send())

    def _client(self) -> httpx.AsyncClient:
        transport = httpx.ASGITransport(app=self._application)
        return httpx.AsyncClient(transport=transport, base_url="http://application.test")
