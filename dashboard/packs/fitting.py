"""Whether a text holds in its place on a slide, at which size, and what of it when it is too long for any.

Widths are those of the font that this program ships: a hand wider than the one of the theme, so that what holds here
holds there.
"""

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from PIL import ImageFont

from dashboard.typesetting.compiling import FONTS
from dashboard.wording.excerpt import excerpt

LEADING = 1.2
"""Height of a line, in sizes of its letters."""
_WIDER = 1.04
_DRAWN = 100


class Fitted(NamedTuple):
    """`text` at `size` points; `cut`: the rest has to be said elsewhere."""

    text: str
    size: int
    cut: bool


def fitted(
    text: str, width: float, height: float, sizes: Sequence[int], *, bold: bool = False, gap: float = 0
) -> Fitted:
    """The text at the largest of `sizes` (points, the largest first) that holds in a box of `width` by `height` inches;
    else its beginning at the smallest. `gap`: between two paragraphs, in points."""
    apart = text.count("\n") * gap / 72
    for size in sizes:
        if height_of(text, width, size, bold=bold) + apart <= height:
            return Fitted(text, size, False)
    size, height = sizes[-1], height - apart
    lines = max(1, math.floor(height * 72 / (size * LEADING) + 1e-6))
    if lines_of(text, width, size, bold=bold) <= lines:
        return Fitted(text, size, False)
    low, high = 1, len(text)
    while low < high:  # the most letters that hold
        middle = (low + high + 1) // 2
        if lines_of(excerpt(text, middle), width, size, bold=bold) <= lines:
            low = middle
        else:
            high = middle - 1
    return Fitted(excerpt(text, low), size, True)


def height_of(text: str, width: float, size: int, *, bold: bool = False) -> float:
    """The height of a text, in inches."""
    return lines_of(text, width, size, bold=bold) * size * LEADING / 72


def lines_of(text: str, width: float, size: int, *, bold: bool = False) -> int:
    """How many lines a text takes; a word that is wider than the box is broken."""
    room, taken = width * 72 / size, 0
    for paragraph in text.split("\n"):
        taken, used = taken + 1, 0.0
        for word in paragraph.split(" "):
            wide = _width(word, bold)
            if used and used + _width(" ", bold) + wide > room:
                taken, used = taken + 1, 0.0
            if not used and wide > room:
                taken, used = taken + math.ceil(wide / room) - 1, wide % room
            else:
                used += wide + (_width(" ", bold) if used else 0.0)
    return taken


@lru_cache(maxsize=8192)
def _width(word: str, bold: bool) -> float:
    """In sizes of its letters."""
    return _font(bold).getlength(word) / _DRAWN * _WIDER


@lru_cache(maxsize=2)
def _font(bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / f"PublicSans-{'ExtraBold' if bold else 'Regular'}.ttf", _DRAWN)
