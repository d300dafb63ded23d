"""Every page of the menu, opened once, then asked in turn: light and dark, laptop and narrow phone, twice as large,
printed."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser

from dashboard.ui.navigation import PAGES, PageEntry, title_of
from tests.browser import harness
from tests.browser.harness import Server
from tests.browser.observation import Visit, cut, moving, visited, whole_page

pytestmark = pytest.mark.browser
HEADINGS = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
  .filter(e => e.checkVisibility()).map(e => Number(e.tagName[1]))"""
CHARTS = """() => [...document.querySelectorAll("[data-testid=stPlotlyChart]")].map(e => {
  const piece = e.closest("[class*=st-key-chart_]");
  const said = e.querySelector("[aria-label]")?.getAttribute("aria-label") ?? e.getAttribute("aria-label") ?? "";
  const offered = [...(piece?.querySelectorAll("summary, button") ?? [])].map(one => one.textContent.trim());
  return [piece?.className.match(/st-key-chart_\\S+/)?.[0] ?? "alone", said.length > 20,
          offered.some(one => one.startsWith("Données"))];
})"""
ON_PAPER = """() => {
  const colour = (e) => getComputedStyle(e).color.match(/\\d+/g).slice(0, 3).reduce((a, b) => a + Number(b), 0);
  const shown = [...document.querySelectorAll("[data-testid=stHeader], .st-key-filtres, [data-testid=stButton], "
    + "[data-testid=stDownloadButton], [data-testid=stPopover], [data-testid=stTextInput]")];
  const wide = [...document.querySelectorAll(".js-plotly-plot .svg-container, .spp-table")];
  return {
    controls: shown.filter(e => e.checkVisibility()).map(e => e.dataset.testid ?? e.className),
    pale: [...document.querySelectorAll("[data-testid=stMain] :is(h1, h2, h3, p, li, td, th)")]
      .filter(e => e.checkVisibility() && e.textContent.trim() && !e.closest("svg") && colour(e) > 420)
      .map(e => e.textContent.trim().slice(0, 40)),
    dark: [document.body, document.querySelector(".stApp")].map(e => getComputedStyle(e).backgroundColor),
    cut: wide.filter(e => e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 2).length,
  };
}"""


@pytest.fixture(scope="module", params=PAGES, ids=lambda entry: entry.file.stem)
def entry(request: pytest.FixtureRequest) -> PageEntry:
    found: PageEntry = request.param
    return found


@pytest.fixture(scope="module")
def visit(entry: PageEntry, browser: Browser, server: Server) -> Iterator[Visit]:
    with visited(browser, server, entry.path) as made:
        yield made


def test_says_what_it_is(entry: PageEntry, visit: Visit) -> None:
    page = visit.page
    assert page.title() == title_of(entry)
    assert page.evaluate("document.documentElement.lang") == "fr"
    levels = page.evaluate(HEADINGS)
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for landmark in ("header", "main", "footer.spp-footer"):
        assert page.locator(landmark).count() == 1
    footer = page.locator("footer.spp-footer").inner_text()
    assert "Accessibilité\u00a0: non conforme" in footer
    assert "Données version" in footer


def test_each_chart_has_its_text_and_its_table(visit: Visit) -> None:
    assert [chart for chart in visit.page.evaluate(CHARTS) if chart[1:] != [True, True]] == []


def test_nothing_moves_for_who_asks_for_it(visit: Visit) -> None:
    assert moving(visit.page) == []


@pytest.mark.parametrize(("theme", "width"), [("light", 1366), ("dark", 1366), ("dark", 320), ("light", 320)])
def test_is_for_everyone(visit: Visit, theme: str, width: int) -> None:
    """A refusal by the content security policy is an error in the browser."""
    assert visit.wrong(theme, width) == {}


def test_twice_as_large_cuts_nothing(visit: Visit) -> None:
    """Enlarged by the browser, a window of 1366 has 683 pixels; letters alone may be enlarged too."""
    visit.page.set_viewport_size({"width": 683, "height": 400})
    harness.ready(visit.page)
    assert cut(visit.page) == []
    visit.page.set_viewport_size({"width": 1366, "height": 800})
    visit.page.evaluate("document.documentElement.style.fontSize = '200%'")
    harness.ready(visit.page)
    enlarged = cut(visit.page)
    visit.page.evaluate("document.documentElement.style.fontSize = ''")
    assert enlarged == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_on_paper_is_black_on_white_without_controls(visit: Visit, theme: str) -> None:
    page = visit.page
    whole_page(page, theme, 1366)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    seen = page.evaluate(ON_PAPER)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert seen == {"controls": [], "pale": [], "dark": ["rgb(255, 255, 255)"] * 2, "cut": 0}


def test_signs_stay_in_forced_colours(visit: Visit) -> None:
    """A drawing keeps its own colours: else its letters take those of its surface."""
    visit.page.emulate_media(forced_colors="active")
    kept = "() => [...document.querySelectorAll('.js-plotly-plot')].map(e => getComputedStyle(e).forcedColorAdjust)"
    assert set(visit.page.evaluate(kept)) <= {"none"}
    visit.page.emulate_media(forced_colors="none")
