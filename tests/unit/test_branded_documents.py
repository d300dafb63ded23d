"""Documents in the brand of who publishes them, before the same validators as the others."""

import io
import shutil
from dataclasses import replace
from pathlib import Path

import page
import pikepdf
import pypdfium2
import pytest
from pptx import Presentation

from dashboard.catalog.brand_folder import read_brand
from dashboard.errors import ConfigurationError
from dashboard.packs.deck import deck
from dashboard.packs.document import minutes_pdf, pack_pdf
from dashboard.posters.rendering import Format, pdf
from dashboard.typesetting.compiling import FONTS
from tests.brands import DESCRIPTION, brand_folder
from tests.documents import tags
from tests.meetings import long_pack, usual_pack
from tests.unit.test_accessible_documents import POSTER

LETTERS = '\n[font]\nfamily = "Public Sans"\n'


@pytest.fixture(scope="module")
def brand(tmp_path_factory: pytest.TempPathFactory):
    return read_brand(brand_folder(tmp_path_factory.mktemp("brand")))


def text_of(content: bytes) -> str:
    read = pypdfium2.PdfDocument(content)
    return " ".join(" ".join(one.get_textpage().get_text_range() for one in read).split())


@pytest.fixture(scope="module", params=["A4", "A3", "pack", "long pack", "minutes"])
def document(request, brand) -> bytes:
    if request.param in {"A4", "A3"}:
        return pdf(replace(POSTER, brand=brand), Format(request.param.lower()))
    made = minutes_pdf if request.param == "minutes" else pack_pdf
    pack = long_pack() if request.param == "long pack" else usual_pack()
    return made(replace(pack, brand=brand))


def test_a_branded_document_keeps_every_rule(document: bytes) -> None:
    report = page.validate_pdf_bytes(document, profile="ua1")
    assert [(one.rule_id, one.message) for one in report.failures] == []
    figures = [tag for tag in tags(document) if tag.name == "Figure"]
    assert "Ministère de l’Essai" in [tag.alternative for tag in figures]


def test_legal_lines_are_printed(document: bytes) -> None:
    assert "Service de la qualité, 1 rue de l’Essai, 75000 Paris." in text_of(document)
    with pikepdf.open(io.BytesIO(document)) as opened:
        assert str(opened.docinfo["/Author"]) == "Ministère de l’Essai"


def test_a_branded_poster_is_one_page(brand) -> None:
    result = replace(POSTER.pillars[0].results[0], indicator="Un nom d’indicateur long " * 4)
    pillar = replace(POSTER.pillars[0], results=(result,) * 3)
    full = replace(POSTER, brand=replace(brand, legal=("Une mention légale bien longue. " * 9,) * 6))
    full = replace(full, name="Tribunal judiciaire au nom long " * 5, pillars=(pillar,) * 3)
    for form in Format:
        assert len(pypdfium2.PdfDocument(pdf(full, form))) == 1


def test_slides_take_the_colour_and_the_logo(brand) -> None:
    made = Presentation(io.BytesIO(deck(replace(usual_pack(), brand=brand))))
    cover = made.slides[0]
    logo = next(shape for shape in cover.shapes if shape.name == "Logo")
    assert logo._element.nvPicPr.cNvPr.get("descr") == "Ministère de l’Essai"
    assert round(logo.width / logo.height, 1) == 2
    told = "\n".join(shape.text_frame.text for shape in cover.shapes if shape.has_text_frame)
    assert "Ministère de l’Essai" in told
    assert "Service de la qualité" in told
    theme = made.slide_master.part.part_related_by(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
    )
    assert b'<a:accent1><a:srgbClr val="7A0040"/>' in theme.blob
    assert b"000091" not in theme.blob


def test_the_same_brand_gives_the_same_bytes(brand) -> None:
    pack = replace(usual_pack(), brand=brand)
    assert deck(pack) == deck(pack)
    assert pack_pdf(pack) == pack_pdf(pack)


def test_letters_of_the_folder_are_those_of_its_name(tmp_path: Path) -> None:
    folder = brand_folder(tmp_path, DESCRIPTION + LETTERS)
    shutil.copy(FONTS / "PublicSans-Regular.ttf", folder)
    found = read_brand(folder)
    assert found.for_documents
    assert len(pypdfium2.PdfDocument(pdf(replace(POSTER, brand=found), Format.A4))) == 1
    (folder / "brand.toml").write_text(DESCRIPTION + LETTERS.replace("Public Sans", "Autre"), encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"n’est pas la famille.*Public Sans"):
        read_brand(folder)
