"""What people do on Explorer: type SQL with completion, open a cell of the matrix, save and open views."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser import harness
from tests.browser.harness import Server

pytestmark = pytest.mark.browser


@pytest.fixture
def console(page: Page, server: Server) -> Page:
    page.goto(f"{server.origin}/explorer?vue=sql&axes=service&axes=annee")
    harness.ready(page)
    return page


def editor(page: Page):
    return page.get_by_role("textbox", name="Requête SQL")


def run(page: Page, sql: str) -> None:
    editor(page).fill(sql)
    editor(page).press("Control+Enter")


def test_names_are_completed_by_keyboard_and_the_query_runs(console: Page) -> None:
    field = editor(console)
    field.fill("SELECT service, max(")
    field.press("End")
    field.press_sequentially("val")
    option = console.get_by_role("option", name=re.compile("^value"))
    expect(option).to_be_visible()
    field.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", "word-0")
    field.press("Enter")
    expect(field).to_have_value("SELECT service, max(value ")
    field.press_sequentially(") AS haut FROM figures GROUP BY service")
    field.press("Control+Enter")
    expect(console.get_by_role("columnheader", name="haut")).to_be_visible()
    expect(console.get_by_text("8 lignes.")).to_be_visible()


def test_the_list_opens_on_demand_and_closes(console: Page) -> None:
    field = editor(console)
    field.fill("")
    field.press("Control+ ")
    expect(console.get_by_role("listbox")).to_be_visible()
    expect(console.get_by_role("option")).to_have_count(8)
    field.press("Escape")
    expect(console.get_by_role("listbox")).to_be_hidden()
    field.press("Enter")
    expect(field).to_have_value("\n")


def test_the_keyboard_is_never_caught(console: Page) -> None:
    field = editor(console)
    field.fill("sel")
    field.press("Tab")
    expect(console.get_by_role("button", name="Exécuter")).to_be_focused()
    expect(console.get_by_role("listbox")).to_be_hidden()


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("select * from read_csv('/etc/passwd')", "La fonction « read_csv » n’est pas permise ici"),
        ("attach '/tmp/x.db'", "« ATTACH » n’est pas permis ici"),
        ("select 1; select 2", "La requête compte 2 instructions"),
        ("select * from answer", "La table « answer » n’existe pas ici"),
    ],
)
def test_a_refusal_is_a_sentence_and_the_text_stays(console: Page, sql: str, said: str) -> None:
    run(console, sql)
    alert = console.get_by_role("alert")
    expect(alert).to_contain_text(re.compile(re.escape(said).replace(r"\ ", r"\s")))
    expect(editor(console)).to_have_value(sql)
    run(console, "select 42 as reponse")
    expect(console.get_by_role("columnheader", name="reponse")).to_be_visible()
    expect(alert).to_have_count(0)


def test_a_cell_of_the_matrix_opens_its_series(page: Page, server: Server) -> None:
    page.goto(f"{server.origin}/explorer?vue=graphique&axes=service&axes=annee&periode=24m")
    harness.ready(page)
    page.get_by_role("button", name=re.compile("^Point-justice")).first.click()
    expect(page).to_have_url(re.compile(r"service=point-justice.*axes=mois|axes=mois.*service=point-justice"))
    harness.ready(page)
    expect(page.locator(".spp-data").first).to_contain_text("Point-justice")
    page.go_back()
    expect(page).to_have_url(re.compile("axes=service"))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1366, 390])
@pytest.mark.parametrize("query", ["vue=sql", "vue=graphique&axes=service&axes=annee&face=reseau", "vue=croise"])
def test_every_layout_is_accessible(browser: Browser, server: Server, theme: str, width: int, query: str) -> None:
    with harness.context(browser, theme=theme, width=width) as opened:
        page = opened.new_page()
        page.goto(f"{server.origin}/explorer?{query}")
        harness.ready(page)
        if query == "vue=sql":
            editor(page).fill("")
            editor(page).press("Control+ ")
            page.get_by_role("listbox").wait_for()
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]})
        assert [violation["id"] for violation in found.response["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


# ---- saved views -----------------------------------------------------------------------------------------------------


@pytest.fixture
def views(page: Page, server: Server) -> Iterator[Page]:
    page.goto(f"{server.origin}/services?service=point-justice&periode=2025")
    harness.ready(page)
    yield page
    page.goto(f"{server.origin}/methode")
    harness.ready(page)
    open_panel(page)
    delete = page.get_by_role("button", name="Supprimer", exact=True)
    for left in reversed(range(delete.count())):
        delete.first.click()
        expect(delete).to_have_count(left)


def open_panel(page: Page) -> None:
    page.get_by_role("button", name="Vues enregistrées").click()
    expect(page.get_by_label("Nom de la vue présente")).to_be_visible()
    harness.ready(page)


def save(page: Page, name: str) -> None:
    page.get_by_label("Nom de la vue présente").fill(name)
    page.get_by_label("Nom de la vue présente").press("Enter")


def test_a_view_is_saved_then_opened_by_somebody_else(views: Page, server: Server, browser: Browser) -> None:
    open_panel(views)
    expect(views.get_by_text("Communes à toutes les personnes")).to_be_visible()
    save(views, "Comité [d’octobre](x) <b>")
    expect(views.get_by_text("Vue enregistrée.")).to_be_visible()
    with harness.context(browser) as other:
        page = other.new_page()
        page.goto(f"{server.origin}/methode")
        harness.ready(page)
        open_panel(page)
        page.get_by_role("link", name="Comité [d’octobre](x) <b>").click()
        expect(page).to_have_url(re.compile(r"/services\?service=point-justice&periode=2025$"))
        harness.ready(page)
        expect(page.locator(".spp-data").first).to_contain_text("Point-justice, 2025")


def test_a_name_already_taken_is_refused_then_views_are_renamed_and_deleted(views: Page) -> None:
    open_panel(views)
    save(views, "Été")
    expect(views.get_by_text("Vue enregistrée.")).to_be_visible()
    save(views, "ETE")
    expect(views.get_by_text(re.compile("Une vue s’appelle déjà «\\sÉté\\s»"))).to_be_visible()
    views.get_by_role("button", name="Renommer", exact=True).click()
    views.get_by_label("Nouveau nom").fill("Hiver")
    views.get_by_label("Nouveau nom").press("Enter")
    expect(views.get_by_role("link", name="Hiver")).to_be_visible()
    expect(views.get_by_text("Vue renommée.")).to_be_visible()
    views.get_by_role("button", name="Supprimer", exact=True).click()
    expect(views.get_by_text("Aucune vue n’est enregistrée.")).to_be_visible()


@pytest.mark.parametrize("width", [1366, 390])
def test_the_panel_is_used_by_keyboard_and_accessible(browser: Browser, server: Server, width: int) -> None:
    with harness.context(browser, theme="dark", width=width) as opened:
        page = opened.new_page()
        page.goto(server.origin)
        harness.ready(page)
        page.get_by_role("button", name="Vues enregistrées").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_label("Nom de la vue présente")).to_be_visible()
        harness.ready(page)
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]})
        assert [violation["id"] for violation in found.response["violations"]] == []
        assert "Press Enter" not in page.locator("body").inner_text()
        page.keyboard.press("Escape")
        expect(page.get_by_label("Nom de la vue présente")).to_be_hidden()
