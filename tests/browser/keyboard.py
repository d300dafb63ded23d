"""A person who has no mouse: everything is reached by Tab, by its name."""

import re

import pytest
from playwright.sync_api import Page, expect

MOST_STOPS = 250
FOCUSED = """() => {
  let e = document.activeElement;
  while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
  const ids = (e.getAttribute("aria-labelledby") ?? "").split(" ");
  const named = ids.map(id => document.getElementById(id)?.textContent);
  const labels = [...(e.labels ?? [])].map(label => label.textContent);
  const written = e.matches("a, button, summary, [role=button]");
  const text = written ? [e.querySelector("p")?.textContent ?? e.textContent] : [];
  return [e.getAttribute("aria-label"), ...named, ...labels, ...text].find(Boolean)?.trim() ?? "";
}"""


class Keyboard:
    """A person who has no mouse, in front of a page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, name: str) -> None:
        """Tab until the focus is on what has this name. Fails when a whole turn of the page does not meet it."""
        met: list[str] = []
        for _ in range(MOST_STOPS):
            self.page.keyboard.press("Tab")
            met.append(self.page.evaluate(FOCUSED))
            if re.match(rf"{re.escape(name)}(?!\w)", met[-1]):
                return
        pytest.fail(f"« {name} » is not reached; met: {[one[:30] for one in dict.fromkeys(met)]}")

    def press(self, name: str) -> None:
        """Reach a button or a link, and use it."""
        self.reach(name)
        self.page.keyboard.press("Enter")

    def choose(self, name: str, option: str) -> None:
        """Reach a list, write the option, take it."""
        self.reach(name)
        self.page.keyboard.type(option)
        expect(self.page.get_by_role("option", name=option, exact=True)).to_be_visible()
        self.page.keyboard.press("Enter")

    def write(self, name: str, text: str) -> None:
        """Reach a field, and fill it."""
        self.reach(name)
        self.page.keyboard.type(text)
