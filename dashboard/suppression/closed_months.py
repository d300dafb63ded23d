"""What may not be shown of one indicator: for each unit, the months at which its figures may neither start nor end.

Along time, `timeline` closes the boundaries that would isolate 1 to masked_below − 1 people of a unit. At each
boundary, the people counted from there to the last month make one table: sites, groups of the organisation (service,
type of site, the same by region) and those of the territory (department, parts of ressorts and directions, region),
the whole. `circulation` closes the same boundary for other units until no closed cell of that table can be computed
from the open ones. Tables of different boundaries share no equation, so that the whole is protected when each table is:
every figure of every period that starts and ends at open boundaries may be shown, beside all the others.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from dashboard.suppression.cells import Cells
from dashboard.suppression.circulation import close
from dashboard.suppression.families import People, families
from dashboard.suppression.timeline import Counts, Flags
from dashboard.suppression.units import Unit

METHOD = 5
"""Changed with what is closed: a file published by another method is built again."""


class Closed(NamedTuple):
    """`unit` has no figure that starts or ends at the boundary of that place (0: before the first month).

    `calendar`: it has those that start and end at two of the boundaries where this is true (`families`)."""

    boundary: int
    unit: Unit
    calendar: bool = False


def closed_months(
    sites: Sequence[Unit], people: Counts, first: dt.date, masked_below: int = 11, waves: Sequence[int] = ()
) -> Iterator[Closed]:
    """Every closed unit of every boundary. `people`: one row a site, one column a month from `first`. `waves`: the
    boundaries of the waves of surveys, the last first.

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
    counted = People(
        monthly, cumulative, len(sites), places(preference(first, last, waves)), rolling, calendar, masked_below
    )
    backs = [np.flatnonzero(merged == place).tolist() for place in range(int(merged[-1]) + 1)]
    for found in closed_places(table, counted):
        for back in backs[found.boundary]:
            yield Closed(last - back, found.unit, found.calendar)


def closed_places(table: Cells, people: People) -> Iterator[Closed]:
    """The same with the last month first, when every month has somebody."""
    monthly, cumulative, sites = people.monthly, people.cumulative, people.sites
    grows, falls = _movements(monthly, ~people.opened(), sites)
    kept = families(people, lambda place: table.at(cumulative[:, place], grows[:, place], falls[:, place]))
    shut = ~(kept.rolling | kept.calendar)
    grows, falls = _movements(monthly, shut, sites)
    # Units that hide others at one boundary serve first at those that the same figures start or end with.
    spent = {kind: np.zeros(len(monthly), dtype=bool) for kind in _KINDS}
    order = [place for place in people.order if shut[:, place].any()]
    if kept.anchor is not None:
        order = [kept.anchor, *(place for place in order if place != kept.anchor)]
    for place in order:
        lost = spent[_kind(people, place)]
        if place == kept.anchor:
            withheld = kept.apart
        else:
            found = close(
                table.at(cumulative[:, place], grows[:, place], falls[:, place], lost),
                np.flatnonzero(shut[:, place]).tolist(),
            )
            withheld = found.withheld if not found.exposed else frozenset(np.flatnonzero(cumulative[:, place]).tolist())
        lost[list(withheld)] = True
        shut[list(withheld), place] = True
    for place in range(shut.shape[1]):
        for cell in np.flatnonzero(shut[:, place]).tolist():
            yield from (Closed(place, unit) for unit in table.units[cell])
        for cell in np.flatnonzero(kept.calendar[:, place] & ~shut[:, place]).tolist():
            yield from (Closed(place, unit, calendar=True) for unit in table.units[cell])


_KINDS = ("rolling", "calendar", "month")


def _kind(people: People, place: int) -> str:
    return "rolling" if place in people.rolling else "calendar" if place in people.calendar else "month"


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


def preference(first: dt.date, months: int, waves: Sequence[int] = ()) -> list[int]:
    """The boundaries of `months` months from `first`, those of the figures that most people read first.

    In order: the end, twelve months up to now, the beginning, the waves of surveys, two years and more up to now,
    calendar years, six, three and one month up to now, quarters, the other months.
    """
    wanted = [months, max(months - 12, 0), 0, *(place for place in waves if 0 <= place <= months)]
    wanted += [*rolling_years(months), *calendar_years(first, months)]
    wanted += [months - back for back in (6, 3, 1) if months > back]
    wanted += [place for place in range(months, -1, -1) if (first.month - 1 + place) % 3 == 0]
    return list(dict.fromkeys([*wanted, *range(months, -1, -1)]))
