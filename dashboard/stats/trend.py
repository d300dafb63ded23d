"""Monotonic trend: Mann–Kendall test and Theil–Sen slope (specification § 13; Mann 1945, Sen 1968).

The slope and its interval are `scipy.stats.theilslopes` (same ranks as R's `trend::sens.slope`); the test is own code,
since SciPy's Kendall has neither the continuity correction nor this variance under ties. `seasonal_trend` is the same
within seasons.
"""

import math
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from dashboard.domain.estimate import Status
from dashboard.stats.constants import ALPHA, SLACK, two_sided
from dashboard.stats.result import Result

MINIMUM = 8
AUTOCORRELATED = 0.3
TOO_SHORT = "trop court"
FLAT = "aucune variation observée"
PROBABLE = "tendance probable"
NO_TREND = "aucune tendance démontrée"


def mann_kendall(values: Sequence[float]) -> tuple[int, float, float]:
    """S, its variance (groups of ties counted) and the two-sided p-value with continuity correction."""
    s, variance = score(values)
    return s, variance, p_value_of(s, variance)


def score(values: Sequence[float]) -> tuple[int, float]:
    """S = Σ sign(xⱼ − xᵢ), i < j, and its variance under ties; 0 and 0 for fewer than two values."""
    n = len(values)
    s = sum((b > a) - (b < a) for i, a in enumerate(values) for b in values[i + 1 :])
    ties = sum(t * (t - 1) * (2 * t + 5) for t in Counter(values).values())
    return s, (n * (n - 1) * (2 * n + 5) - ties) / 18


def p_value_of(s: int, variance: float) -> float:
    """Two-sided p-value of z = (S − sign S) ÷ √Var S; 1 when S or its variance is 0."""
    if s == 0 or variance <= 0:
        return 1.0
    return two_sided((s - math.copysign(1, s)) / math.sqrt(variance))


def lag_one(values: Sequence[float], times: Sequence[float] | None = None, scale: float | None = None) -> float:
    """Lag-1 autocorrelation, as R's `acf(na.action = na.pass)`: two points across a gap of `times` are no neighbours.

    0 when the series is flat, up to rounding noise of numbers as large as `scale` (by default the largest value).
    """
    n = len(values)
    if n < 2:
        return 0.0
    mean = math.fsum(values) / n
    centred = [value - mean for value in values]
    total = math.fsum(c * c for c in centred)
    largest = scale if scale is not None else max(abs(value) for value in values)
    if total <= n * (SLACK * largest) ** 2:
        return 0.0
    steps = [b - a for a, b in pairwise(times if times is not None else range(n))]
    # Months have 28 to 31 days: neighbours all the same.
    nearest = min((step for step in steps if step > 0), default=0.0)
    near = [i for i, step in enumerate(steps) if step < 1.5 * nearest]
    covariance = math.fsum(centred[i] * centred[i + 1] for i in near) / (len(near) + 1)
    return covariance / (total / n)


def worded(p_value: float, autocorrelation: float) -> tuple[float | None, str]:
    """The p-value to give and the words beside it: above 0.3 of autocorrelation it is too small to be given."""
    if autocorrelation <= AUTOCORRELATED + SLACK:
        return p_value, ""
    return None, PROBABLE if p_value < ALPHA else NO_TREND


def trend(values: Sequence[float | None], times: Sequence[float] | None = None) -> Result:
    """Slope a unit of time (true distances: gaps are kept), its 95 % interval and p-value.

    Fewer than 8 known points: `insufficient`, « trop court ». Lag-1 autocorrelation of the detrended series above 0.3:
    no p-value, and « tendance probable » when the test finds one. A flat series has slope 0 and p = 1.
    """
    instants = times if times is not None else range(len(values))
    known = sorted((float(t), float(v)) for t, v in zip(instants, values, strict=True) if v is not None)
    if len(known) < MINIMUM or known[0][0] == known[-1][0]:
        return Result(n=len(known), method="theil-sen", status=Status.INSUFFICIENT, note=TOO_SHORT)
    ts, ys = [t for t, _ in known], [y for _, y in known]
    s, variance = score(ys)
    if variance <= 0:
        return Result(0.0, 0.0, 0.0, len(ys), p_value=1.0, method="theil-sen", note=FLAT)
    from scipy.stats import theilslopes  # loaded here: half a second of start-up, needed by one panel

    slope, _, low, high = theilslopes(ys, ts, 0.95)
    rests = [y - slope * t for t, y in known]
    p_value, note = worded(p_value_of(s, variance), lag_one(rests, ts, max(abs(y) for y in ys)))
    return Result(float(slope), float(low), float(high), len(ys), p_value=p_value, method="theil-sen", note=note)
