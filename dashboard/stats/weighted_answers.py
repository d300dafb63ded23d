"""Weighted figures from the answers themselves (specification § 6). `weighted` does the same from sums.

Own code: `statsmodels` has the mean but not this standard error. It is that of R's `survey::svymean` for a design
without strata, `svydesign(~1, weights=)`, or `svydesign(~cluster, weights=)` when whole sites were drawn; the
interval is, as there, the normal one. With `na.rm = TRUE` R keeps the missing answers in the n of n/(n − 1); here n is
the base, as everywhere (specification § 0).
"""

import math
from collections.abc import Hashable, Sequence

import numpy as np
import numpy.typing as npt

from dashboard.domain.estimate import Status
from dashboard.stats.constants import Z95
from dashboard.stats.proportion import Floats, wilson
from dashboard.stats.result import Result
from dashboard.stats.weights import checked_weights, kish_of

WITHOUT_VARIATION = "aucune variation observée"
ONE_CLUSTER = "une seule grappe : pas d’intervalle"


def _valid(
    values: Sequence[float | None], weights: Sequence[float | None], clusters: Sequence[Hashable] | None
) -> tuple[Floats, Floats, npt.NDArray[np.int64]]:
    """Answers that are in the base with a positive weight, their weights, and a number for their cluster."""
    if len(values) != len(weights) or (clusters is not None and len(clusters) != len(values)):
        raise ValueError("values, weights and clusters have different lengths")
    w = checked_weights(weights)
    y = np.array([np.nan if value is None else value for value in values], dtype=float)
    places: dict[Hashable, int] = {}
    names = range(len(values)) if clusters is None else clusters
    group = np.array([places.setdefault(name, len(places)) for name in names], dtype=np.int64)
    kept = (w > 0) & ~np.isnan(y)
    return y[kept], w[kept], group[kept]


def _standard_error(y: Floats, w: Floats, group: npt.NDArray[np.int64], value: float) -> float | None:
    """√(m/(m−1) · Σ (Σ w(y−ȳ))²) ÷ Σw over m clusters; None with one."""
    clusters = np.unique(group).size
    if clusters < 2:
        return None
    gaps = np.bincount(group, weights=w * (y - value))
    return math.sqrt(clusters / (clusters - 1) * math.fsum(gaps * gaps)) / math.fsum(w)


def mean_of_answers(
    values: Sequence[float | None], weights: Sequence[float | None], clusters: Sequence[Hashable] | None = None
) -> Result:
    """Σwy ÷ Σw in the unit of y, SE = √(n/(n−1)·Σw²(y−ȳ)²) ÷ Σw, value ± z·SE; n, and n_eff of Kish.

    A missing answer (None, NaN) or a zero weight is out of the base. `clusters`: the site of each answer when whole
    sites were drawn; the variance is then that between sites. One answer, or one cluster: no interval. No answer:
    `no_data`. RefusedError on a missing or negative weight.
    """
    y, w, group = _valid(values, weights, clusters)
    method = "weighted-mean" if clusters is None else "weighted-mean-clusters"
    if not y.size:
        return Result(n=0, n_eff=0.0, method=method, status=Status.NO_DATA)
    value, size = math.fsum(w * y) / math.fsum(w), kish_of(w).n_eff
    flat = bool(np.all(y == y[0]))
    value = float(y[0]) if flat else value
    se = _standard_error(y, w, group, value)
    if se is None:
        note = ONE_CLUSTER if clusters is not None else ""
        return Result(value=value, n=int(y.size), n_eff=size, method=method, note=note)
    note = WITHOUT_VARIATION if flat else ""
    return Result(value, value - Z95 * se, value + Z95 * se, int(y.size), size, se, method=method, note=note)


def share_of_answers(
    chosen: Sequence[bool | None], weights: Sequence[float | None], clusters: Sequence[Hashable] | None = None
) -> Result:
    """Weighted share (0 to 1) of the answers that are True, with Wilson's interval at n_eff.

    With `clusters` the effective size is instead p(1−p) ÷ SE², from the variance between sites (Korn and Graubard
    1998), never above Kish's; one cluster, or unanimity, leaves no such variance: no interval.
    """
    values = [None if answer is None else float(answer) for answer in chosen]
    found = mean_of_answers(values, weights, clusters)
    if found.value is None:
        return Result(n=0, n_eff=0.0, method="wilson-weighted", status=Status.NO_DATA)
    p, size = min(1.0, max(0.0, found.value)), found.n_eff or 0.0
    if clusters is not None:
        if not found.se:
            return Result(p, n=found.n, n_eff=size, method="wilson-clusters", note=found.note or ONE_CLUSTER)
        size = min(size, p * (1 - p) / found.se**2)
    limits = wilson(min(size, p * size), size)
    method = "wilson-weighted" if clusters is None else "wilson-clusters"
    return Result(p, limits.lower, limits.upper, found.n, size, found.se, method=method)
