"""One unit against a benchmark taken as exact: above, below or no gap shown (specification § 7).

Own code: the score test is the Wilson interval read the other way, and both must give the same decision.
"""

import math
from enum import StrEnum

from scipy.special import stdtr

from dashboard.domain.indicator import Direction
from dashboard.stats.constants import SLACK, two_sided
from dashboard.stats.result import Result


class Position(StrEnum):
    """Where the interval of a unit lies."""

    ABOVE = "above"
    BELOW = "below"
    SIMILAR = "similar"  # no gap shown, which is not « equal »


def position(result: Result, benchmark: float) -> Position | None:
    """ABOVE when the whole interval is above `benchmark`; a benchmark on a limit is SIMILAR; None without interval."""
    if result.lower is None or result.upper is None:
        return None
    if result.lower > benchmark + SLACK:
        return Position.ABOVE
    if result.upper < benchmark - SLACK:
        return Position.BELOW
    return Position.SIMILAR


def score_test(x: float, n: float, benchmark: float) -> float | None:
    """Two-sided p-value of z = (p − b) ÷ √(b(1−b)/n); None when n = 0 or b is NaN.

    A benchmark of 0 or 1 is met (p = 1) or not (p = 0). Raises ValueError when it is not between them.
    """
    if n <= 0 or math.isnan(benchmark):
        return None
    if not 0 <= benchmark <= 1:
        raise ValueError(f"impossible benchmark of a share: {benchmark}")
    gap = x / n - benchmark
    spread = benchmark * (1 - benchmark) / n
    if spread <= 0:
        return 1.0 if abs(gap) <= SLACK else 0.0
    return two_sided(gap / math.sqrt(spread))


def student_test(result: Result, benchmark: float) -> float | None:
    """Two-sided p-value of t = (ȳ − b) ÷ SE with n − 1 degrees of freedom, for a `mean`; None without dispersion
    or when b is NaN.

    The same decision as its interval: answers that do not vary are at the benchmark (1) or not (0).
    """
    if result.value is None or result.se is None or result.n is None or result.n < 2 or math.isnan(benchmark):
        return None
    gap = result.value - benchmark
    if result.se <= 0:
        return 1.0 if abs(gap) <= SLACK else 0.0
    return min(1.0, 2 * float(stdtr(result.n - 1, -abs(gap) / result.se)))


def favourable(found: Position, direction: Direction) -> bool | None:
    """True when the gap is an advantage, False when it is not, None when similar or without polarity."""
    if found is Position.SIMILAR or direction is Direction.NEUTRAL:
        return None
    return (found is Position.ABOVE) == (direction is Direction.HIGHER)
