"""From the click to the figures, in a real browser, on the full demonstration and on a whole nation.

« first figures »: the first number of the page has changed; « whole page »: its last chart is there. « opened »: the
page is chosen in the menu; then another period is: « usual » is one that the server computed in advance, « rare » one
that nobody asked before, « again » one that somebody did.
"""

import os
import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from dashboard.ui.navigation import PAGES
from tests.bench import demonstration, national
from tests.browser import harness

TIMED = [entry for entry in PAGES if entry.path in ("", "engagements", "services", "periodes", "sites", "explorer")]
"""The pages whose figures follow the period."""
USUAL = ("Année 2025", "6 derniers mois", "Année 2024", "3 derniers mois", "Année 2023", "Année 2022")
RARE = ("3e trimestre 2026", "2e trimestre 2026", "1er trimestre 2026", "4e trimestre 2025", "3e trimestre 2025")
LONGEST_WAIT_S = 60
"""How long the server may take to compute its usual views: it is left alone first."""
HEADS = ["page"] + [
    f"{kind}: {what}, ms" for kind in ("opened", "usual", "rare", "again") for what in ("first figures", "whole page")
]
CLOCK = """() => {
  window.first = window.whole = null;
  const HOLDERS = '.spp-card-figure, .spp-sentence, .spp-table, .js-plotly-plot';
  const app = document.querySelector('[data-testid=stApp]');
  const line = () => document.querySelector('.spp-data')?.textContent;
  const before = line();
  let start = null;
  document.addEventListener('pointerup', () => { start = performance.now(); }, {once: true, capture: true});
  const figure = node => {
    const place = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    // A number that changes, or a whole part of the page that comes with its numbers.
    const changed = place?.closest?.(HOLDERS) ? node : place?.querySelector?.(HOLDERS);
    return changed && /\\d/.test(changed.textContent);
  };
  new MutationObserver((changes, watch) => {
    if (start === null) return;
    const now = performance.now() - start;
    const drawn = changes.some(c => c.type === 'characterData' ? figure(c.target) : [...c.addedNodes].some(figure));
    if (window.first === null && drawn) window.first = now;
    if (line() !== before && app.getAttribute('data-test-script-state') === 'notRunning') {
      window.whole = now;
      window.first ??= now;
      watch.disconnect();
    }
  }).observe(document.body, {subtree: true, childList: true, characterData: true, attributes: true});
}"""


def run() -> tuple[str, list[str], list[list[object]]]:
    """Median in milliseconds for each page that has figures, on the demonstration."""
    return "From click to figures in Chromium (medians)", HEADS, measured(demonstration.folder())


def run_national() -> tuple[str, list[str], list[list[object]]]:
    """The same on 2,000 sites × 60 indicators × 96 months."""
    return "The same on a nation: 2,000 sites × 60 indicators × 96 months", HEADS, measured(national.folder())


def measured(home: Path) -> list[list[object]]:
    """One row a page, and the median of the pages."""
    rows: list[list[object]] = []
    with tempfile.TemporaryDirectory() as logs, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=harness.chromium(), args=["--no-sandbox"])
        for entry in TIMED:
            # A server a page: what one page computed must not help the next.
            with (
                harness.running_server(home, Path(logs) / f"{entry.file.stem}.log") as server,
                harness.context(browser) as context,
            ):
                page = context.new_page()
                page.goto(f"{server.origin}/methode")
                harness.ready(page)
                _wait_until_idle()
                opened = _opened(page, entry.title)
                harness.ready(page)
                rows.append(
                    [entry.title, *opened, *_medians(page, USUAL), *_medians(page, RARE), *_medians(page, RARE)]
                )
        browser.close()
    rows.append(["median", *(round(statistics.median(row[place] for row in rows)) for place in range(1, len(rows[0])))])
    return rows


def _wait_until_idle() -> None:
    """Until the machine does nothing for three seconds: the usual views are computed."""
    stop, quiet = time.monotonic() + LONGEST_WAIT_S, 0
    while quiet < 3 and time.monotonic() < stop:
        before = _idle_s()
        time.sleep(1)
        quiet = quiet + 1 if _idle_s() - before > 0.85 * (os.cpu_count() or 1) else 0


def _idle_s() -> float:
    """Seconds that the processors spent doing nothing since they started (Linux)."""
    return int(Path("/proc/stat").read_text(encoding="ascii").split()[4]) / os.sysconf("SC_CLK_TCK")


def _opened(page: Page, title: str) -> tuple[int, int]:
    page.evaluate(CLOCK)
    page.get_by_role("link", name=title, exact=True).first.click()
    times = _waited(page)
    assert times is not None, f"{title}: no figure came"
    return round(times[0]), round(times[1])


def _medians(page: Page, labels: tuple[str, ...]) -> tuple[int, int]:
    times = [_choose(page, label) for label in labels]
    return round(statistics.median(t[0] for t in times)), round(statistics.median(t[1] for t in times))


def _choose(page: Page, label: str) -> tuple[float, float]:
    field = page.locator(".st-key-periode input")
    field.click()
    field.fill(label)  # a long list holds only the options in sight
    option = page.get_by_role("option", name=label, exact=True)
    option.wait_for()
    page.evaluate(CLOCK)
    option.click()
    if times := _waited(page):
        return times
    # The list was still opening and the click fell beside the option: once more.
    page.keyboard.press("Escape")
    return _choose(page, label)


def _waited(page: Page) -> tuple[float, float] | None:
    for _ in range(80):  # the security policy forbids wait_for_function, which evaluates a text in the page
        page.wait_for_timeout(50)
        first, whole = page.evaluate("() => [window.first, window.whole]")
        if whole:
            page.wait_for_timeout(400)
            return float(first), float(whole)
    return None
