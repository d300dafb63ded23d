"""Avis in a browser: a search then a theme by keyboard, kept by the address; laptop and phones, light and dark."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import harness
from tests.browser.harness import Server
from tests.browser.observation import visited

pytestmark = pytest.mark.browser


def test_the_opinions_found_are_for_everyone(browser: Browser, server: Server) -> None:
    with visited(browser, server, "avis?q=dossier") as visit:
        for theme, width in (("light", 1366), ("dark", 1366), ("dark", 320), ("light", 320)):
            assert visit.wrong(theme, width) == {}


def test_a_search_then_a_theme_by_keyboard_are_kept_by_the_address(page: Page, server: Server) -> None:
    page.goto(f"{server.origin}/avis")
    harness.ready(page)
    field = page.get_by_label("Rechercher dans les avis")
    field.focus()
    page.keyboard.type("dossiers")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"[?&]q=dossiers"))
    expect(page.locator(".spp-opinions mark").first).to_have_text(re.compile("dossier", re.IGNORECASE))
    harness.ready(page)
    page.get_by_role("link", name="Suivi du dossier").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"theme=avancement"))
    expect(page).to_have_url(re.compile(r"[?&]q=dossiers"))
    harness.ready(page)
    page.reload()
    harness.ready(page)
    expect(page.get_by_label("Rechercher dans les avis")).to_have_value("dossiers")
    expect(page.locator(".spp-opinions").first).to_contain_text("Suivi du dossier")
