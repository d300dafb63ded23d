"""Large delimited files that need no care: they can be read by columns.

Lines end alike and say something; a cell is written as it is, or between quotes, those it holds being doubled (RFC
4180). Any reader makes the same of it; of everything else `dashboard.sources.delimited` alone knows what to make.
"""

from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dashboard.errors import SourceError
from dashboard.sources.delimited import header_of
from dashboard.sources.signature import first_bytes
from dashboard.sources.text_encoding import encoding_of

_PIECE = 1 << 20
"""Bytes that stay in the cache of a processor while they are looked at."""
_THREADS, _AT_ONCE = 2, 8
"""Pieces looked at together: NumPy lets two threads work."""
_LONGEST = 2_000_000
"""Bytes of a row: a longer one asks for the careful reader."""
_FEED, _RETURN, _QUOTE = b'\n\r"'
_MARK = b"\xef\xbb\xbf"
Bytes = npt.NDArray[np.uint8]
Places = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class PlainText:
    """How a plain file is cut: its delimiter, its columns, the line of its first row (the header is just above), how
    many rows it has. `quoted`: some cells are between quotes; `folded`: some have several lines."""

    delimiter: str
    columns: tuple[str, ...]
    first_line: int
    rows: int
    quoted: bool
    folded: bool


def plain_text(path: Path, wanted: Collection[str]) -> PlainText | None:
    """None when the file asks for the careful reader (which says what is wrong, if anything is)."""
    try:
        if encoding_of(first_bytes(path)) != "utf-8":
            return None
        delimiter, line, cells, columns = header_of(path, wanted)
    except SourceError:
        return None
    # A row may be wider than a header whose last cells are empty: only the careful reader knows what to do.
    if len(cells) != len(columns) or (seen := _seen(path, delimiter)) is None or seen.whole < line:
        return None
    return PlainText(delimiter, tuple(columns), line + 1, seen.rows - line, seen.quoted, seen.whole < seen.rows)


class _Seen(NamedTuple):
    """Rows that are regular; `whole`: those before the first that has several lines. `returns`: how they end."""

    rows: int
    whole: int
    quoted: bool
    returns: bool


def _seen(path: Path, delimiter: str) -> _Seen | None:
    """What a file is made of; None when a row is not regular. Looked at once, as bytes."""
    total, pieces = None, _pieces(path)
    with ThreadPoolExecutor(_THREADS) as pool:
        while some := list(islice(pieces, _AT_ONCE)):
            for seen in pool.map(partial(_seen_in, ord(delimiter)), some):
                if seen is None or (total and total.returns != seen.returns):
                    return None
                total = _both(total, seen) if total else seen
    return total


def _both(one: _Seen, other: _Seen) -> _Seen:
    whole = one.whole + (other.whole if one.whole == one.rows else 0)
    return _Seen(one.rows + other.rows, whole, one.quoted or other.quoted, one.returns)


def _pieces(path: Path) -> Iterator[bytes]:
    """The content, whole rows at a time, the last one ended; what is too long for a row is given as a NUL."""
    left, end = b"", b"\n"
    with path.open("rb") as file:
        if file.read(len(_MARK)) != _MARK:
            file.seek(0)
        while piece := file.read(_PIECE):
            left += piece
            if len(left) - (whole := _whole(left)) > _LONGEST:
                yield b"\0"
                return
            if whole:
                end = b"\r\n" if left[whole - 2 : whole] == b"\r\n" else b"\n"
                yield left[:whole]
            left = left[whole:]
    if left:
        yield left + (b"\r\n" if left.endswith(b"\r") else end)  # half an end is not one


def _whole(content: bytes) -> int:
    """Where the last row that is whole ends: at a line before which quotes are even."""
    end = content.rfind(b"\n") + 1
    odd = b'"' in content and np.count_nonzero(np.frombuffer(content, np.uint8, end) == _QUOTE) % 2
    while end and odd:
        before = content.rfind(b"\n", 0, end - 1) + 1
        odd ^= content.count(b'"', before, end) % 2
        end = before
    return end


def _seen_in(delimiter: int, rows: bytes) -> _Seen | None:
    """The same of a piece of the file."""
    content = np.frombuffer(rows, np.uint8)
    quotes = np.flatnonzero(content == _QUOTE) if b'"' in rows else np.empty(0, np.intp)
    feeds, inside = _outside(content, _FEED, quotes)
    returns, more = _outside(content, _RETURN, quotes) if b"\r" in rows else (quotes[:0], quotes[:0])
    if b"\0" in rows or not _well_ended(rows[0], feeds, returns) or not _well_quoted(content, quotes, delimiter):
        return None
    folds = min((int(found[0]) for found in (inside, more) if len(found)), default=len(content))
    return _Seen(len(feeds), int(np.searchsorted(feeds, folds)), bool(len(quotes)), bool(len(returns)))


def _outside(content: Bytes, sign: int, quotes: Places) -> tuple[Places, Places]:
    """Where a sign stands between cells, and inside those that are between quotes."""
    found = np.flatnonzero(content == sign)
    if not len(quotes):
        return found, found[:0]
    odd = np.searchsorted(quotes, found) % 2 == 1
    return found[~odd], found[odd]


def _well_ended(first: int, feeds: Places, returns: Places) -> bool:
    """Whether rows end alike, and none is empty."""
    empty = first in (_FEED, _RETURN) or (np.diff(feeds) == (2 if len(returns) else 1)).any()
    alike = not len(returns) or (len(returns) == len(feeds) and (returns + 1 == feeds).all())
    return bool(alike and not empty)


def _well_quoted(content: Bytes, quotes: Places, delimiter: int) -> bool:
    """Whether quotes are opened where a cell begins and closed where it ends. Two in a row are one that closes and one
    that opens."""
    if len(quotes) % 2:
        return False
    before, after = content[quotes[::2] - 1], content[quotes[1::2] + 1]  # the first byte follows the last, an end
    begins = (before == delimiter) | (before == _FEED) | (before == _QUOTE)
    ends = (after == delimiter) | (after == _FEED) | (after == _RETURN) | (after == _QUOTE)
    return bool((begins & ends).all())
