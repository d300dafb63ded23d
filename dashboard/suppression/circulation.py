"""Secondary suppression of a table whose cells belong to two trees at once, solved as a circulation.

Each site is a leaf of the tree of the organisation and of the tree of the territory; each total is published. Draw an
arc a cell, from the equation of which it is a part to the one of which it is the total (a site: from its finest
organisation group to its finest territory): the counts are a circulation. Whoever sees the other cells knows the
withheld ones but for the circulations of their arcs: a withheld cell keeps a second possible value if and only if a
cycle of withheld arcs goes through it, each followed forwards where the count may grow, backwards where it may fall.

Own code (bridges: Tarjan 1974; the cheapest way to close a cycle: Dijkstra 1959). Source of the equivalence: Gusfield,
« A graph theoretic approach to statistical data security », SIAM J. Comput. 17 (1988), 552-571.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dashboard.suppression.cheapest_cycle import CheapestCycle
from dashboard.suppression.exposure import exposed
from dashboard.suppression.table import Table


@dataclass(frozen=True, slots=True)
class Closure:
    """Cells to withhold, the first ones included, and those that can be computed all the same."""

    withheld: frozenset[int]
    exposed: frozenset[int]


def close(table: Table, withheld: Iterable[int]) -> Closure:
    """What to withhold beside `withheld` so that none of them can be computed, nor the total of those that are told
    together.

    Each exposed cell gets its own cheapest cycle, the cells withheld already being free: sound, not proved the cheapest
    together.
    """
    hidden = set(withheld)
    alone = exposed(table, hidden)
    search = CheapestCycle(table, hidden, alone)
    left = {cell for cell in alone if not search.protect(cell)}
    found, before = frozenset(search.hidden), None
    while table.sums and found != before:
        before = found
        for cells in table.sums:
            among = [cell for cell in cells if cell in found]
            more = _apart(table, found, among) if len(among) > 1 else frozenset()
            left |= set(among) if more is None else set()
            found |= more or frozenset()
    return Closure(found, frozenset(left))


def _apart(table: Table, withheld: frozenset[int], cells: Sequence[int]) -> frozenset[int] | None:
    """What to withhold so that the total of `cells`, all withheld, cannot be computed: one of them moves while the
    others stay, along a cycle of its own. None: nothing does it."""
    for cell in cells:
        others = set(cells) - {cell}
        still = replace(table, up=_still(table.up, others), down=_still(table.down, others))
        if cell not in (alone := exposed(still, withheld - others)):
            return frozenset()
        search = CheapestCycle(still, withheld - others, alone)
        if search.protect(cell):
            return frozenset(search.hidden) - withheld
    return None


def _still(moves: Sequence[bool], cells: Iterable[int]) -> list[bool]:
    """`moves`, but for cells that do not."""
    found = list(moves)
    for cell in cells:
        found[cell] = False
    return found
