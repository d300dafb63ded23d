"""The documentation of the API in a browser without script: accessible, narrow, and its examples answer."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import harness
from tests.browser.harness import Server
from tests.browser.observation import axe

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_documentation_is_accessible_and_fits_a_narrow_phone(browser: Browser, server: Server, theme: str) -> None:
    with harness.context(browser, theme=theme, width=320) as opened:
        page = opened.new_page()
        page.goto(f"{server.origin}/api/")
        expect(page.get_by_role("heading", level=1)).to_have_text("API des données ouvertes")
        page.locator("details").evaluate_all("found => found.forEach(one => { one.open = true; })")
        assert axe(page) == ()
        assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_every_example_of_the_page_answers(browser: Browser, server: Server) -> None:
    opened = browser.new_context(java_script_enabled=False)
    page = opened.new_page()
    page.goto(f"{server.origin}/api/")
    links = {link.get_attribute("href") for link in page.locator("main a[href*='/api/v1']").all()}
    assert len(links) > 10
    for link in links:
        answer = opened.request.get(f"{server.origin}{link}")
        assert answer.status == 200, link
        assert answer.json().get("rows", ["described"]), link
    opened.close()
