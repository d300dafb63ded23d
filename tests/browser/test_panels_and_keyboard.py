"""What is folded away is accessible once opened, and everything is reached and seen by keyboard alone."""

import pytest
from playwright.sync_api import Browser, Page

from dashboard.ui.navigation import PAGES
from tests.browser import harness
from tests.browser.harness import Server
from tests.browser.observation import axe

pytestmark = pytest.mark.browser
POPOVER = "[data-testid=stPopoverBody]"
WINDOWS = [("light", 1366), ("dark", 390)]
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
# The mark may be on the box of a field rather than on the field.
FOCUSED = f"""() => {{
  {NAME}
  let e = document.activeElement;
  while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
  if (!e || e === document.body) return null;
  const marked = box => {{
    const style = getComputedStyle(box);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
  }};
  return [name(e), [e, e.parentElement, e.parentElement?.parentElement].some(box => box && marked(box))];
}}"""

# What holds the menu never scrolls: pushed out of sight, it comes back with the page only.
ABOVE_MENU = """() => {
  const found = [];
  let e = document.querySelector("[data-testid=stHeader]");
  while ((e = e.parentElement)) if (e.scrollTop) found.push(`${e.dataset.testid ?? e.tagName} ${e.scrollTop}`);
  return found;
}"""


@pytest.fixture(
    scope="module",
    params=[(entry, *window) for entry in PAGES for window in WINDOWS],
    ids=lambda view: f"{view[0].file.stem}-{view[1]}-{view[2]}",
)
def shown(request: pytest.FixtureRequest, browser: Browser, server: Server):
    entry, theme, width = request.param
    with harness.context(browser, theme=theme, width=width) as context:
        page = context.new_page()
        page.goto(f"{server.origin}/{entry.path}")
        harness.ready(page)
        yield page


def test_the_keyboard_reaches_everything_and_is_seen(shown: Page) -> None:
    expected = set(shown.evaluate(REACHABLE))
    reached, unmarked = set(), set()
    for _ in range(3 * len(expected) + 40):
        shown.keyboard.press("Tab")
        if (focused := shown.evaluate(FOCUSED)) is None:
            break
        name, marked = focused
        reached.add(name)
        if not marked:
            unmarked.add(name)
    assert unmarked == set()
    assert expected - reached == set()
    assert shown.evaluate(ABOVE_MENU) == []


def test_opened_panels_are_accessible(shown: Page) -> None:
    for summary in shown.locator("summary").all():
        summary.click()
    shown.wait_for_timeout(500)
    found = {"expanders": axe(shown)}
    buttons = shown.get_by_test_id("stPopoverButton").all()
    names = {button.inner_text().strip(): button for button in reversed(buttons)}
    for name, button in names.items():
        button.click()
        shown.get_by_test_id("stPopoverBody").wait_for()
        found[name] = axe(shown, POPOVER)
        shown.keyboard.press("Escape")
        shown.get_by_test_id("stPopoverBody").wait_for(state="detached")
    assert {panel: lines for panel, lines in found.items() if lines} == {}


def test_a_field_put_at_the_foot_of_a_page_leaves_the_menu_where_it_is(shown: Page) -> None:
    for field in shown.locator("[data-testid=stMain] :is(input, button, textarea)").all():
        field.evaluate("e => { e.scrollIntoView({block: 'end'}); e.focus(); }")
    assert shown.evaluate(ABOVE_MENU) == []
