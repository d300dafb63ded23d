"""Which figures are read first: the order in which boundaries are opened, and the years and waves of a second family.

A boundary is a number of months from the first one of the data; the last one follows the last month.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple


class Wave(NamedTuple):
    """The boundaries of a wave of a survey that asks the question. `leads`: nothing is more often answered there, so
    that the field of the survey tells the people of this question."""

    start: int
    stop: int
    leads: bool = False


def rolling_years(months: int) -> list[int]:
    """The boundaries of twelve months up to now, and of every twelve before."""
    return list(range(months, -1, -12))


def calendar_years(first: dt.date, months: int) -> list[int]:
    """The first days of January, the last first, `months` months being counted from `first`."""
    return [place for place in range(months, -1, -1) if (first.month - 1 + place) % 12 == 0]


def preference(first: dt.date, months: int, waves: Iterable[Wave] = ()) -> list[int]:
    """The boundaries of `months` months from `first`, those of the figures that most people read first.

    In order: the end, twelve months up to now, the beginning, the waves of surveys, two years and more up to now,
    calendar years, six, three and one month up to now, quarters, the other months.
    """
    wanted = [months, max(months - 12, 0), 0, *_ends(waves, months)]
    wanted += [*rolling_years(months), *calendar_years(first, months)]
    wanted += [months - back for back in (6, 3, 1) if months > back]
    wanted += [place for place in range(months, -1, -1) if (first.month - 1 + place) % 3 == 0]
    return list(dict.fromkeys([*wanted, *range(months, -1, -1)]))


class Chains(NamedTuple):
    """What a second family may hold beside the rolling one. `base`: what it is made for; `longer`: the same with more,
    the longest first."""

    base: list[int]
    longer: list[list[int]]


def calendar_chains(first: dt.date, months: int, waves: Sequence[Wave] = ()) -> Chains:
    """The last wave that is closed, then calendar years, then the other waves; the last year first when no wave is
    closed, when it starts or ends with a rolling year, or when the field of a wave under way is told by this question:
    where it began must remain a boundary of the rolling family."""
    years = calendar_years(first, months)
    last = max(
        (wave for wave in waves if wave.start >= 0 and wave.stop <= months), key=attrgetter("stop"), default=None
    )
    told = any(wave.leads and wave.stop > months for wave in waves)
    if last is not None and not told and not {last.start, last.stop} & {*rolling_years(months), 0}:
        base = [last.stop, last.start]
    else:
        base = years[:1]
    more = [year for year in years if year not in base]
    others = [place for place in _ends(waves, months) if place < max(base, default=0) and place not in (*base, *more)]
    longer = [[*more, *others], more, more[:3], more[:1], []]
    return Chains(base, [[*base, *added] for added in longer])


def _ends(waves: Iterable[Wave], months: int) -> list[int]:
    """The boundaries of waves, the last first."""
    ends = {place for wave in waves for place in (wave.start, wave.stop) if 0 <= place <= months}
    return sorted(ends, reverse=True)
