"""From the click on another period to the end of the page's run, in a real browser, on the full demonstration.

« first » is a period that nobody asked before (nothing is cached), « again » one that was.
"""

import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from dashboard.ui.navigation import PAGES
from tests.bench.demonstration import folder
from tests.browser import harness

PERIODS = ("Année 2025", "6 derniers mois", "Année 2024", "3 derniers mois", "Année 2023", "Année 2022")
CLOCK = """() => {
  window.elapsed = null;
  const line = () => document.querySelector('.spp-data')?.innerText;
  const app = document.querySelector('[data-testid=stApp]');
  const before = line();
  let start = null;
  document.addEventListener('click', () => { start = performance.now(); }, {once: true, capture: true});
  const watch = new MutationObserver(() => {
    if (start !== null && line() !== before && app.getAttribute('data-test-script-state') === 'notRunning') {
      window.elapsed = performance.now() - start;
      watch.disconnect();
    }
  });
  watch.observe(document.body, {subtree: true, childList: true, characterData: true, attributes: true});
}"""


def run() -> tuple[str, list[str], list[list[object]]]:
    """Median in milliseconds for each page that has figures."""
    rows: list[list[object]] = []
    with tempfile.TemporaryDirectory() as logs, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=harness.chromium(), args=["--no-sandbox"])
        for entry in PAGES[:5]:
            # A server a page: what one page computed must not help the next.
            with (
                harness.running_server(folder(), Path(logs) / f"{entry.file.stem}.log") as server,
                harness.context(browser) as context,
            ):
                page = context.new_page()
                page.goto(f"{server.origin}/{entry.path}")
                harness.ready(page)
                first, again = ([_choose(page, label) for label in PERIODS] for _ in range(2))
                rows.append([entry.title, *(round(statistics.median(list(times))) for times in (first, again))])
        browser.close()
    return "From click to figures in Chromium", ["page", "first, ms", "again, ms"], rows


def _choose(page: Page, label: str) -> float:
    page.locator(".st-key-periode input").click()
    option = page.get_by_role("option", name=label, exact=True)
    option.wait_for()
    page.evaluate(CLOCK)
    option.click()
    elapsed = 0.0
    for _ in range(200):
        page.wait_for_timeout(50)
        if found := page.evaluate("() => window.elapsed"):
            elapsed = float(found)
            break
    page.wait_for_timeout(300)
    return elapsed
