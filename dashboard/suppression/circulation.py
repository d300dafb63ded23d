"""Secondary suppression of a table whose cells belong to two trees at once, solved as a circulation.

Each site is a leaf of the tree of the organisation and of the tree of the territory; each total is published. Draw an
arc a cell, from the equation of which it is a part to the one of which it is the total (a site: from its finest
organisation group to its finest territory): the counts are a circulation, and what stays unknown when some cells are
withheld is the circulations of the withheld arcs. Hence, exactly and without a solver:
a withheld cell can be computed from what is published if and only if its arc is a bridge of the withheld arcs.
Every withheld cell that is no bridge, with room on both sides, keeps two possible values at least.

Own code (bridges: Tarjan 1974; the cheapest way to close a cycle: Dijkstra 1959). Source of the equivalence: Gusfield,
« A graph theoretic approach to statistical data security », SIAM J. Comput. 17 (1988), 552-571.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

Arcs = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Closure:
    """Cells to withhold, the first ones included; `safe` False: some of them can be computed all the same."""

    withheld: frozenset[int]
    safe: bool


def bridges(arcs: Arcs, cells: Sequence[int]) -> set[int]:
    """Which of `cells` (positions in `arcs`) are bridges of the graph that they make, direction aside."""
    beside: dict[int, list[tuple[int, int]]] = {}
    for cell in cells:
        one, other = arcs[cell]
        beside.setdefault(one, []).append((other, cell))
        beside.setdefault(other, []).append((one, cell))
    entered: dict[int, int] = {}
    lowest: dict[int, int] = {}
    found = set()
    for root in beside:
        if root in entered:
            continue
        entered[root] = lowest[root] = len(entered)
        path = [(root, -1, iter(beside[root]))]
        while path:
            node, by, ways = path[-1]
            for other, cell in ways:
                if cell == by:
                    continue
                if other in entered:
                    lowest[node] = min(lowest[node], entered[other])
                else:
                    entered[other] = lowest[other] = len(entered)
                    path.append((other, cell, iter(beside[other])))
                    break
            else:
                path.pop()
                if path:
                    parent = path[-1][0]
                    lowest[parent] = min(lowest[parent], lowest[node])
                    if lowest[node] > entered[parent]:
                        found.add(by)
    return found


def close(arcs: Arcs, withheld: Sequence[int], cost: Sequence[float | None]) -> Closure:
    """What to withhold beside `withheld` so that none of them can be computed.

    `cost`: what withholding each cell loses; None: it cannot serve. Each exposed cell gets its own cheapest cycle, the
    cells withheld already being free: sound, not proved the cheapest together.
    """
    hidden = set(withheld)
    beside: dict[int, list[tuple[int, int]]] = {}
    for cell, (one, other) in enumerate(arcs):
        if cost[cell] is not None or cell in hidden:
            beside.setdefault(one, []).append((other, cell))
            beside.setdefault(other, []).append((one, cell))
    safe = True
    exposed = bridges(arcs, sorted(hidden)) & set(withheld)
    while exposed:
        cell = min(exposed)
        way = _cheapest(arcs, beside, cell, hidden, cost)
        if way is None:
            safe = False
            exposed.discard(cell)
            continue
        hidden.update(way)
        exposed &= bridges(arcs, sorted(hidden))
    return Closure(frozenset(hidden), safe)


def _cheapest(
    arcs: Arcs,
    beside: dict[int, list[tuple[int, int]]],
    cell: int,
    hidden: set[int],
    cost: Sequence[float | None],
) -> list[int] | None:
    """The cells of the cheapest way from one end of `cell` to the other without it; None: there is none."""
    start, stop = arcs[cell]
    paid = {start: 0.0}
    by: dict[int, tuple[int, int]] = {}
    waiting = [(0.0, start)]
    while waiting:
        so_far, node = heappop(waiting)
        if node == stop:
            way = []
            while node != start:
                node, used = by[node]
                way.append(used)
            return way
        if so_far > paid[node]:
            continue
        for other, used in beside.get(node, ()):
            if used == cell:
                continue
            price = so_far + (0.0 if used in hidden else cost[used] or 0.0)
            if price < paid.get(other, float("inf")):
                paid[other] = price
                by[other] = (node, used)
                heappush(waiting, (price, other))
    return None
