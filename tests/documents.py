"""What the tests of documents look at in a PDF: its tags, its letters and its pages as pictures."""

import io
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pikepdf
import pypdfium2
from pypdfium2 import raw

SCALE = 3.0
"""Pixels a point: the strokes of small letters have their full colour."""


class Letter(NamedTuple):
    """A letter of a page and its box, in points from the lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


class Tag(NamedTuple):
    """A tag of a document: its name (« H1 », « TH »), its alternative text, the scope of a header cell."""

    name: str
    alternative: str
    scope: str


def tags(content: bytes) -> list[Tag]:
    """The tags of a document in their order."""
    found = []
    with pikepdf.open(io.BytesIO(content)) as document:
        waiting = [document.Root.StructTreeRoot.K]
        while waiting:
            one = waiting.pop(0)
            if isinstance(one, pikepdf.Array):
                waiting[:0] = list(one)
            elif isinstance(one, pikepdf.Dictionary) and "/S" in one:
                attributes = one.get("/A", [])
                listed = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
                scope = next((str(each["/Scope"])[1:] for each in listed if "/Scope" in each), "")
                found.append(Tag(str(one.S)[1:], str(one.get("/Alt", "")), scope))
                if "/K" in one:
                    waiting.insert(0, one.K)
    return found


def letters(page: pypdfium2.PdfPage) -> list[Letter]:
    """The letters that are drawn, without spaces."""
    found = []
    text = page.get_textpage()
    for rank in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text.raw, rank))
        if not character.isspace() and character.isprintable():
            found.append(Letter(character, *text.get_charbox(rank)))
    return found


def picture(page: pypdfium2.PdfPage, scale: float = SCALE) -> npt.NDArray[np.uint8]:
    """The page in levels of red, green and blue."""
    drawn: npt.NDArray[np.uint8] = page.render(scale=scale).to_numpy()[:, :, :3]
    return drawn


def luminance(drawn: npt.NDArray[np.uint8]) -> npt.NDArray[np.float64]:
    """Relative luminance (WCAG 2)."""
    levels = drawn[:, :, ::-1].astype(float) / 255  # pdfium draws blue, green, red
    linear = np.where(levels <= 0.04045, levels / 12.92, ((levels + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def contrast(level: npt.NDArray[np.float64], letter: Letter, height: float, scale: float = SCALE) -> float:
    """The contrast between the darkest and the lightest point of the box of a letter."""
    left, right = int(letter.left * scale), int(np.ceil(letter.right * scale)) + 1
    top, bottom = int((height - letter.top) * scale), int(np.ceil((height - letter.bottom) * scale)) + 1
    box = level[max(top - 1, 0) : bottom, max(left - 1, 0) : right]
    return float((box.max() + 0.05) / (box.min() + 0.05))


def overlapping(found: list[Letter]) -> list[tuple[Letter, Letter]]:
    """The pairs of letters that cover more than half of one another: two texts in one place."""
    ordered = sorted((one for one in found if one.right > one.left and one.top > one.bottom), key=lambda one: one.left)
    left, bottom, right, top = (np.array(side) for side in list(zip(*ordered, strict=True))[1:])
    area, pairs = (right - left) * (top - bottom), []
    for rank, one in enumerate(ordered):
        last = np.searchsorted(left, one.right)
        others = slice(rank + 1, last)
        across = np.minimum(right[others], one.right) - np.maximum(left[others], one.left)
        down = np.minimum(top[others], one.top) - np.maximum(bottom[others], one.bottom)
        covered = np.clip(across, 0, None) * np.clip(down, 0, None)
        for place in np.flatnonzero(covered > 0.5 * np.minimum(area[others], area[rank])):
            other = ordered[rank + 1 + place]
            if other[1:] != one[1:]:  # the letters of a ligature share a box
                pairs.append((one, other))
    return pairs
