"""What a resource answers: rows of one table, and what is said beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dashboard.open_data.fields import Table

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """All the rows, in the order of the columns of `table`; `beside`: other members of the JSON document."""

    table: Table
    rows: Sequence[Row]
    beside: Mapping[str, Any] = field(default_factory=dict)
