"""Figures drawn from people who may be the same: two questions of one survey, for instance.

Specification § 5 compares independent samples; here the correlation of the answers is not known. Whatever it is, the
standard deviation of a sum is at most the sum of the standard deviations (Minkowski): SE(a − b) ≤ SE(a) + SE(b), and
SE(mean) ≤ mean of the SE. The bound makes the test prudent: it shows a gap too rarely, never too often. Own code, a few
lines: libraries compare samples that are independent, or paired person by person.
"""

import math
from collections.abc import Sequence

from dashboard.domain.estimate import Status
from dashboard.stats.constants import Z95, two_sided
from dashboard.stats.result import Result

OTHERS = 2
"""Fewer figures than this make no mean to compare with."""


def largest_se(figure: Result) -> float | None:
    """The standard error of a figure, or the one that its 95 % interval implies when it is larger; None without any.

    A share of 0 % or 100 % has a plain SE of 0, while its Wilson interval is not empty.
    """
    errors = [] if figure.se is None else [figure.se]
    if figure.lower is not None and figure.upper is not None:
        errors.append((figure.upper - figure.lower) / (2 * Z95))
    return max(errors, default=None)


def equal_weight_mean(figures: Sequence[Result], minimum: int = OTHERS) -> Result:
    """Mean of the figures (one unit), each counting for one, with the largest SE that any correlation allows.

    `n` is the number of figures. `insufficient` below `minimum` figures; a figure without value is an error of the
    caller (ValueError).
    """
    values = [figure.value for figure in figures if figure.value is not None]
    if len(values) != len(figures):
        raise ValueError("a figure without a value has no place in a mean")
    if len(values) < minimum:
        return Result(n=len(values), method="equal-weight", status=Status.INSUFFICIENT)
    mean = math.fsum(values) / len(values)
    errors = [largest_se(figure) for figure in figures]
    known = [error for error in errors if error is not None]
    if len(known) != len(values):
        return Result(value=mean, n=len(values), method="equal-weight", note="dispersion inconnue")
    se = math.fsum(known) / len(known)
    return Result(mean, mean - Z95 * se, mean + Z95 * se, len(values), se=se, method="equal-weight")


def prudent_gap(first: Result, second: Result) -> Result:
    """first − second in their unit, with d ± z(SE₁ + SE₂) and the p-value that goes with it.

    `no_data` when one has no value; no interval and no test when one has no dispersion, or when nothing varies.
    """
    if first.value is None or second.value is None:
        return Result(method="worst-case", status=Status.NO_DATA)
    gap = first.value - second.value
    errors = largest_se(first), largest_se(second)
    if errors[0] is None or errors[1] is None:
        return Result(value=gap, method="worst-case", note="dispersion inconnue")
    se = errors[0] + errors[1]
    if se == 0:
        return Result(value=gap, se=0.0, method="worst-case", note="aucune variation observée")
    return Result(gap, gap - Z95 * se, gap + Z95 * se, se=se, p_value=two_sided(gap / se), method="worst-case")
