"""A table over as many slides as its rows need, with its header on each."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pptx.presentation import Presentation as Deck

from dashboard.domain.agenda import FrozenTable
from dashboard.packs.place import ABOUT, LIMIT, Place
from dashboard.packs.slide_parts import row_height, shortened, table, titled, widths_of
from dashboard.packs.speaker_notes import noted
from dashboard.wording.meeting_documents import part

SIZE = 14
_ROOM = Place(0.6, ABOUT.top + 0.1, 12.133, LIMIT.top + LIMIT.height - ABOUT.top - 0.15)


def table_slides(made: Deck, title: str, found: FrozenTable, widths: Sequence[float], mention: str, told: str) -> None:
    """Slides of a title with the rows that each has room for; what a cell had to shorten is in the notes."""
    parts = list(split(found, widths, _ROOM, SIZE))
    for number, rows in enumerate(parts, 1):
        slide, _ = titled(made, part(title, number, len(parts)), mention)
        table(slide, _ROOM, rows, widths, size=SIZE)
        noted(slide, *([" | ".join(row) for row in rows.rows] if shortened(rows) else []), told)


def split(found: FrozenTable, widths: Sequence[float], room: Place, size: int) -> Iterator[FrozenTable]:
    """The same table in parts that each hold in a place; a row alone when it is taller than the place."""
    inches = widths_of(room.width, widths)
    header = row_height(found.columns, inches, size, bold=True)
    rows: list[tuple[str, ...]] = []
    used = header
    for row in found.rows:
        height = row_height(row, inches, size)
        if rows and used + height > room.height:
            yield replace(found, rows=tuple(rows))
            rows, used = [], header
        rows.append(row)
        used += height
    if rows:
        yield replace(found, rows=tuple(rows))
