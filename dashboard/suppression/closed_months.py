"""What may not be shown of one indicator: for each unit, the months at which its figures may neither start nor end.

Along time, `timeline` closes the boundaries that would isolate 1 to masked_below − 1 people of a unit. At each
boundary, the people counted since the first month make one table: sites, the groups of the organisation (service, type
of site, the same by region) and those of the territory (department, region), the whole. `circulation` closes the same
boundary for other units until no closed cell of that table can be computed from the open ones. Tables of
different boundaries share no equation, so that the whole is protected when each table is: every figure of every period
that starts and ends at open boundaries may be shown, beside all the others.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from dashboard.suppression.circulation import close
from dashboard.suppression.timeline import Counts, Flags, open_boundaries

SITE_COST, GROUP_COST = 1.0, 20.0
"""What withholding loses: a group counts for twenty sites, the whole for more than all of them."""


class Unit(NamedTuple):
    """What a figure is about; None: not restricted. The units that are protected are those of `units`."""

    service: str | None = None
    site_type: str | None = None
    region: str | None = None
    department: str | None = None
    site: str | None = None


class Closed(NamedTuple):
    """`unit` has no figure that starts or ends at the boundary of that place (0: before the first month)."""

    boundary: int
    unit: Unit


def organisation(site: Unit) -> list[Unit]:
    """The groups of the organisation that hold a site, the largest first; the finest split a type by region."""
    chain = [Unit()]
    if site.service is not None:
        chain.append(Unit(site.service))
        if site.site_type is not None:
            chain.append(Unit(site.service, site.site_type))
        if site.region is not None:
            chain.append(Unit(site.service, site.site_type, site.region))
    return chain


def territory(site: Unit) -> list[Unit]:
    """The territories that hold a site, the largest first."""
    chain = [Unit()]
    if site.region is not None:
        chain.append(Unit(region=site.region))
    if site.department is not None:
        chain.append(Unit(department=site.department))
    return chain


def closed_months(
    sites: Sequence[Unit], people: Counts, order: Sequence[int], masked_below: int = 11
) -> Iterator[Closed]:
    """Every closed unit of every boundary. `people`: one row a site, one column a month; `order`: of the boundaries.

    A boundary whose table cannot be protected is closed for everyone.
    """
    if not (people > 0).any():
        return
    table = _Table(sites)
    monthly = table.summed(people)
    cumulative = np.concatenate([np.zeros((len(monthly), 1), dtype=np.int64), monthly.cumsum(axis=1)], axis=1)
    shut = ~open_boundaries(cumulative, order, masked_below)
    waiting = dict.fromkeys(place for place in order if shut[:, place].any())
    while waiting:
        boundary = next(iter(waiting))
        del waiting[boundary]
        for cell in table.to_close(shut[:, boundary], cumulative[:, boundary]):
            # Without people between them, two boundaries are one: what closes the one closes the other.
            same = (cumulative[cell] == cumulative[cell, boundary]) & ~shut[cell]
            shut[cell] |= same
            waiting |= dict.fromkeys(int(place) for place in np.flatnonzero(same) if place != boundary)
    for boundary in np.flatnonzero(shut.any(axis=0)):
        yield from (Closed(int(boundary), table.units[cell]) for cell in np.flatnonzero(shut[:, boundary]))


def preference(first: dt.date, months: int) -> list[int]:
    """The boundaries of `months` months from `first`, those of the figures that most people read first.

    In order: both ends, twelve months and their multiples up to now, calendar years, six, three and one month up to
    now, quarters, the other months.
    """
    starts = [(first.year * 12 + first.month - 1 + place) % 12 for place in range(months + 1)]
    wanted = [0, months, *range(months, 0, -12)]
    wanted += [place for place in range(months, -1, -1) if starts[place] == 0]
    wanted += [months - back for back in (6, 3, 1) if months > back]
    wanted += [place for place in range(months, -1, -1) if starts[place] % 3 == 0]
    return list(dict.fromkeys([*wanted, *range(months, -1, -1)]))


class _Table:
    """The cells of the table of a boundary, and the arc of each (`circulation`)."""

    def __init__(self, sites: Sequence[Unit]) -> None:
        groups: dict[Unit, None] = {}
        for site in sites:
            groups |= dict.fromkeys([*organisation(site), *territory(site)])
        self.units = [*sites, *groups]
        place = {unit: cell for cell, unit in enumerate(self.units)}
        self._members: list[list[int]] = [[row] for row in range(len(sites))] + [[] for _ in groups]
        # The whole is the root of both trees: one equation each, whose common total it is.
        into, out_of = 0, 1
        equation = {group: number for number, group in enumerate((u for u in groups if u != Unit()), start=2)}
        self._arcs: list[tuple[int, int]] = [(0, 0)] * len(self.units)
        if groups:
            self._arcs[place[Unit()]] = (out_of, into)
        for row, site in enumerate(sites):
            above, below = organisation(site), territory(site)
            for group in {*above, *below}:
                self._members[place[group]].append(row)
            upper = [into, *(equation[group] for group in above[1:])]
            lower = [out_of, *(equation[group] for group in below[1:])]
            for group, ends in zip(above[1:], pairwise(upper), strict=True):
                self._arcs[place[group]] = ends
            for group, ends in zip(below[1:], zip(lower[1:], lower, strict=False), strict=True):
                self._arcs[place[group]] = ends
            self._arcs[row] = (upper[-1], lower[-1])
        self._price = [SITE_COST] * len(sites) + [GROUP_COST if group != Unit() else 1e6 for group in groups]

    def summed(self, people: Counts) -> Counts:
        """The same counts for every unit."""
        return np.array([people[rows].sum(axis=0) for rows in self._members], dtype=np.int64)

    def to_close(self, shut: Flags, people: Counts) -> list[int]:
        """The cells to close beside those of a boundary; every cell with people when that is not enough."""
        least = people / (people.max() + 1)  # among equals, the smallest counts go first
        cost = [price + float(tie) if tie else None for price, tie in zip(self._price, least, strict=True)]
        found = close(self._arcs, [int(cell) for cell in np.flatnonzero(shut)], cost)
        wanted = found.withheld if found.safe else np.flatnonzero(people).tolist()
        return [int(cell) for cell in wanted if not shut[cell]]
