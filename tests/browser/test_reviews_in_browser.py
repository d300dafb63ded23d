"""Avis in a browser: a search then a theme by keyboard, kept by the address; laptop and phones, light and dark."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import harness
from tests.browser.harness import Server
from tests.browser.observation import observe

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("theme", "width"), [("light", 1366), ("dark", 390), ("light", 320), ("dark", 1366)])
def test_the_page_is_accessible_and_fits(browser: Browser, server: Server, theme: str, width: int) -> None:
    seen = observe(browser, server, "avis?q=dossier", theme, width)
    assert seen.violations == ()
    assert seen.foreign == ()
    assert seen.errors == ()
    assert seen.english == ()
    assert not seen.wider_than_screen


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
