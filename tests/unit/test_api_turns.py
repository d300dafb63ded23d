"""Questions to the API that wait hold no thread: the rest of the server answers, and a long queue is refused."""

import asyncio
import threading
from collections import Counter

import httpx
import pytest
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from dashboard.server import api_data, api_turns
from dashboard.server.api_routes import api_routes

QUESTION = "/api/v1/figures?indicator=share"
AT_ONCE = 60


class Slow:
    """Answers once `free`; `most`: how many were being answered together."""

    def __init__(self) -> None:
        self.free, self._lock = threading.Event(), threading.Lock()
        self._now = self.most = 0

    def rows(self, *_arguments: object) -> tuple[bytes, str, dict[str, str]]:
        with self._lock:
            self._now += 1
            self.most = max(self.most, self._now)
        assert self.free.wait(30)
        with self._lock:
            self._now -= 1
        return b"{}", "application/json", {}


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    made = Slow()
    monkeypatch.setattr(api_data, "rows", made.rows)
    return made


def application() -> httpx.AsyncClient:
    """The API and another route of the server, which needs a thread."""

    async def other(_request: Request) -> PlainTextResponse:
        return PlainTextResponse(await run_in_threadpool(lambda: "prêt"))

    routes = [*api_routes(""), Route("/ready", other)]
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app=Starlette(routes=routes)), base_url="http://application.test"
    )


def test_slow_questions_delay_no_other_route(slow: Slow) -> None:
    async def ask() -> list[httpx.Response]:
        async with application() as client:
            asked = [asyncio.create_task(client.get(QUESTION)) for _ in range(AT_ONCE)]
            try:
                await asyncio.sleep(0.2)  # every one of them computes or waits
                async with asyncio.timeout(2):
                    assert (await client.get("/ready")).text == "prêt"
                    assert (await client.get("/api/v1/rien")).status_code == 404
            finally:
                slow.free.set()
            return await asyncio.gather(*asked)

    answers = asyncio.run(ask())
    answered = api_turns.AT_ONCE + api_turns.LONGEST_QUEUE
    assert Counter(one.status_code for one in answers) == {200: answered, 503: AT_ONCE - answered}
    assert slow.most == api_turns.AT_ONCE
    refused = next(one for one in answers if one.status_code == 503)
    assert int(refused.headers["retry-after"]) > 0
    assert "recommencer dans quelques secondes" in refused.json()["detail"]


def test_a_question_does_not_wait_for_ever(slow: Slow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api_turns, "LONGEST_WAIT", 0.05)

    async def ask() -> list[int]:
        async with application() as client:
            first = [asyncio.create_task(client.get(QUESTION)) for _ in range(api_turns.AT_ONCE)]
            await asyncio.sleep(0.1)
            late = (await client.get(QUESTION)).status_code
            slow.free.set()
            found = [(await one).status_code for one in first]
            return [*found, late, (await client.get(QUESTION)).status_code]

    # Whoever gave up took no turn away: the next one is answered.
    assert asyncio.run(ask()) == [200] * api_turns.AT_ONCE + [503, 200]
