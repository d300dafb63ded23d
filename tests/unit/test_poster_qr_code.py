"""The QR code of a printed poster is read by a reader of codes, and leads where the poster says."""

import datetime as dt
import io

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageFilter

from dashboard.posters.poster import Poster
from dashboard.posters.rendering import Format, pdf

ADDRESS = "https://barometre.justice.example.fr/public/sites/TJ-VALMORANDE-2%2Fbis"
POSTER = Poster(
    code="TJ-VALMORANDE",
    name="Tribunal judiciaire de Valmorande",
    about="",
    pillars=(),
    said=(),
    dated="Douze mois à fin octobre 2026.",
    method="",
    unproven="",
    address=ADDRESS,
    invitation="Lire les avis et nos réponses",
    created=dt.datetime(2026, 11, 3, tzinfo=dt.UTC),
    demonstration=True,
)


def picture(form: Format, dots_per_inch: int) -> Image.Image:
    page = pypdfium2.PdfDocument(io.BytesIO(pdf(POSTER, form)))[0]
    drawn: Image.Image = page.render(scale=dots_per_inch / 72).to_pil()
    return drawn.convert("L")


@pytest.mark.parametrize("form", list(Format))
@pytest.mark.parametrize("dots_per_inch", [72, 150])
def test_the_code_leads_to_the_address(form: Format, dots_per_inch: int) -> None:
    assert [found.text for found in zxingcpp.read_barcodes(picture(form, dots_per_inch))] == [ADDRESS]


def test_a_tilted_photograph_out_of_focus_is_still_read() -> None:
    blurred = picture(Format.A4, 150).filter(ImageFilter.GaussianBlur(1.2))
    tilted = blurred.rotate(12, expand=True, fillcolor=255)
    assert [found.text for found in zxingcpp.read_barcodes(tilted)] == [ADDRESS]
