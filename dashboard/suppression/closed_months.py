"""What may not be shown of one indicator: for each unit, the months at which its figures may neither start nor end.

Along time, `timeline` closes the boundaries that would isolate 1 to masked_below − 1 people of a unit. At each
boundary, the people counted from there to the last month make one table: sites, groups of the organisation (service,
type of site, the same by region) and those of the territory (department, region), the whole. `circulation` closes the
same boundary for other units until no closed cell of that table can be computed from the open ones. Tables of different
boundaries share no equation, so that the whole is protected when each table is: every figure of every period that
starts and ends at open boundaries may be shown, beside all the others.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from dashboard.suppression.circulation import Table, close
from dashboard.suppression.families import People, families
from dashboard.suppression.timeline import Counts, Flags

METHOD = 3
"""Changed with what is closed: a file published by another method is built again."""
LARGEST, WHOLE = 20, 1e6
"""What withholding loses: a group counts for its sites, twenty at most; the whole for more than everything else."""


class Unit(NamedTuple):
    """What a figure is about; None: not restricted. Sites, and the groups that hold them."""

    service: str | None = None
    site_type: str | None = None
    region: str | None = None
    department: str | None = None
    site: str | None = None


class Closed(NamedTuple):
    """`unit` has no figure that starts or ends at the boundary of that place (0: before the first month).

    `calendar`: it has those that start and end at two of the boundaries where this is true (`families`)."""

    boundary: int
    unit: Unit
    calendar: bool = False


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


def closed_months(sites: Sequence[Unit], people: Counts, first: dt.date, masked_below: int = 11) -> Iterator[Closed]:
    """Every closed unit of every boundary. `people`: one row a site, one column a month from `first`.

    A boundary whose table cannot be protected is closed for everyone.
    """
    if not (people > 0).any():
        return
    # Counted from the last month back, so that what happened long ago closes old boundaries, not recent ones.
    latest = people[:, ::-1]
    last = people.shape[1]
    # Months without anybody separate nothing: the boundaries around them are one.
    kept = latest.any(axis=0)
    merged = np.concatenate([[0], kept.cumsum()])

    def places(boundaries: Iterable[int]) -> list[int]:
        return list(dict.fromkeys(int(merged[last - boundary]) for boundary in boundaries))

    rolling = places([*rolling_years(last), 0])
    calendar = [place for place in places(calendar_years(first, last)) if place not in rolling]
    table = _Cells(sites)
    monthly = table.summed(latest[:, kept])
    cumulative = np.concatenate([np.zeros((len(monthly), 1), dtype=np.int64), monthly.cumsum(axis=1)], axis=1)
    counted = People(
        monthly, cumulative, len(sites), places(preference(first, last)), rolling, calendar, masked_below
    )
    for found in _closed(table, counted):
        for back in np.flatnonzero(merged == found.boundary):
            yield found._replace(boundary=last - int(back))


def _closed(table: "_Cells", people: People) -> Iterator[Closed]:
    """The same with the last month first, when every month has somebody."""
    monthly, cumulative, sites = people.monthly, people.cumulative, people.sites
    grows, falls = _movements(monthly, ~people.opened(), sites)
    kept = families(people, lambda place: table.at(cumulative[:, place], grows[:, place], falls[:, place]))
    shut = ~(kept.rolling | kept.calendar)
    grows, falls = _movements(monthly, shut, sites)
    for place in range(cumulative.shape[1]):
        if place == kept.anchor:
            withheld = kept.apart
        elif shut[:, place].any():
            found = close(
                table.at(cumulative[:, place], grows[:, place], falls[:, place]), np.flatnonzero(shut[:, place]).tolist()
            )
            withheld = found.withheld if not found.exposed else frozenset(np.flatnonzero(cumulative[:, place]).tolist())
        else:
            withheld = frozenset()
        yield from (Closed(place, unit) for cell in sorted(withheld) for unit in table.units[cell])
        for cell in np.flatnonzero(kept.calendar[:, place]).tolist():
            if cell not in withheld:
                yield from (Closed(place, unit, calendar=True) for unit in table.units[cell])


def _movements(monthly: Counts, shut: Flags, sites: int) -> tuple[Flags, Flags]:
    """Whether the count of each unit up to each boundary may be one more, and one less, without a negative month.

    One more: somebody of the month after is counted before. One less: the reverse. Boundaries that nobody separates
    fall together: a unit that is closed at all of them may be one less at each, and is asked to.
    Groups follow their sites.
    """
    first = np.zeros((len(monthly), 1), dtype=bool)
    grows = np.concatenate([monthly > 0, ~first], axis=1)  # nothing bounds what comes after all months
    falls = np.concatenate([first, monthly > 0], axis=1)
    alone = np.concatenate([first, monthly == 0], axis=1) & shut
    for boundary in range(1, alone.shape[1]):
        alone[:, boundary] &= shut[:, boundary - 1]
        falls[:, boundary] |= alone[:, boundary] & falls[:, boundary - 1]
        # The first of such a run falls as well, with the others.
        grows[:, boundary] &= ~alone[:, boundary]
    grows[:, :-1] &= ~alone[:, 1:]
    grows[sites:], falls[sites:] = True, True
    return grows, falls


def rolling_years(months: int) -> list[int]:
    """The boundaries of twelve months up to now, and of every twelve before."""
    return list(range(months, -1, -12))


def calendar_years(first: dt.date, months: int) -> list[int]:
    """The first days of January, the last first, `months` months being counted from `first`."""
    return [place for place in range(months, -1, -1) if (first.month - 1 + place) % 12 == 0]


def preference(first: dt.date, months: int) -> list[int]:
    """The boundaries of `months` months from `first`, those of the figures that most people read first.

    In order: the end, twelve months up to now, the beginning, two years and more up to now, calendar years, six, three
    and one month up to now, quarters, the other months.
    """
    wanted = [months, max(months - 12, 0), 0, *rolling_years(months), *calendar_years(first, months)]
    wanted += [months - back for back in (6, 3, 1) if months > back]
    wanted += [place for place in range(months, -1, -1) if (first.month - 1 + place) % 3 == 0]
    return list(dict.fromkeys([*wanted, *range(months, -1, -1)]))


class _Cells:
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
        return np.array([people[rows].sum(axis=0) for rows in self._members], dtype=np.int64)

    def at(self, people: Counts, grows: Flags, falls: Flags) -> Table:
        """The table of one boundary."""
        least = people / (people.max() + 1)  # among equals, the smallest counts go first
        cost = [price + float(tie) if tie else None for price, tie in zip(self._price, least, strict=True)]
        return Table(self._arcs, grows.tolist(), falls.tolist(), cost)
