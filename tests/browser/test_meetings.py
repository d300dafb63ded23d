"""A review meeting from its preparation to a decision, projected and turned with the arrow keys."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import harness
from tests.browser.harness import Server
from tests.browser.observation import axe

pytestmark = pytest.mark.browser
TITLE = "Comité de pilotage de décembre"


@pytest.fixture
def prepared(page: Page, server: Server) -> Page:
    page.goto(f"{server.origin}/revue")
    harness.ready(page)
    page.get_by_label("Vous agissez sous le nom de").fill("Claire Martin")
    page.get_by_label("Titre de la revue").fill(TITLE)
    page.get_by_role("button", name="Proposer l’ordre du jour").click()
    expect(page.get_by_role("heading", name=TITLE, level=2)).to_be_visible()
    harness.ready(page)
    return page


def test_an_agenda_is_proposed_projected_and_decided_upon(prepared: Page) -> None:
    first, second = prepared.locator("[class*=st-key-point_] h4").all_inner_texts()[:2]
    assert axe(prepared) == ()
    prepared.get_by_label("Nouvelle décision").fill("Ouvrir un guichet.")
    prepared.get_by_label("Responsable").fill("Le greffe")
    prepared.get_by_role("button", name="Enregistrer la décision").click()
    expect(prepared.get_by_text("1. Ouvrir un guichet.")).to_be_visible()
    prepared.get_by_role("link", name="Projeter la revue").click()
    expect(prepared.get_by_role("heading", name=first, level=1)).to_be_visible()
    harness.ready(prepared)
    assert axe(prepared) == ()
    expect(prepared.locator(".st-key-filtres")).to_be_hidden()
    prepared.keyboard.press("ArrowRight")
    expect(prepared.get_by_role("heading", name=second, level=1)).to_be_visible()
    prepared.keyboard.press("ArrowLeft")
    expect(prepared.get_by_role("heading", name=first, level=1)).to_be_visible()
    prepared.keyboard.press("Escape")
    expect(prepared.get_by_role("heading", name=TITLE, level=2)).to_be_visible()
    expect(prepared).not_to_have_url(re.compile("mode=|ecran="))
    prepared.get_by_role("link", name="Projeter la revue").click()
    expect(prepared.get_by_role("heading", name=first, level=1)).to_be_visible()
    prepared.get_by_role("link", name="Quitter la projection").click()
    expect(prepared.get_by_role("heading", name=TITLE, level=2)).to_be_visible()
    expect(prepared).not_to_have_url(re.compile("mode="))


def test_a_meeting_opened_on_a_phone_in_the_dark(prepared: Page, browser: Browser) -> None:
    with harness.context(browser, theme="dark", width=390) as context:
        page = context.new_page()
        page.goto(prepared.url)
        harness.ready(page)
        assert axe(page) == ()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.goto(f"{prepared.url}&mode=projection")
        harness.ready(page)
        assert axe(page) == ()
