"""The public pages of the full demonstration, through ASGI: server time once the results are kept, bytes, memory."""

import asyncio
import gzip
import os
import statistics
import time
from collections.abc import Callable

import httpx
from starlette.applications import Starlette
from starlette.middleware import Middleware

from dashboard.config import Settings
from dashboard.server import public_copies, public_foresight
from dashboard.server.own_files import FOLDER
from dashboard.server.public_routes import public_routes
from dashboard.server.security_headers import SecurityHeaders
from dashboard.ui import cache
from tests.bench.demonstration import home

TIMES = 100
LIMIT_MS, LIMIT_KB = 10, 80
SITE = "TJ-VALMORANDE"
PAGES = {
    "whole": "/public/",
    "service": "/public/services/tribunaux-judiciaires",
    "site": f"/public/sites/{SITE}",
    "search": "/public/sites?q=lyon",
    "opinions of a site": f"/public/sites/{SITE}/avis-publies",
    "embedded figure": f"/public/encart/sites/engagement-1/{SITE}",
    "badge": f"/public/badge/sites/engagement-1/{SITE}.svg",
    "site map": "/public/sitemap.xml",
}


def run() -> tuple[str, list[str], list[list[object]]]:
    """First visit with nothing kept, then a page made again (results kept, page not), then a page that is kept; beside
    each median, what it costs of processor, which a busy machine does not change. The last column is of kept pages."""
    chosen = home()
    os.environ["BAROMETRE_HOME"] = str(chosen.home)
    return asyncio.run(_measured(chosen))


async def _measured(chosen: Settings) -> tuple[str, list[str], list[list[object]]]:
    application = Starlette(routes=public_routes(""), middleware=[Middleware(SecurityHeaders)])
    transport = httpx.ASGITransport(app=application)
    rows: list[list[object]] = []
    async with httpx.AsyncClient(transport=transport, base_url="http://bench.test") as client:

        async def visit(path: str) -> tuple[float, bytes]:
            started = time.perf_counter()
            answer = await client.get(path)
            assert answer.status_code == 200, path
            return 1000 * (time.perf_counter() - started), answer.content

        for name, path in PAGES.items():
            cache.forget()
            public_copies.forget()
            first, content = await visit(path)
            rows.append([name, round(first), *_sizes(content)])
        ahead = _spent(lambda: [one() for one in public_foresight.views(_reader(), chosen)])
        for row, path in zip(rows, PAGES.values(), strict=True):
            begun = time.process_time()
            made = [await _again(visit, path) for _ in range(TIMES // 4)]
            making = 1000 * (time.process_time() - begun) / len(made)
            begun = time.process_time()
            kept = [(await visit(path))[0] for _ in range(TIMES)]
            keeping = 1000 * (time.process_time() - begun) / len(kept)
            row[2:2] = [_ms(made), round(making, 1), _ms(kept), round(_late(kept), 1), round(keeping, 1)]
            row.append("yes" if _ms(kept) <= LIMIT_MS and float(str(row[7])) <= LIMIT_KB else "no")
    style = (FOLDER / "public.css").read_bytes()
    rows.append(["style sheet, once a year", "", "", "", "", "", "", *_sizes(style), ""])
    rows.append(["all the results of a version, in the background", round(ahead), "", "", "", "", "", "", "", ""])
    columns = ["page", "first, ms", "made again, median", "processor", "kept, median", "kept, p95", "processor",
               "KB", "KB gzip", f"≤ {LIMIT_MS} ms, {LIMIT_KB} KB"]  # fmt: skip
    return "Public pages of the full demonstration, server time", columns, rows


async def _again(visit: Callable[[str], object], path: str) -> float:
    """The page made once more out of results that are kept."""
    public_copies.forget()
    spent, _ = await visit(path)  # type: ignore[misc]
    return float(spent)


def _reader() -> cache.CachedReader:
    found = cache.reader()
    assert found is not None
    return found


def _spent(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - started)


def _sizes(content: bytes) -> list[object]:
    return [round(len(content) / 1000, 1), round(len(gzip.compress(content)) / 1000, 1)]


def _ms(times: list[float]) -> float:
    return round(statistics.median(times), 1)


def _late(times: list[float]) -> float:
    return sorted(times)[int(0.95 * len(times))]
