"""The parts of a slide: title, texts, tables, in French and of one look. Nothing is larger than its place."""

from collections.abc import Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Inches, Pt

from dashboard.domain.agenda import FrozenTable
from dashboard.packs.fitting import fitted, height_of
from dashboard.packs.look import TITLED, add_slide
from dashboard.packs.place import TITLE, Place
from dashboard.typesetting.printable import bound
from dashboard.wording.excerpt import excerpt
from dashboard.wording.grammar import count

INK, MUTED = RGBColor(0x16, 0x16, 0x16), RGBColor(0x55, 0x55, 0x55)
ACCENT = MSO_THEME_COLOR.ACCENT_1
WHITE = RGBColor(0xFF, 0xFF, 0xFF)
TITLE_SIZES = (28, 24, 20)
_CELL = 0.08
"""Room at the left and at the right of the text of a cell, in inches."""
_LONGEST_CELL = 320
_UNDERLINE = f'<a:lnB {nsdecls("a")} w="9525"><a:solidFill><a:srgbClr val="CFCFE6"/></a:solidFill></a:lnB>'


def titled(made: Deck, title: str, mention: str) -> tuple[Slide, bool]:
    """A new slide with its title, which screen readers and the outline find as one; whether the title was shortened."""
    slide = add_slide(made, TITLED, mention)
    shape = slide.shapes.title
    assert shape is not None  # the layout has one
    held = fitted(bound(title), TITLE.width, TITLE.height - 0.1, TITLE_SIZES, bold=True)
    write(shape.text_frame, held.text, size=held.size, bold=True, colour=None)
    return slide, held.cut


def text(
    slide: Slide,
    place: Place,
    content: str,
    sizes: Sequence[int],
    *,
    bold: bool = False,
    colour: RGBColor | MSO_THEME_COLOR = INK,
    name: str = "Texte",
    gap: float = 0,
) -> bool:
    """A text where it goes, at the largest size that holds; nothing when there is none. True when it was shortened.
    `gap`: between two paragraphs, in points."""
    if not content:
        return False
    held = fitted(bound(content), place.width, place.height, sizes, bold=bold, gap=gap)
    box = slide.shapes.add_textbox(*place.box)
    box.name = name
    frame = box.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.auto_size = MSO_AUTO_SIZE.NONE
    write(frame, held.text, size=held.size, bold=bold, colour=colour)
    for paragraph in frame.paragraphs[:-1]:
        paragraph.space_after = Pt(gap)
    return held.cut


def table(
    slide: Slide, place: Place, found: FrozenTable, widths: Sequence[float], *, size: int, numbers: bool = False
) -> float:
    """A native table with its header, and its height in inches: that of `place` is not read. `widths`: shares of the
    width; `numbers`: its cells are figures, to the right."""
    inches = widths_of(place.width, widths)
    rows = [found.columns, *found.rows]
    heights = [row_height(row, inches, size, bold=not line) for line, row in enumerate(rows)]
    box = Place(place.left, place.top, place.width, sum(heights)).box
    frame = slide.shapes.add_table(len(rows), len(found.columns), *box)
    frame.name = "Tableau"
    described(frame, f"Tableau\u00a0: {found.caption}, {count(len(found.rows), 'ligne')}.")
    drawn = frame.table
    drawn.horz_banding = False
    for column, width in enumerate(inches):
        drawn.columns[column].width = Inches(width)
    for line, row in enumerate(rows):
        drawn.rows[line].height = Inches(heights[line])
        for column, content in enumerate(row):
            _cell(drawn.cell(line, column), content, size, header=not line, right=numbers and column > 0)
    return sum(heights)


def shortened(found: FrozenTable) -> bool:
    """Whether a cell is too long to be written whole."""
    return any(len(cell) > _LONGEST_CELL for row in found.rows for cell in row)


def row_height(row: Sequence[str], inches: Sequence[float], size: int, *, bold: bool = False) -> float:
    """The height of a row of a table, in inches."""
    tallest = max(
        height_of(_cell_text(cell), width - 2 * _CELL, size, bold=bold) for cell, width in zip(row, inches, strict=True)
    )
    return tallest + 0.1


def widths_of(width: float, shares: Sequence[float]) -> list[float]:
    """The widths of columns, in inches."""
    return [width * share / sum(shares) for share in shares]


def described(frame: Any, words: str) -> None:
    """The text that stands for a chart or a table in a screen reader."""
    frame._element.nvGraphicFramePr.cNvPr.set("descr", words)  # python-pptx has no name for it


def write(frame: TextFrame, content: str, *, size: int, bold: bool, colour: RGBColor | MSO_THEME_COLOR | None) -> None:
    """The lines of a text as paragraphs in French; `colour` None: that of the theme."""
    frame.word_wrap = True
    for line, words in enumerate(content.split("\n")):
        paragraph = frame.paragraphs[0] if not line else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = words
        run.font.size, run.font.bold = Pt(size), bold
        if isinstance(colour, MSO_THEME_COLOR):
            run.font.color.theme_color = colour
        elif colour is not None:
            run.font.color.rgb = colour
        run._r.get_or_add_rPr().set("lang", "fr-FR")


def _cell(cell: Any, content: str, size: int, *, header: bool, right: bool) -> None:
    cell.margin_left = cell.margin_right = Inches(_CELL)
    cell.margin_top = cell.margin_bottom = Inches(0.04)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    if header:
        cell.fill.solid()
        cell.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1
    else:
        cell._tc.get_or_add_tcPr().insert(0, parse_xml(_UNDERLINE))
        cell.fill.background()
    write(cell.text_frame, _cell_text(content), size=size, bold=header, colour=WHITE if header else INK)
    if right:
        for paragraph in cell.text_frame.paragraphs:
            paragraph.alignment = PP_ALIGN.RIGHT


def _cell_text(content: str) -> str:
    return excerpt(bound(content), _LONGEST_CELL)
