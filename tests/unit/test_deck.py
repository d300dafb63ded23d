"""The slides of a meeting: what was kept, native charts and tables, French, titles that hold, the same bytes."""

import datetime as dt
import io
import re
from dataclasses import replace
from zipfile import ZipFile

import openpyxl
import pytest
from lxml import etree
from pptx import Presentation

from dashboard.domain.agenda import FrozenPoint
from dashboard.domain.brand import NEUTRAL
from dashboard.domain.period import shift
from dashboard.packs.chart_frame import series
from dashboard.packs.deck import deck
from dashboard.packs.fitting import height_of
from dashboard.packs.look import TITLED, add_slide, blank_deck
from dashboard.packs.pack import Pack
from dashboard.packs.place import BODY
from dashboard.typesetting.printable import bound
from tests.meetings import ITEMS, bare_pack, figure, long_pack, usual_pack

INCH = 914_400


def opened(pack: Pack):
    return Presentation(io.BytesIO(deck(pack)))


def words(slide) -> str:
    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    cells = [cell.text for shape in slide.shapes if shape.has_table for row in shape.table.rows for cell in row.cells]
    return "\n".join([*texts, *cells])


def titles(slides) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in slides]


@pytest.fixture(scope="module")
def slides():
    return list(opened(usual_pack()).slides)


@pytest.fixture(scope="module")
def long_slides():
    return list(opened(long_pack()).slides)


def test_cover_agenda_items_decisions_and_method(slides) -> None:
    assert titles(slides) == [
        "Comité de décembre",
        "Ordre du jour",
        *(bound(item.title) for item in ITEMS),
        "Décisions",
        "Méthode (1\u00a0sur\u00a02)",
        "Méthode (2\u00a0sur\u00a02)",
        "Méthode\u00a0: indicateurs",
    ]
    assert "Dégradation démontrée." in words(slides[3])
    assert "69,7\u00a0%" in words(slides[3])
    assert "n\u00a0=\u00a01\u00a0200" in words(slides[3])
    assert "à faire, en retard" in words(slides[2])
    assert "=1+1 Ouvrir un guichet." in words(slides[8])
    assert "moins de 11\u00a0personnes" in words(slides[9])
    action = words(slides[6])
    assert "Description\nFormer tous les agents" in action
    assert "en moins de 12\u00a0mois." in action
    assert "Commentaire\nDeux sessions sont prévues." in action
    assert "Objet\u00a0: Accueil courtois, Tribunal judiciaire de Valmorande." in words(slides[8])
    assert "Action «\u00a0Un second guichet\u00a0»\u00a0: en cours" in words(slides[8])
    assert "100 × réponses favorables" in words(slides[11])


def test_no_slide_is_empty(slides, long_slides) -> None:
    for slide in [*slides, *long_slides, *opened(bare_pack()).slides]:
        assert len(words(slide)) > 20


def test_invented_data_say_so_on_every_slide_and_real_ones_do_not(slides) -> None:
    assert all("sont inventés" in words(slide) for slide in slides)
    assert not any("inventés" in words(slide) for slide in opened(usual_pack(invented=False)).slides)


def test_the_chart_is_native_and_has_a_text(slides) -> None:
    [frame] = [shape for shape in slides[3].shapes if shape.has_chart]
    told = frame._element.nvGraphicFramePr.cNvPr.get("descr")
    assert told.startswith("Courbe\u00a0: Accueil courtois, mois par mois")
    assert "au début 70,0\u00a0% en novembre 2024" in told
    values = list(frame.chart.plots[0].series[0].values)
    # Two months have no figure: they keep their place.
    assert (len(values), values[8:12]) == (24, [71.0, None, None, 74.0])


def test_every_chart_has_a_workbook_of_the_same_values(slides, long_slides) -> None:
    frames = [shape for slide in [*slides, *long_slides] for shape in slide.shapes if shape.has_chart]
    assert len(frames) == 3
    for frame in frames:
        sheet = openpyxl.load_workbook(io.BytesIO(frame.chart.part.chart_workbook.xlsx_part.blob)).active
        for column, line in enumerate(frame.chart.plots[0].series, 2):
            written = [row[0].value for row in sheet.iter_rows(min_row=2, min_col=column, max_col=column)]
            assert written == list(line.values)
            assert sheet.cell(1, column).value == line.name


def test_the_axis_of_a_chart_is_that_of_its_values() -> None:
    first, slide = dt.date(2026, 1, 1), add_slide(blank_deck(NEUTRAL), TITLED, "")
    points = tuple(FrozenPoint(shift(first, rank), value) for rank, value in enumerate((12.0, 12.4, 12.9)))
    series(slide, BODY, replace(figure(), unit="", decimals=0, points=points))
    chart = next(shape.chart for shape in slide.shapes if shape.has_chart)
    axis = chart.value_axis
    assert (axis.minimum_scale, axis.maximum_scale, axis.major_unit) == (12.0, 13.0, 0.5)
    assert axis.tick_labels.number_format == "0.0"
    assert chart.plots[0].series[0].name == "Accueil courtois"


def test_tables_and_charts_have_a_text(slides) -> None:
    framed = [shape for slide in slides for shape in slide.shapes if shape.has_chart or shape.has_table]
    assert len(framed) == 9
    assert all(len(shape._element.nvGraphicFramePr.cNvPr.get("descr")) > 20 for shape in framed)


def test_latest_months_and_compared_values_are_tables(slides) -> None:
    latest, compared = sorted((s.table for s in slides[3].shapes if s.has_table), key=lambda t: -len(t.columns))
    rows = [[cell.text for cell in row.cells] for row in latest.rows]
    assert rows[0] == ["Derniers mois", "mai 26", "juin 26", "juil. 26", "août 26", "sept. 26", "oct. 26"]
    assert rows[1][-1] == "72,0"
    assert rows[3][-1] == "423"
    assert [cell.text for cell in compared.rows[3].cells] == ["Écart", "−4,3\u00a0points"]


def test_notes_hold_the_limit_the_comment_the_method_and_the_version(slides) -> None:
    notes = slides[3].notes_slide.notes_text_frame.text
    parts = (
        "Tests corrigés.",
        "À revoir en mars.",
        "Calcul\u00a0: 100 ×",
        "IC\u00a095\u00a0%",
        "Données version 3",
    )
    assert all(part in notes for part in parts)
    assert all(slide.has_notes_slide and slide.notes_slide.notes_text_frame.text for slide in slides)


def test_what_is_shortened_is_whole_in_the_notes(long_slides) -> None:
    pack = long_pack()
    found = "\n".join(slide.notes_slide.notes_text_frame.text for slide in long_slides)
    for kept in pack.items[:4]:
        assert kept.item.title in found
        assert kept.item.conclusion in found
        assert kept.comment.rstrip() in found
    assert pack.decisions[0].decision.text in found


def test_every_text_is_in_french() -> None:
    with ZipFile(io.BytesIO(deck(usual_pack()))) as archive:
        for name in archive.namelist():
            if re.match(r"ppt/(slides|notesSlides|slideMasters|slideLayouts|charts)/[^/]+\.xml", name):
                root = etree.fromstring(archive.read(name))
                runs = [run for run in root.iter() if etree.QName(run).localname in ("rPr", "endParaRPr", "lang")]
                assert {run.get("lang") or run.get("val") for run in runs} <= {"fr-FR"}, name
                for run in root.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}r"):
                    assert run.find("{*}rPr").get("lang") == "fr-FR", name


def test_the_look_is_that_of_the_theme() -> None:
    with ZipFile(io.BytesIO(deck(usual_pack()))) as archive:
        theme = archive.read("ppt/theme/theme1.xml").decode()
        chart = archive.read(next(name for name in archive.namelist() if "charts/chart" in name)).decode()
        assert len([name for name in archive.namelist() if re.fullmatch(r"ppt/slideLayouts/[^/]+xml", name)]) == 2
    assert 'latin typeface="Arial"' in theme
    assert 'accent1><a:srgbClr val="000091"' in theme
    assert 'schemeClr val="accent1"' in chart
    assert '<c:lang val="fr-FR"/>' in chart


@pytest.mark.parametrize("pack", [usual_pack(), long_pack(), bare_pack()], ids=["usual", "long", "bare"])
def test_nothing_leaves_its_place(pack) -> None:
    """Every shape is on the slide, no two overlap, and every text holds in its own."""
    made = opened(pack)
    for slide in made.slides:
        boxes = [(s.name, s.left / INCH, s.top / INCH, s.width / INCH, s.height / INCH) for s in slide.shapes]
        for name, left, top, width, height in boxes:
            assert left >= 0, name
            assert top >= 0, name
            assert left + width <= 13.334, name
            assert top + height <= 7.5, name
        for rank, one in enumerate(boxes):
            for other in boxes[rank + 1 :]:
                across = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
                down = min(one[2] + one[4], other[2] + other[4]) - max(one[2], other[2])
                assert across <= 0.01 or down <= 0.01, (slide.shapes.title.text_frame.text, one, other)
        for shape in slide.shapes:
            if shape.has_text_frame and shape.text_frame.text and not shape.is_placeholder:
                run = shape.text_frame.paragraphs[0].runs[0]
                tall = height_of(
                    shape.text_frame.text, shape.width / INCH, int(run.font.size.pt), bold=bool(run.font.bold)
                )
                assert tall <= shape.height / INCH + 0.01, shape.text_frame.text


def test_every_shape_of_a_slide_has_its_number(slides, long_slides) -> None:
    for slide in [*slides, *long_slides]:
        numbers = [shape.shape_id for shape in slide.shapes]
        assert len(numbers) == len(set(numbers))


def test_every_part_is_named_and_every_link_leads_to_one() -> None:
    with ZipFile(io.BytesIO(deck(long_pack()))) as archive:
        names = set(archive.namelist())
        kinds = etree.fromstring(archive.read("[Content_Types].xml"))
        known = {one.get("PartName", "").lstrip("/") for one in kinds} | {one.get("Extension") for one in kinds}
        for name in names - {"[Content_Types].xml"}:
            assert name in known or name.rsplit(".", 1)[-1] in known, name
            if name.endswith((".xml", ".rels")):
                root = etree.fromstring(archive.read(name))
                if name.endswith(".rels"):
                    folder = name.replace("_rels/", "").rsplit("/", 1)[0] if "/" in name.replace("_rels/", "") else ""
                    for link in root:
                        if link.get("TargetMode") != "External":
                            target = link.get("Target")
                            parts = (target.lstrip("/") if target.startswith("/") else f"{folder}/{target}").split("/")
                            while ".." in parts:
                                at = parts.index("..")
                                del parts[at - 1 : at + 1]
                            assert "/".join(part for part in parts if part) in names, (name, target)


def test_the_same_meeting_gives_the_same_bytes() -> None:
    pack = usual_pack()
    assert deck(pack) == deck(pack)
    with ZipFile(io.BytesIO(deck(pack))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(2026, 12, 2, 0, 0, 0)}


def test_a_meeting_without_a_point_has_a_cover_and_decisions() -> None:
    assert titles(opened(bare_pack()).slides) == ["Comité", "Décisions"]
