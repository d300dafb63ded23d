"""Monotonic trend: Mann–Kendall test and Theil–Sen slope (specification § 13; Mann 1945, Sen 1968).

The slope and its interval are `scipy.stats.theilslopes` (same ranks as R's `trend::sens.slope`); the test is own code,
since SciPy's Kendall has neither the continuity correction nor this variance under ties. Values at one time are ties of
Kendall (1975), as in R's `Kendall::Kendall`. `seasonal_trend` is the same within seasons.
"""

import math
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from dashboard.domain.estimate import Status
from dashboard.stats.constants import ALPHA, SLACK, two_sided
from dashboard.stats.missing import known_or_none
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


def score(values: Sequence[float], times: Sequence[float] | None = None) -> tuple[int, float]:
    """S = Σ sign(xⱼ − xᵢ) over the pairs tᵢ < tⱼ, and its variance under ties; 0 and 0 for fewer than two values.

    Two values at one of the `times` are no pair: the variance then has Kendall's terms for ties on both sides.
    """
    points = list(zip(range(len(values)) if times is None else times, values, strict=True))
    s = sum((b > a) - (b < a) for i, (t, a) in enumerate(points) for u, b in points[i + 1 :] if u > t)
    return s, _variance(len(points), *(Counter(column).values() for column in zip(*points, strict=True)))


def _variance(n: int, *ties: Collection[int]) -> float:
    """Var S of `n` points in groups of equal times and of equal values (Kendall 1975)."""
    whole = n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5) for groups in ties for t in groups)
    pairs = math.prod(sum(t * (t - 1) for t in groups) for groups in ties)
    triples = math.prod(sum(t * (t - 1) * (t - 2) for t in groups) for groups in ties)
    both = pairs / (2 * n * (n - 1)) + (triples / (9 * n * (n - 1) * (n - 2)) if triples else 0.0) if n > 1 else 0.0
    return whole / 18 + both


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

    Fewer than 8 known points (value and time), or a single time: `insufficient`, « trop court ». Lag-1 autocorrelation
    of the detrended series above 0.3: no p-value, and « tendance probable » when the test finds one. A flat series has
    slope 0 and p = 1.
    """
    values = known_or_none(values)
    instants = known_or_none(times) if times is not None else range(len(values))
    dated = zip(instants, values, strict=True)
    known = sorted((float(t), float(v)) for t, v in dated if t is not None and v is not None)
    if len(known) < MINIMUM or known[0][0] == known[-1][0]:
        return Result(n=len(known), method="theil-sen", status=Status.INSUFFICIENT, note=TOO_SHORT)
    ts, ys = [t for t, _ in known], [y for _, y in known]
    s, variance = score(ys, ts)
    if variance <= 0:
        return Result(0.0, 0.0, 0.0, len(ys), p_value=1.0, method="theil-sen", note=FLAT)
    from scipy.stats import theilslopes  # loaded here: half a second of start-up, needed by one panel

    slope, _, low, high = theilslopes(ys, ts, 0.95)
    rests = [y - slope * t for t, y in known]
    p_value, note = worded(p_value_of(s, variance), lag_one(rests, ts, max(abs(y) for y in ys)))
    return Result(float(slope), float(low), float(high), len(ys), p_value=p_value, method="theil-sen", note=note)
