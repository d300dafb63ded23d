"""Rolling and calendar figures of the same unit, kept apart so that both can be shown.

The boundary of a year and that of « twelve months up to now » may lie 1 to 10 people apart: one chain of figures cannot
hold both. Two can, when nothing links them. In the rolling family, the figures shown give C(s), the people of a unit
from s to the last month. In the calendar family they give D(b) = C(b) − C(anchor) only, the anchor being the last
1 January: a period is shown when both its ends belong to the same family.

What proves it: a cycle of units that all keep these years out of their rolling family. One person more, or less, along
the cycle at the anchor and at every other year alike changes C there, and no D and no other boundary. Each unit of the
calendar family lies on such a cycle: what links its two families cannot be computed.
"""

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from dashboard.suppression.circulation import Table, close
from dashboard.suppression.timeline import Counts, Flags, open_boundaries

YEARS = (None, 3, 1)
"""How many calendar years a unit may show beside its rolling figures: every one, else the last ones."""
WINDOWS = ((0, 0), (0, 1), (1, 0))
"""How many boundaries after and before each 1 January move with it, for the units that nobody is counted beside it."""


@dataclass(frozen=True)
class People:
    """What is counted, the last month first: `cumulative` has one column more than `monthly`. The first `sites` rows
    are sites, the others sums of them. `order`, `rolling`, `calendar`: the boundaries that are preferred, those of
    rolling years and those of calendar years, the last first; a boundary is not in both."""

    monthly: Counts
    cumulative: Counts
    sites: int
    order: Sequence[int]
    rolling: Collection[int]
    calendar: Sequence[int]
    masked_below: int

    def opened(self, units: Sequence[int] | slice = slice(None), without: Collection[int] = ()) -> Flags:
        """The boundaries of one chain of figures (`timeline`)."""
        order = [boundary for boundary in self.order if boundary not in without]
        return open_boundaries(self.cumulative[units], order, self.masked_below)

    def movable(self, boundaries: Collection[int], after: int, before: int) -> Flags:
        """Whether each unit may have one person more, or one less, counted at all of these boundaries and those beside
        at once, months without anybody remaining so. Groups follow their sites."""
        free = self.cumulative[:, min(boundaries)] > 0
        for boundary in boundaries:
            beside = (self.monthly[:, boundary - after - 1] > 0) & (self.monthly[:, boundary + before] > 0)
            free[: self.sites] &= beside[: self.sites]
        return free


@dataclass(frozen=True)
class Families:
    """The boundaries of each unit, one row a unit. `anchor`: the last of the calendar family; None: there is no such
    family. `apart`: the units that have neither family there, with those that hide them."""

    rolling: Flags
    calendar: Flags
    anchor: int | None = None
    apart: frozenset[int] = frozenset()


@dataclass(frozen=True)
class _Chain:
    """The years of a calendar family, the anchor first, and what is moved with each."""

    years: tuple[int, ...]
    windows: tuple[tuple[int, int], ...]

    @property
    def moved(self) -> set[int]:
        """Every boundary that may move, which no rolling figure of the family's units may start or end with."""
        return {
            year + step for year in self.years for after, before in self.windows for step in range(-after, before + 1)
        }


def families(people: People, at: Callable[[int], Table]) -> Families:
    """The boundaries that each unit keeps, before each boundary is looked at by itself. `at`: the table of each."""
    rolling = people.opened()
    single = Families(rolling, np.zeros_like(rolling))
    if len(people.calendar) < 2:
        return single
    anchor = people.calendar[0]
    table = at(anchor)
    alone = frozenset(np.flatnonzero(~rolling[:, anchor]).tolist())
    barred: frozenset[int] = frozenset()
    while alone:
        # Cells that are told together keep one family: two would need a cycle for their sum as well.
        joined = _joined(people, table, alone, barred.union(*table.sums))
        rest = (alone | barred) - joined.keys()
        apart = close(_without(table, joined), rest)
        if not apart.exposed:
            return _kept(people, single, joined, apart.withheld)
        # Nothing else hides some of the rest: units leave the calendar family to do so.
        found = close(table, apart.withheld)
        if found.exposed:
            return single
        barred |= found.withheld & joined.keys()
    return single


def _joined(people: People, table: Table, alone: Iterable[int], barred: Collection[int]) -> dict[int, _Chain]:
    """The units that may have both families, those that help them included."""
    joined: dict[int, _Chain] = {}
    left = set(alone) - set(barred)
    for chain in _chains(people):
        found: set[int] = set()
        for window in chain.windows:
            free = people.movable(chain.years, *window)
            both = replace(table, up=free.tolist(), down=free.tolist(), sums=())
            fixed = {*joined, *barred, *np.flatnonzero(~free).tolist()}
            closure = close(_without(both, fixed), {cell for cell in found | left if free[cell]})
            found |= closure.withheld - closure.exposed
            left -= found
        joined |= dict.fromkeys(found, chain)
    return joined


def _chains(people: People) -> Iterator[_Chain]:
    for years in dict.fromkeys(tuple(people.calendar[: count and count + 1]) for count in YEARS):
        windows = (window for window in WINDOWS if not _Chain(years, (window,)).moved & set(people.rolling))
        yield _Chain(years, tuple(windows))


def _without(table: Table, fixed: Container[int]) -> Table:
    """The same table, where some cells may not be withheld for the others."""
    return replace(table, cost=[None if cell in fixed else price for cell, price in enumerate(table.cost)])


def _kept(people: People, single: Families, joined: dict[int, _Chain], apart: frozenset[int]) -> Families:
    """Both families of the units that have them, the first one alone of the others."""
    rolling, calendar = single.rolling.copy(), single.calendar.copy()
    for chain in set(joined.values()):
        units = [unit for unit, has in joined.items() if has == chain]
        rolling[units] = people.opened(units, without=chain.moved)
        between = people.cumulative[units][:, chain.years]
        calendar[np.ix_(units, chain.years)] = open_boundaries(between, range(len(chain.years)), people.masked_below)
    return Families(rolling, calendar, people.calendar[0], apart)
