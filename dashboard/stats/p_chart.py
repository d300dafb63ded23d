"""p chart for shares whose base varies, with Laney's p′ for large bases (specification § 10; Laney 2002).

Own code: no library of this project has it. The moving range of z is screened once, as in the XmR chart.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.stats.constants import SLACK
from dashboard.stats.missing import known_or_none
from dashboard.stats.xmr import average_range

LARGE = 1000
"""Mean base of a period above which the binomial variance alone makes limits too narrow."""

RANGE_FACTOR = 1.128
"""d2 for ranges of two points: mean moving range ÷ d2 estimates a standard deviation."""


@dataclass(frozen=True, slots=True)
class PChart:
    """Centre and limits (0 to 1), one pair a date, None where it has no base. `sigma_z` is 1 for a plain chart.

    `outside`: 1 above the upper limit, −1 below the lower one, 0 inside or without a base.
    """

    centre: float | None
    limits: tuple[tuple[float, float] | None, ...]
    sigma_z: float = 1.0
    laney: bool = False
    outside: tuple[int, ...] = ()


def _sigma_z(scores: Sequence[float | None]) -> float:
    """Mean moving range of z ÷ 1.128, screened once; 1 (a plain chart) when no two neighbours are known."""
    average = average_range(scores)
    return 1.0 if average is None else average / RANGE_FACTOR


def _side(share: float, limits: tuple[float, float]) -> int:
    return 1 if share > limits[1] + SLACK else -1 if share < limits[0] - SLACK else 0


def p_chart(x: Sequence[float | None], n: Sequence[float | None], laney: bool | None = None) -> PChart:
    """Limits p̄ ± 3√(p̄(1−p̄)/n), clipped to [0, 1]. `laney` None: p′ when the mean base is above 1,000.

    Raises ValueError when the counts are impossible.
    """
    x, n = known_or_none(x), known_or_none(n)
    if any(a is not None and b is not None and not 0 <= a <= b for a, b in zip(x, n, strict=True)):
        raise ValueError("impossible shares: x out of n")
    known = [(a, b) for a, b in zip(x, n, strict=True) if a is not None and b]
    if not known:
        return PChart(None, tuple(None for _ in x), outside=tuple(0 for _ in x))
    total = math.fsum(b for _, b in known)
    centre = math.fsum(a for a, _ in known) / total
    spread = math.sqrt(max(0.0, centre * (1 - centre)))
    if laney is None:
        laney = total / len(known) > LARGE
    scores = [
        (a / b - centre) * math.sqrt(b) / spread if a is not None and b and spread > 0 else None
        for a, b in zip(x, n, strict=True)
    ]
    sigma = _sigma_z(scores) if laney else 1.0

    def around(base: float) -> tuple[float, float]:
        reach = 3 * sigma * spread / math.sqrt(base)
        return max(0.0, centre - reach), min(1.0, centre + reach)

    pairs = list(zip(x, n, strict=True))
    limits = tuple(around(b) if a is not None and b else None for a, b in pairs)
    # Neighbours all alike: limits on the centre, nothing to flag (§ 9).
    flagged = sigma > 0
    sides = tuple(
        _side(a / b, limit) if flagged and limit and a is not None and b else 0
        for (a, b), limit in zip(pairs, limits, strict=True)
    )
    return PChart(centre, limits, sigma, laney, sides)
