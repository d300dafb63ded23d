"""What may not be shown of one indicator: for each unit, the months at which its figures may neither start nor end.

Along time, `timeline` closes the boundaries that would isolate 1 to masked_below − 1 people of a unit. At each
boundary, the people counted from there to the last month make one table: sites, groups of the organisation (service,
type of site, the same by region) and those of the territory (department, parts of ressorts and directions, region),
the whole. `circulation` closes the same boundary for other units until no closed cell of that table can be computed
from the open ones. Tables of different boundaries share no equation, so that the whole is protected when each table is:
every figure of every period that starts and ends at open boundaries may be shown, beside all the others.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from dashboard.suppression.cells import Cells
from dashboard.suppression.circulation import close
from dashboard.suppression.families import People, families
from dashboard.suppression.preference import Wave, calendar_chains, preference, rolling_years
from dashboard.suppression.timeline import Counts, Flags
from dashboard.suppression.units import Unit

METHOD = 7
"""Changed with what is closed: a file published by another method is built again."""


ATTEMPTS = 12
"""How many times more is closed because a boundary could not be protected, before it is closed for everyone."""


@dataclass(frozen=True, slots=True)
class ClosedMonths:
    """What is closed: a row a unit, a column a boundary (0: before the first month). `shut`: no figure starts or ends
    there. `calendar`: only those that start and end at two such boundaries (`families`)."""

    units: Sequence[Unit]
    shut: Flags
    calendar: Flags


def closed_months(
    sites: Sequence[Unit], people: Counts, first: dt.date, masked_below: int = 11, waves: Sequence[Wave] = ()
) -> ClosedMonths:
    """What is closed at the boundaries of all months. `people`: one row a site, one column a month from `first`.

    A boundary whose table cannot be protected is closed for everyone.
    """
    last = people.shape[1]
    if not (people > 0).any():
        return ClosedMonths([], *[np.zeros((0, last + 1), dtype=bool)] * 2)
    # Counted from the last month back, so that what happened long ago closes old boundaries, not recent ones.
    latest = people[:, ::-1]
    # Months without anybody separate nothing: the boundaries around them are one.
    kept = latest.any(axis=0)
    merged = np.concatenate([[0], kept.cumsum()])

    def places(boundaries: Iterable[int]) -> list[int]:
        return list(dict.fromkeys(int(merged[last - boundary]) for boundary in boundaries))

    rolling = places([*rolling_years(last), 0])

    def calendar(boundaries: Iterable[int]) -> tuple[int, ...]:
        return tuple(place for place in places(boundaries) if place not in rolling)

    chains = calendar_chains(first, last, waves)
    table = Cells(sites)
    monthly = table.summed(latest[:, kept])
    cumulative = np.pad(monthly.cumsum(axis=1), ((0, 0), (1, 0)))
    counted = People(
        monthly, cumulative, len(sites),
        order=places(preference(first, last, waves)),
        rolling=rolling,
        chains=[chain for chain in dict.fromkeys(map(calendar, chains.longer)) if len(chain) > 1],
        base=calendar(chains.base),
        large=table.large,
        barred=np.zeros_like(cumulative, dtype=bool),
        masked_below=masked_below,
    )  # fmt: skip
    found, forth = closed_places(table, counted), merged[::-1]
    return ClosedMonths(found.units, found.shut[:, forth], found.calendar[:, forth])


def closed_places(table: Cells, people: People) -> ClosedMonths:
    """The same with the last month first, when every month has somebody."""
    attempt = _Attempt(table, people)
    for _ in range(ATTEMPTS):
        barred = people.barred | attempt.stuck
        if (barred == people.barred).all():
            break
        people = replace(people, barred=barred)
        attempt = _Attempt(table, people)
    named = [(cell, unit) for cell, units in enumerate(table.units) for unit in units]
    rows = [cell for cell, _ in named]
    calendar = attempt.kept.calendar & ~attempt.shut
    return ClosedMonths([unit for _, unit in named], attempt.shut[rows], calendar[rows])


class _Attempt:
    """`shut`: the units that are closed at each boundary. `stuck`: those to close besides, and try again: at a boundary
    that could not be protected, a group is closed and its sites are not, nobody being counted in the months beside;
    closed at all the boundaries that nobody separates, one of them may move."""

    def __init__(self, table: Cells, people: People) -> None:
        monthly, cumulative, sites = people.monthly, people.cumulative, people.sites
        self._table, self._people = table, people
        grows, falls = _movements(monthly, ~people.opened(), sites)
        self.kept = families(people, lambda place: table.at(cumulative[:, place], grows[:, place], falls[:, place]))
        self.shut = ~(self.kept.rolling | self.kept.calendar)
        self.stuck = np.zeros_like(self.shut)
        self._grows, self._falls = _movements(monthly, self.shut, sites)
        self._close()

    def _close(self) -> None:
        # Units that hide others at one boundary serve first at those that the same figures start or end with.
        spent = {kind: np.zeros(len(self.shut), dtype=bool) for kind in _KINDS}
        anchor = self.kept.anchor
        order = [place for place in self._people.order if self.shut[:, place].any()]
        if anchor is not None:
            order = [anchor, *(place for place in order if place != anchor)]
        for place in order:
            lost = spent[_kind(self._people, place)]
            withheld = list(self.kept.apart if place == anchor else self._withheld(place, lost))
            lost[withheld] = True
            self.shut[withheld, place] = True

    def _withheld(self, place: int, lost: Flags) -> Iterable[int]:
        """The units to close at a boundary; all of them when that is not enough."""
        counted = self._people.cumulative[:, place]
        found = close(
            self._table.at(counted, self._grows[:, place], self._falls[:, place], lost),
            np.flatnonzero(self.shut[:, place]).tolist(),
        )
        if not found.exposed:
            return found.withheld
        still = (counted > 0) & ~self._grows[:, place] & ~self._falls[:, place]
        for cell in found.exposed:
            held = [site for site in self._table.members(cell) if still[site]]
            if held:
                least = min(held, key=lambda site: int(counted[site]))
                self.stuck[least] |= self._people.cumulative[least] == counted[least]
        return np.flatnonzero(counted).tolist()


_KINDS = ("rolling", "calendar", "month")


def _kind(people: People, place: int) -> str:
    if place in people.rolling:
        return "rolling"
    return "calendar" if any(place in chain for chain in people.chains) else "month"


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
