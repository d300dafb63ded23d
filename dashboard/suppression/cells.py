"""The cells of the table of a boundary: sites, groups of the organisation and of the territory, the whole."""

from collections.abc import Callable, Sequence

import numpy as np

from dashboard.suppression.table import Table
from dashboard.suppression.timeline import Counts, Flags
from dashboard.suppression.units import Unit, organisation, territory

LARGEST, WHOLE = 20, 1e6
"""What withholding loses: a group counts for its sites, twenty at most; the whole for more than everything else."""


class Cells:
    """The cells of the table of a boundary, and the arc of each (`circulation`).

    Groups of one tree that hold the same sites are one cell, and a group of one site is that site.
    """

    def __init__(self, sites: Sequence[Unit]) -> None:
        self.units: list[list[Unit]] = [[site] for site in sites]
        self._members: list[list[int]] = [[row] for row in range(len(sites))]
        # The whole is the root of both trees: one equation each, whose common total it is.
        into, out_of = 0, 1
        self._arcs = [(into, out_of)] * len(sites)
        self._nodes = 2
        self._whole = [Unit()]
        upper = self._tree(sites, organisation, into, falling=True)
        lower = self._tree(sites, territory, out_of, falling=False)
        self._arcs[: len(sites)] = zip(upper, lower, strict=True)
        self.units.append(self._whole)
        self._members.append(list(range(len(sites))))
        self._arcs.append((out_of, into))
        self._sums = self._crossing()
        self._price = [float(min(len(members), LARGEST)) for members in self._members[:-1]] + [WHOLE]

    def _tree(
        self, sites: Sequence[Unit], chain: Callable[[Unit], list[Unit]], root: int, *, falling: bool
    ) -> list[int]:
        """Adds the groups of a tree, and gives the equation of which each site is a part."""
        members: dict[Unit, list[int]] = {}
        for row, site in enumerate(sites):
            for group in chain(site)[1:]:
                members.setdefault(group, []).append(row)
        ends = []
        known: dict[tuple[int, ...], int] = {tuple(range(len(sites))): root}
        cell_of: dict[tuple[int, ...], int] = {}
        for row, site in enumerate(sites):
            above = root
            for group in chain(site)[1:]:
                rows = tuple(members[group])
                if rows not in known and len(rows) > 1:
                    known[rows], self._nodes = self._nodes, self._nodes + 1
                    cell_of[rows] = len(self.units)
                    self.units.append([])
                    self._members.append(list(rows))
                    self._arcs.append((above, known[rows]) if falling else (known[rows], above))
                self._name(group, row if len(rows) == 1 else cell_of.get(rows))
                above = known.get(rows, above)
            ends.append(above)
        return ends

    def _name(self, group: Unit, cell: int | None) -> None:
        """A group is its cell; None: it is the whole, which is named apart."""
        if cell is not None and group not in self.units[cell]:
            self.units[cell].append(group)
        elif cell is None and group not in self._whole:
            self._whole.append(group)

    def _crossing(self) -> list[list[int]]:
        """The cells of the parts of each ressort and direction that lies in several régions."""
        parts: dict[Unit, set[int]] = {}
        for cell, units in enumerate(self.units):
            for unit in units:
                if unit.site is None and unit.court is not None:
                    parts.setdefault(Unit(court=unit.court), set()).add(cell)
                elif unit.site is None and unit.direction is not None:
                    parts.setdefault(Unit(direction=unit.direction), set()).add(cell)
        return [sorted(cells) for cells in parts.values() if len(cells) > 1]

    @property
    def large(self) -> frozenset[int]:
        """The whole, and the groups of more sites than any group is counted for."""
        return frozenset(
            cell for cell, members in enumerate(self._members) if len(members) > LARGEST or cell == len(self.units) - 1
        )

    def members(self, cell: int) -> Sequence[int]:
        """The sites that a cell adds up."""
        return self._members[cell]

    def summed(self, people: Counts) -> Counts:
        """The same counts for every cell."""
        return np.array([people[rows].sum(axis=0) for rows in self._members], dtype=np.int64)

    def at(self, people: Counts, grows: Flags, falls: Flags, spent: Flags | None = None) -> Table:
        """The table of one boundary. `spent`: the cells whose figures are lost already, at a tenth of their price."""
        least = people / (people.max() + 1)  # among equals, the smallest counts go first
        price = np.array(self._price) if spent is None else np.where(spent, 0.1, 1.0) * self._price
        cost = [float(loss + tie) if tie else None for loss, tie in zip(price, least, strict=True)]
        return Table(tuple(self._arcs), grows.tolist(), falls.tolist(), cost, self._sums)
