"""What people come to do, by keyboard alone: no click, each field and button reached by its name."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import harness
from tests.browser.harness import Server
from tests.browser.keyboard import Keyboard

pytestmark = pytest.mark.browser
SITE = "CJN"


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
    expect(page.get_by_text("refusée").first).to_be_visible()


def test_an_opinion_is_read_masked_in_part_and_published(page: Page, server: Server) -> None:
    keyboard = opened(page, server, "avis-a-traiter")
    keyboard.write("Vous agissez sous le nom de", "Claire Martin")
    keyboard.press("Tribunal judiciaire")
    harness.settled(page)
    text = page.get_by_label("Texte de l’avis").inner_text()
    keyboard.write("Passage à masquer", text.split()[0])
    page.keyboard.press("Enter")
    harness.settled(page)
    keyboard.press("Masquer ce passage")
    expect(page.get_by_text("Le passage est masqué.")).to_be_visible()
    harness.settled(page)
    keyboard.press("Publier l’avis")
    expect(page.get_by_text("L’avis est publié").first).to_be_visible()
