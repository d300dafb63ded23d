"""The cheapest way to close a cycle through a withheld cell (Dijkstra, 1959), the cells withheld already being free.

Own code. Nodes that a cycle of withheld cells goes through are one: a cell that can be computed lies on no cycle, so
that nothing about it is lost.
"""

from collections.abc import Iterable, Sequence
from heapq import heapify, heappop, heappush
from math import inf

import numpy as np

from dashboard.suppression.exposure import exposed, parts
from dashboard.suppression.table import Table

Ways = list[list[tuple[int, int]]]
"""Node → (next node, cell)."""


class CheapestCycle:
    """The cells withheld so far (`hidden`), and the cheapest way to withhold more."""

    def __init__(self, table: Table, withheld: Iterable[int], alone: Iterable[int]) -> None:
        """`alone`: those of `withheld` that are exposed."""
        self.hidden = set(withheld)
        self._table = table
        self._join_protected(alone)
        self._ways, self._back = self._drawn(self.hidden), self._drawn(self.hidden, back=True)
        self._prices = np.array([inf if price is None else price for price in table.cost])
        self._prices[list(self.hidden)] = inf
        self._losses = [0.0 if cell in self.hidden else price for cell, price in enumerate(self._prices.tolist())]
        self._least = float(self._prices.min(initial=inf))
        self._all_ways: Ways | None = None
        self._hopeless: frozenset[int] = frozenset()

    def protect(self, cell: int) -> bool:
        """Withhold the cheapest cycle that a cell can go through when it grows, else when it falls; False: none."""
        if cell in self._hopeless:
            return False
        for one, other in self._table.moves(cell):
            start, stop = self._node[other], self._node[one]
            way = self._cheapest(start, stop, cell)
            if way is not None:
                new = [used for used in way if used not in self.hidden]
                for added in new:
                    self._hide(added)
                self._join([cell, *new])
                return True
        if not self._hopeless:  # all at once: where one has no cycle, others have none
            self._hopeless = frozenset(exposed(self._table, np.flatnonzero(np.array(self._losses) < inf).tolist()))
        return False

    def _join_protected(self, alone: Iterable[int]) -> None:
        safe = np.array(sorted(self.hidden.difference(alone)), dtype=int)
        one, other = self._table.ends[safe].T
        self._labels = parts(one, other, self._table.nodes, "weak")
        self._node: list[int] = self._labels.tolist()

    def _join(self, cells: Sequence[int]) -> None:
        """Make one node of the ends of cells of one cycle."""
        ends = {self._node[end] for cell in cells for end in self._table.arcs[cell]}
        kept = ends.pop()
        for end in ends:
            self._labels[self._labels == end] = kept
            for ways in (self._ways, self._back, self._all_ways):
                if ways is not None:
                    ways[kept] += ways[end]
                    ways[end] = []
        self._node = self._labels.tolist()

    def _drawn(self, cells: Iterable[int], *, back: bool = False) -> Ways:
        ways: Ways = [[] for _ in range(self._table.nodes)]
        self._draw(ways, cells, back=back)
        return ways

    def _draw(self, ways: Ways, cells: Iterable[int], *, back: bool = False) -> None:
        node, arcs = self._node, self._table.arcs
        onwards, backwards = (self._table.down, self._table.up) if back else (self._table.up, self._table.down)
        for cell in cells:
            one, other = arcs[cell]
            start, stop = node[one], node[other]
            if start != stop:
                if onwards[cell]:
                    ways[start].append((other, cell))
                if backwards[cell]:
                    ways[stop].append((one, cell))

    def _hide(self, cell: int) -> None:
        self.hidden.add(cell)
        self._prices[cell] = inf
        self._losses[cell] = 0.0
        self._draw(self._ways, [cell])
        self._draw(self._back, [cell], back=True)

    def _cheapest(self, start: int, stop: int, without: int) -> list[int] | None:
        """The cells of the cheapest way from a node to another; some may be hidden already.

        When one more cell is enough, nothing is cheaper: it is looked for first.
        """
        before = self._reached(self._ways, start, without, stop)
        if before[stop]:
            return []
        after = self._reached(self._back, stop, without)
        forth, back = (np.frombuffer(found, dtype=bool)[self._labels] for found in (before, after))
        one, other = self._table.ends.T
        joins = (self._table.ups & forth[one] & back[other]) | (self._table.downs & forth[other] & back[one])
        price = np.where(joins, self._prices, inf)
        best = int(price.argmin())
        dearest = float(price[best])
        if dearest < 2 * self._least:
            return [best]
        return self._several(before, after, without, dearest) or (None if dearest == inf else [best])

    def _several(self, before: bytearray, after: bytearray, without: int, below: float) -> list[int] | None:
        """The same from the nodes reached to those that reach, however many cells it takes, when it costs less than
        `below`."""
        losses, node = self._losses, self._node
        if self._all_ways is None:
            self._all_ways = self._drawn(cell for cell, loss in enumerate(losses) if loss < inf)
        paid, by = [inf] * self._table.nodes, dict[int, tuple[int, int]]()
        waiting = [(0.0, start) for start, found in enumerate(before) if found]
        for _, start in waiting:
            paid[start] = 0.0
        heapify(waiting)
        while waiting:
            so_far, place = heappop(waiting)
            if after[place]:
                way = []
                while place in by:
                    place, used = by[place]
                    way.append(used)
                return way
            if so_far > paid[place]:
                continue
            for end, used in self._all_ways[place]:
                total = so_far + losses[used]
                other = node[end]
                if total < below and total < paid[other] and used != without:
                    paid[other], by[other] = total, (place, used)
                    heappush(waiting, (total, other))
        return None

    def _reached(self, ways: Ways, start: int, without: int, stop: int = -1) -> bytearray:
        """Which nodes a way leads to from one, without a cell; all of them unless `stop` is one."""
        node = self._node
        reached, waiting = bytearray(len(ways)), [start]
        reached[start] = 1
        while waiting:
            for end, cell in ways[waiting.pop()]:
                other = node[end]
                if not reached[other] and cell != without:
                    reached[other] = 1
                    if other == stop:
                        return reached
                    waiting.append(other)
        return reached
