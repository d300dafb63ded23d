"""Mean score with Student's interval (specification § 3), from n, Σy and Σy².

Own code: the data give sums, not answers. The centred sum of squares is computed in exact rational arithmetic, so that
Σy² − n·ȳ² loses nothing to cancellation. Checked against `scipy.stats.t.interval` on the answers themselves.
"""

import math
from fractions import Fraction

from scipy.special import stdtrit

from dashboard.domain.estimate import Status
from dashboard.stats.constants import SLACK
from dashboard.stats.result import Result

METHOD = "student"

ROUNDING = 1e-9
"""What adding up millions of decimal scores may cost, of the sum itself."""


def centred_squares(n: float, total: float, total_sq: float) -> float:
    """Σ(y − ȳ)² from the sums; never negative.

    Sums of whole numbers are exact. Sums of decimals carry rounding noise, below which there is no variation.
    """
    if float(n).is_integer() and float(total).is_integer() and float(total_sq).is_integer():
        whole = int(n)
        return max(0, whole * int(total_sq) - int(total) ** 2) / whole
    exact = Fraction(total_sq) - Fraction(total) ** 2 / Fraction(n)
    noise = SLACK * abs(total_sq)
    return float(exact) if exact > noise else 0.0


def student_margin(se: float, degrees: float) -> float:
    """t(0.975; degrees) × se."""
    return float(stdtrit(degrees, 0.975)) * se


def mean(n: int, total: float, total_sq: float | None) -> Result:
    """The mean of `n` answers in their own unit. Without `total_sq`, or with one answer, there is no interval.

    The limits are raw: they may pass the ends of the scale, and only a drawing clips them. Squares that no answers can
    have leave no interval. Raises ValueError on n < 0 and on sums that are not finite.
    """
    if n < 0 or not math.isfinite(total) or not math.isfinite(total_sq or 0.0):
        raise ValueError(f"impossible sums: {n} answers, {total}, {total_sq}")
    if n == 0:
        return Result(n=0, method=METHOD, status=Status.NO_DATA)
    value = total / n or 0.0  # never −0
    if total_sq is None or n == 1:
        return Result(value=value, n=n, method="mean")
    if total_sq < total * value * (1 - ROUNDING):
        # No answers have such sums: their source is wrong, and nothing is known of their dispersion.
        return Result(value=value, n=n, method="mean", note="somme des carrés incohérente")
    se = math.sqrt(centred_squares(n, total, total_sq) / (n - 1) / n)
    margin = student_margin(se, n - 1)
    note = "aucune variation observée" if se == 0 else ""
    return Result(value=value, lower=value - margin, upper=value + margin, n=n, se=se, method=METHOD, note=note)
