"""R² of every subset of up to 12 drivers, and what each adds on average: LMG, or Shapley, shares (specification § 12).

Own code: R's `relaimpo::calc.relimp(type = "lmg")` has no Python counterpart here. Drivers are decided on one after the
other: each covariance matrix of what is left gives two, without the driver and with it (its Schur complement), so that
4,096 subsets cost about as much as a few dozen regressions; resamples are stacked and computed at once.
"""

from math import factorial

import numpy as np

from dashboard.stats.proportion import Floats

REDUNDANT = 1e-10
"""A driver of which less than this share of variance is its own adds nothing: collinearity is tolerated."""


def every_r2(covariances: Floats) -> Floats:
    """R² of the outcome on each subset, shape (b, 2**k), from covariances of shape (b, k + 1, k + 1), the outcome last.

    Bit i of the second index says whether driver i is in the subset. NaN when the outcome does not vary.
    """
    stack = _correlations(covariances)[:, None]
    drivers = stack.shape[-1] - 1
    known = stack[:, 0, -1, -1].copy()
    for _ in range(drivers):
        pivot = stack[..., 0, 0]
        cross = stack[..., 0, 1:]
        own = pivot > REDUNDANT
        share = np.where(own[..., None], cross / np.where(own, pivot, 1.0)[..., None], 0.0)
        rest = stack[..., 1:, 1:]
        stack = np.concatenate([rest, rest - share[..., :, None] * cross[..., None, :]], axis=1)
    # Drivers were decided on from the first to the last, each doubling the stack: bit i is driver i.
    unexplained = stack[..., 0, 0]
    r2 = np.clip(1.0 - unexplained, 0.0, 1.0)
    return np.where(known[:, None] > 0, r2, np.nan)


def _correlations(covariances: Floats) -> Floats:
    """Correlations, 0 for what does not vary."""
    variance = np.einsum("bii->bi", covariances)
    scale = np.sqrt(np.where(variance > 0, variance, np.inf))
    result = covariances / scale[:, :, None] / scale[:, None, :]
    places = np.arange(result.shape[-1])
    result[:, places, places] = np.where(variance > 0, 1.0, 0.0)
    return np.asarray(result)


def lmg(covariances: Floats) -> tuple[Floats, Floats]:
    """Importance of each driver, shape (b, k), and R² of them all, shape (b,), of which it is a split.

    Average gain in R² of the driver over all orders of entry: Σ |S|!(k−|S|−1)!/k! × (R²(S ∪ i) − R²(S)).
    """
    r2 = every_r2(covariances)
    drivers = covariances.shape[-1] - 1
    subsets = np.arange(2**drivers)
    sizes = np.array([subset.bit_count() for subset in range(2**drivers)])
    order = [factorial(size) * factorial(drivers - size - 1) / factorial(drivers) for size in range(drivers)]
    shares = np.empty((r2.shape[0], drivers))
    for driver in range(drivers):
        without = subsets[(subsets >> driver) & 1 == 0]
        gains = r2[:, without | (1 << driver)] - r2[:, without]
        shares[:, driver] = gains @ np.array(order)[sizes[without]]
    return np.maximum(shares, 0.0), r2[:, -1]


def explained(covariances: Floats) -> float | None:
    """R² (0 to 1) of the last variable on all the others; None when it does not vary."""
    stack = _correlations(covariances[None])[0]
    if stack[-1, -1] <= 0:
        return None
    while len(stack) > 1:
        cross, rest = stack[0, 1:], stack[1:, 1:]
        stack = rest - np.outer(cross, cross) / stack[0, 0] if stack[0, 0] > REDUNDANT else rest
    return float(np.clip(1.0 - stack[0, 0], 0.0, 1.0))
