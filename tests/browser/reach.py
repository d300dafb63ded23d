"""What the keyboard reaches on a page, how the focus is seen, and the panels that open on it."""

from playwright.sync_api import Page

from tests.browser.observation import axe, english

POPOVER = "[data-testid=stPopoverBody]"
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
