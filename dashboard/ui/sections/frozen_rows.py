"""The values that an item of an agenda kept, as a table of the page."""

from dataclasses import replace

from dashboard.domain.agenda import FrozenTable
from dashboard.ui import table
from dashboard.ui.table import Table


def render(found: FrozenTable, rank: int) -> None:
    """The table, named after the rank of its item: two tables of a page never have one name."""
    table.show(as_table(replace(found, caption=f"{found.caption}, point\u00a0{rank}")))


def as_table(found: FrozenTable) -> Table:
    """Its texts, as they were shown."""
    return Table.of(found.caption, found.columns, found.rows)
