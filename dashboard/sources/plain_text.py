"""Large delimited files that need no care: they can be read by columns.

Lines end alike and say something; a cell is written as it is, or between quotes, those it holds being doubled (RFC
4180), on one line. Any reader makes the same of it; of everything else `dashboard.sources.delimited` alone knows what
to make.
"""

from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

import numpy as np
import numpy.typing as npt

from dashboard.errors import SourceError
from dashboard.sources.delimited import header_of
from dashboard.sources.signature import first_bytes
from dashboard.sources.text_encoding import encoding_of

_PIECE = 1 << 22
_AT_ONCE = 2
"""Pieces looked at together: NumPy lets two threads work."""
_LONGEST = 2_000_000
"""Bytes of a line: a longer one asks for the careful reader."""
_FEED, _RETURN, _QUOTE = b'\n\r"'
_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class PlainText:
    """How a plain file is cut: its delimiter, whether some cells are between quotes, its columns, the line of its first
    row (the header is just above)."""

    delimiter: str
    quoted: bool
    columns: tuple[str, ...]
    first_line: int


def plain_text(path: Path, wanted: Collection[str]) -> PlainText | None:
    """None when the file asks for the careful reader (which says what is wrong, if anything is)."""
    try:
        if encoding_of(first_bytes(path)) != "utf-8":
            return None
        delimiter, line, cells, columns = header_of(path, wanted)
    except SourceError:
        return None
    # A row may be wider than a header whose last cells are empty: only the careful reader knows what to do.
    if len(cells) != len(columns) or (quoted := _regular(path, delimiter)) is None:
        return None
    return PlainText(delimiter, quoted, tuple(columns), line + 1)


def _regular(path: Path, delimiter: str) -> bool | None:
    """Whether cells are between quotes; None when a line is not regular. Looked at once, as bytes."""
    quoted, returns, pieces = False, set[bool](), _pieces(path)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        while some := list(islice(pieces, _AT_ONCE)):
            for lines, regular in zip(some, pool.map(partial(_regular_lines, ord(delimiter)), some), strict=True):
                if not regular:
                    return None
                returns.add(b"\r" in lines)
                quoted = quoted or b'"' in lines
    return quoted if len(returns) < 2 else None


def _regular_lines(delimiter: int, lines: bytes) -> bool:
    """Whether whole lines are regular."""
    content = np.frombuffer(lines, np.uint8)
    feeds = np.flatnonzero(content == _FEED)
    if b"\0" in lines or lines[0] in (_FEED, _RETURN) or (np.diff(feeds) == 1).any():
        return False
    if b"\r" in lines:
        returned = np.flatnonzero(content == _RETURN)
        if len(returned) != len(feeds) or (returned + 1 != feeds).any() or (np.diff(feeds) == 2).any():
            return False
    return b'"' not in lines or _well_quoted(content, feeds, delimiter)


def _pieces(path: Path) -> Iterator[bytes]:
    """The content, whole lines at a time, the last one ended; what is too long for a line is given as a NUL."""
    left, end = b"", b"\n"
    with path.open("rb") as file:
        if file.read(len(_MARK)) != _MARK:
            file.seek(0)
        while piece := file.read(_PIECE):
            left += piece
            if len(left) - (whole := left.rfind(b"\n") + 1) > _LONGEST:
                yield b"\0"
                return
            if whole:
                end = b"\r\n" if left[whole - 2 : whole] == b"\r\n" else b"\n"
                yield left[:whole]
            left = left[whole:]
    if left:
        yield left + (b"\r\n" if left.endswith(b"\r") else end)  # half an end is not one


def _well_quoted(content: npt.NDArray[np.uint8], feeds: npt.NDArray[np.intp], delimiter: int) -> bool:
    """Whether quotes are opened where a cell begins and closed where it ends, on its line. Two in a row are one that
    closes and one that opens."""
    quotes = np.flatnonzero(content == _QUOTE)
    if len(quotes) % 2:
        return False
    opens, closes = quotes[::2], quotes[1::2]
    before, after = content[opens - 1], content[closes + 1]  # the first byte follows the last one, which ends a line
    begins = (before == delimiter) | (before == _FEED) | (before == _QUOTE)
    ends = (after == delimiter) | (after == _FEED) | (after == _RETURN) | (after == _QUOTE)
    on_a_line = np.searchsorted(feeds, opens) == np.searchsorted(feeds, closes)
    return bool((begins & ends & on_a_line).all())
