"""What people come to do, by keyboard alone: no click, each field and button reached by its name."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import harness
from tests.browser.harness import Server

pytestmark = pytest.mark.browser
SITE = "CJN"
MOST_STOPS = 250
FOCUSED = """() => {
  let e = document.activeElement;
  while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
  const ids = (e.getAttribute("aria-labelledby") ?? "").split(" ");
  const named = ids.map(id => document.getElementById(id)?.textContent);
  const labels = [...(e.labels ?? [])].map(label => label.textContent);
  const written = e.matches("a, button, summary, [role=button]");
  const text = written ? [e.querySelector("p")?.textContent ?? e.textContent] : [];
  return [e.getAttribute("aria-label"), ...named, ...labels, ...text].find(Boolean)?.trim() ?? "";
}"""


class Keyboard:
    """A person who has no mouse, in front of a page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, name: str) -> None:
        """Tab until the focus is on what has this name. Fails when a whole turn of the page does not meet it."""
        met: list[str] = []
        for _ in range(MOST_STOPS):
            self.page.keyboard.press("Tab")
            met.append(self.page.evaluate(FOCUSED))
            if re.match(rf"{re.escape(name)}(?!\w)", met[-1]):
                return
        pytest.fail(f"« {name} » is not reached; met: {[one[:30] for one in dict.fromkeys(met)]}")

    def press(self, name: str) -> None:
        """Reach a button or a link, and use it."""
        self.reach(name)
        self.page.keyboard.press("Enter")

    def choose(self, name: str, option: str) -> None:
        """Reach a list, write the option, take it."""
        self.reach(name)
        self.page.keyboard.type(option)
        expect(self.page.get_by_role("option", name=option, exact=True)).to_be_visible()
        self.page.keyboard.press("Enter")

    def write(self, name: str, text: str) -> None:
        """Reach a field, and fill it."""
        self.reach(name)
        self.page.keyboard.type(text)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with harness.context(browser) as opened:
        yield opened


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def opened(page: Page, server: Server, path: str) -> Keyboard:
    page.goto(f"{server.origin}/{path}")
    if not path.startswith("public"):
        harness.ready(page)
    return Keyboard(page)


def test_a_period_is_chosen_and_the_data_of_a_chart_taken(page: Page, server: Server) -> None:
    keyboard = opened(page, server, "periodes")
    keyboard.choose("Période", "Année 2025")
    expect(page.locator(".spp-data").first).to_contain_text("2025")
    harness.ready(page)
    expect(page.locator(".spp-told")).to_contain_text("Périodes. Tous les services, 2025 (")  # to a screen reader
    keyboard.press("Données")
    expect(
        page.locator("[class*=st-key-under_] .spp-table, [class*=st-key-under_] [data-testid=stDataFrame]").first
    ).to_be_visible()


def test_opinions_are_searched(page: Page, server: Server) -> None:
    keyboard = opened(page, server, "avis")
    keyboard.write("Rechercher dans les avis", "attente")
    page.keyboard.press("Enter")
    expect(page.locator("mark").first).to_be_visible()


def test_an_opinion_is_left(page: Page, server: Server) -> None:
    keyboard = opened(page, server, f"public/sites/{SITE}/avis")
    page.wait_for_timeout(3_000)  # the rule against programs: nobody fills the form in less
    keyboard.reach("Positif")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Neutre")).to_be_checked()
    keyboard.reach("Comment avez-vous joint le service")
    page.keyboard.press("ArrowDown")
    keyboard.write("Votre avis", "Accueil rapide.")
    keyboard.press("Relire avant d’envoyer")
    expect(page.get_by_role("button", name="Envoyer")).to_be_visible()
    keyboard.press("Envoyer")
    expect(page.get_by_role("heading", level=1)).to_have_text("Votre avis est reçu")


def test_a_meeting_is_prepared_decided_upon_and_projected(page: Page, server: Server) -> None:
    keyboard = opened(page, server, "revue")
    keyboard.write("Vous agissez sous le nom de", "Claire Martin")
    keyboard.write("Titre de la revue", "Comité au clavier")
    keyboard.press("Proposer l’ordre du jour")
    expect(page.get_by_role("heading", name="Comité au clavier", level=2)).to_be_visible()
    harness.ready(page)
    keyboard.write("Nouvelle décision", "Ouvrir un guichet.")
    keyboard.write("Responsable", "Le greffe")
    keyboard.press("Enregistrer la décision")
    expect(page.get_by_text("1. Ouvrir un guichet.")).to_be_visible()
    keyboard.press("Projeter la revue")
    expect(page.get_by_text("Écran 1 sur")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("Écran 2 sur")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Comité au clavier", level=2)).to_be_visible()


def test_a_file_is_loaded(page: Page, server: Server, tmp_path: Path) -> None:
    """The window of the system that chooses the file is the only thing that is not tried."""
    source = tmp_path / "mesures.csv"
    source.write_text("site;indicateur;periode;numerateur;denominateur\nINCONNU;delai-annonce-respecte;2025-01;1;2\n")
    keyboard = opened(page, server, "donnees")
    keyboard.choose("Type de données", "Mesures de performance (measures)")
    harness.ready(page)  # what takes the focus while the page is drawn again would lose it
    keyboard.reach("Choisir un fichier")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files(source)
    expect(page.get_by_text("mesures.csv").first).to_be_visible()
    keyboard.press("Charger")
    expect(page.get_by_text("refusée").first).to_be_visible(timeout=20_000)
