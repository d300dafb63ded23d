"""The parts of a slide: title, texts, tables, in French and of one look."""

from collections.abc import Sequence
from typing import NamedTuple

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Emu, Inches, Pt

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
INK, MUTED, ACCENT = RGBColor(0x16, 0x16, 0x16), RGBColor(0x55, 0x55, 0x55), RGBColor(0x00, 0x00, 0x91)
TITLE_ONLY = 5
"""The layout of the default template that holds a title and nothing else."""

__all__ = ["ACCENT", "HEIGHT", "INK", "MUTED", "WIDTH", "Place", "Slide", "numbered", "table", "text", "titled"]


class Place(NamedTuple):
    """Left, top, width and height, in inches."""

    left: float
    top: float
    width: float
    height: float

    @property
    def box(self) -> tuple[Emu, Emu, Emu, Emu]:
        """The same as python-pptx wants it."""
        left, top, width, height = (Inches(side) for side in self)
        return left, top, width, height


def titled(made: Deck, title: str, *, size: int) -> Slide:
    """A new slide with its title, which screen readers and the outline find as one."""
    slide = made.slides.add_slide(made.slide_layouts[TITLE_ONLY])
    shape = slide.shapes.title
    assert shape is not None  # the layout has one
    shape.left, shape.top, shape.width, shape.height = Place(0.6, 0.4, 12.1, 1.1).box
    _write(shape.text_frame, title, size=size, bold=True, muted=False)
    shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    shape.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    return slide


def text(slide: Slide, place: Place, content: str, *, size: int, bold: bool = False, muted: bool = False) -> None:
    """A text where it goes; nothing when there is none."""
    if content:
        _write(slide.shapes.add_textbox(*place.box).text_frame, content, size=size, bold=bold, muted=muted)


def table(
    slide: Slide, place: Place, columns: Sequence[str], rows: Sequence[Sequence[str]], *, widths: Sequence[float]
) -> None:
    """A native table with its header."""
    frame = slide.shapes.add_table(len(rows) + 1, len(columns), *place.box)
    drawn = frame.table
    for column, width in enumerate(widths):
        drawn.columns[column].width = Inches(width)
    for line, row in enumerate([columns, *rows]):
        for column, content in enumerate(row):
            _write(drawn.cell(line, column).text_frame, content, size=14, bold=not line, muted=False, colour=not line)


def numbered(slide: Slide, number: int) -> None:
    """The number of the slide, at the right of the foot."""
    text(slide, Place(12.5, 7.0, 0.6, 0.35), str(number), size=11, muted=True)


def _write(frame: TextFrame, content: str, *, size: int, bold: bool, muted: bool, colour: bool = False) -> None:
    frame.word_wrap = True
    for line, words in enumerate(content.split("\n")):
        paragraph = frame.paragraphs[0] if not line else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = words
        run.font.size, run.font.bold = Pt(size), bold
        if not colour:  # a header of a table has the colour of its style
            run.font.color.rgb = MUTED if muted else INK
        run._r.get_or_add_rPr().set("lang", "fr-FR")
