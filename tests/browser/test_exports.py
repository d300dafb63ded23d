"""What leaves a page: each file arrives and holds what the page shows, the text is copied, the paper is clean."""

import csv
import io
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Download, Page, expect

from tests.browser import harness
from tests.browser.harness import Server

pytestmark = pytest.mark.browser

CHART = "services_niveaux"
SVG = "{http://www.w3.org/2000/svg}"
TEXT = "#161616"


def _menu(page: Page, server: Server) -> None:
    page.goto(f"{server.origin}/services")
    harness.ready(page)
    button = page.locator(f".st-key-{CHART}_files button")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Données (CSV)")).to_be_visible()


def _file(page: Page, label: str) -> tuple[Download, Path]:
    """Asked for by the keyboard."""
    with page.expect_download() as found:
        page.get_by_role("button", name=label).press("Enter")
    return found.value, Path(found.value.path())


def test_data_arrive_as_csv_and_as_a_workbook(page: Page, server: Server) -> None:
    _menu(page, server)
    download, path = _file(page, "Données (CSV)")
    assert re.fullmatch(r"[a-z0-9-]+\.csv", download.suggested_filename)
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][0] == "Service"
    _, path = _file(page, "Données et méthode (XLSX)")
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    assert [cell.value for cell in book["Données"]["A"]] == [row[0] for row in rows]
    assert all(isinstance(cell.value, int | float | None) for cell in book["Données"]["B"][1:])
    told = {row[0].value: row[1].value for row in book["Méthode"]}
    assert told["Périmètre"] == "Tous les services"
    assert {"Période", "Comparaison", "Méthode", "Requête", "Fichier d’origine", "Version", "Exporté le"} <= set(told)
    assert "inventés" in told["Avertissement"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_figure_arrives_as_a_drawing_on_white(browser: Browser, server: Server, theme: str) -> None:
    with harness.context(browser, theme=theme) as opened:
        page = opened.new_page()
        _menu(page, server)
        shown = page.locator(f".st-key-chart_{CHART} .main-svg").first
        width = int(shown.get_attribute("width") or 0)
        marks = page.locator(f".st-key-chart_{CHART} .scatterlayer .point").count()
        _, path = _file(page, "Image vectorielle (SVG)")
        text = path.read_text(encoding="utf-8")
        root = ElementTree.fromstring(text)
        assert int(root.get("width", 0)) == width
        assert sum("point" in part.get("class", "").split() for part in root.iter(f"{SVG}path")) == marks > 0
        words = " ".join("".join(part.itertext()) for part in root.iter(f"{SVG}text"))
        for told in ("Tous les services", "Source\u00a0:", "chiffres inventés", "Point-justice"):
            assert told in words
        assert root.find(f"{SVG}rect").get("fill") == "#ffffff"  # type: ignore[union-attr]
        assert "rgb(" not in text  # every colour is one that was put on white
        assert TEXT in text.lower()
        _, path = _file(page, "Image (PNG)")
        header = path.read_bytes()[:24]
        assert header.startswith(b"\x89PNG")
        size = [int.from_bytes(header[start : start + 4]) for start in (16, 20)]
        assert size == [2 * int(root.get("width", 0)), 2 * int(root.get("height", 0))]


def test_sentence_is_copied_with_its_limit_and_its_provenance(page: Page, server: Server) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server.origin)
    page.goto(f"{server.origin}/services")
    harness.ready(page)
    page.locator(f".st-key-actions_{CHART}").get_by_role("button", name="Copier").press("Enter")
    expect(page.get_by_role("status").filter(has_text="Copié")).to_be_visible()
    lines = page.evaluate("navigator.clipboard.readText()").splitlines()
    sentence = page.locator(f".st-key-chart_{CHART} .spp-sentence").inner_text()
    assert sentence in lines[1]
    assert re.search(r"IC\u00a095\u00a0% \[.*n\u00a0=\u00a0", lines[1])
    assert lines[2].startswith("Périmètre\u00a0: Tous les services. Période\u00a0: ")
    assert lines[3].startswith("Source\u00a0: Baromètre Services publics\u00a0+, données version ")
    assert lines[4].startswith("Données de démonstration")


@pytest.mark.parametrize("width", [1366, 390])
def test_the_line_under_a_chart_is_one_line(browser: Browser, server: Server, width: int) -> None:
    with harness.context(browser, width=width) as opened:
        page = opened.new_page()
        page.goto(f"{server.origin}/services")
        harness.ready(page)
        line = page.locator(f".st-key-under_{CHART}")
        box = line.bounding_box()
        assert box is not None
        assert box["height"] < 40
        assert [word.split()[0] for word in line.inner_text().splitlines() if word.strip().istitle()] == [
            "Données",
            "Télécharger",
            "Copier",
            "Méthode",
        ]
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_paper_has_the_charts_whole_and_no_widget(page: Page, server: Server) -> None:
    page.goto(f"{server.origin}/services")
    harness.ready(page)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for selector in (".st-key-filtres", "[data-testid=stHeader]", f".st-key-actions_{CHART}"):
        expect(page.locator(selector)).to_be_hidden()
    expect(page.locator(".spp-data").first).to_contain_text("Tous les services")
    page.set_viewport_size({"width": 700, "height": 800})
    for box in page.locator(".js-plotly-plot .main-svg").all():
        placed = box.bounding_box()
        assert placed is not None
        assert placed["x"] + placed["width"] <= 700
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
