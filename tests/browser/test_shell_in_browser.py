"""What only a browser can show of the shell: font, keyboard, navigation, projection, the weight of a visit."""

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.ui.navigation import PAGES, title_of
from tests.browser import harness
from tests.browser.harness import Server

pytestmark = pytest.mark.browser

METHOD = next(entry for entry in PAGES if entry.file.stem == "method")


def test_font_comes_from_our_own_server(page: Page, server: Server) -> None:
    fonts: list[str] = []
    page.on("request", lambda request: fonts.append(request.url) if "public-sans" in request.url else None)
    page.goto(server.origin)
    harness.ready(page)
    assert fonts == [f"{server.origin}/spp/static/public-sans-5.3.0.woff2"]  # once: the preload and the style agree
    assert page.evaluate("[...document.fonts].some(f => f.family === 'PublicSans' && f.status === 'loaded')")


def test_first_visit_is_compressed(browser: Browser, server: Server) -> None:
    """9 MB raw; the bound leaves room for pages to grow, not for a script sent uncompressed."""
    with harness.context(browser) as opened:
        page = opened.new_page()
        network = opened.new_cdp_session(page)
        network.send("Network.enable")
        received: list[float] = []
        network.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
        page.goto(server.origin)
        harness.ready(page)
    assert sum(received) < 3_500_000


def test_skip_link_comes_first_and_footer_last(page: Page, server: Server) -> None:
    page.goto(server.origin)
    harness.ready(page)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Aller au contenu"
    assert page.evaluate(
        "!!(document.querySelector('[data-testid=stMain]').compareDocumentPosition("
        "document.querySelector('footer.spp-footer')) & Node.DOCUMENT_POSITION_FOLLOWING)"
    )


def test_own_link_changes_page_without_reloading_and_back_returns(page: Page, server: Server) -> None:
    documents: list[str] = []
    page.on("request", lambda r: documents.append(r.url) if r.resource_type == "document" else None)
    page.goto(server.origin)
    harness.ready(page)
    page.locator("footer.spp-footer a").click()
    page.wait_for_url(f"**/{METHOD.path}*")
    expect(page).to_have_title(title_of(METHOD))
    page.go_back()
    expect(page).to_have_title(title_of(PAGES[0]))
    assert len(documents) == 1


def test_projection_hides_the_filters_and_enlarges_the_text(page: Page, server: Server) -> None:
    page.goto(f"{server.origin}/?mode=projection")
    harness.ready(page)
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "21px"
    assert not page.locator(".st-key-filtres").is_visible()


def test_sparklines_are_hidden_from_screen_readers(page: Page, server: Server) -> None:
    page.goto(server.origin)
    harness.ready(page)
    assert page.locator("[data-testid=stMetricChart]:not([aria-hidden=true])").count() == 0
