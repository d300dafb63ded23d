"""Figures drawn from weighted answers (specification § 6), from the sums Σw, Σw², Σwy, Σw²y, Σw²y².

Own code, checked against `statsmodels.stats.weightstats` and a naive computation on the answers.
"""

import math

from dashboard.domain.estimate import Status
from dashboard.stats.constants import Z95
from dashboard.stats.proportion import wilson
from dashboard.stats.result import Result


def effective_size(w: float, w_sq: float) -> float:
    """Kish's n_eff = (Σw)² ÷ Σw²; 0 without weight."""
    return w / w_sq * w if w_sq > 0 else 0.0


def design_effect(n: float, w: float, w_sq: float) -> float:
    """Kish's deff = n·Σw² ÷ (Σw)²; 1 when all weights are equal."""
    size = effective_size(w, w_sq)
    return n / size if size > 0 else 1.0


def weighted_share(n: int, w: float, w_sq: float, w_num: float) -> Result:
    """Σwy ÷ Σw, between 0 and 1, with Wilson's interval at n_eff. `n` counts the answers."""
    if n == 0 or w <= 0:
        return Result(n=n, method="wilson-weighted", status=Status.NO_DATA)
    size = effective_size(w, w_sq)
    p = min(1.0, max(0.0, w_num / w))
    result = wilson(min(size, p * size), size)
    return Result(p, result.lower, result.upper, n, size, result.se, method="wilson-weighted")


def weighted_mean(n: int, w: float, w_sq: float, w_num: float, w_sq_num: float, w_sq_num_sq: float) -> Result:
    """Σwy ÷ Σw with SE = √(n/(n−1)·Σw²(y−ȳ)²) ÷ Σw, in the unit of y."""
    if n == 0 or w <= 0:
        return Result(n=n, method="weighted-mean", status=Status.NO_DATA)
    value, size = w_num / w, effective_size(w, w_sq)
    if n == 1:
        return Result(value=value, n=n, n_eff=size, method="weighted-mean")
    squares = max(0.0, math.fsum((w_sq_num_sq, -2 * value * w_sq_num, value * value * w_sq)))
    se = math.sqrt(n / (n - 1) * squares) / w
    margin = Z95 * se
    return Result(value, value - margin, value + margin, n, size, se, method="weighted-mean")
