"""The first screen: where do we stand, what changed, and one click to the reason with the filters kept."""

from urllib.parse import parse_qs, urlparse

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import harness
from tests.browser.harness import Server

pytestmark = pytest.mark.browser
DELAYS = "delai-annonce-respecte"
PROBATION = "services-penitentiaires-d-insertion-et-de-probation"


@pytest.fixture
def overview(browser: Browser, server: Server):
    """The page as it opens on a laptop, over one year so that a filter has to be kept."""
    with harness.context(browser) as context:
        page = context.new_page()
        page.set_viewport_size({"width": 1366, "height": 768})
        page.goto(f"{server.origin}/?periode=6m")
        harness.ready(page)
        yield page


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlparse(page.url).query)


def test_the_first_screen_says_where_we_stand_and_what_changed(overview: Page) -> None:
    bottom = overview.locator("footer.spp-footer").bounding_box()["y"]
    first = overview.locator(".spp-card .spp-value, .spp-card .spp-card-empty")
    tops = [box["y"] for box in (value.bounding_box() for value in first.all())]
    assert sum(top < bottom for top in tops) >= 6
    assert overview.locator(".spp-changes .spp-sentence").bounding_box()["y"] < bottom
    assert overview.locator(".spp-card").count() == 9


def test_a_card_leads_to_its_engagement_by_its_whole_surface(overview: Page) -> None:
    overview.locator(".spp-card-5").click(position={"x": 150, "y": 70})
    overview.wait_for_url("**/engagements?**")
    harness.ready(overview)
    assert asked(overview)["engagement"] == ["5"]
    assert asked(overview)["periode"] == ["6m"]


def test_the_service_whose_delays_got_worse_and_since_when_are_one_click_away(page: Page, server: Server) -> None:
    page.goto(server.origin)
    harness.ready(page)
    line = page.locator(".spp-changes a").filter(has_text="délai annoncé").first
    expect(line).to_contain_text("Services pénitentiaires d’insertion et de probation")
    line.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/periodes?**")
    harness.ready(page)
    assert asked(page)["service"] == [PROBATION]
    assert asked(page)["indicateur"] == [DELAYS]
    expect(page.locator("h1")).to_have_text("Périodes")
    since = page.locator(".spp-answer, [class*='st-key']").filter(has_text="Depuis quand").last
    expect(since).to_contain_text("depuis mars 2026")


def test_a_departement_that_differs_leads_to_its_perimeter(overview: Page) -> None:
    links = overview.locator("table a[href*='territoire=d']")
    if not links.count():
        pytest.skip("no département differs in this demonstration")
    links.first.click()
    overview.wait_for_url("**territoire=d**")
    harness.ready(overview)
    assert asked(overview)["periode"] == ["6m"]
