"""The map by ressort in a real browser: one click, kept in the address, down to a ressort."""

from urllib.parse import parse_qs, urlparse

import pytest
from playwright.sync_api import Page, expect

from tests.browser import harness
from tests.browser.harness import Server

pytestmark = pytest.mark.browser


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlparse(page.url).query)


def test_a_ressort_is_a_click_away_and_stays_in_the_address(page: Page, server: Server) -> None:
    page.goto(server.origin)
    harness.ready(page)
    page.get_by_role("radio", name="Cours d’appel").click()
    page.wait_for_url("**?decoupage=cour")
    harness.ready(page)
    expect(page.get_by_role("heading", name="Où se distingue-t-on")).to_be_visible()

    page.get_by_role("link", name="Sites", exact=True).first.click()
    page.wait_for_url("**/sites**")
    harness.ready(page)
    page.get_by_role("radio", name="Cours d’appel").click()
    page.wait_for_url("**/sites?carte_par=cour")
    harness.ready(page)

    page.reload()
    harness.ready(page)
    ressort = page.locator("a[href*='territoire=c']").first
    name = ressort.inner_text()
    ressort.click()
    page.wait_for_url("**territoire=c**")
    harness.ready(page)
    assert asked(page)["territoire"][0].startswith("c")
    expect(page.locator(".st-key-introduction")).to_contain_text(name)
