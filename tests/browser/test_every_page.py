"""Every page of the menu, opened once, then asked in turn: light and dark, laptop and narrow phone, twice as large,
printed; then by keyboard alone, and with what is folded away opened."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, expect

from dashboard.ui.navigation import PAGES, PageEntry, title_of
from tests.browser import harness
from tests.browser.harness import Server
from tests.browser.observation import Visit, axe, cut, english, in_window, moving, visited, whole_page
from tests.browser.reach import ABOVE_MENU, FOCUSED, REACHABLE, opened_popovers

pytestmark = pytest.mark.browser
WINDOWS = [("light", 1366), ("dark", 320)]
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


@pytest.fixture(scope="module")
def met() -> set[str]:
    """The panels that were opened in the dark on a narrow phone: « Télécharger » is the same on every page."""
    return set()


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


@pytest.mark.parametrize(("theme", "width"), WINDOWS)
def test_the_keyboard_reaches_everything_and_is_seen(visit: Visit, theme: str, width: int) -> None:
    page = visit.page
    in_window(page, theme, width)
    expected = set(page.evaluate(REACHABLE))
    reached, unmarked, hidden = set(), set(), set()
    page.evaluate("document.activeElement?.blur?.()")
    for _ in range(3 * len(expected) + 40):
        page.keyboard.press("Tab")
        if (focused := page.evaluate(FOCUSED)) is None:
            break
        name, marked, within = focused
        reached.add(name)
        if not marked:
            unmarked.add(name)
        if not within:
            hidden.add(name)
    else:
        pytest.fail("the keyboard never leaves the page")
    assert (unmarked, hidden) == (set(), set())
    assert expected - reached == set()
    assert page.locator("[tabindex]:not([tabindex='0']):not([tabindex^='-'])").count() == 0
    assert page.evaluate(ABOVE_MENU) == []


def test_opened_panels_are_accessible_in_french(visit: Visit, met: set[str]) -> None:
    page = visit.page
    in_window(page, "light", 1366)
    found = {}
    for summary in page.locator("summary").all():
        summary.click()
    harness.settled(page)
    found["expanders"] = (*axe(page), *english(page))
    found |= opened_popovers(page, set())
    in_window(page, "dark", 320)
    found["expanders, dark and narrow"] = axe(page)
    found |= opened_popovers(page, met)
    assert {panel: lines for panel, lines in found.items() if lines} == {}


def test_a_list_that_holds_nothing_says_so_in_french(visit: Visit) -> None:
    page = visit.page
    in_window(page, "light", 1366)
    lists = page.locator("[data-testid=stMain] input[role=combobox]")
    if lists.count():
        lists.first.click()
        lists.first.fill("zzzz")
        assert english(page) == ()
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
    calendars = page.get_by_role("button", name="Choisir une date")
    if calendars.count():
        calendars.first.click()
        expect(page.get_by_role("grid")).to_be_visible()
        assert english(page) == ()
        page.keyboard.press("Escape")


def test_a_field_put_at_the_foot_of_a_page_leaves_the_menu_where_it_is(visit: Visit) -> None:
    page = visit.page
    page.evaluate("""() => {
      for (const field of document.querySelectorAll("[data-testid=stMain] :is(input, button, textarea)")) {
        field.scrollIntoView({block: "end"});
        field.focus();
      }
    }""")
    assert page.evaluate(ABOVE_MENU) == []
