"""The first visit of a person: what Chromium receives, and when it shows the first figures; then the next visit.

« cold »: nothing in the cache of the browser; « warm »: a new tab of the same browser. Bytes are those of the network,
compressed. « first paint »: the frame of the page; « figures »: the first number; « whole »: every chart is drawn.
"""

import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, sync_playwright

from dashboard.ui.navigation import PAGES
from tests.bench import demonstration
from tests.browser import harness

SHOWN = ("", "services", "sites")
FIGURES = ".spp-card-figure, .spp-sentence, .spp-table"
WARMED_S = 30
COLUMNS = ["page", "visit", "requests", "KB received", "first paint, ms", "figures, ms", "whole, ms"]


def run() -> tuple[str, list[str], list[list[object]]]:
    """Two rows a page; the server has had half a minute to compute its usual views."""
    rows: list[list[object]] = []
    with (
        tempfile.TemporaryDirectory() as logs,
        harness.own_server(demonstration.folder(), Path(logs) / "server.log", lambda _origin: {}) as server,
        sync_playwright() as playwright,
    ):
        time.sleep(WARMED_S)
        browser = playwright.chromium.launch(executable_path=harness.chromium(), args=["--no-sandbox"])
        for entry in (entry for entry in PAGES if entry.path in SHOWN):
            with harness.context(browser) as context:
                for visit in ("cold", "warm"):
                    rows.append([entry.title, visit, *_visited(context, f"{server.origin}/{entry.path}")])
        browser.close()
    return "First visit in Chromium", COLUMNS, rows


def _visited(context: BrowserContext, address: str) -> list[object]:
    page = context.new_page()
    session = context.new_cdp_session(page)
    received: list[float] = []

    def finished(event: dict[str, Any]) -> None:
        received.append(event["encodedDataLength"])

    session.send("Network.enable")
    session.on("Network.loadingFinished", finished)
    session.on("Network.webSocketFrameReceived", lambda event: received.append(len(event["response"]["payloadData"])))
    before = time.perf_counter()
    page.goto(address)
    page.locator(FIGURES).first.wait_for()
    figures = time.perf_counter() - before
    harness.ready(page)
    whole = time.perf_counter() - before
    paint = page.evaluate("() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0")
    page.close()
    return [len(received), round(sum(received) / 1000), round(paint), round(1000 * figures), round(1000 * whole)]
