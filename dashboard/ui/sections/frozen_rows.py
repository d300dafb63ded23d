"""The values that an item of an agenda kept, as a table of the page."""

from dashboard.domain.agenda import FrozenTable
from dashboard.ui import table
from dashboard.ui.table import Column, Table


def render(found: FrozenTable, rank: int) -> None:
    """The table, named after the rank of its item: two tables of a page never have one name."""
    columns = [Column(label) for label in found.columns]
    table.show(Table.of(f"{found.caption}, point\u00a0{rank}", columns, [list(row) for row in found.rows]))
