"""What a file says before anyone understands it: texts, with the line each came from."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

LONGEST = 500
"""Characters of a refused cell that are kept: enough to find it again in the file."""
_BATCH_CELLS = 5_000_000
_LISTED, _LISTED_NAME = 20, 60


def excerpt(text: str) -> str:
    """The text, or its beginning and « … »."""
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def listed(columns: Sequence[str]) -> str:
    """The columns of a file as a sentence lists them: the first ones, long names cut; « aucune » when there is none."""
    names = [name if len(name) <= _LISTED_NAME else name[:_LISTED_NAME] + "…" for name in columns[:_LISTED]]
    more = len(columns) - len(names)
    return ", ".join(names) + (f" et {more} autre{'s' * (more > 1)}" if more else "") or "aucune"


def batch_size(rows: int, width: int) -> int:
    """How many rows of `width` cells are held at a time, `rows` at most: a wide file takes no more memory than a long
    one."""
    return max(1, min(rows, _BATCH_CELLS // max(1, width)))


@dataclass(frozen=True, slots=True)
class Reject:
    """One cell (or row, when `column` is empty) that a rule refuses. `line` counts from 1, header included."""

    file: str
    line: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class RawBatch:
    """Some rows of one table: every cell a text (empty when absent), the index is the line in the file."""

    file: str
    rows: pd.DataFrame
    rejects: tuple[Reject, ...] = field(default=())
    read_bytes: int = 0
    total_bytes: int = 0
