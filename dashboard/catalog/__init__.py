"""Reference data, loaded and checked: `from dashboard import catalog`, then `catalog.indicators()`."""

from dashboard.catalog.answer_text import answers_of, fold_answer, read_answer
from dashboard.catalog.catalog import (
    codes,
    departments,
    editions,
    first_edition,
    headlines,
    indicators,
    outlines,
    regions,
    scales,
)

__all__ = [
    "answers_of",
    "codes",
    "departments",
    "editions",
    "first_edition",
    "fold_answer",
    "headlines",
    "indicators",
    "outlines",
    "read_answer",
    "regions",
    "scales",
]
