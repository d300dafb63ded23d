"""The public pages in a browser without script: an opinion left from the address of a poster; accessibility."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import harness
from tests.browser.harness import Server
from tests.browser.observation import axe

pytestmark = pytest.mark.browser
SITE = "CJN"


def test_an_opinion_is_left_without_script_on_a_narrow_phone(browser: Browser, server: Server) -> None:
    opened = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page = opened.new_page()
    page.goto(f"{server.origin}/public/sites/{SITE}/avis")
    page.wait_for_timeout(3_000)  # the rule against programs: nobody fills the form in less
    page.get_by_label("Négatif").check()
    page.get_by_role("button", name="Relire avant d’envoyer").click()
    expect(page.get_by_role("alert")).to_contain_text("L’avis est vide")
    expect(page.get_by_label("Négatif")).to_be_checked()
    page.locator("#canal").select_option("desk")
    page.locator("#texte").fill("Attente longue, rappelez au 06 12 34 56 78.")
    page.get_by_role("button", name="Relire avant d’envoyer").click()
    expect(page.locator("mark")).to_contain_text("numéro de téléphone")
    page.get_by_role("button", name="Modifier").click()
    expect(page.locator("#texte")).to_have_value("Attente longue, rappelez au 06 12 34 56 78.")
    page.get_by_role("button", name="Relire avant d’envoyer").click()
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Votre avis est reçu")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Votre avis est reçu")
    opened.close()


def test_a_text_of_one_megabyte_is_refused_with_a_sentence(browser: Browser, server: Server) -> None:
    with harness.context(browser) as opened:
        page = opened.new_page()
        page.goto(f"{server.origin}/public/sites/{SITE}/avis")
        page.locator("#texte").evaluate("field => { field.value = 'mot '.repeat(250_000); }")  # as pasted
        page.get_by_role("button", name="Relire avant d’envoyer").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Texte trop long")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pages_are_accessible_and_fit_a_narrow_phone(browser: Browser, server: Server, theme: str) -> None:
    with harness.context(browser, theme=theme, width=320) as opened:
        page = opened.new_page()
        for path in ("avis", f"sites/{SITE}", f"sites/{SITE}/avis", "sites/inconnu"):
            page.goto(f"{server.origin}/public/{path}")
            assert axe(page) == (), path
            assert page.evaluate("document.documentElement.scrollWidth") == 320
        page.goto(f"{server.origin}/public/sites/{SITE}/avis")
        page.get_by_role("button", name="Relire avant d’envoyer").click()
        assert axe(page) == ()
        page.get_by_label("Neutre").check()
        page.locator("#canal").select_option("desk")
        page.locator("#texte").fill("Mme Petit, au 06 12 34 56 78.")
        page.get_by_role("button", name="Relire avant d’envoyer").click()
        assert axe(page) == ()
        assert page.evaluate("document.documentElement.scrollWidth") == 320
