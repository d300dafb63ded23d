"""Delays: quantiles, interval of the median, share treated in time (specification § 15).

Type 7 quantiles are `numpy.quantile` (R's default, DuckDB's `quantile_cont`). Own code: the interval of the median
(Conover 1999; order statistics as in R's `DescTools::MedianCI`, method exact) and the weighted quantile, R's
`survey::svyquantile(qrule = "math")` (survey 4.1-1 errs below the weight of the first value, where `quantile(type = 1)`
on repeated values, and its own definition, agree with this one).
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from dashboard.domain.estimate import Status
from dashboard.stats.constants import SLACK
from dashboard.stats.missing import known_or_none
from dashboard.stats.proportion import wilson
from dashboard.stats.refusal import RefusedError
from dashboard.stats.result import Result
from dashboard.stats.weights import checked_weights, kish_of


@dataclass(frozen=True, slots=True)
class Median:
    """The median with its interval; `coverage` is the true confidence of that interval, None without one."""

    result: Result
    coverage: float | None


@dataclass(frozen=True, slots=True)
class Delays:
    """Median and P90 of the closed files, in their unit, and the number of open ones, which flatter both."""

    median: Median
    p90: Result
    closed: int
    open: int


def _known(values: Sequence[float | None]) -> list[float]:
    return [float(value) for value in known_or_none(values) if value is not None]


def quantile(values: Sequence[float | None], p: float) -> Result:
    """Type 7 quantile, h = (n − 1)p, of the known values; `no_data` without any. Raises ValueError unless 0 ≤ p ≤ 1."""
    if not 0 <= p <= 1:
        raise ValueError(f"impossible probability: {p}")
    known = _known(values)
    if not known:
        return Result(n=0, method="quantile-7", status=Status.NO_DATA)
    return Result(value=float(np.quantile(known, p)), n=len(known), method="quantile-7")


def median(values: Sequence[float | None]) -> Median:
    """The median and its interval: order statistics k and n + 1 − k, k the 2.5 % quantile of Bin(n, ½).

    Fewer than 6 known values: no interval. No value: `no_data`.
    """
    found = quantile(values, 0.5)
    if found.value is None:
        return Median(found, None)
    from scipy.stats import binom  # loaded here: a second of start-up, needed by one panel

    known = sorted(_known(values))
    n = len(known)
    k = int(binom.ppf(0.025, n, 0.5))
    if k < 1:
        return Median(Result(found.value, n=n, method="median", note="base trop faible pour un intervalle"), None)
    coverage = 1 - 2 * float(binom.cdf(k - 1, n, 0.5))
    return Median(Result(found.value, known[k - 1], known[n - k], n, method="median-binomial"), coverage)


def median_of_counts(counts: Iterable[tuple[float, int]]) -> Median:
    """The same of values that repeat: each one with how many times it was found."""
    pairs = list(counts)
    return median(np.repeat([value for value, _ in pairs], [times for _, times in pairs]).tolist() if pairs else [])


def delays(values: Sequence[float | None]) -> Delays:
    """Median and P90 of delays, None for a file that is still open: missing, not zero, and counted."""
    closed = len(_known(values))
    return Delays(median(values), quantile(values, 0.9), closed, len(values) - closed)


def on_time(values: Sequence[float | None], ages: Sequence[float], limit: float) -> Result:
    """Share (0 to 1) treated within `limit`, among all due files, with Wilson's interval.

    `values`: the delay of each file, None while open; `ages`: time since its reception. A file is due once its age has
    reached the limit, open or closed, so that neither quick nor slow files are favoured. No due file: `no_data`.
    """
    due = [value for value, age in zip(values, ages, strict=True) if age >= limit - SLACK]
    return wilson(sum(value is not None and value <= limit + SLACK for value in due), len(due))


def weighted_quantile(values: Sequence[float | None], weights: Sequence[float | None], p: float) -> Result:
    """Smallest value whose cumulative share of weight reaches `p`; equal weights give type 1.

    A missing value or a zero weight is out of the base; nothing left gives `no_data`. RefusedError on a missing weight,
    ValueError unless 0 ≤ p ≤ 1.
    """
    if not 0 <= p <= 1:
        raise ValueError(f"impossible probability: {p}")
    if len(values) != len(weights):
        raise RefusedError("Le nombre de poids diffère du nombre de réponses : donner un poids à chaque réponse.")
    w = checked_weights(weights)
    y = np.array([np.nan if value is None else value for value in values], dtype=float)
    kept = (w > 0) & ~np.isnan(y)
    y, w = y[kept], w[kept]
    if not y.size:
        return Result(n=0, n_eff=0.0, method="weighted-quantile", status=Status.NO_DATA)
    order = np.argsort(y, kind="stable")
    shares = np.cumsum(w[order]) / math.fsum(w)
    place = min(int(np.searchsorted(shares, p - SLACK)), y.size - 1)
    return Result(float(y[order][place]), n=int(y.size), n_eff=kish_of(w).n_eff, method="weighted-quantile")
