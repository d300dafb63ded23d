"""An action created with the effect that is expected of it, opened, done; a verdict that is read."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import harness
from tests.browser.harness import Server
from tests.browser.observation import axe

pytestmark = pytest.mark.browser
TITLE = "Un panneau d’orientation à l’entrée"


def test_an_action_is_created_then_done(page: Page, server: Server) -> None:
    page.goto(f"{server.origin}/actions")
    harness.ready(page)
    expect(page.get_by_role("heading", name="À suivre")).to_be_visible()
    page.get_by_label("Vous agissez sous le nom de").fill("Claire Martin")
    page.get_by_text("Nouvelle action", exact=True).click()
    page.get_by_label("Titre de l’action").fill(TITLE)
    page.get_by_label("Ce qui est décidé, dit aux usagers").fill("Poser un panneau à l’entrée.")
    harness.choose(page, "Site ou service (obligatoire)", "Tribunal judiciaire de Valmorande")
    harness.choose(page, "Engagement", "1. Accueil courtois")
    harness.choose(page, "Indicateur qui doit changer", "Accueil jugé courtois et bienveillant")
    expect(page.get_by_label("Plus petit changement utile, en points")).to_have_value("2")
    assert axe(page) == ()
    page.get_by_role("button", name="Créer l’action").click()
    expect(page.get_by_text("Le nom du responsable est vide")).to_be_visible()
    expect(page.get_by_label("Titre de l’action")).to_have_value(TITLE)
    page.get_by_label("Responsable (obligatoire)").fill("Le greffe")
    page.get_by_role("button", name="Créer l’action").click()
    expect(page.get_by_role("heading", name=TITLE, level=2)).to_be_visible()
    expect(page.get_by_text("hausse d’au moins 2\u00a0points")).to_be_visible()
    harness.ready(page)
    harness.choose(page, "État de l’action", "Faite")
    page.get_by_role("button", name="Changer l’état").click()
    expect(page.get_by_text("a changé l’état\u00a0: faite")).to_be_visible()
    expect(page.get_by_role("main").get_by_text("Trop tôt\u00a0: verdict à partir des données")).to_be_visible()


@pytest.mark.parametrize(("theme", "width"), [("light", 1366), ("dark", 390)])
def test_a_verdict_is_read_from_the_plan(browser: Browser, server: Server, theme: str, width: int) -> None:
    with harness.context(browser, theme=theme, width=width) as context:
        page = context.new_page()
        page.goto(f"{server.origin}/actions")
        harness.ready(page)
        page.get_by_role("table").get_by_role("link", name="Deux agents de plus au standard le matin").click()
        expect(page.get_by_text("Effet démontré, au moins égal au minimum utile").first).to_be_visible()
        harness.ready(page)
        expect(page.locator(".js-plotly-plot")).to_have_count(2)
        assert axe(page) == ()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.go_back()
        expect(page.get_by_role("heading", name="Plan d’actions")).to_be_visible()
