"""The pages of every document as they are seen: inside their edges, one text a place, legible, none empty.

`references/*.png` are small pictures of the usual documents: fonts are shipped and pages are drawn by the wheel of
PDFium, so that they come out the same everywhere. After a change of the look that is wanted, write them again with
`BAROMETRE_WRITE_REFERENCES=1 python -m pytest tests/unit/test_document_pages.py`, and look at them.
"""

import os
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from dashboard.packs.document import minutes_pdf, pack_pdf
from dashboard.posters.rendering import Format, pdf
from tests.documents import contrast, letters, luminance, overlapping, picture
from tests.meetings import bare_pack, long_pack, usual_pack
from tests.unit.test_accessible_documents import POSTER

REFERENCES = Path(__file__).with_name("references")
SMALL = 0.12
"""Pixels a point of a reference: a line of text is a grey bar."""
DOCUMENTS = {
    "poster-a4": (lambda: pdf(POSTER, Format.A4), 1),
    "poster-a3": (lambda: pdf(POSTER, Format.A3), 1),
    "pack": (lambda: pack_pdf(usual_pack()), 6),
    "minutes": (lambda: minutes_pdf(usual_pack()), 2),
    "long-pack": (lambda: pack_pdf(long_pack()), None),
    "long-minutes": (lambda: minutes_pdf(long_pack()), None),
    "bare-pack": (lambda: pack_pdf(bare_pack()), 2),
    "bare-minutes": (lambda: minutes_pdf(bare_pack()), 1),
}
REFERRED = ["poster-a4", "pack", "minutes", "bare-minutes"]
MOST = 9
"""Pages of a long document that are read letter by letter: they hold each kind of item."""
EDGE = 20.0
"""No letter is nearer to the edge of its page, in points."""


@pytest.fixture(scope="module", params=DOCUMENTS)
def document(request):
    """Name and opened document."""
    opened = pypdfium2.PdfDocument(DOCUMENTS[request.param][0]())
    yield request.param, opened
    opened.close()


def test_as_many_pages_as_expected(document):
    name, opened = document
    assert len(opened) == (DOCUMENTS[name][1] or len(opened))


def test_every_letter_is_inside_its_page_and_alone(document):
    _, opened = document
    for page in list(opened)[:MOST]:
        width, height = page.get_size()
        found = letters(page)
        outside = [
            one
            for one in found
            if one.left < EDGE or one.bottom < EDGE or one.right > width - EDGE or one.top > height - EDGE
        ]
        assert outside == []
        assert overlapping(found) == []


def test_no_page_is_empty(document):
    _, opened = document
    assert all(len(letters(page)) > 100 for page in opened)


def test_every_letter_is_legible(document):
    """A contrast of 4.5, on the first pages."""
    name, opened = document
    for number in range(min(1 if "long" in name else 3, len(opened))):
        page = opened[number]
        level, height = luminance(picture(page)), page.get_size()[1]
        pale = [
            one
            for one in letters(page)
            if one.right - one.left > 2 and one.top - one.bottom > 2 and contrast(level, one, height) < 4.5
        ]
        assert pale == []


@pytest.mark.parametrize("name", REFERRED)
def test_the_pages_are_those_that_were_looked_at(name):
    opened = pypdfium2.PdfDocument(DOCUMENTS[name][0]())
    drawn = np.hstack([picture(page, SMALL) for page in opened]).mean(axis=2)
    opened.close()
    path = REFERENCES / f"{name}.png"
    if os.environ.get("BAROMETRE_WRITE_REFERENCES"):
        Image.fromarray(drawn.astype(np.uint8)).save(path, optimize=True)
    kept = np.asarray(Image.open(path).convert("L"), dtype=float)
    assert drawn.shape == kept.shape
    far = np.abs(drawn - kept) > 40
    assert far.mean() < 0.002, f"{name}: {far.sum()} points differ; see the head of this file"
