"""The address is the view: a choice is in it, a link restores it, Back undoes it, the menu keeps it."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import harness
from tests.browser.harness import Server


@pytest.fixture
def opened(page: Page, server: Server) -> Page:
    page.goto(server.origin)
    harness.ready(page)
    return page


def test_a_choice_is_in_the_address_by_its_code(opened: Page, server: Server, browser: Browser) -> None:
    harness.choose(opened, "Période", "Année 2025")
    harness.choose(opened, "Service", "Point-justice")
    expect(opened).to_have_url(re.compile(r"\?service=point-justice&periode=2025$"))
    with harness.context(browser) as other:
        again = other.new_page()
        again.goto(opened.url)
        harness.ready(again)
        expect(again.locator(".spp-data").first).to_contain_text("Point-justice, 2025")


def test_the_menu_keeps_the_choices_and_back_undoes_them(opened: Page, server: Server) -> None:
    harness.choose(opened, "Période", "Année 2025")
    expect(opened).to_have_url(re.compile(r"/\?periode=2025$"), timeout=30_000)
    opened.get_by_role("link", name="Services", exact=True).click()
    expect(opened).to_have_url(re.compile(r"/services\?periode=2025$"), timeout=30_000)
    harness.ready(opened)
    expect(opened.locator(".spp-data").first).to_contain_text("2025 (comparaison", timeout=30_000)
    opened.go_back()
    expect(opened).to_have_url(re.compile(r"/\?periode=2025$"), timeout=30_000)
    harness.ready(opened)
    opened.go_back()
    expect(opened.locator(".spp-data").first).to_contain_text("12 mois à fin", timeout=30_000)
    harness.ready(opened)
    opened.go_forward()
    expect(opened.locator(".spp-data").first).to_contain_text("2025 (comparaison", timeout=30_000)


def test_an_address_written_late_by_the_run_that_was_left_gives_way(opened: Page) -> None:
    harness.choose(opened, "Période", "Année 2025")
    expect(opened).to_have_url(re.compile(r"/\?periode=2025$"), timeout=30_000)
    opened.evaluate(
        """addEventListener("popstate", () => history.replaceState({}, "", "/?periode=2024"), {once: true})"""
    )
    opened.go_back()
    expect(opened.locator(".spp-data").first).to_contain_text("12 mois à fin", timeout=30_000)
    expect(opened).to_have_url(re.compile(r"/$"))


def test_a_card_opens_its_engagement_with_the_filters(opened: Page) -> None:
    harness.choose(opened, "Période", "Année 2025")
    expect(opened).to_have_url(re.compile(r"/\?periode=2025$"), timeout=30_000)
    opened.get_by_role("link", name=re.compile("5. Délais")).first.click()
    expect(opened).to_have_url(re.compile(r"/engagements\?periode=2025&engagement=5$"), timeout=30_000)
    opened.reload()
    harness.ready(opened)
    expect(opened.locator(".spp-data").first).to_contain_text("2025")
    expect(opened.locator(".spp-promise")).to_contain_text("délais annoncés")


@pytest.mark.parametrize(
    "opening", [["services?service=a&engagement=1"], ["services?service=a&engagement=1", "services?service=a"]]
)
def test_a_page_left_before_its_run_ends_is_a_step_of_its_own(opened: Page, opening: list[str]) -> None:
    """On a busy machine, a person follows a cell between the writing of the address and the end of the run; or the page
    that it opens writes its parameters before its path is shown."""
    opened.evaluate(
        """(steps) => { for (const step of steps) history.pushState({}, "", "/" + step) }""",
        ["services", "services?periode=2025", *opening, "engagements?service=a"],
    )
    opened.go_back()
    expect(opened).to_have_url(re.compile(r"/services\?periode=2025$"))
    opened.go_back()
    expect(opened).to_have_url(re.compile(r"/$"))


def test_a_cell_followed_while_its_page_is_still_drawn_leaves_the_step_of_that_page(opened: Page) -> None:
    opened.evaluate(
        """() => {
             history.pushState({}, "", "/services?periode=2025")
             document.querySelector("[data-test-script-state]").setAttribute("data-test-script-state", "running")
             dispatchEvent(new PointerEvent("pointerdown"))
             for (const step of ["services?service=a", "engagements?service=a"]) history.pushState({}, "", "/" + step)
           }"""
    )
    opened.go_back()
    expect(opened).to_have_url(re.compile(r"/services\?periode=2025$"))


def test_pages_that_have_the_same_choice_keep_it_from_one_to_the_other(page: Page, server: Server) -> None:
    page.goto(f"{server.origin}/sites")
    harness.ready(page)
    harness.choose(page, "Indicateur", "Accueil jugé courtois et bienveillant")
    for title, address in (("Périodes", "periodes"), ("Sites", "sites"), ("Périodes", "periodes")):
        page.get_by_role("link", name=title, exact=True).click()
        expect(page).to_have_url(re.compile(rf"/{address}\?indicateur=accueil-courtois$"), timeout=30_000)
        harness.ready(page)
        field = page.get_by_role("combobox", name="Indicateur", exact=True)
        expect(field).to_have_value("Accueil jugé courtois et bienveillant")


def test_an_absurd_address_says_so_and_shows_the_usual_view(page: Page, server: Server) -> None:
    page.goto(f"{server.origin}/services?service=inconnu&periode=hier")
    harness.ready(page)
    expect(page.get_by_text("L’adresse demande ce qui n’existe pas ici")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/services$"))
