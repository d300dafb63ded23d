"""Proportions: Wilson score interval (specification § 1; Wilson 1927).

Own code, checked against `statsmodels.stats.proportion.proportion_confint(method="wilson")`: the library does not give
exactly 0 and 1 at the ends, and loading it costs more than every figure of a page.
"""

import math

import numpy as np
import numpy.typing as npt

from dashboard.domain.estimate import Status
from dashboard.stats.constants import Z95
from dashboard.stats.result import Result

Floats = npt.NDArray[np.float64]

METHOD = "wilson"


def wilson(x: float, n: float, z: float = Z95) -> Result:
    """The share x ÷ n, between 0 and 1, with its interval.

    `x` and `n` may be real numbers (weighted answers: x = p × n_eff, n = n_eff). n = 0 gives `no_data`.
    Raises ValueError when the counts are impossible.
    """
    if not 0 <= x <= n:
        raise ValueError(f"impossible share: {x} out of {n}")
    if n == 0:
        return Result(n=0, method=METHOD, status=Status.NO_DATA)
    p = x / n
    lower, upper = 0.0, 1.0
    if math.isfinite(shift := z * z / n) and math.isfinite(spread := shift / (4 * n)):
        half = z * math.sqrt(p * (1 - p) / n + spread)
        lower = max(0.0, (p + shift / 2 - half) / (1 + shift)) if x > 0 else 0.0
        upper = min(1.0, (p + shift / 2 + half) / (1 + shift)) if x < n else 1.0
    return Result(
        value=p,
        lower=min(lower, p),
        upper=max(upper, p),
        n=n,
        se=(p * (1 - p) / n) ** 0.5,
        method=METHOD,
    )


def wilson_limits(x: npt.ArrayLike, n: npt.ArrayLike, z: float = Z95) -> tuple[Floats, Floats]:
    """Lower and upper limits (0 to 1) of many shares at once; NaN where n = 0. The same formula as `wilson`."""
    x, n = np.asarray(x, dtype=float), np.asarray(n, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        p = x / n
        denominator = 1 + z * z / n
        centre = (p + z * z / (2 * n)) / denominator
        half = z / denominator * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    # An n close to the smallest float overflows to inf ÷ inf: nothing is known, hence the whole range.
    known = n > 0
    lower = np.where(np.isfinite(centre - half), centre - half, 0.0)
    upper = np.where(np.isfinite(centre + half), centre + half, 1.0)
    lower = np.where(x <= 0, 0.0, np.clip(lower, 0.0, p))
    upper = np.where(x >= n, 1.0, np.clip(upper, p, 1.0))
    return np.where(known, lower, np.nan), np.where(known, upper, np.nan)
