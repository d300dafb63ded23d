"""Large delimited files that need no care (no quote, no blank line, lines that end alike): they can be read by columns.

What is plain is read by any reader alike; of everything else `dashboard.sources.delimited` alone knows what to make.
"""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from dashboard.errors import SourceError
from dashboard.sources.delimited import header_of
from dashboard.sources.signature import first_bytes
from dashboard.sources.text_encoding import encoding_of

_PIECE = 1 << 24
_FEED, _RETURN = 10, 13


@dataclass(frozen=True, slots=True)
class PlainText:
    """How a plain file is cut: its delimiter, its columns, the line of its first row (the header is just above)."""

    delimiter: str
    columns: tuple[str, ...]
    first_line: int


def plain_text(path: Path, wanted: Collection[str]) -> PlainText | None:
    """None when the file asks for the careful reader (which says what is wrong, if anything is)."""
    try:
        if encoding_of(first_bytes(path)) != "utf-8" or not _regular(path):
            return None
        delimiter, line, cells, columns = header_of(path, wanted)
    except SourceError:
        return None
    # A row may be wider than a header whose last cells are empty: only the careful reader knows what to do.
    return PlainText(delimiter, tuple(columns), line + 1) if len(cells) == len(columns) else None


def _regular(path: Path) -> bool:
    """Whether every line ends alike and says something, without a quote or a NUL: looked at once, as bytes."""
    feeds = returns = pairs = 0
    last = _FEED
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            if b'"' in piece or b"\0" in piece or (last == _FEED and piece[0] in (_FEED, _RETURN)):
                return False
            content = np.frombuffer(piece, np.uint8)
            fed = content == _FEED
            feeds += int(np.count_nonzero(fed))
            if (fed[:-1] & fed[1:]).any():
                return False
            pairs += last == _RETURN and piece[0] == _FEED
            if b"\r" in piece:
                returned = content == _RETURN
                returns += int(np.count_nonzero(returned))
                pairs += int(np.count_nonzero(returned[:-1] & fed[1:]))
                if (fed[:-1] & returned[1:]).any():
                    return False
            last = piece[-1]
    return returns == 0 or feeds == returns == pairs
