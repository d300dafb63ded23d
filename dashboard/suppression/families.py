"""Rolling and calendar figures of the same unit, kept apart so that both can be shown.

The boundary of a year or of a wave and that of « twelve months up to now » may lie 1 to 10 people apart: one chain of
figures cannot hold both. Two can, when nothing links them. In the rolling family, the figures shown give C(s), the
people of a unit from s to the last month. In the calendar family (years, closed waves) they give
D(b) = C(b) − C(anchor) only, the anchor being the first boundary that is wanted there: a period is shown when both its
ends belong to the same family.

What proves it: a cycle of units that all keep these boundaries out of their rolling family. One person more, or less,
along the cycle at the anchor and at every other one alike changes C there, and no D and no other boundary. Each unit of
the calendar family lies on such a cycle: what links its two families cannot be computed.
"""

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from dashboard.suppression.circulation import close
from dashboard.suppression.table import Table
from dashboard.suppression.timeline import Counts, Flags, open_boundaries

WINDOWS = ((0, 0), (0, 1), (1, 0))
"""How many boundaries after and before each one move with it, for the units that nobody is counted beside it."""


@dataclass(frozen=True)
class People:
    """What is counted, the last month first: `cumulative` has one column more than `monthly`. The first `sites` rows
    are sites, the others sums of them. `order`, `rolling`: the boundaries that are preferred, those of rolling years.
    `chains`: those of calendar families, the longest first, each in order of preference and without a rolling one;
    `base`: those that a unit takes a second family for, the anchor first. `large`: the units that never take one, being
    read by everyone at every period. `barred`: boundaries at which a unit has no figure, whatever the family."""

    monthly: Counts
    cumulative: Counts
    sites: int
    order: Sequence[int]
    rolling: Collection[int]
    chains: Sequence[tuple[int, ...]]
    base: Sequence[int]
    large: frozenset[int]
    barred: Flags
    masked_below: int

    def opened(self, units: Sequence[int] | slice = slice(None), without: Collection[int] = ()) -> Flags:
        """The boundaries of one chain of figures (`timeline`)."""
        order = [boundary for boundary in self.order if boundary not in without]
        opened = open_boundaries(self.cumulative[units], order, self.masked_below)
        return opened & ~self.barred[units]

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
    """The boundaries of a calendar family, the anchor first, and what is moved with each."""

    places: tuple[int, ...]
    windows: tuple[tuple[int, int], ...]

    @property
    def moved(self) -> set[int]:
        """Every boundary that may move, which no rolling figure of the family's units may start or end with."""
        return {
            place + step
            for place in self.places
            for after, before in self.windows
            for step in range(-after, before + 1)
        }


def families(people: People, at: Callable[[int], Table]) -> Families:
    """The boundaries that each unit keeps, before each boundary is looked at by itself. `at`: the table of each."""
    rolling = people.opened()
    single = Families(rolling, np.zeros_like(rolling))
    if not people.base or not people.chains:
        return single
    anchor = people.base[0]
    table = at(anchor)
    shut = frozenset(np.flatnonzero(~rolling[:, anchor]).tolist())
    wanted = frozenset(np.flatnonzero(~rolling[:, people.base].all(axis=1)).tolist())
    # Cells that are told together keep one family: two would need a cycle for their sum as well.
    never = people.large.union(*table.sums)
    serving: frozenset[int] = frozenset()
    while wanted:
        joined = _joined(people, table, wanted, never | serving)
        rest = (shut | serving) - joined.keys()
        apart = close(_without(table, joined), rest)
        if not apart.exposed:
            return _kept(people, single, joined, apart.withheld)
        # Nothing else hides some of the rest: units leave the calendar family to do so.
        found = close(table, apart.withheld)
        if found.exposed:
            return single
        serving |= found.withheld & joined.keys()
    return single


def _joined(people: People, table: Table, wanted: Iterable[int], never: Collection[int]) -> dict[int, _Chain]:
    """The units that may have both families, those that help them included."""
    joined: dict[int, _Chain] = {}
    left = set(wanted) - set(never)
    for chain in _chains(people):
        found: set[int] = set()
        for window in chain.windows:
            free = people.movable(chain.places, *window)
            both = replace(table, up=free.tolist(), down=free.tolist(), sums=())
            fixed = {*joined, *never, *np.flatnonzero(~free).tolist()}
            closure = close(_without(both, fixed), {cell for cell in found | left if free[cell]})
            found |= closure.withheld - closure.exposed
            left -= found
        joined |= dict.fromkeys(found, chain)
    return joined


def _chains(people: People) -> Iterator[_Chain]:
    for places in people.chains:
        windows = (window for window in WINDOWS if not _Chain(places, (window,)).moved & set(people.rolling))
        yield _Chain(places, tuple(windows))


def _without(table: Table, fixed: Container[int]) -> Table:
    """The same table, where some cells may not be withheld for the others."""
    return replace(table, cost=[None if cell in fixed else price for cell, price in enumerate(table.cost)])


def _kept(people: People, single: Families, joined: dict[int, _Chain], apart: frozenset[int]) -> Families:
    """Both families of the units that have them, the first one alone of the others."""
    rolling, calendar = single.rolling.copy(), single.calendar.copy()
    for chain in set(joined.values()):
        units = [unit for unit, has in joined.items() if has == chain]
        rolling[units] = people.opened(units, without=chain.moved)
        between = people.cumulative[units][:, chain.places]
        opened = open_boundaries(between, range(len(chain.places)), people.masked_below)
        calendar[np.ix_(units, chain.places)] = opened & ~people.barred[np.ix_(units, chain.places)]
    return Families(rolling, calendar, people.base[0], apart)
