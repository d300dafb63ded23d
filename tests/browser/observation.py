"""What a visitor's browser sees of one page, gathered in one visit."""

import json
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

from tests.browser import harness
from tests.browser.harness import ROOT, Server

# RGAA 4.1 rests on WCAG 2.1 A and AA.
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
_WORDS = json.loads((ROOT / "dashboard/server/static/fr.json").read_text(encoding="utf-8"))["exact"]
ENGLISH = frozenset(english for english, french in _WORDS.items() if english != french) | {"Deploy", "Streamlit"}
_TEXTS = """() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.currentNode; node; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) {
      if (!node.parentElement.closest("script,style,[data-testid=stIconMaterial]")) found.push(node.data.trim());
    } else for (const name of ["aria-label", "aria-valuetext", "title", "placeholder", "alt"]) {
      if (node.hasAttribute(name)) found.push(node.getAttribute(name).trim());
    }
  }
  return found;
}"""


@dataclass(frozen=True, slots=True)
class Observation:
    """Facts about a page once it is ready."""

    title: str
    heading: str
    language: str
    scheme: str
    violations: tuple[str, ...]
    foreign: tuple[str, ...]
    errors: tuple[str, ...]
    english: tuple[str, ...]
    wider_than_screen: bool
    footer: str


def axe(page: Page, within: str | None = None) -> tuple[str, ...]:
    """The WCAG 2.1 A and AA violations, a line each: rule, seriousness, how many elements, the first of them; of the
    page, or of what `within` selects."""
    options = {"runOnly": _TAGS, "resultTypes": ["violations"]}
    found = Axe().run(page, context=within, options=options).response["violations"]
    return tuple(f"{v['id']} ({v['impact']}) × {len(v['nodes'])}: {v['nodes'][0]['html'][:160]}" for v in found)


@cache
def _session(browser: Browser, theme: str, width: int) -> BrowserContext:
    return harness.new_context(browser, theme=theme, width=width)  # closed with the browser


def observe(browser: Browser, server: Server, path: str, theme: str, width: int) -> Observation:
    """Visit a page. The views of a theme and width share what the browser keeps in its cache."""
    foreign: list[str] = []
    errors: list[str] = []

    def on_request(request: Request) -> None:
        if not _is_ours(request.url, server.origin):
            foreign.append(request.url)

    def on_console(message: ConsoleMessage) -> None:
        # Streamlit looks for its own address from a deep link (`/sites/_stcore/health`): a 404, then the right one.
        if message.type == "error" and "/_stcore/" not in message.location.get("url", ""):
            errors.append(message.text)

    with _session(browser, theme, width).new_page() as page:
        page.on("request", on_request)
        page.on("console", on_console)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("websocket", lambda socket: None if _is_ours(socket.url, server.origin) else foreign.append(socket.url))
        page.goto(f"{server.origin}/{path}")
        harness.ready(page)
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        _show_whole(page, width)
        return Observation(
            title=page.title(),
            heading=" ".join(page.locator("h1").all_inner_texts()),
            language=page.evaluate("document.documentElement.lang"),
            scheme=page.evaluate("getComputedStyle(document.documentElement).colorScheme"),
            violations=axe(page),
            foreign=tuple(foreign),
            errors=tuple(errors),
            english=tuple(sorted(ENGLISH.intersection(page.evaluate(_TEXTS)))),
            wider_than_screen=wide,
            footer=page.locator("footer.spp-footer").inner_text(),
        )


def _show_whole(page: Page, width: int) -> None:
    """A window as tall as the page: axe says nothing of the colours of what is out of sight."""
    height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": width, "height": height + 100})
    harness.ready(page)


def _is_ours(url: str, origin: str) -> bool:
    return url.startswith(("data:", "blob:")) or urlsplit(url).netloc == urlsplit(origin).netloc
