"""What people do on the page of the sites: find who truly differs and why, search while typing, name a group."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.harness import Server, ready
from tests.browser.observation import visited

pytestmark = pytest.mark.browser


def opened(page: Page, server: Server, address: str) -> None:
    page.goto(f"{server.origin}/{address}")
    ready(page)


def test_the_site_that_fails_on_welcome_and_why_in_three_clicks(page: Page, server: Server) -> None:
    opened(page, server, "")
    page.get_by_role("link", name="Sites", exact=True).click()
    ready(page)
    page.get_by_role("button", name="1. Accueil courtois").click()
    flagged = page.locator(".spp-flagged").get_by_role("link", name="Tribunal judiciaire de Valmorande")
    flagged.click()
    ready(page)
    expect(page.get_by_role("heading", name="Tribunal judiciaire de Valmorande")).to_be_visible()
    expect(page.locator(".spp-answer")).to_contain_text("Moins bon que ses pairs")
    expect(page.locator(".spp-answer")).to_contain_text("Accueil jugé courtois et bienveillant")
    # Since when, and what users say of it.
    expect(page.locator(".st-key-site_mois")).to_be_visible()
    expect(page.get_by_role("heading", name="Ce qu’en disent les usagers")).to_be_visible()


def test_the_list_follows_what_is_typed_and_the_keyboard_opens_a_sheet(page: Page, server: Server) -> None:
    opened(page, server, "sites?service=tribunaux-judiciaires&indicateur=accueil-courtois")
    search = page.get_by_label("Rechercher un site")
    search.focus()
    page.keyboard.type("VALMORANDE tj")
    expect(page.get_by_role("status").filter(has_text="1\u00a0site sur")).to_be_visible()
    table = page.get_by_role("region", name=re.compile("aucun rang"))
    link = table.get_by_role("link", name=re.compile("Valmorande"))
    link.focus()
    page.keyboard.press("Enter")
    ready(page)
    expect(page).to_have_url(re.compile("site=TJ-VALMORANDE"))


def test_the_link_back_keeps_the_filters(page: Page, server: Server) -> None:
    opened(page, server, "sites?service=tribunaux-judiciaires&indicateur=accueil-courtois&verdict=moins&ordre=region")
    page.locator(".spp-flagged").get_by_role("link").first.click()
    ready(page)
    page.get_by_role("link", name="Retour à la liste des sites").click()
    ready(page)
    expect(page.get_by_role("heading", name="Liste des sites")).to_be_visible()
    for part in ("service=tribunaux-judiciaires", "verdict=moins", "ordre=region", "indicateur=accueil-courtois"):
        expect(page).to_have_url(re.compile(part))
    assert "TJ-VALMORANDE" not in page.url


def test_sites_found_become_a_group(page: Page, server: Server) -> None:
    opened(page, server, "sites?service=tribunaux-judiciaires&indicateur=accueil-courtois")
    page.get_by_label("Rechercher un site").fill("tj")
    page.get_by_role("button", name=re.compile("Faire un groupe de ces")).click()
    name = page.get_by_label("Nom du groupe de sites")
    name.fill("Tribunaux suivis")
    name.press("Enter")
    expect(page).to_have_url(re.compile("groupe=Tribunaux"))
    expect(page.locator(".spp-data").first).to_contain_text("groupe «\u00a0Tribunaux suivis\u00a0»")


def test_a_sheet_is_for_everyone(browser: Browser, server: Server) -> None:
    with visited(browser, server, "sites?site=TJ-VALMORANDE") as visit:
        for theme, width in (("light", 1366), ("dark", 1366), ("dark", 320), ("light", 320)):
            assert visit.wrong(theme, width) == {}
