"""The slides as LibreOffice opens them: without repair, each inside its edges, one text a place.

Skipped without LibreOffice, unless BAROMETRE_REQUIRE_LIBREOFFICE=1.
"""

import shutil
import subprocess

import pypdfium2
import pytest

from dashboard.packs.deck import deck
from tests.documents import contrast, letters, luminance, overlapping, picture
from tests.meetings import bare_pack, long_pack, usual_pack
from tests.requirement import lacking

OFFICE = shutil.which("soffice")
PACKS = {"usual": (usual_pack, 12), "long": (long_pack, None), "bare": (bare_pack, 2)}


@pytest.fixture(scope="module")
def office() -> str:
    return OFFICE or lacking("LIBREOFFICE", "no LibreOffice: install it with `make libreoffice`")


@pytest.fixture(scope="module", params=PACKS)
def opened(request, office, tmp_path_factory):
    """The slides drawn by LibreOffice, and how many there should be."""
    folder = tmp_path_factory.mktemp(request.param)
    made, expected = PACKS[request.param]
    (folder / "slides.pptx").write_bytes(deck(made()))
    command = [office, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to", "pdf"]
    done = subprocess.run(
        [*command, "--outdir", str(folder), str(folder / "slides.pptx")], capture_output=True, text=True, check=True,
        timeout=180,
    )  # fmt: skip
    assert "rror" not in done.stderr
    document = pypdfium2.PdfDocument(folder / "slides.pdf")
    yield document, expected
    document.close()


def test_every_slide_is_there(opened) -> None:
    document, expected = opened
    assert len(document) == (expected or len(document)) > 1


def test_every_letter_is_inside_its_slide_and_alone(opened) -> None:
    document, _ = opened
    for page in document:
        width, height = page.get_size()
        found = letters(page)
        assert [
            one for one in found if one.left < 20 or one.bottom < 8 or one.right > width - 20 or one.top > height - 20
        ] == []
        assert overlapping(found) == []


def test_no_slide_is_empty_nor_pale(opened) -> None:
    document, _ = opened
    for page in list(document)[:12]:
        found, height = letters(page), page.get_size()[1]
        assert len(found) > 20
        level = luminance(picture(page, 2))
        drawn = [one for one in found if one.right - one.left > 3 and one.top - one.bottom > 3]
        assert [one for one in drawn if contrast(level, one, height, 2) < 4.5] == []
