"""Enquêtes in a browser: a survey opened from the calendar, by keyboard, on a laptop and on a phone, light and dark."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import harness
from tests.browser.harness import Server
from tests.browser.observation import observe

pytestmark = pytest.mark.browser
CLOSED = "satisfaction-2025-s2"


@pytest.mark.parametrize("width", [1366, 390])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_closed_survey_is_accessible_and_fits(browser: Browser, server: Server, theme: str, width: int) -> None:
    seen = observe(browser, server, f"enquetes?enquete={CLOSED}", theme, width)
    assert seen.violations == ()
    assert seen.foreign == ()
    assert seen.errors == ()
    assert seen.english == ()
    assert not seen.wider_than_screen


def test_the_calendar_opens_a_survey_that_its_address_restores(page: Page, server: Server) -> None:
    page.goto(f"{server.origin}/enquetes")
    harness.ready(page)
    link = page.get_by_role("link", name=re.compile("2e semestre 2025"))
    link.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"/enquetes\\?.*enquete={CLOSED}"))
    harness.ready(page)
    expect(page.get_by_role("heading", name=re.compile("2e semestre 2025")).first).to_be_visible()
    expect(page.get_by_text(re.compile("Par rapport à la vague précédente"))).to_be_visible()
    page.reload()
    harness.ready(page)
    expect(page.get_by_role("heading", name=re.compile("2e semestre 2025")).first).to_be_visible()
