"""Funnel plot of proportions, with overdispersion (specification § 11; Spiegelhalter 2005).

Own code, all NumPy: no library of this project has it.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

from dashboard.stats.constants import SLACK, Z95, Z998
from dashboard.stats.proportion import Floats

ADJUSTED_FROM = 10
"""Fewer sites than this: unadjusted limits only."""

ROUNDING = 1e-9
"""A weighted count is a product: it may pass its base by this much of it."""


@dataclass(frozen=True, slots=True)
class Funnel:
    """The shape of a funnel: target `theta` (0 to 1), between-site variance `tau_sq` on the arcsine scale, `phi`.

    `adjusted` tells which limits decide: widened for overdispersion, or binomial.
    """

    theta: float
    tau_sq: float = 0.0
    phi: float | None = None
    adjusted: bool = False

    @property
    def overdispersed(self) -> bool:
        """False: « pas de surdispersion »."""
        return self.tau_sq > 0

    def limits(self, n: npt.ArrayLike, z: float = Z95) -> tuple[Floats, Floats]:
        """Lower and upper limits (0 to 1) at bases `n`; NaN where n = 0."""
        n = np.asarray(n, dtype=float)
        with np.errstate(divide="ignore", invalid="ignore"):
            if self.adjusted:
                reach = z * np.sqrt(1 / (4 * n) + self.tau_sq)
                centre = np.arcsin(np.sqrt(self.theta))
                lower = np.sin(np.clip(centre - reach, 0, np.pi / 2)) ** 2
                upper = np.sin(np.clip(centre + reach, 0, np.pi / 2)) ** 2
            else:
                reach = z * np.sqrt(self.theta * (1 - self.theta) / n)
                lower, upper = np.clip(self.theta - reach, 0, 1), np.clip(self.theta + reach, 0, 1)
        known = n > 0
        return np.where(known, lower, np.nan), np.where(known, upper, np.nan)

    def scores(self, x: npt.ArrayLike, n: npt.ArrayLike) -> Floats:
        """How many standard errors each site lies from the target; NaN where n = 0."""
        x, n = np.asarray(x, dtype=float), np.asarray(n, dtype=float)
        with np.errstate(divide="ignore", invalid="ignore"):
            if self.adjusted:
                gap = _angle(x / n) - np.arcsin(np.sqrt(self.theta))
                return np.where(n > 0, gap / np.sqrt(1 / (4 * n) + self.tau_sq), np.nan)
            gap, spread = x / n - self.theta, np.sqrt(self.theta * (1 - self.theta) / n)
            return np.where(n > 0, np.where(np.abs(gap) <= SLACK, 0.0, gap / spread), np.nan)

    def p_values(self, x: npt.ArrayLike, n: npt.ArrayLike) -> Floats:
        """Two-sided p-values of the same decision, for Benjamini–Hochberg; NaN where n = 0."""
        scores = self.scores(x, n)
        return np.where(np.isnan(scores), np.nan, 2 * ndtr(-np.abs(scores)))


def _angle(p: Floats) -> Floats:
    return np.asarray(np.arcsin(np.sqrt(np.clip(p, 0.0, 1.0))))


def outside(x: npt.ArrayLike, n: npt.ArrayLike, funnel: Funnel) -> npt.NDArray[np.int8]:
    """−2 and 2: beyond 99.8 %; −1 and 1: beyond 95 %; 0: inside, or no base."""
    scores = np.nan_to_num(funnel.scores(x, n), nan=0.0, posinf=np.inf, neginf=-np.inf)
    rank = (np.abs(scores) > Z95 + SLACK).astype(np.int8) + (np.abs(scores) > Z998 + SLACK)
    return (np.sign(scores) * rank).astype(np.int8)


def fit(x: npt.ArrayLike, n: npt.ArrayLike, adjust: bool = True) -> Funnel | None:
    """The funnel of these sites, whose target is Σx ÷ Σn; None when no site has a base.

    `adjust` False: binomial limits. Otherwise widened for overdispersion from 10 sites on, never with fewer.
    z is winsorised at its 10 % and 90 % quantiles (type 7). A site whose x or n is NaN is no site. Raises ValueError
    when the counts of a site are impossible.
    """
    x, n = np.asarray(x, dtype=float), np.asarray(n, dtype=float)
    known: npt.NDArray[np.bool_] = (n > 0) & ~np.isnan(x)
    x, n = x[known], n[known]
    if not n.size:
        return None
    if not np.all((x >= 0) & (x <= n * (1 + ROUNDING)) & (n < np.inf)):
        raise ValueError("impossible shares: x out of n")
    theta = float(min(1.0, x.sum() / n.sum()))
    if not adjust or n.size < ADJUSTED_FROM:
        return Funnel(theta)
    precision = 4 * n
    z = (_angle(x / n) - np.arcsin(np.sqrt(theta))) * np.sqrt(precision)
    low, high = np.quantile(z, [0.1, 0.9])
    phi = float(np.mean(np.clip(z, low, high) ** 2))
    sites = n.size
    spread = precision.sum() - (precision**2).sum() / precision.sum()
    tau_sq = max(0.0, (sites * phi - (sites - 1)) / spread) if spread > 0 else 0.0
    return Funnel(theta, float(tau_sq), phi, adjusted=True)
