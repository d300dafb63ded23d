"""Texts that people typed, as the fonts of our documents can write them.

A character without a glyph would make the whole document refused (PDF/UA), and one that turns the direction of writing
would move the words around it.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

LETTERS = (
    *((0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0x2FF)),  # Latin
    *((0x370, 0x377), (0x37A, 0x37F), (0x384, 0x38A), (0x38C, 0x38C), (0x38E, 0x3A1), (0x3A3, 0x3FF)),  # Greek
    *((0x400, 0x482), (0x48A, 0x4FF), (0x531, 0x556), (0x559, 0x58A), (0x5D0, 0x5EA)),  # Cyrillic, Armenian, Hebrew
    *((0x606, 0x60C), (0x61B, 0x61B), (0x61F, 0x61F), (0x621, 0x63A), (0x640, 0x64A), (0x660, 0x66D)),  # Arabic
    *((0x67E, 0x67E), (0x686, 0x686), (0x698, 0x698), (0x6A9, 0x6A9), (0x6AF, 0x6AF), (0x6CC, 0x6CC)),  # Persian
    *((0x1E00, 0x1EFF), (0x2010, 0x2027), (0x202F, 0x2040), (0x2070, 0x2071), (0x2074, 0x208E)),
    *((0x20A0, 0x20BF), (0x2100, 0x211E), (0x2190, 0x22FF), (0x2460, 0x24FF), (0x25A0, 0x25FF)),
)
"""The ranges that Public Sans and the fonts that Typst carries hold; a test writes each of them."""

_BREAKS = re.compile(r"[\s\u2028\u2029]*[\t-\r\u2028\u2029][\s\u2028\u2029]*")
"""White space that changes line; no-break spaces alone stay."""

BREAK = "\u200b"
_ENDLESS, _PIECE = re.compile(r"\S{30,}"), 12

MISSING = "…"
"""In the place of letters that cannot be written."""

_KNOWN = frozenset(code for first, last in LETTERS for code in range(first, last + 1))


def printable(text: str) -> str:
    """`text` on one line. Pictures, marks of direction and control characters go; unknown letters become one « … »."""
    kept: list[str] = []
    for character in unicodedata.normalize("NFC", _BREAKS.sub(" ", text)):
        if ord(character) in _KNOWN:
            kept.append(character)
        elif unicodedata.category(character)[0] in "LN" and kept[-1:] != [MISSING]:
            kept.append(MISSING)
    return " ".join(word for word in "".join(kept).split(" ") if word)


def breakable(text: str) -> str:
    """The same with places where a line may end inside the words that no line would hold (addresses, letters that were
    held down)."""
    return _ENDLESS.sub(
        lambda found: BREAK.join(found[0][at : at + _PIECE] for at in range(0, len(found[0]), _PIECE)), text
    )


_NUMBER = re.compile(r"(?<!\S)(\d+(?:er|re|e)?) (?=[^\W\d])")
_YEAR = re.compile(r"(?<=[^\W\d]) (?=(?:19|20)\d\d(?!\d))")


def bound(text: str) -> str:
    """The same where no line ends between a number and what it counts: « 12 mois », « 1er semestre 2026 »."""
    return _YEAR.sub("\u00a0", _NUMBER.sub("\\1\u00a0", text))


def written(value: Any, cut: Callable[[str], str] = str) -> Any:
    """Data as JSON holds them, whose texts are printable; `cut`: what else is done to each text."""
    if isinstance(value, str):
        return cut(printable(value))
    if isinstance(value, Mapping):
        return {key: written(one, cut) for key, one in value.items()}
    return [written(one, cut) for one in value] if isinstance(value, list | tuple) else value


def from_the_right(text: str) -> bool:
    """Whether a text is written from right to left: its first letter is."""
    found = (unicodedata.bidirectional(character) for character in text)
    return next((one in ("R", "AL") for one in found if one in ("L", "R", "AL")), False)
