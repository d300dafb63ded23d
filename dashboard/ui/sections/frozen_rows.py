"""The values that an item of an agenda kept, as a table of the page."""

from dataclasses import replace

from dashboard.domain.agenda import FrozenTable
from dashboard.ui import table
from dashboard.ui.table import Column, Table
from dashboard.wording.frozen_values import headed, is_numeric


def render(found: FrozenTable, rank: int) -> None:
    """The table, named after the rank of its item: two tables of a page never have one name."""
    table.show(as_table(replace(found, caption=f"{found.caption}, point\u00a0{rank}")))


def as_table(found: FrozenTable) -> Table:
    """Its texts, as they were shown, numbers to the right; what a whole column repeats is in its header."""
    shown = headed(found)
    texts = list(zip(*shown.rows, strict=True)) or [()] * len(shown.columns)
    columns = [
        Column(name, 0 if is_numeric(column) else None) for name, column in zip(shown.columns, texts, strict=True)
    ]
    return Table.of(shown.caption, columns, shown.rows)
