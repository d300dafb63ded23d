"""Closed boundaries that a month without anybody links, and what else to close so that none can be computed.

A month that nobody counts in is told, even where figures are withheld: the people of a unit up to the boundaries around
it are equal, and everybody knows it. What keeps a second possible value is therefore a run of boundaries, from the one
before which somebody is counted to the next one after which somebody is. One person more, or one less, at the whole run
for all the units of a cycle of closed cells (`circulation`) changes the months just around it, which have somebody, and
no other: whoever reads the figures shown cannot tell.

For a site that run is the boundaries that its months without anybody link: every period that starts or ends there
changes, and no other. For a group it starts with the boundary and goes on to the end of the run of one of its sites:
periods that end inside the run of others are told apart by the runs of their own ends, for the group is closed there.
A site has always a cycle, through all the groups that hold it.
"""

import numpy as np

from dashboard.suppression.cells import Cells
from dashboard.suppression.circulation import Table, close
from dashboard.suppression.families import Families, People
from dashboard.suppression.timeline import Counts, Flags

Prices = np.ndarray[tuple[int, ...], np.dtype[np.float64]]

LOST, CALENDAR, YEARLY = 0.1, 10.0, 12.0
"""By what the price is multiplied of what serves already at boundaries of the same kind, and of what would lose the
anchor of its calendar years; how many boundaries the one of a year counts for in a run."""
_KINDS = ("rolling", "calendar", "month")


class Linked:
    """The boundaries of the people counted, the last month first (`People`), and the runs in which they move."""

    def __init__(self, cells: Cells, people: People) -> None:
        self._cells, self._people = cells, people
        self._some = people.monthly > 0
        self._last = people.monthly.shape[1]
        self._zeros, self._ends = self._runs()

    def _runs(self) -> tuple[Counts, Counts]:
        """The last boundary that months without anybody link to each; the end of the run that moves with it."""
        zeros = np.full(self._people.cumulative.shape, self._last)
        for place in range(self._last - 1, -1, -1):
            zeros[:, place] = np.where(self._some[:, place], place, zeros[:, place + 1])
        sites = self._people.sites
        ends = zeros.copy()
        for place in range(1, self._last + 1):
            # Of the sites counted just before the boundary, that of the shortest run.
            near = np.where(self._some[:sites, place - 1], zeros[:sites, place], self._last)
            ends[:, place] = self._cells.least(near)
        return zeros, ends

    def table(self, start: int, stop: int, dearness: Prices | float = 1.0) -> Table:
        """The table of the boundaries from `start` to `stop`, both included, which move together."""
        free = np.zeros(self._people.sites, dtype=np.int64)
        if start > 0:
            free[:] = self._some[: len(free), start - 1]
        if stop < self._last:  # nothing bounds what comes after all months
            free &= self._some[: len(free), stop]
        return self._cells.at(self._people.cumulative[:, start], self._cells.summed(free) > 0, dearness)

    def closed(self, shut: Flags, kept: Families) -> Flags:
        """What is closed at last, one row a unit and one column a boundary, when `shut` is closed at first."""
        shut = shut.copy()
        safe = np.zeros_like(shut)
        spent = {kind: np.zeros(len(shut), dtype=bool) for kind in _KINDS}
        weight = np.ones(shut.shape[1])
        weight[[*self._people.rolling, *self._people.calendar]] = YEARLY
        rank = {place: number for number, place in enumerate(self._people.order)}
        while runs := self._unsafe(shut, safe):
            # The longest first: what they close is in runs as long at most, but for groups.
            for start, stop in sorted(runs, key=lambda run: (run[0] - run[1], rank[run[0]])):
                lost = spent[self._kind(start)]
                run = slice(start, stop + 1)
                new = (~shut[:, run] * weight[run]).sum(axis=1) / weight[run].sum()
                dearness = np.where(lost, LOST, 1.0) * np.maximum(new, LOST)
                if kept.anchor is not None and start <= kept.anchor <= stop:
                    dearness[kept.calendar[:, kept.anchor]] *= CALENDAR
                lost |= self._protect(shut, safe, (start, stop), dearness)
        return shut

    def _unsafe(self, shut: Flags, safe: Flags) -> set[tuple[int, int]]:
        """The runs of the closed cells that are not known to be safe yet."""
        rows, places = np.nonzero(self._wanted(shut) & ~safe[:, 1:])
        return {(int(place) + 1, int(stop)) for place, stop in zip(places, self._ends[rows, places + 1], strict=True)}

    def _wanted(self, shut: Flags) -> Flags:
        """The cells that are closed at every boundary linked to the one of each column but the first, which is the
        first of them. Those that are open at one are known, and tell nothing new (`timeline`)."""
        closed = np.concatenate([np.zeros((len(shut), 1), dtype=np.int64), shut.cumsum(axis=1)], axis=1)
        stops = self._zeros[:, 1:]
        starts = np.arange(1, self._last + 1)
        whole = np.take_along_axis(closed, stops + 1, axis=1) - closed[:, 1:-1] == stops - starts + 1
        wanted: Flags = whole & self._some
        return wanted

    def _protect(self, shut: Flags, safe: Flags, run: tuple[int, int], dearness: Prices) -> Flags:
        """Closes what protects the cells of a run; gives those that are closed there."""
        start, stop = run
        moved = slice(start, stop + 1)
        linked = np.arange(start, stop + 1) <= self._zeros[:, start, None]
        wanted = (shut[:, moved] | ~linked).all(axis=1) & self._some[:, start - 1] & (self._ends[:, start] == stop)
        wanted &= ~safe[:, start]
        shut[wanted, moved] = True
        table = self.table(start, stop, dearness)
        hidden = shut[:, moved].all(axis=1) & table.ups
        found = close(table, np.flatnonzero(hidden).tolist(), set(np.flatnonzero(wanted).tolist()))
        assert not found.exposed
        new = sorted(found.withheld - set(np.flatnonzero(hidden).tolist()))
        # What hides others moves at the whole run: it is safe where no small count of it begins and ends inside.
        counts = self._people.cumulative[new, moved]
        between = np.abs(counts[:, :, None] - counts[:, None, :])
        safe[new, moved] |= ~((between > 0) & (between < self._people.masked_below)).any(axis=2)
        hidden[list(found.withheld)] = True
        shut[hidden, moved] = True
        safe[wanted, start] = True
        return hidden

    def _kind(self, place: int) -> str:
        people = self._people
        return "rolling" if place in people.rolling else "calendar" if place in people.calendar else "month"
