"""The public API on the full demonstration, through ASGI in this process: first answer, then twenty more, and bytes."""

import os
import statistics
import time
from unittest import mock

from starlette.applications import Starlette

from dashboard.server import api_data
from dashboard.server.api_routes import api_routes
from dashboard.ui import cache
from tests.bench.demonstration import home
from tests.unit.asgi_client import Client

QUESTION = "/figures?indicator=satisfaction-globale"
ASKED = {
    "entry": "",
    "services": "/services",
    "sites, a page": "/sites",
    "sites, searched": "/sites?search=valmorande",
    "indicators": "/indicators",
    "one indicator": "/indicators/satisfaction-globale",
    "surveys": "/surveys",
    "catalogue": "/catalogue",
    "openapi.json": "/openapi.json",
    "one figure": QUESTION,
    "by service, month by month": f"{QUESTION}&by=service,month&limit=1000",
    "by département, a year": f"{QUESTION}&by=department&from=2025-01&to=2025-12",
    "by site, twelve months": f"{QUESTION}&by=site&from=2025-11&to=2026-10&limit=1000",
    "by site, month by month, a year": f"{QUESTION}&by=site,month&from=2025-01&to=2025-12&limit=1000",
    "the same as CSV, whole": f"{QUESTION}&by=site,month&from=2025-01&to=2025-12&format=csv",
    "the same as Parquet, whole": f"{QUESTION}&by=site,month&from=2025-01&to=2025-12&format=parquet",
    "four indicators by service, year by year": QUESTION
    + "".join(f"&indicator={code}" for code in ("accueil-courtois", "avis-positifs", "recommandation"))
    + "&by=service,year&limit=1000",
}
TIMES = 20


def run() -> tuple[str, list[str], list[list[object]]]:
    """Milliseconds. `first`: nothing of the question is kept yet; then it is, as for its next pages."""
    there = {"BAROMETRE_HOME": str(home().home), "BAROMETRE_API_PER_MINUTE": "1000000"}
    rows: list[list[object]] = []
    with mock.patch.dict(os.environ, there):
        client = Client(Starlette(routes=api_routes("")))
        client.get("/api/v1")
        for name, path in ASKED.items():
            api_data.forget()
            cache.forget()
            client.get("/api/v1/versions")  # the data file is open
            spent, size = [], 0
            for _ in range(TIMES + 1):
                before = time.perf_counter()
                answer = client.get(f"/api/v1{path}")
                spent.append(1000 * (time.perf_counter() - before))
                assert answer.status_code == 200, answer.text
                size = len(answer.content)
            first, *after = spent
            last = statistics.quantiles(after, n=20)[-1]
            rows.append([name, round(first), round(statistics.median(after), 1), round(last, 1), size])
    return "Public API, full demonstration", ["request", "first", "median", "p95", "bytes"], rows
