"""What may not be shown of one indicator: for each unit, the months at which its figures may neither start nor end.

Along time, `timeline` closes the boundaries that would isolate 1 to masked_below − 1 people of a unit. At each
boundary, the people counted from there to the last month make one table: sites, groups of the organisation (service,
type of site, the same by region) and those of the territory (department, region), the whole. `linked` closes the same
boundary for other units until no closed cell of that table can be computed from the open ones, and of the months that
nobody counts in, which are told. The whole is protected when each table is: every figure of every period that starts
and ends at open boundaries may be shown, beside all the others.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from dashboard.suppression.cells import Cells
from dashboard.suppression.families import People, families
from dashboard.suppression.linked import Linked
from dashboard.suppression.timeline import Counts
from dashboard.suppression.units import Unit

METHOD = 4
"""Changed with what is closed: a file published by another method is built again."""


class Closed(NamedTuple):
    """`unit` has no figure that starts or ends at the boundary of that place (0: before the first month).

    `calendar`: it has those that start and end at two of the boundaries where this is true (`families`)."""

    boundary: int
    unit: Unit
    calendar: bool = False


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
    table = Cells(sites)
    monthly = table.summed(latest[:, kept])
    cumulative = np.concatenate([np.zeros((len(monthly), 1), dtype=np.int64), monthly.cumsum(axis=1)], axis=1)
    counted = People(monthly, cumulative, len(sites), places(preference(first, last)), rolling, calendar, masked_below)
    backs = [np.flatnonzero(merged == place).tolist() for place in range(int(merged[-1]) + 1)]
    for found in closed_places(table, counted):
        for back in backs[found.boundary]:
            yield Closed(last - back, found.unit, found.calendar)


def closed_places(table: Cells, people: People) -> Iterator[Closed]:
    """The same with the last month first, when every month has somebody."""
    links = Linked(table, people)
    kept = families(people, lambda place: links.table(place, place))
    shut = links.closed(~(kept.rolling | kept.calendar), kept)
    for place in range(shut.shape[1]):
        for cell in np.flatnonzero(shut[:, place]).tolist():
            yield from (Closed(place, unit) for unit in table.units[cell])
        for cell in np.flatnonzero(kept.calendar[:, place] & ~shut[:, place]).tolist():
            yield from (Closed(place, unit, calendar=True) for unit in table.units[cell])


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
