"""A file of answers that is read by columns (dashboard.sources.answer_batches)."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dashboard.sources.plain_text import PlainText

CODED = ("survey", "site", "date", "question", "answer", "channel")
"""Fields that few texts fill. A weight is one more when it is a text."""
FIELDS = frozenset({*CODED, "respondent", "comment", "weight"})


class NotPlainError(Exception):
    """A text is not what it was taken for: it is to be read a row at a time. Nothing was staged."""


@dataclass(frozen=True, slots=True)
class BulkFile:
    """Answers: `rows` of Parquet, or of a text that is `cut`. Each of `FIELDS` that it has is a column, or the same
    text on every row (`constants`)."""

    name: str
    path: Path
    columns: Mapping[str, str]
    constants: Mapping[str, str]
    rows: int
    cut: PlainText | None = None
