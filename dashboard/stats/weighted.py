"""Figures drawn from weighted answers (specification § 6), from the sums Σw, Σw², Σwy, Σw²y, Σw²y².

Own code, checked against `statsmodels.stats.weightstats` and a naive computation on the answers.
"""

import math

from dashboard.domain.estimate import Status
from dashboard.stats.constants import SLACK, Z95
from dashboard.stats.net import net
from dashboard.stats.proportion import wilson
from dashboard.stats.result import Result


def effective_size(w: float, w_sq: float) -> float:
    """Kish's n_eff = (Σw)² ÷ Σw²; 0 without weight."""
    return w / w_sq * w if w_sq > 0 else 0.0


def design_effect(n: float, w: float, w_sq: float) -> float:
    """Kish's deff = n·Σw² ÷ (Σw)²; 1 when all weights are equal."""
    size = effective_size(w, w_sq)
    return n / size if size > 0 else 1.0


def least_error(size: float) -> float:
    """The smallest SE that a comparison may give a share of `size` effective answers: z ÷ 2(n_eff + z²).

    It is the half-width of Wilson's interval of 0 or 100 %, over z. Everybody agreeing in a sample has an SE of 0, and
    would make any gap a certainty; one dissenter of weight 1 among them already has an SE above this one (≈ 1 ÷ n),
    so that it changes no other comparison.
    """
    return Z95 / (2 * (size + Z95 * Z95))


def weighted_share(n: int, w: float, w_sq: float, w_num: float, w_sq_num: float | None = None) -> Result:
    """Σwy ÷ Σw, between 0 and 1, with Wilson's interval at n_eff. `n` counts the answers of positive weight.

    With `w_sq_num` (Σw²y) the SE is that of the general weighted mean, else that of a plain share of n_eff answers.
    """
    if n == 0 or w <= 0:
        return Result(n=n, method="wilson-weighted", status=Status.NO_DATA)
    size = min(float(n), effective_size(w, w_sq))
    p = min(1.0, max(0.0, w_num / w))
    result = wilson(min(size, p * size), size)
    se = result.se
    if w_sq_num is not None and n > 1:
        # y is 0 or 1, hence Σw²y² = Σw²y.
        se = _standard_error(n, w, math.fsum((w_sq_num, -2 * p * w_sq_num, p * p * w_sq)))
    return Result(p, result.lower, result.upper, n, size, se, method="wilson-weighted")


def _standard_error(n: int, w: float, squares: float) -> float:
    """√(n/(n−1) · Σw²(y−ȳ)²) ÷ Σw."""
    return math.sqrt(n / (n - 1) * max(0.0, squares)) / w


def weighted_mean(n: int, w: float, w_sq: float, w_num: float, w_sq_num: float, w_sq_num_sq: float) -> Result:
    """Σwy ÷ Σw with SE = √(n/(n−1)·Σw²(y−ȳ)²) ÷ Σw, in the unit of y."""
    if n == 0 or w <= 0:
        return Result(n=n, method="weighted-mean", status=Status.NO_DATA)
    value, size = w_num / w, min(float(n), effective_size(w, w_sq))
    if n == 1:
        return Result(value=value, n=n, n_eff=size, method="weighted-mean")
    squares = math.fsum((w_sq_num_sq, -2 * value * w_sq_num, value * value * w_sq))
    # Below the rounding of the sums themselves there is no variation.
    se = _standard_error(n, w, squares) if squares > SLACK * w_sq_num_sq else 0.0
    margin, note = Z95 * se, "" if se > 0 else "aucune variation observée"
    return Result(value, value - margin, value + margin, n, size, se, method="weighted-mean", note=note)


def weighted_net(n: int, w: float, w_sq: float, w_num: float, w_sq_num: float, w_sq_num_sq: float) -> Result:
    """Net score in points, y being 1 (favourable), 0 or −1 (unfavourable). When everyone answers alike the interval is
    the adjusted one of `net` at n_eff, never « ± 0 »."""
    found = weighted_mean(n, w, w_sq, w_num, w_sq_num, w_sq_num_sq)
    if found.value is None or found.n_eff is None:
        return Result(n=n, method="weighted-net", status=Status.NO_DATA)
    value, size = min(1.0, max(-1.0, found.value)), found.n_eff
    if found.se and found.lower is not None and found.upper is not None:
        lower, upper = max(-100.0, 100 * found.lower), min(100.0, 100 * found.upper)
        return Result(100 * value, lower, upper, n, size, 100 * found.se, method="weighted-net")
    alike = net(size, size * (value > 0.5), size * (value < -0.5))
    return Result(
        100 * value, alike.lower, alike.upper, n, size, alike.se, method="weighted-net-adjusted", note=alike.note
    )
