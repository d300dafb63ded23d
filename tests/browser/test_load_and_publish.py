"""What a person does on the page « Données »: load a file, read what was refused, publish; another session sees it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.config import settings
from dashboard.loading import load
from dashboard.store.publish import publish
from dashboard.store.reference_data import reference
from tests.browser import harness
from tests.browser.harness import Server

pytestmark = pytest.mark.browser

CARD = ".spp-card-5 .spp-value"

REGISTER = (
    "Code SP+ de la structure;Intitulé du réseau;Intitulé de la typologie;Intitulé de la structure;Actif\n"
    "S1;Réseau d’essai;Accueil;Accueil du centre;Oui\n"
    "S2;Réseau d’essai;Accueil;Accueil du port;Oui\n"
)
FIRST = "site;indicateur;periode;numerateur;denominateur\nS1;delai-annonce-respecte;2025-01;80;100\n"
SECOND = (
    "site;indicateur;periode;numerateur;denominateur\n"
    "S1;delai-annonce-respecte;2025-01;60;100\n"
    "S2;delai-annonce-respecte;2025-01;30;100\n"
    "S9;delai-annonce-respecte;2025-01;30;100\n"
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An installation with one published measure: 80 of 100 in January 2025."""
    chosen = settings({"BAROMETRE_HOME": str(tmp_path / "home")})
    for name, kind, text in (("register.csv", "spplus-structures", REGISTER), ("first.csv", "measures", FIRST)):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        load(chosen, kind, [str(path)])
    publish(chosen, reference(chosen))
    return chosen.home


@pytest.fixture
def own_server(home: Path, tmp_path: Path, browser: Browser) -> Iterator[Server]:
    with harness.running_server(home, tmp_path / "server.log") as running:
        yield running


def test_a_file_is_loaded_then_published_and_seen_by_the_others(
    own_server: Server, browser: Browser, tmp_path: Path
) -> None:
    source = tmp_path / "mesures corrigées.csv"
    source.write_text(SECOND, encoding="cp1252")
    address = f"{own_server.origin}/?periode=1m"
    with harness.context(browser) as reader, harness.context(browser) as agent:
        reading, loading = reader.new_page(), agent.new_page()
        reading.goto(address)
        harness.ready(reading)
        expect(reading.locator(CARD)).to_have_text("80,0\u00a0%")

        loading.goto(f"{own_server.origin}/donnees")
        harness.ready(loading)
        harness.choose(loading, "Type de données", "Mesures de performance")
        loading.locator("[data-testid=stFileUploaderDropzone] input").first.set_input_files(source)
        loading.get_by_role("button", name="Charger", exact=True).click()
        expect(loading.get_by_text("1 rejet").first).to_be_visible()
        expect(loading.get_by_text("site inconnu").first).to_be_visible()

        # Staged, not published: the reader still has the former figure.
        reading.reload()
        harness.ready(reading)
        expect(reading.locator(CARD)).to_have_text("80,0\u00a0%")

        loading.reload()
        harness.ready(loading)
        loading.get_by_role("button", name="Publier (1 chargement en attente)").click()
        expect(loading.get_by_text("La version 2 est en service.")).to_be_visible(timeout=30_000)

        # The session in progress sees the new version at its next interaction: 60 + 30 of 200.
        reading.get_by_role("link", name="Périodes", exact=True).click()
        harness.ready(reading)
        reading.get_by_role("link", name="Vue d’ensemble", exact=True).click()
        harness.ready(reading)
        expect(reading.locator(CARD)).to_have_text("45,0\u00a0%")
        expect(reading.get_by_text("Données version 2").first).to_be_attached()

        loading.get_by_role("button", name="Revenir à la version précédente").click()
        expect(loading.get_by_text("La version 1 est de nouveau en service.")).to_be_visible(timeout=30_000)


def test_a_survey_that_nobody_described_is_loaded_from_the_page(
    own_server: Server, browser: Browser, tmp_path: Path
) -> None:
    source = tmp_path / "enquête du port.csv"
    answers = ["Très satisfait(e)", "Plutôt satisfait(e)", "Bof"]
    rows = [f"{1 + place % 28:02}/03/2025;Accueil du port;{answers[place % 3]};Rien à dire" for place in range(90)]
    source.write_text("Saisi le;Lieu;Q1. L’accueil ?;Remarque\n" + "\n".join(rows) + "\n", encoding="cp1252")
    with harness.context(browser) as agent:
        page = agent.new_page()
        page.goto(f"{own_server.origin}/donnees")
        harness.ready(page)
        uploader = page.get_by_test_id("stFileUploader").filter(has_text="Fichier d’enquête")
        uploader.locator("input[type=file]").set_input_files(source)
        expect(page.get_by_text("60 réponses lues\u00a0; 30 refusées")).to_be_visible()

        # The one thing to say is asked first: what « Bof » is worth.
        harness.choose(page, "«\u00a0Bof\u00a0»", "Plutôt mécontent")
        expect(page.get_by_text("90 réponses lues\u00a0; aucune refusée")).to_be_visible()
        _load(page)
        said = "90 réponses, 90 réponses libres, aucun rejet"
        expect(page.get_by_text(said)).to_be_visible()
        page.get_by_role("link", name="Aller au bouton «\u00a0Publier\u00a0»").click()
        button = page.get_by_role("button", name="Publier (1 chargement en attente)")
        expect(button).to_be_in_viewport()
        button.click()
        expect(page.get_by_text("La version 2 est en service.")).to_be_visible(timeout=30_000)

        # Once more: nothing is added, so nothing is to publish.
        _load(page)
        expect(page.get_by_text("rien n’a été ajouté")).to_be_visible()
        expect(page.get_by_role("link", name="Aller au bouton «\u00a0Publier\u00a0»")).to_have_count(0)

        # The same columns at the next visit: described as they were, the answer that was explained with them.
        page.reload()
        harness.ready(page)
        uploader.locator("input[type=file]").set_input_files(source)
        expect(page.get_by_text("Mêmes colonnes que le chargement 0003")).to_be_visible()
        expect(page.get_by_text("90 réponses lues\u00a0; aucune refusée")).to_be_visible()
        page.goto(f"{own_server.origin}/explorer?indicateurs=l-accueil")
        harness.ready(page)
        expect(page.get_by_role("cell", name="66,7").first).to_be_visible()


def _load(page: Page) -> None:
    """While the page is drawn again, the button that goes and the one that comes are both there."""
    button = page.get_by_role("button", name="Charger ce fichier")
    expect(button).to_have_count(1)
    button.click()
