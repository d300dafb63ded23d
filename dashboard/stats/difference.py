"""Gap between two independent samples (specification § 5): Newcombe, pooled z, Fisher, Welch.

Own code for the Newcombe interval on real-valued counts and for tests from sums; Fisher's exact test is in `fisher`.
Checked against `statsmodels.stats.proportion.confint_proportions_2indep` and `scipy.stats.ttest_ind`.
"""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, stdtr

from dashboard.domain.estimate import Status
from dashboard.stats.constants import ALPHA, SLACK, Z95, two_sided
from dashboard.stats.fisher import fisher
from dashboard.stats.mean import student_margin
from dashboard.stats.proportion import Floats, checked_counts, wilson, wilson_limits
from dashboard.stats.result import Result

OVERLAPPING = "périodes chevauchantes, non testées"
UNKNOWN = "dispersion inconnue"

EXPECTED = 5
"""Below this expected count the χ² approximation gives way to the exact test."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A gap with its interval and p-value. A page draws an arrow only when `significant` and `material`."""

    result: Result
    significant: bool
    material: bool


def judged(result: Result, material_gap: float, scale: float = 1.0) -> Difference:
    """The gap with both decisions; `material_gap` is in the displayed unit, `scale` × value too."""
    if result.value is None or result.p_value is None:
        return Difference(result, significant=False, material=False)
    material = abs(result.value) * scale >= material_gap - SLACK
    return Difference(result, significant=result.p_value < ALPHA - SLACK, material=material)


def overlapping(first: Result, second: Result) -> Result:
    """The gap of two samples that share people (panel, rolling twelve months): a value, no interval and no test."""
    if first.value is None or second.value is None:
        return Result(method="overlapping", status=Status.NO_DATA)
    return Result(value=first.value - second.value, method="overlapping", note=OVERLAPPING)


def proportions(x1: float, n1: float, x2: float, n2: float) -> Result:
    """p1 − p2 (−1 to 1): Newcombe's hybrid interval, pooled z test, or Fisher's when an expected count is below 5.

    Raises ValueError when the counts are impossible.
    """
    one, other = wilson(x1, n1), wilson(x2, n2)
    p1, l1, u1, p2, l2, u2 = one.value, one.lower, one.upper, other.value, other.lower, other.upper
    if p1 is None or l1 is None or u1 is None or p2 is None or l2 is None or u2 is None:
        return Result(method="newcombe", status=Status.NO_DATA)
    d = p1 - p2
    return Result(
        value=d,
        lower=max(-1.0, d - math.sqrt((p1 - l1) * (p1 - l1) + (u2 - p2) * (u2 - p2))),
        upper=min(1.0, d + math.sqrt((u1 - p1) * (u1 - p1) + (p2 - l2) * (p2 - l2))),
        n=n1 + n2,
        p_value=_p_value(d, x1, n1, x2, n2),
        method="newcombe",
    )


def _p_value(d: float, x1: float, n1: float, x2: float, n2: float) -> float:
    pooled = (x1 + x2) / (n1 + n2)
    if pooled <= 0 or pooled >= 1:
        return 1.0
    if min(n1, n2) * min(pooled, 1 - pooled) < EXPECTED and n1 == round(n1) and n2 == round(n2):
        # A count rebuilt from a published rate is not quite whole.
        return fisher(round(x1), round(n1), round(x2), round(n2))
    return two_sided(d / (math.sqrt(pooled * (1 - pooled)) * math.sqrt(1 / n1 + 1 / n2)))


def proportions_of_many(
    x1: npt.ArrayLike, n1: npt.ArrayLike, x2: npt.ArrayLike, n2: npt.ArrayLike
) -> tuple[Floats, Floats, Floats, Floats]:
    """Gap, lower, upper and p-value of many pairs at once; NaN where a base is zero. The very numbers of `proportions`.

    Raises ValueError when counts are impossible.
    """
    (x1, n1), (x2, n2) = checked_counts(x1, n1), checked_counts(x2, n2)
    x1, n1, x2, n2 = np.broadcast_arrays(x1, n1, x2, n2)
    (l1, u1), (l2, u2) = wilson_limits(x1, n1), wilson_limits(x2, n2)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        p1, p2 = x1 / n1, x2 / n2
        d = p1 - p2
        lower = np.maximum(-1.0, d - np.sqrt((p1 - l1) * (p1 - l1) + (u2 - p2) * (u2 - p2)))
        upper = np.minimum(1.0, d + np.sqrt((u1 - p1) * (u1 - p1) + (p2 - l2) * (p2 - l2)))
        pooled = (x1 + x2) / (n1 + n2)
        z = d / (np.sqrt(pooled * (1 - pooled)) * np.sqrt(1 / n1 + 1 / n2))
        p_value = 2 * ndtr(-np.abs(z))
    defined = (n1 > 0) & (n2 > 0)
    p_value = np.where(defined & ((pooled <= 0) | (pooled >= 1)), 1.0, p_value)
    smallest = np.minimum(n1, n2) * np.minimum(pooled, 1 - pooled)
    whole = (n1 == np.round(n1)) & (n2 == np.round(n2))
    for i in np.flatnonzero(defined & whole & (smallest < EXPECTED) & (pooled > 0) & (pooled < 1)):
        p_value.flat[i] = fisher(*(round(float(a.flat[i])) for a in (x1, n1, x2, n2)))
    return d, lower, upper, np.where(defined, np.minimum(p_value, 1.0), np.nan)


def means(first: Result, second: Result) -> Result:
    """Welch's comparison of two `mean` results: gap, interval and p-value in the unit of the scale."""
    if first.value is None or second.value is None:
        return Result(method="welch", status=Status.NO_DATA)
    n1, n2 = first.n or 0, second.n or 0
    d, n = first.value - second.value, n1 + n2
    if first.se is None or second.se is None or n1 <= 1 or n2 <= 1:
        return Result(value=d, n=n, method="welch", note=UNKNOWN)
    v1, v2 = first.se**2, second.se**2
    if v1 + v2 == 0:
        # No variation on either side: nothing to test with.
        return Result(value=d, n=n, se=0.0, method="welch", note="aucune variation observée")
    share = v1 / (v1 + v2)
    degrees = 1 / (share**2 / (n1 - 1) + (1 - share) ** 2 / (n2 - 1))
    se = math.sqrt(v1 + v2)
    margin = student_margin(se, degrees)
    p_value = min(1.0, 2 * float(stdtr(degrees, -abs(d) / se)))
    return Result(d, d - margin, d + margin, n, se=se, p_value=p_value, method="welch")


def independent(first: Result, second: Result) -> Result:
    """d ± z√(SE₁² + SE₂²): net scores and weighted figures, in their unit."""
    if first.value is None or second.value is None:
        return Result(method="independent", status=Status.NO_DATA)
    d, n = first.value - second.value, (first.n or 0) + (second.n or 0)
    if first.se is None or second.se is None:
        return Result(value=d, n=n, method="independent", note=UNKNOWN)
    se = math.hypot(first.se, second.se)
    if se == 0:
        return Result(value=d, n=n, se=0.0, method="independent", note="aucune variation observée")
    return Result(d, d - Z95 * se, d + Z95 * se, n, se=se, p_value=two_sided(d / se), method="independent")
