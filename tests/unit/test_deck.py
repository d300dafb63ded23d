"""The slides of a meeting: what was kept, native charts with their workbook, French, titles, the same bytes."""

import datetime as dt
import io
from zipfile import ZipFile

import openpyxl
import pytest
from pptx import Presentation

from dashboard.domain.action import DecisionState
from dashboard.domain.agenda import AgendaItem, FrozenFigure, FrozenPoint, ItemKind
from dashboard.domain.scope import Scope
from dashboard.packs.deck import deck
from dashboard.packs.pack import Pack
from dashboard.registry.agenda import KeptItem
from dashboard.registry.review_meetings import Decision, ReviewMeeting

MEETING = ReviewMeeting(1, "Comité de décembre", dt.date(2026, 12, 2), {}, 3, "Tous les services, 2026")
POINTS = (
    FrozenPoint(dt.date(2026, 7, 1), 70.0, 66.0, 74.0, 400),
    FrozenPoint(dt.date(2026, 8, 1), 71.0, 67.0, 75.0, 410),
    FrozenPoint(dt.date(2026, 10, 1), 68.0, 64.0, 72.0, 390),
)
FIGURE = FrozenFigure(
    "accueil-courtois", "Accueil courtois", "69,7\u00a0%", 1_200, dt.date(2026, 7, 1), dt.date(2026, 11, 1), Scope(),
    points=POINTS,
)  # fmt: skip
ITEMS = (
    KeptItem(1, AgendaItem(ItemKind.CHANGE, "Accueil", "Baisse démontrée.", "Base faible.", figure=FIGURE), "À voir."),
    KeptItem(2, AgendaItem(ItemKind.REMARK, "Tour <de> table & 👍", ""), ""),
)
DECISIONS = (Decision(1, 1, "=1+1 Ouvrir un guichet.", "Le greffe", None, None, None, DecisionState.OPEN),)


def opened(pack: Pack):
    return Presentation(io.BytesIO(deck(pack)))


def words(slide) -> str:
    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    cells = [cell.text for shape in slide.shapes if shape.has_table for row in shape.table.rows for cell in row.cells]
    return "\n".join([*texts, *cells])


@pytest.fixture(scope="module")
def slides():
    return list(opened(Pack(MEETING, ITEMS, DECISIONS, invented=True)).slides)


def test_one_slide_an_item_between_the_cover_and_the_decisions(slides) -> None:
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    assert titles == ["Comité de décembre", "Accueil", "Tour <de> table & 👍", "Décisions"]
    assert "Baisse démontrée." in words(slides[1])
    assert "69,7\u00a0%" in words(slides[1])
    assert "n\u00a0=\u00a01\u00a0200" in words(slides[1]).replace("\u202f", "\u00a0")
    assert "=1+1 Ouvrir un guichet." in words(slides[3])


def test_invented_data_say_so_on_every_slide_and_real_ones_do_not(slides) -> None:
    assert all("sont inventés" in words(slide) for slide in slides)
    assert not any("inventés" in words(slide) for slide in opened(Pack(MEETING, ITEMS, DECISIONS)).slides)


def test_the_chart_is_native_has_its_workbook_and_a_text(slides) -> None:
    [frame] = [shape for shape in slides[1].shapes if shape.has_chart]
    assert "Accueil courtois, mois par mois, de" in frame._element.nvGraphicFramePr.cNvPr.get("descr")
    plot = frame.chart.plots[0]
    # September has no figure: it keeps its place.
    assert list(plot.series[0].values) == [70.0, 71.0, None, 68.0]
    sheet = openpyxl.load_workbook(io.BytesIO(frame.chart.part.chart_workbook.xlsx_part.blob)).active
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == [70, 71, None, 68]


def test_notes_hold_the_limit_the_comment_and_the_version(slides) -> None:
    notes = slides[1].notes_slide.notes_text_frame.text
    assert all(part in notes for part in ("Base faible.", "À voir.", "données version\u00a03"))


def test_every_text_is_in_french(slides) -> None:
    runs = [
        run
        for slide in slides
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
    ]
    assert {run._r.rPr.get("lang") for run in runs} == {"fr-FR"}


def test_the_same_meeting_gives_the_same_bytes() -> None:
    pack = Pack(MEETING, ITEMS, DECISIONS)
    assert deck(pack) == deck(pack)
    with ZipFile(io.BytesIO(deck(pack))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(2026, 12, 2, 0, 0, 0)}


def test_a_meeting_without_a_point_has_a_cover_and_decisions() -> None:
    assert len(opened(Pack(MEETING, (), ())).slides) == 2
