"""Bootstrap bars of importance shares (specification § 12; Efron 1979), percentile method as R's
`relaimpo::boot.relimp`.

Own code: a resample is a count of each row, so that all covariances of a batch are one matrix product.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from dashboard.stats.drivers import complete_cases, covariance
from dashboard.stats.proportion import Floats
from dashboard.stats.subset_r2 import lmg

RESAMPLES = 500
SEED = 20_260_101
BATCH = 50


def importance_bars(
    outcome: Sequence[float | None],
    drivers: Mapping[str, Sequence[float | None]],
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> dict[str, tuple[float, float] | None]:
    """95 % bar (0 to 1) of the share of each driver: 2.5 % and 97.5 % quantiles (type 7) over resamples of the rows.

    The same seed gives the same bars. None for every driver when no resample explains anything. Refusals are those of
    `drivers.complete_cases`; ValueError with fewer than 500 resamples.
    """
    if resamples < RESAMPLES:
        raise ValueError(f"at least {RESAMPLES} resamples are needed, not {resamples}")
    table = complete_cases(outcome, drivers)
    constant = np.diag(covariance(table)) == 0
    centred = table - table.mean(axis=0)
    centred[:, constant] = 0.0
    source = np.random.default_rng(seed)
    batches = [_shares(centred, min(BATCH, resamples - done), source) for done in range(0, resamples, BATCH)]
    shares = np.concatenate(batches)
    shares = shares[~np.isnan(shares).any(axis=1)]
    if not len(shares):
        return dict.fromkeys(drivers)
    low, high = np.quantile(shares, [0.025, 0.975], axis=0)
    return {name: (float(low[i]), float(high[i])) for i, name in enumerate(drivers)}


def _shares(centred: Floats, count: int, source: np.random.Generator) -> Floats:
    """Shares of `count` resamples, shape (count, k); NaN where nothing is explained."""
    n, width = centred.shape
    drawn = np.stack([np.bincount(source.integers(0, n, n), minlength=n) for _ in range(count)]).astype(float)
    pairs = np.triu_indices(width)
    means = drawn @ centred / n
    products = drawn @ (centred[:, pairs[0]] * centred[:, pairs[1]]) / n - means[:, pairs[0]] * means[:, pairs[1]]
    matrices = np.empty((count, width, width))
    matrices[:, pairs[0], pairs[1]] = products
    matrices[:, pairs[1], pairs[0]] = products
    # A column that is constant in a resample leaves rounding noise instead of a variance of 0.
    places = np.arange(width)
    noise = matrices[:, places, places] <= 1e-12 * np.square(centred).max(axis=0)
    matrices[noise[:, :, None] | noise[:, None, :]] = 0.0
    importances, r2 = lmg(matrices)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(r2[:, None] > 0, importances / r2[:, None], np.nan)
