"""Compare two services on the engagements over two years in three clicks; the drill-down keeps the view, Back too."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import harness
from tests.browser.harness import Server


@pytest.fixture
def opened(page: Page, server: Server) -> Page:
    page.goto(f"{server.origin}/?periode=2025")
    harness.ready(page)
    return page


def test_two_services_over_two_years_in_three_clicks(page: Page, server: Server) -> None:
    page.goto(server.origin)
    harness.ready(page)
    page.get_by_role("link", name="Services", exact=True).click()  # 1
    harness.ready(page)
    field = page.get_by_role("combobox", name=re.compile("Services à comparer"))
    field.click()  # 2
    for name in ("Point-justice", "Tribunaux judiciaires"):
        page.keyboard.type(name)
        expect(page.get_by_role("option", name=name)).to_be_visible()
        page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    harness.ready(page)
    page.get_by_text("24 mois", exact=True).click()  # 3
    expect(page).to_have_url(
        re.compile(r"/services\?.*comparer=point-justice&comparer=tribunaux-judiciaires.*duree=24")
    )
    expect(page.get_by_text("Point-justice et Tribunaux judiciaires, 24 mois à fin")).to_be_visible()
    expect(page.get_by_text(re.compile("meilleur résultat que Tribunaux judiciaires sur"))).to_be_visible()


def test_a_cell_opens_its_engagement_with_the_filters_and_back_returns(opened: Page) -> None:
    opened.get_by_role("link", name="Services", exact=True).click()
    expect(opened).to_have_url(re.compile(r"/services\?periode=2025$"))
    harness.ready(opened)
    opened.get_by_role("button", name=re.compile(r"^Cours d.appel, .*Ouvrir le détail")).first.click()
    expect(opened).to_have_url(re.compile(r"/engagements\?.*periode=2025"))
    expect(opened).to_have_url(re.compile("service=cours-d-appel"))
    harness.ready(opened)
    expect(opened.locator(".spp-data").first).to_contain_text("Cours d’appel, 2025")
    opened.go_back()
    expect(opened).to_have_url(re.compile(r"/services\?periode=2025$"))
    harness.ready(opened)
    expect(opened.locator(".spp-data").first).to_contain_text("Tous les services, 2025")


def test_a_linked_view_is_restored_whole(page: Page, server: Server) -> None:
    page.goto(
        f"{server.origin}/services?comparer=point-justice&comparer=cours-d-appel&duree=12&vue=evolution&dessin=pentes"
    )
    harness.ready(page)
    expect(page.get_by_text(re.compile("^Point-justice et Cours d’appel, "))).to_be_visible()
    expect(page.get_by_text("Dessin")).to_be_visible()
    expect(page).to_have_url(
        re.compile("comparer=point-justice&comparer=cours-d-appel&duree=12&vue=evolution&dessin=pentes")
    )
