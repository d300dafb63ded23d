"""Proportions: Wilson score interval (specification § 1; Wilson 1927).

Own code, checked against `statsmodels.stats.proportion.proportion_confint(method="wilson")`: the library does not give
exactly 0 and 1 at the ends, and loading it costs more than every figure of a page. R's `prop.test(correct = FALSE)`;
`Hmisc::binconf` replaces the limit next to the end when x is 1 or n − 1 (Brown, Cai and DasGupta 2001).
"""

import math
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from dashboard.domain.estimate import Status
from dashboard.stats.constants import Z95
from dashboard.stats.result import Result

Floats = npt.NDArray[np.float64]

METHOD = "wilson"


# A gap draws again the two shares that it compares: half of the shares of a page of sites.
@lru_cache(maxsize=16_384, typed=True)
def wilson(x: float, n: float, z: float = Z95) -> Result:
    """The share x ÷ n, between 0 and 1, with its interval.

    `x` and `n` may be real numbers (weighted answers: x = p × n_eff, n = n_eff). n = 0 gives `no_data`.
    Raises ValueError when the counts are impossible.
    """
    if not 0 <= x <= n < math.inf:
        raise ValueError(f"impossible share: {x} out of {n}")
    if n == 0:
        return Result(n=0, method=METHOD, status=Status.NO_DATA)
    p = x / n or 0.0  # never −0
    lower, upper = 0.0, 1.0
    # An n close to the smallest float overflows: nothing is known, hence the whole range.
    if math.isfinite(shift := z * z / n) and math.isfinite(spread := shift / (4 * n)):
        half = z * math.sqrt(p * (1 - p) / n + spread)
        lower = max(0.0, (p + shift / 2 - half) / (1 + shift)) if x > 0 else 0.0
        upper = min(1.0, (p + shift / 2 + half) / (1 + shift)) if x < n else 1.0
    return Result(
        value=p,
        lower=min(lower, p),
        upper=max(upper, p),
        n=n,
        se=math.sqrt(p * (1 - p) / n),
        method=METHOD,
    )


def wilson_limits(x: npt.ArrayLike, n: npt.ArrayLike, z: float = Z95) -> tuple[Floats, Floats]:
    """Lower and upper limits (0 to 1) of many shares at once; NaN where n = 0. The very numbers of `wilson`."""
    x, n = np.asarray(x, dtype=float), np.asarray(n, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        p = x / n
        shift = z * z / n
        spread = shift / (4 * n)
        half = z * np.sqrt(p * (1 - p) / n + spread)
        lower, upper = (p + shift / 2 - half) / (1 + shift), (p + shift / 2 + half) / (1 + shift)
    finite, known = np.isfinite(shift) & np.isfinite(spread), n > 0
    lower = np.where(x <= 0, 0.0, np.clip(np.where(finite, lower, 0.0), 0.0, p))
    upper = np.where(x >= n, 1.0, np.clip(np.where(finite, upper, 1.0), p, 1.0))
    return np.where(known, lower, np.nan), np.where(known, upper, np.nan)


def checked_counts(x: npt.ArrayLike, n: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Counts of many shares as arrays. Raises ValueError where x is not between 0 and n, or n is not finite."""
    x, n = np.asarray(x, dtype=float), np.asarray(n, dtype=float)
    if not np.all((x >= 0) & (x <= n) & (n < np.inf)):
        raise ValueError("impossible shares: x out of n")
    return x, n
