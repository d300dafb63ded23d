"""Trend of a seasonal series: seasonal Mann–Kendall and Sen's slope within seasons (specification § 13; Hirsch 1982).

Own code: no library of this project has it. Same S, Var S and continuity correction as R's `trend::smk.test`, same
slope as `trend::sea.sens.slope`; the interval has the ranks of § 13 with the slopes and Var S of all seasons together
(Gilbert 1987).
"""

import math
import statistics
from collections.abc import Sequence

from dashboard.domain.estimate import Status
from dashboard.stats.constants import Z95
from dashboard.stats.missing import known_or_none
from dashboard.stats.result import Result
from dashboard.stats.trend import FLAT, TOO_SHORT, lag_one, p_value_of, score, worded

YEARS = 3
METHOD = "seasonal-kendall"


def _slopes(values: Sequence[float | None], period: int) -> list[float]:
    """Slope a year of each pair of years of the same season, in order of size."""
    found = []
    for first in range(len(values)):
        for years, later in enumerate(range(first + period, len(values), period), start=1):
            a, b = values[first], values[later]
            if a is not None and b is not None:
                found.append((b - a) / years)
    return sorted(found)


def _autocorrelation(values: Sequence[float | None], period: int, slope: float) -> float:
    """Lag-1 autocorrelation once the trend and the mean of each season are removed."""
    rests = [(i, value - slope * i / period) for i, value in enumerate(values) if value is not None]
    means = [statistics.fmean(rest for i, rest in rests if i % period == season) for season in range(period)]
    left = [rest - means[i % period] for i, rest in rests]
    return lag_one(left, [i for i, _ in rests], max(abs(value) for value in values if value is not None))


def seasonal_trend(values: Sequence[float | None], period: int = 12) -> Result:
    """Slope a year, its 95 % interval and p-value, of an equally spaced series of `period` dates a year.

    A missing date is None. Fewer than 3 full years, or a season known fewer than 3 times: `insufficient`, « trop
    court ». The wording of autocorrelated series is that of `trend`. Raises ValueError on a period below 2.
    """
    if period < 2:
        raise ValueError(f"a season needs at least two dates a year, not {period}")
    values = known_or_none(values)
    known = sum(value is not None for value in values)
    seasons = [[value for value in values[i::period] if value is not None] for i in range(period)]
    if min(len(season) for season in seasons) < YEARS:
        return Result(n=known, method=METHOD, status=Status.INSUFFICIENT, note=TOO_SHORT)
    scores = [score(season) for season in seasons]
    s, variance = sum(one for one, _ in scores), math.fsum(one for _, one in scores)
    if variance <= 0:
        return Result(0.0, 0.0, 0.0, known, p_value=1.0, method=METHOD, note=FLAT)
    slopes = _slopes(values, period)
    slope, reach = statistics.median(slopes), Z95 * math.sqrt(variance)
    low = max(0, round((len(slopes) - reach) / 2) - 1)
    high = min(len(slopes) - 1, round((len(slopes) + reach) / 2))
    p_value, note = worded(p_value_of(s, variance), _autocorrelation(values, period, slope))
    return Result(slope, slopes[low], slopes[high], known, p_value=p_value, method=METHOD, note=note)
