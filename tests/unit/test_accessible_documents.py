"""Every PDF that the program makes, before the validators of PDF/UA-1 that run without Java, and our own reading.

`page` runs the machine-checkable rules of the profile (104 on these documents), `pdfua` 12 checks of it, written apart.
"""

import datetime as dt
import io
from dataclasses import replace
from itertools import pairwise

import page
import pdfua
import pikepdf
import pytest

from dashboard.analyses.plain_results import Pillar, Result, Side
from dashboard.analyses.plain_said import Said
from dashboard.domain.comparison import Verdict
from dashboard.packs.document import minutes_pdf, pack_pdf
from dashboard.posters.poster import Poster
from dashboard.posters.rendering import Format, pdf
from tests.documents import tags
from tests.meetings import bare_pack, long_pack, usual_pack

RESULT = Result(
    1, "Courtoisie", "Accueil courtois", "71,4\u00a0%", "", "200\u00a0réponses",
    (Side("Sites comparables", "69,0\u00a0%", "écart favorable", Verdict.BETTER),
     Side("Sur un an", "", "évolution non testée")),
    share=0.7, mark=0.6,
)  # fmt: skip
WORSE = replace(
    RESULT, share=0.4, value="41,0\u00a0%",
    sides=(Side("Sites comparables", "69,0\u00a0%", "écart défavorable", Verdict.WORSE),
           Side("Sur un an", "+1,0\u00a0point", "pas d’écart démontré", Verdict.NO_EVIDENCE)),
)  # fmt: skip
POSTER = Poster(
    "TJ-A", "Tribunal judiciaire A", "Lyon, Rhône", (Pillar("Plus proches", (RESULT, WORSE, RESULT)),),
    (Said("Attente longue.", "avis de mars", "Nous avons fait", "Un guichet", "Deux agents.", "faite"),),
    "Résultats 2026.", "La marge dit où serait le résultat.",
    "«\u00a0Pas d’écart démontré\u00a0»\u00a0: rien ne le prouve.", "https://a.fr/public/sites/A", "Lire les avis",
    dt.datetime(2026, 11, 1, tzinfo=dt.UTC), True,
)  # fmt: skip
DOCUMENTS = {
    "poster A4": lambda: pdf(POSTER, Format.A4),
    "poster A3": lambda: pdf(POSTER, Format.A3),
    "pack": lambda: pack_pdf(usual_pack()),
    "long pack": lambda: pack_pdf(long_pack()),
    "bare pack": lambda: pack_pdf(bare_pack()),
    "minutes": lambda: minutes_pdf(usual_pack()),
    "long minutes": lambda: minutes_pdf(long_pack()),
    "bare minutes": lambda: minutes_pdf(bare_pack()),
}
MEETINGS = [name for name in DOCUMENTS if "poster" not in name]


@pytest.fixture(scope="module", params=DOCUMENTS)
def document(request):
    """The bytes of each document."""
    return DOCUMENTS[request.param]()


@pytest.fixture(scope="module", params=MEETINGS)
def of_a_meeting(request):
    """The bytes of each document of a meeting."""
    return DOCUMENTS[request.param]()


def test_the_validator_finds_every_rule_kept(document):
    report = page.validate_pdf_bytes(document, profile="ua1")
    assert [(one.rule_id, one.message) for one in report.failures] == []
    assert report.is_compliant
    assert report.rules.passed == report.rules.total >= 100


def test_a_second_validator_finds_nothing(document, tmp_path):
    (tmp_path / "document.pdf").write_bytes(document)
    report = pdfua.validate(tmp_path / "document.pdf")
    assert [finding.message for finding in report.findings] == []


def test_a_document_without_tags_is_refused():
    """The validators are awake."""
    bare = pikepdf.new()
    bare.add_blank_page()
    written = io.BytesIO()
    bare.save(written)
    assert not page.validate_pdf_bytes(written.getvalue(), profile="ua1").is_compliant


def test_language_title_and_marks(document):
    with pikepdf.open(io.BytesIO(document)) as opened:
        root = opened.Root
        assert str(root.Lang) == "fr"
        assert bool(root.MarkInfo.Marked)
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert len(str(opened.docinfo["/Title"])) > 10
        assert "<pdfuaid:part>1</pdfuaid:part>" in root.Metadata.read_bytes().decode()


def test_fonts_are_embedded(document):
    with pikepdf.open(io.BytesIO(document)) as opened:
        described = [one for one in opened.objects if isinstance(one, pikepdf.Dictionary) and "/FontName" in one]
        assert described
        assert all(any(f"/FontFile{kind}" in one for kind in ("", "2", "3")) for one in described)


def test_figures_have_a_text(document):
    figures = [one for one in tags(document) if one.name == "Figure"]
    assert all(len(one.alternative) > 20 for one in figures)


def test_one_title_and_no_level_is_skipped(document):
    levels = [int(one.name[1:]) for one in tags(document) if one.name[0] == "H" and one.name[1:].isdecimal()]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_have_headers(of_a_meeting):
    found = tags(of_a_meeting)
    headers = [one for one in found if one.name == "TH"]
    assert bool(headers) == any(one.name == "Table" for one in found)
    assert all(one.scope == "Column" for one in headers)


def test_charts_and_tables_are_told_apart():
    names = [one.name for one in tags(pack_pdf(usual_pack()))]
    assert names.count("Figure") == 1  # a figure of two months has no chart
    assert names.count("Table") == 8


def test_sections_are_bookmarks(of_a_meeting):
    with pikepdf.open(io.BytesIO(of_a_meeting)) as opened, opened.open_outline() as outline:
        [title] = outline.root
        assert len(title.children) >= 3
