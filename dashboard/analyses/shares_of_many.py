"""Thousands of shares against the rest of their networks at once: the very comparisons of `against_network`. What
is not a plain share (weights, few answers, shares above 100 %) is left to it.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from dashboard.analyses.answers import Answer
from dashboard.analyses.comparing import concluded_on
from dashboard.analyses.drawing import Family
from dashboard.analyses.observed import Key, Rows
from dashboard.analyses.references import against_network
from dashboard.disclosure import Thresholds
from dashboard.domain.comparison import Against, Comparison
from dashboard.domain.estimate import Shown
from dashboard.stats.difference import proportions_of_many
from dashboard.stats.proportion import Floats, wilson_limits
from dashboard.stats.result import Result
from dashboard.store.observation_record import Observations


def against_networks(found: Sequence[Answer], networks: Mapping[Key, Rows], thresholds: Thresholds) -> list[Comparison]:
    """One comparison an answer, in their order."""
    rest = np.array([_rest(answer, networks) for answer in found], dtype=float).reshape(-1, 3)
    x, base, n = rest.T
    solid = max(thresholds.masked_below, thresholds.unanimous_below, thresholds.fragile_below)
    with np.errstate(invalid="ignore"):
        plain = (n >= solid) & (base > 0) & (x >= 0) & (x <= base)
    compared = dict(zip(np.flatnonzero(plain).tolist(), _compared(found, rest, plain), strict=True))
    return [compared.get(place) or against_network(answer, networks, thresholds) for place, answer in enumerate(found)]


def _compared(found: Sequence[Answer], rest: Floats, plain: np.ndarray) -> list[Comparison]:
    chosen = [found[place] for place in np.flatnonzero(plain).tolist()]
    x, base, n = rest[plain].T
    counted = np.minimum(n, x / base * n)
    lower, upper = wilson_limits(counted, n)
    ours = [answer.drawn.x for answer in chosen], [answer.drawn.n for answer in chosen]
    gaps = proportions_of_many(*ours, counted, n)
    columns = [(100 * column).tolist() for column in (counted / n, lower, upper, *gaps[:3])]
    bases = [column.tolist() for column in (x, base, n, gaps[3])]
    return [
        _one(answer, Shown(value, low, high, round(size), numerator, denominator, method="wilson"), (d, at, to, p))
        for answer, value, low, high, d, at, to, numerator, denominator, size, p in zip(
            chosen, *columns, *bases, strict=True
        )
    ]


def _one(answer: Answer, reference: Shown, gap: tuple[float, float, float, float]) -> Comparison:
    difference, lower, upper, p_value = gap
    tested = Result(difference, lower, upper, answer.drawn.n + (reference.n or 0), p_value=p_value, method="newcombe")
    return concluded_on(answer.indicator, Against.NETWORK, tested, answer.estimate, reference)


NOTHING = (np.nan, np.nan, np.nan)


def _rest(answer: Answer, networks: Mapping[Key, Rows]) -> tuple[float, float, float]:
    """Numerator, denominator and answers of the rest of the network of a plain share; NaN for anything else."""
    row = answer.row
    network = networks.get(Key(answer.indicator.code, bucket=answer.key.bucket), {}).get(answer.level)
    if (
        network is None
        or row is None
        or not isinstance(answer.estimate, Shown)
        or answer.drawn.family is not Family.PROPORTION
        or not _countable(row, network)
    ):
        return NOTHING
    x, base = (network.numerator or 0) - (row.numerator or 0), (network.denominator or 0) - (row.denominator or 0)
    return x, base, base if network.n is None or row.n is None else network.n - row.n


def _countable(row: Observations, network: Observations) -> bool:
    """Whether both are plain sums, of which one can be taken from the other."""
    known = (row.numerator, row.denominator, network.numerator, network.denominator)
    kept_apart = (row.w, network.w, network.contributors, network.first_share)
    return None not in known and kept_apart == (None, None, None, None) and network.n_sites > row.n_sites
