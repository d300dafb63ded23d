"""Behind a proxy that says who is there: who has no role sees why, who has one sees the pages of that role and nothing
of elsewhere, and a pilot gives a role that holds at once."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import harness
from tests.browser.harness import Server
from tests.browser.keyboard import Keyboard
from tests.browser.observation import Visit, whole_page
from tests.shared_home import ROOT

pytestmark = pytest.mark.browser
SERVICE = "tribunaux-judiciaires"
WINDOWS = (("light", 1366), ("dark", 1366), ("dark", 320), ("light", 320))
As = Callable[[str], Page]


def _granted(home, subject: str, *arguments: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "dashboard", "access", "grant", subject, *arguments],
        cwd=ROOT, env={"BAROMETRE_HOME": str(home), "PATH": ""}, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    harness.chromium()
    home = harness.published_home(tmp_path_factory)
    _granted(home, "pilote", "pilote", "--service", SERVICE)
    _granted(home, "lectrice", "lecteur", "--service", SERVICE)
    proxied = {"BAROMETRE_ACCESS": "header", "BAROMETRE_TRUSTED_PROXIES": "127.0.0.1", "FORWARDED_ALLOW_IPS": ""}
    log = tmp_path_factory.mktemp("guarded") / "server.log"
    with harness.own_server(home, log, lambda _origin: proxied) as running:
        yield running


@pytest.fixture
def seen_by(browser: Browser, guarded: Server) -> Iterator[As]:
    """`seen_by("pilote")`: a page of a session that the proxy says is of this person."""
    opened = []

    def page(subject: str) -> Page:
        context = harness.new_context(browser)
        context.set_extra_http_headers({"X-Remote-User": subject, "X-Remote-Name": subject.capitalize()})
        opened.append(context)
        return context.new_page()

    yield page
    for context in opened:
        context.close()


def _menu(page: Page) -> list[str]:
    return page.get_by_role("navigation", name="Pages de l’application").get_by_role("link").all_inner_texts()


def test_without_the_proxy_nobody_comes_in(guarded: Server) -> None:
    for path in ("/", "/sites", "/_stcore/upload_file/x/y", "/media/x.csv", "/apercu/public/"):
        assert httpx.get(guarded.origin + path, timeout=60).status_code == 401
    for path in ("/public/", "/ready", "/api/v1/"):
        assert httpx.get(guarded.origin + path, follow_redirects=True, timeout=60).status_code == 200


def test_who_has_no_role_sees_whom_to_ask(seen_by: As, guarded: Server) -> None:
    page = seen_by("nouvelle")
    for path in ("", "sites", "avis-a-traiter", "acces"):
        page.goto(f"{guarded.origin}/{path}")
        expect(page.get_by_text("aucun rôle ne vous a encore été attribué")).to_be_visible(timeout=30_000)
        expect(page.locator(".st-key-filtres")).to_have_count(0)
        expect(page.get_by_role("dialog")).to_have_count(0)
    for theme, width in WINDOWS:
        assert Visit(page).wrong(theme, width) == {}


def test_a_reader_has_the_pages_and_the_places_of_that_role(seen_by: As, guarded: Server) -> None:
    page = seen_by("lectrice")
    page.goto(guarded.origin)
    harness.ready(page)
    assert not {"Avis à traiter", "Explorer", "Données", "Accès"} & set(_menu(page))
    expect(page.locator(".spp-data").first).to_contain_text("Tribunaux judiciaires")
    page.goto(f"{guarded.origin}/services?service=cours-d-appel")
    harness.ready(page)
    expect(page.get_by_text("L’adresse demande ce qui n’existe pas ici")).to_be_visible()
    assert "Cours d’appel" not in page.locator("[data-testid=stMain]").inner_text()
    for hidden in ("explorer", "donnees", "avis-a-traiter", "acces"):
        page.goto(f"{guarded.origin}/{hidden}")
        harness.ready(page)
        expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Vue d’ensemble"))
    headers = {"X-Remote-User": "lectrice"}
    assert httpx.get(f"{guarded.origin}/apercu/public/", headers=headers, timeout=60).status_code == 403


def test_a_pilot_gives_a_role_and_takes_it_back(seen_by: As, guarded: Server) -> None:
    newcomer, pilot = seen_by("arrivante"), seen_by("pilote")
    newcomer.goto(guarded.origin)
    expect(newcomer.get_by_text("aucun rôle")).to_be_visible(timeout=30_000)
    pilot.goto(f"{guarded.origin}/acces")
    harness.ready(pilot)
    for theme, width in WINDOWS:
        assert Visit(pilot).wrong(theme, width) == {}
    whole_page(pilot, "light", 1366)
    pilot.get_by_role("combobox", name="Personne").click()
    pilot.get_by_role("option", name="Arrivante").click()
    pilot.get_by_role("combobox", name="Services").click()
    pilot.get_by_role("option", name="Tribunaux judiciaires").click()
    pilot.keyboard.press("Escape")
    pilot.get_by_role("button", name="Attribuer le rôle").click()
    expect(pilot.get_by_text("Le rôle est attribué.")).to_be_visible()
    newcomer.reload()
    harness.ready(newcomer)
    assert "Vue d’ensemble" in _menu(newcomer)
    pilot.get_by_role("button", name="Retirer à Arrivante").click()
    expect(pilot.get_by_text("Le rôle est retiré.")).to_be_visible()
    newcomer.reload()
    expect(newcomer.get_by_text("aucun rôle")).to_be_visible(timeout=30_000)


def test_a_role_is_given_and_taken_back_by_keyboard(seen_by: As, guarded: Server) -> None:
    seen_by("arrivante").goto(guarded.origin)
    page = seen_by("pilote")
    page.goto(f"{guarded.origin}/acces")
    harness.ready(page)
    keyboard = Keyboard(page)
    keyboard.choose("Personne", "Arrivante")
    keyboard.choose("Services", "Tribunaux judiciaires")
    page.keyboard.press("Escape")
    harness.settled(page)
    keyboard.press("Attribuer le rôle")
    expect(page.get_by_text("Le rôle est attribué.")).to_be_visible()
    harness.settled(page)
    keyboard.press("Retirer à Arrivante")
    expect(page.get_by_text("Le rôle est retiré.")).to_be_visible()
