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
from functools import cached_property
from heapq import heappop, heappush
from math import inf
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from dashboard.suppression.bridges import bridges

Nodes = npt.NDArray[np.intp]
Ways = list[list[tuple[int, int]]]
"""Node → (next node, cell)."""
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Table:
    """`arcs`: (from, to) of each cell. `up`, `down`: whether its count may be one more, or one less, for all that is
    known besides. `cost`: what withholding it loses; None: it cannot serve. `sums`: cells whose total is told as soon
    as all of them are open, and must be as unknown as they are when some are withheld."""

    arcs: Sequence[tuple[int, int]]
    up: Sequence[bool]
    down: Sequence[bool]
    cost: Sequence[float | None]
    sums: Sequence[Sequence[int]] = ()

    @cached_property
    def nodes(self) -> int:
        """How many equations."""
        return 1 + max((max(ends) for ends in self.arcs), default=-1)

    @cached_property
    def ends(self) -> Nodes:
        """The arcs, one row a cell."""
        return np.array(self.arcs, dtype=np.intp).reshape(-1, 2)

    @cached_property
    def ups(self) -> Flags:
        """`up`, all at once."""
        return np.array(self.up, dtype=bool)

    @cached_property
    def downs(self) -> Flags:
        """`down`, all at once."""
        return np.array(self.down, dtype=bool)

    def moves(self, cell: int) -> Iterable[tuple[int, int]]:
        """The ways through a cell: (from, to) when it grows, (to, from) when it falls."""
        one, other = self.arcs[cell]
        if self.up[cell]:
            yield one, other
        if self.down[cell]:
            yield other, one


@dataclass(frozen=True, slots=True)
class Closure:
    """Cells to withhold, the first ones included, and those that can be computed all the same."""

    withheld: frozenset[int]
    exposed: frozenset[int]


def exposed(table: Table, withheld: Iterable[int]) -> list[int]:
    """Which withheld cells can be computed from the others."""
    cells = np.array(sorted(withheld), dtype=int)
    if not len(cells):
        return []
    one, other = table.ends[cells].T
    up, down = table.ups[cells], table.downs[cells]
    both = np.flatnonzero(up & down)
    # Cells that move both ways and are no bridge can all be given one way on a cycle (Robbins, 1939): they are safe,
    # and their nodes are one for what remains.
    fixed = bridges(table.arcs, cells[both].tolist())
    turning = both[[cell not in fixed for cell in cells[both].tolist()]]
    node = _parts(one[turning], other[turning], table.nodes, "weak")
    one, other = node[one], node[other]
    safe = one == other
    starts, stops = np.where(up, one, other), np.where(up, other, one)
    moving = (up | down) & ~safe
    twice = moving & up & down
    island = _parts(
        np.concatenate([starts[moving], stops[twice]]),
        np.concatenate([stops[moving], starts[twice]]),
        table.nodes,
        "strong",
    )
    safe |= moving & ~twice & (island[starts] == island[stops])
    safe &= up | down
    left = np.flatnonzero(~safe)
    if not (moving & ~twice).any() or not len(left):
        return [int(cell) for cell in cells[left]]
    return _without_turn(cells, left.tolist(), (starts, stops), moving, twice)


def close(table: Table, withheld: Iterable[int]) -> Closure:
    """What to withhold beside `withheld` so that none of them can be computed, nor the total of those that are told
    together.

    Each exposed cell gets its own cheapest cycle, the cells withheld already being free: sound, not proved the cheapest
    together.
    """
    search = _Search(table, withheld)
    left = {cell for cell in exposed(table, search.hidden) if not search.protect(cell)}
    found, before = frozenset(search.hidden), None
    while table.sums and found != before:
        before = found
        for cells in table.sums:
            hidden = [cell for cell in cells if cell in found]
            more = _apart(table, found, hidden) if len(hidden) > 1 else frozenset()
            left |= set(hidden) if more is None else set()
            found |= more or frozenset()
    return Closure(found, frozenset(left))


def _apart(table: Table, withheld: frozenset[int], cells: Sequence[int]) -> frozenset[int] | None:
    """What to withhold so that the total of `cells`, all withheld, cannot be computed: one of them moves while the
    others stay, along a cycle of its own. None: nothing does it."""
    for cell in cells:
        others = set(cells) - {cell}
        still = replace(
            table,
            up=[up and place not in others for place, up in enumerate(table.up)],
            down=[down and place not in others for place, down in enumerate(table.down)],
        )
        if cell not in exposed(still, withheld - others):
            return frozenset()
        search = _Search(still, withheld - others)
        if search.protect(cell):
            return frozenset(search.hidden) - withheld
    return None


class _Search:
    """The cells withheld so far, and the cheapest way to withhold more."""

    def __init__(self, table: Table, withheld: Iterable[int]) -> None:
        self.hidden = set(withheld)
        self._table = table
        self._open = [cell for cell, price in enumerate(table.cost) if price is not None and cell not in self.hidden]
        self._hidden_ways, self._hidden_back = _ways(table, self.hidden), _ways(table, self.hidden, back=True)
        self._prices = np.full(len(table.arcs), inf)
        self._prices[self._open] = [table.cost[cell] for cell in self._open]
        self._losses = [0.0 if cell in self.hidden else price or 0.0 for cell, price in enumerate(table.cost)]
        self._least = min((table.cost[cell] or inf for cell in self._open), default=inf)
        self._all_ways: Ways | None = None

    def protect(self, cell: int) -> bool:
        """Withhold the cheapest cycle that a cell can go through when it grows, else when it falls; False: none."""
        for one, other in self._table.moves(cell):
            way = self._cheapest(other, one, cell)
            if way is not None:
                for new in way[1]:
                    if new not in self.hidden:
                        self._hide(new)
                return True
        return False

    def _hide(self, cell: int) -> None:
        self.hidden.add(cell)
        self._prices[cell] = inf
        self._losses[cell] = 0.0
        for one, other in self._table.moves(cell):
            self._hidden_ways[one].append((other, cell))
            self._hidden_back[other].append((one, cell))

    def _cheapest(self, start: int, stop: int, without: int) -> tuple[float, list[int]] | None:
        """What the cheapest way from a node to another costs, and the cells that it withholds.

        When one more cell is enough, nothing is cheaper: it is looked for first.
        """
        before = _reached(self._hidden_ways, start, without, stop)
        if before[stop]:
            return 0.0, []
        after = _reached(self._hidden_back, stop, without)
        forth, back = np.frombuffer(before, dtype=bool), np.frombuffer(after, dtype=bool)
        one, other = self._table.ends.T
        joins = (self._table.ups & forth[one] & back[other]) | (self._table.downs & forth[other] & back[one])
        price = np.where(joins, self._prices, inf)
        best = int(price.argmin())
        if price[best] < 2 * self._least:
            return float(price[best]), [best]
        dearest = float(price[best])
        return self._several(start, stop, without, dearest) or (None if dearest == inf else (dearest, [best]))

    def _several(self, start: int, stop: int, without: int, below: float) -> tuple[float, list[int]] | None:
        """The same, however many cells it takes, when it costs less than `below`."""
        losses = self._losses
        if self._all_ways is None:
            self._all_ways = _ways(self._table, [*self._open, *self.hidden])
        paid, by = [inf] * self._table.nodes, dict[int, tuple[int, int]]()
        paid[start] = 0.0
        waiting = [(0.0, start)]
        while waiting:
            so_far, node = heappop(waiting)
            if node == stop:
                way = []
                while node != start:
                    node, used = by[node]
                    way.append(used)
                return so_far, way
            if so_far > paid[node]:
                continue
            for other, used in self._all_ways[node]:
                total = so_far + losses[used]
                if total < below and total < paid[other] and used != without:
                    paid[other], by[other] = total, (node, used)
                    heappush(waiting, (total, other))
        return None


def _ways(table: Table, cells: Iterable[int], *, back: bool = False) -> Ways:
    ways: Ways = [[] for _ in range(table.nodes)]
    for cell in cells:
        for one, other in table.moves(cell):
            start, stop = (other, one) if back else (one, other)
            ways[start].append((stop, cell))
    return ways


def _parts(starts: Nodes, stops: Nodes, size: int, connection: Literal["weak", "strong"]) -> Nodes:
    """The connected component of each node."""
    graph = csr_array((np.ones(len(starts), dtype=np.int8), (starts, stops)), shape=(size, size))
    return np.asarray(connected_components(graph, connection=connection)[1], dtype=np.intp)


def _without_turn(cells: Nodes, left: list[int], ends: tuple[Nodes, Nodes], moving: Flags, twice: Flags) -> list[int]:
    """Which of `left` no cycle goes through, looked at one by one."""
    ways: Ways = [[] for _ in range(1 + int(max(ends[0].max(), ends[1].max())))]
    for place in np.flatnonzero(moving).tolist():
        start, stop = int(ends[0][place]), int(ends[1][place])
        ways[start].append((stop, place))
        if twice[place]:
            ways[stop].append((start, place))
    found = []
    for place in left:
        start, stop = int(ends[0][place]), int(ends[1][place])
        turns = twice[place] and (_reached(ways, stop, place)[start] or _reached(ways, start, place)[stop])
        if not turns:
            found.append(int(cells[place]))
    return found


def _reached(ways: Ways, start: int, without: int, stop: int = -1) -> bytearray:
    """Which nodes a way leads to from one, without a cell; all of them unless `stop` is one."""
    reached, waiting = bytearray(len(ways)), [start]
    reached[start] = 1
    while waiting:
        for other, cell in ways[waiting.pop()]:
            if not reached[other] and cell != without:
                reached[other] = 1
                if other == stop:
                    return reached
                waiting.append(other)
    return reached
