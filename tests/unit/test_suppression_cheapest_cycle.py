"""The cheapest cycle of each cell, against every set of cells that could be withheld beside it."""

from collections.abc import Iterable
from itertools import chain, combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.suppression.cheapest_cycle import CheapestCycle
from dashboard.suppression.circulation import close
from dashboard.suppression.exposure import exposed
from dashboard.suppression.table import Table

Arc = tuple[tuple[int, int], bool, bool, float | None, bool]
ARCS = st.tuples(
    st.tuples(st.integers(0, 4), st.integers(0, 4)),
    st.booleans(),
    st.booleans(),
    st.one_of(st.none(), st.sampled_from([1.0, 1.5, 2.25, 4.0, 7.5])),
    st.booleans(),
)
"""The ends of a cell, whether it grows and falls, its price, whether it is withheld first."""


def table_of(arcs: list[Arc]) -> tuple[Table, set[int]]:
    ends, up, down, cost, hidden = map(list, zip(*arcs, strict=True))
    return Table(ends, up, down, cost), {cell for cell, first in enumerate(hidden) if first}


def leads(table: Table, cells: Iterable[int], start: int, stop: int) -> bool:
    reached, cells = {start}, list(cells)
    for _ in range(table.nodes):
        reached |= {other for cell in cells for one, other in table.moves(cell) if one in reached}
    return stop in reached


def least(table: Table, hidden: set[int], cell: int) -> float | None:
    """What the cheapest cycle costs when the cell grows, else when it falls: every set of other cells is tried."""
    open_cells = [other for other, price in enumerate(table.cost) if price is not None and other not in hidden]
    sets = list(chain.from_iterable(combinations(open_cells, size) for size in range(len(open_cells) + 1)))
    for one, other in table.moves(cell):
        enough = [more for more in sets if leads(table, (hidden | set(more)) - {cell}, other, one)]
        if enough:
            return min(sum(table.cost[more] or 0.0 for more in tried) for tried in enough)
    return None


@settings(max_examples=300, deadline=None)
@given(st.lists(ARCS, min_size=1, max_size=9))
def test_each_cell_is_protected_at_the_least_price_that_the_former_ones_leave(arcs: list[Arc]) -> None:
    table, hidden = table_of(arcs)
    alone = exposed(table, hidden)
    search = CheapestCycle(table, hidden, alone)
    for cell in alone:
        expected, before = least(table, search.hidden, cell), set(search.hidden)
        assert search.protect(cell) == (expected is not None)
        assert sum(table.cost[more] or 0.0 for more in search.hidden - before) == (expected or 0.0)


@settings(max_examples=300, deadline=None)
@given(st.lists(ARCS, min_size=1, max_size=30))
def test_what_is_closed_is_exposed_no_more_unless_it_is_said(arcs: list[Arc]) -> None:
    table, hidden = table_of(arcs)
    closure = close(table, hidden)
    assert hidden <= closure.withheld
    assert sorted(closure.exposed) == exposed(table, closure.withheld)
    assert closure.exposed <= hidden
