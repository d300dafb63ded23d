"""What is folded away is accessible once opened, and everything is reached and seen by keyboard alone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.ui.navigation import PAGES
from tests.browser import harness
from tests.browser.harness import Server
from tests.browser.observation import axe, english

pytestmark = pytest.mark.browser
POPOVER = "[data-testid=stPopoverBody]"
WINDOWS = [("light", 1366), ("dark", 320)]
NAME = """const name = e => `${e.tagName} ${e.getAttribute("aria-label") ?? e.textContent}`.trim().slice(0, 60);"""
# Arrow keys, not Tab, move inside a group of choices: the first one is enough.
REACHABLE = f"""() => {{
  {NAME}
  const found = [...document.querySelectorAll("a[href], button, input, summary, select, textarea, [tabindex='0']")];
  return found.filter(e => e.tabIndex >= 0 && !e.disabled && e.getBoundingClientRect().width > 0
    && e.checkVisibility({{visibilityProperty: true, opacityProperty: true}})
    && !e.closest("[inert], [aria-hidden=true]")
    && (e.closest("[role=radiogroup]")?.querySelector("[role=radio]") ?? e) === e).map(name);
}}"""
# The mark may be on the box of a field rather than on the field; it has 3:1 at least on what is around (WCAG 1.4.11).
FOCUSED = f"""() => {{
  {NAME}
  let e = document.activeElement;
  while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
  if (!e || e === document.body) return null;
  const parts = (colour) => (colour.match(/[\\d.]+/g) ?? [0, 0, 0, 0]).map(Number);
  const light = (colour) => parts(colour).slice(0, 3).map(c => c / 255)
    .map(c => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (box) => {{
    for (let one = box; one; one = one.parentElement ?? one.getRootNode().host) {{
      const colour = getComputedStyle(one).backgroundColor;
      if ((parts(colour)[3] ?? 1) > 0.5) return colour;
    }}
    return getComputedStyle(document.documentElement).colorScheme === "dark" ? "rgb(22, 22, 22)" : "rgb(255, 255, 255)";
  }};
  const seen = (colour, box) => {{
    const [low, high] = [light(colour), light(behind(box.parentElement ?? box))].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05) >= 3;
  }};
  const marked = (box) => {{
    const style = getComputedStyle(box);
    const drawn = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    if (drawn && seen(style.outlineColor, box)) return true;
    return style.boxShadow !== "none" && seen(style.boxShadow.match(/rgba?\\([^)]*\\)/)?.[0] ?? "", box);
  }};
  const place = e.getBoundingClientRect();
  const within = place.bottom > 0 && place.top < innerHeight && place.right > 0 && place.left < innerWidth;
  return [name(e), [e, e.parentElement, e.parentElement?.parentElement].some(box => box && marked(box)), within];
}}"""

# What holds the menu never scrolls: pushed out of sight, it comes back with the page only.
ABOVE_MENU = """() => {
  const found = [];
  let e = document.querySelector("[data-testid=stHeader]");
  while ((e = e.parentElement)) if (e.scrollTop) found.push(`${e.dataset.testid ?? e.tagName} ${e.scrollTop}`);
  return found;
}"""


@pytest.fixture(scope="module", params=PAGES, ids=lambda entry: entry.file.stem)
def shown(request: pytest.FixtureRequest, browser: Browser, server: Server) -> Iterator[Page]:
    with harness.context(browser) as context:
        page = context.new_page()
        page.goto(f"{server.origin}/{request.param.path}")
        harness.ready(page)
        yield page


@pytest.mark.parametrize(("theme", "width"), WINDOWS)
def test_the_keyboard_reaches_everything_and_is_seen(shown: Page, theme: str, width: int) -> None:
    in_window(shown, theme, width)
    expected = set(shown.evaluate(REACHABLE))
    reached, unmarked, hidden = set(), set(), set()
    shown.evaluate("document.activeElement?.blur?.()")
    for _ in range(3 * len(expected) + 40):
        shown.keyboard.press("Tab")
        if (focused := shown.evaluate(FOCUSED)) is None:
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
    assert shown.locator("[tabindex]:not([tabindex='0']):not([tabindex^='-'])").count() == 0
    assert shown.evaluate(ABOVE_MENU) == []


def test_opened_panels_are_accessible_in_french(shown: Page, met: set[str]) -> None:
    in_window(shown, "light", 1366)
    found = {}
    for summary in shown.locator("summary").all():
        summary.click()
    harness.settled(shown)
    found["expanders"] = (*axe(shown), *english(shown))
    found |= opened_popovers(shown, set())
    in_window(shown, "dark", 320)
    found["expanders, dark and narrow"] = axe(shown)
    found |= opened_popovers(shown, met)
    assert {panel: lines for panel, lines in found.items() if lines} == {}


def test_a_list_that_holds_nothing_says_so_in_french(shown: Page) -> None:
    in_window(shown, "light", 1366)
    lists = shown.locator("[data-testid=stMain] input[role=combobox]")
    if lists.count():
        lists.first.click()
        lists.first.fill("zzzz")
        assert english(shown) == ()
        shown.keyboard.press("Escape")
        shown.keyboard.press("Escape")
    calendars = shown.get_by_role("button", name="Choisir une date")
    if calendars.count():
        calendars.first.click()
        expect(shown.get_by_role("grid")).to_be_visible()
        assert english(shown) == ()
        shown.keyboard.press("Escape")


def test_a_field_put_at_the_foot_of_a_page_leaves_the_menu_where_it_is(shown: Page) -> None:
    shown.evaluate("""() => {
      for (const field of document.querySelectorAll("[data-testid=stMain] :is(input, button, textarea)")) {
        field.scrollIntoView({block: "end"});
        field.focus();
      }
    }""")
    assert shown.evaluate(ABOVE_MENU) == []


@pytest.fixture(scope="module")
def met() -> set[str]:
    """The panels that were opened in the dark on a narrow phone: « Télécharger » is the same on every page."""
    return set()


def in_window(page: Page, theme: str, width: int) -> None:
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 800})
    expect(page.locator("html")).to_have_css("color-scheme", theme)
    harness.ready(page)


def opened_popovers(page: Page, met: set[str]) -> dict[str, tuple[str, ...]]:
    """What is wrong in each kind of panel, one of a name, but those that were met."""
    found = {}
    buttons = page.get_by_test_id("stPopoverButton").all()
    names = {button.inner_text().strip(): button for button in reversed(buttons)}
    for name, button in names.items():
        if name in met:
            continue
        met.add(name)
        button.click()
        page.get_by_test_id("stPopoverBody").wait_for()
        found[name] = (*axe(page, POPOVER), *english(page))
        page.keyboard.press("Escape")
        page.get_by_test_id("stPopoverBody").wait_for(state="detached")
    return found
