"""What a file says before anyone understands it: texts, with the line each came from."""

from dataclasses import dataclass, field

import pandas as pd

LONGEST = 500
"""Characters of a refused cell that are kept: enough to find it again in the file."""


def excerpt(text: str) -> str:
    """The text, or its beginning and « … »."""
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


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
