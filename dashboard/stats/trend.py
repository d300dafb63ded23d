"""Monotonic trend: Mann–Kendall test and Theil–Sen slope (specification § 13).

The slope and its interval are `scipy.stats.theilslopes`; the test is own code, since SciPy's Kendall has neither the
continuity correction nor this variance under ties.
"""

import math
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from dashboard.domain.estimate import Status
from dashboard.stats.constants import two_sided
from dashboard.stats.result import Result

MINIMUM = 8
AUTOCORRELATED = 0.3


def mann_kendall(values: Sequence[float]) -> tuple[int, float, float]:
    """S, its variance (groups of ties counted) and the two-sided p-value with continuity correction."""
    n = len(values)
    s = sum((b > a) - (b < a) for i, a in enumerate(values) for b in values[i + 1 :])
    ties = sum(t * (t - 1) * (2 * t + 5) for t in Counter(values).values())
    variance = (n * (n - 1) * (2 * n + 5) - ties) / 18
    if s == 0 or variance <= 0:
        return s, variance, 1.0
    return s, variance, two_sided((s - math.copysign(1, s)) / math.sqrt(variance))


def lag_one(values: Sequence[float]) -> float:
    """Lag-1 autocorrelation; 0 for a flat series."""
    mean = math.fsum(values) / len(values)
    centred = [value - mean for value in values]
    total = math.fsum(c * c for c in centred)
    return math.fsum(a * b for a, b in pairwise(centred)) / total if total > 1e-18 else 0.0


def trend(values: Sequence[float | None], times: Sequence[float] | None = None) -> Result:
    """Slope a unit of time (true distances: gaps are kept), its 95 % interval and p-value.

    Fewer than 8 known points: `insufficient`, « trop court ». Autocorrelation above 0.3: note « tendance probable »
    and no p-value, which would be too small.
    """
    instants = times if times is not None else range(len(values))
    known = [(float(t), v) for t, v in zip(instants, values, strict=True) if v is not None]
    if len(known) < MINIMUM:
        return Result(n=len(known), method="theil-sen", status=Status.INSUFFICIENT, note="trop court")
    ts, ys = [t for t, _ in known], [y for _, y in known]
    _, variance, p_value = mann_kendall(ys)
    if variance <= 0:
        return Result(0.0, 0.0, 0.0, len(ys), p_value=1.0, method="theil-sen", note="aucune variation observée")
    from scipy.stats import theilslopes  # loaded here: half a second of start-up, needed by one panel

    slope, _, low, high = theilslopes(ys, ts, 0.95)
    rests = [y - slope * t for t, y in known]
    probable = lag_one(rests) > AUTOCORRELATED
    return Result(
        value=float(slope),
        lower=float(low),
        upper=float(high),
        n=len(ys),
        p_value=None if probable else p_value,
        method="theil-sen",
        note="tendance probable" if probable else "",
    )
