"""A review meeting from its preparation to a decision, projected and turned with the arrow keys."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import harness
from tests.browser.harness import Server
from tests.browser.observation import Visit, axe

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
    expect(prepared.get_by_text("Écran 2 sur")).to_be_visible()
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
    with harness.context(browser, theme="dark", width=320) as context:
        page = context.new_page()
        for address in (prepared.url, f"{prepared.url}&mode=projection"):
            page.goto(address)
            harness.ready(page)
            for theme, width in (("dark", 320), ("light", 1366)):
                assert Visit(page).wrong(theme, width) == {}


SIZES = """() => Object.fromEntries([
  "h1", ".spp-projected-value", ".spp-projected", ".spp-sentence", ".spp-limit", ".xtick text", ".ytick text"
].map(name => {
  const found = [...document.querySelectorAll(`.st-key-projection ${name}`)];
  return [name, Math.min(...found.map(e => parseFloat(getComputedStyle(e).fontSize)))];
}))"""
LEAST = {"h1": 48, ".spp-projected-value": 120, ".spp-sentence": 36}


def test_a_screen_is_read_at_five_metres(prepared: Page, browser: Browser) -> None:
    """On a projector of 1920 × 1080, with nothing to click but the way on, and nothing under it."""
    with harness.context(browser, theme="dark", width=1920) as context:
        page = context.new_page()
        page.set_viewport_size({"width": 1920, "height": 1080})
        page.goto(f"{prepared.url}&mode=projection")
        harness.ready(page)
        drawn = page.locator(".js-plotly-plot")
        while drawn.count() == 0:  # an agenda may open on something that has no months
            page.keyboard.press("ArrowRight")
            harness.ready(page)
            page.wait_for_timeout(500)
        assert {name: size for name, size in page.evaluate(SIZES).items() if size < LEAST.get(name, 24)} == {}
        box, foot = drawn.bounding_box(), page.locator(".st-key-tourner").bounding_box()
        assert box is not None
        assert foot is not None
        assert box["height"] > 1080 * 0.6
        assert box["y"] + box["height"] <= foot["y"]
        assert page.get_by_text("Données", exact=True).count() == page.get_by_text("Copier", exact=True).count() == 0
        assert page.locator(".spp-unseen table caption").inner_text().endswith("mois par mois")
        assert axe(page) == ()
