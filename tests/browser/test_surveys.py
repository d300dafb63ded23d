"""Enquêtes in a browser: a survey opened from the calendar, by keyboard, on a laptop and on a phone, light and dark."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import harness
from tests.browser.harness import Server
from tests.browser.observation import visited

pytestmark = pytest.mark.browser
CLOSED = "satisfaction-2025-s2"


def test_a_closed_survey_is_for_everyone(browser: Browser, server: Server) -> None:
    with visited(browser, server, f"enquetes?enquete={CLOSED}") as visit:
        for theme, width in (("light", 1366), ("dark", 1366), ("dark", 320), ("light", 320)):
            assert visit.wrong(theme, width) == {}


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


def test_two_answers_are_crossed_on_demand_then_found_again(browser: Browser, server: Server) -> None:
    address = f"enquetes?enquete={CLOSED}&croiser=satisfaction-globale&selon=canal"
    with visited(browser, server, address) as visit:
        ask = visit.page.get_by_role("button", name="Croiser ces réponses")
        ask.focus()
        visit.page.keyboard.press("Enter")
        chart = visit.page.get_by_role("figure", name=re.compile(r"Satisfaction globale\s» selon «\sCanal de réponse"))
        expect(chart).to_be_visible(timeout=60_000)
        harness.settled(visit.page)
        for theme, width in (("light", 1366), ("dark", 320)):
            assert visit.wrong(theme, width) == {}
    with harness.context(browser) as later:
        again = later.new_page()
        again.goto(f"{server.origin}/{address}")
        harness.ready(again)
        expect(again.get_by_text(re.compile(r"réponses favorables par «\sBorne"))).to_be_visible()
        expect(again.get_by_role("button", name="Croiser ces réponses")).to_have_count(0)
