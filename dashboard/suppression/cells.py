"""The cells of the table of a boundary: sites, groups of the organisation and of the territory, the whole."""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from dashboard.suppression.circulation import Table
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
        self._price = [float(min(len(members), LARGEST)) for members in self._members[:-1]] + [WHOLE]
        rows = np.repeat(np.arange(len(self._members)), [len(members) for members in self._members])
        of = np.concatenate([np.array(members, dtype=np.intp) for members in self._members])
        self._sums = csr_array((np.ones(len(of), dtype=np.int64), (rows, of)), shape=(len(self._members), len(sites)))

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

    def summed(self, people: Counts) -> Counts:
        """The same counts for every cell."""
        return np.asarray(self._sums @ people, dtype=np.int64)

    def least(self, values: Counts) -> Counts:
        """The least value of the sites of each cell."""
        return np.array([values[rows].min() for rows in self._members], dtype=np.int64)

    def at(self, people: Counts, free: Flags, dearness: npt.NDArray[np.float64] | float = 1.0) -> Table:
        """The table of some boundaries that move together. `people`: the counts up to one of them; `free`: the cells
        that may have one person more, or one less, at all of them; `dearness`: by what the price of each is
        multiplied."""
        least = people / (people.max() + 1)  # among equals, the smallest counts go first
        price = np.where(free, dearness * np.array(self._price) + least, np.nan).tolist()
        moves = free.tolist()
        return Table(self._arcs, moves, moves, [loss if can else None for loss, can in zip(price, moves, strict=True)])
