"""What a visitor's browser sees of a page: accessibility, words in English, what is cut, what moves."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect

from tests.browser import harness
from tests.browser.harness import ROOT, Server

# RGAA 4.1 rests on WCAG 2.1 A and AA.
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
_WORDS = json.loads((ROOT / "dashboard/server/static/fr.json").read_text(encoding="utf-8"))["exact"]
ENGLISH = frozenset(english for english, french in _WORDS.items() if english != french) | {"Deploy", "Streamlit"}
_ENGLISH_WORDS = re.compile(
    r"\b(?:the|and|with|your|you|this|that|is|are|not|no results|select(?:ed)?|search|press|enter|drag|drop|loading|"
    r"running|download|upload|open|view|show|hide|clear|remove|delete|choose|learn|more|next|previous|month|year|"
    r"today|error|failed|invalid|please|click|reset|zoom in|zoom out|pan|autoscale|rerun|settings|screen|column|row|"
    r"option|browse|of|from|help|required|rows?|results?|empty|date picker|value|undo|copy|paste)\b",
    re.IGNORECASE,
)
_FRENCH_TOO = re.compile(r"\boptions?\b|Office of the Public Guardian", re.IGNORECASE)
# Code is in the language of programs; names of people, of files and of sites are data.
_TEXTS = """() => {
  const found = [];
  const code = "script,style,code,pre,[data-testid=stIconMaterial],[class*=st-key-explorer_sql],.spp-file-name";
  const read = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.currentNode; node; node = walker.nextNode()) {
      const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
      if (element?.closest?.(code)) continue;
      if (node.nodeType === Node.TEXT_NODE) found.push(node.data.trim());
      else if (node.nodeType === Node.ELEMENT_NODE) {
        for (const name of ["aria-label", "aria-valuetext", "aria-roledescription", "aria-description", "title",
                            "data-title", "placeholder", "alt"]) {
          if (node.hasAttribute(name)) found.push(node.getAttribute(name).trim());
        }
        if (node.shadowRoot) read(node.shadowRoot);
      }
    }
  };
  read(document.body);
  return [...new Set([document.title, ...found])].filter(Boolean);
}"""
_CUT = """() => {
  const main = document.querySelector("[data-testid=stMain]") ?? document.documentElement;
  const seen = (e) => e.checkVisibility({visibilityProperty: true, opacityProperty: true}) && e.clientWidth > 3;
  const named = (e) => (e.tabIndex >= 0 && (e.getAttribute("aria-label") || e.getAttribute("aria-labelledby")))
    || e.querySelector("a[href], button, input, [tabindex]");
  const found = [];
  for (const e of document.querySelectorAll("body *")) {
    if (e === main || e.scrollWidth <= e.clientWidth + 2 || e.matches("input") || !e.textContent.trim()) continue;
    if (e.closest("svg, pre, [aria-hidden=true], .spp-unseen, .spp-told") || !seen(e)) continue;
    const way = getComputedStyle(e).overflowX;
    if (way === "visible" || (["auto", "scroll"].includes(way) && named(e))) continue;
    found.push(`${e.tagName} ${e.dataset.testid ?? e.className} ${e.scrollWidth} > ${e.clientWidth}: `
      + e.textContent.trim().slice(0, 40));
  }
  for (const e of [document.documentElement, main]) {
    if (e.scrollWidth > e.clientWidth) found.push(`${e.tagName} ${e.scrollWidth} > ${e.clientWidth}`);
  }
  return found;
}"""
_MOVES = """() => [...document.querySelectorAll("body *")].filter(e => {
  const style = getComputedStyle(e);
  const long = (times) => times.split(",").some(time => parseFloat(time) * (time.includes("ms") ? 0.001 : 1) > 0.01);
  return (style.animationName !== "none" && long(style.animationDuration)) || long(style.transitionDuration);
}).slice(0, 5).map(e => `${e.tagName} ${e.className}`)"""


@dataclass
class Visit:
    """A page that is open, and what its browser complained of since it was."""

    page: Page
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def wrong(self, theme: str, width: int) -> dict[str, object]:
        """What is not for everyone in a window of that theme and width, of the whole page; empty when all is well."""
        whole_page(self.page, theme, width)
        found = {
            "axe": axe(self.page),
            "cut": cut(self.page),
            "english": english(self.page),
            "foreign": self.foreign,
            "errors": self.errors,
        }
        return {name: lines for name, lines in found.items() if lines}


@contextmanager
def visited(browser: Browser, server: Server, path: str) -> Iterator[Visit]:
    """A page of the application, light, on a laptop, watched from its first request."""

    def ours(url: str) -> bool:
        return url.startswith(("data:", "blob:")) or urlsplit(url).netloc == urlsplit(server.origin).netloc

    with harness.context(browser) as opened:
        visit = Visit(page := opened.new_page())

        def on_console(message: ConsoleMessage) -> None:
            # Streamlit looks for its own address from a deep link (`/sites/_stcore/health`): a 404, then the right one.
            if message.type == "error" and "/_stcore/" not in message.location.get("url", ""):
                visit.errors.append(message.text)

        def on_request(request: Request) -> None:
            if not ours(request.url):
                visit.foreign.append(request.url)

        page.on("request", on_request)
        page.on("console", on_console)
        page.on("pageerror", lambda error: visit.errors.append(str(error)))
        page.on("websocket", lambda socket: None if ours(socket.url) else visit.foreign.append(socket.url))
        page.goto(f"{server.origin}/{path}")
        harness.ready(page)
        yield visit


def axe(page: Page, within: str | None = None) -> tuple[str, ...]:
    """The WCAG 2.1 A and AA violations, a line each: rule, seriousness, how many elements, the first of them; of the
    page, or of what `within` selects."""
    options = {"runOnly": _TAGS, "resultTypes": ["violations"]}
    found = Axe().run(page, context=within, options=options).response["violations"]
    return tuple(f"{v['id']} ({v['impact']}) × {len(v['nodes'])}: {v['nodes'][0]['html'][:160]}" for v in found)


def in_window(page: Page, theme: str, width: int) -> None:
    """A window of that theme and width."""
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 800})
    expect(page.locator("html")).to_have_css("color-scheme", theme)  # then the charts are asked again (fr.js)
    harness.ready(page)


def whole_page(page: Page, theme: str, width: int) -> None:
    """The same, as tall as the page: axe says nothing of colours that are out of sight."""
    in_window(page, theme, width)
    page.wait_for_timeout(400)  # the pieces of the page take the colours of the theme one after the other
    harness.ready(page)
    height = page.evaluate("(document.querySelector('[data-testid=stMain]') ?? document.documentElement).scrollHeight")
    page.set_viewport_size({"width": width, "height": height + 100})
    harness.ready(page)


def english(page: Page) -> tuple[str, ...]:
    """What a person reads or hears in English: texts, names, titles, placeholders, alternatives."""
    return tuple(sorted(text for text in page.evaluate(_TEXTS) if _is_english(text)))


@cache
def _is_english(text: str) -> bool:
    return text in ENGLISH or bool(_ENGLISH_WORDS.search(_FRENCH_TOO.sub("", text)))


def cut(page: Page) -> list[str]:
    """What the window or its own box cuts. What scrolls is not cut: it takes the focus, or holds what does."""
    found: list[str] = page.evaluate(_CUT)
    return found


def moving(page: Page) -> list[str]:
    """What moves for more than 10 ms in a browser whose owner asked for less motion."""
    found: list[str] = page.evaluate(_MOVES)
    return found
