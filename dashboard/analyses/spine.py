"""Where a site stands among its peers: the spread of those that may be shown, never one that may not."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dashboard.domain.estimate import Estimate, Shown

RANGE_FROM = 5
"""Shown peers from which their spread is drawn: from fewer, it would only repeat a few of them."""
QUARTILES_FROM = 10
"""Shown peers from which a quarter of them means something."""
SIMILAR = 2.0
"""Sites of a like size: a base between half and twice that of the site."""


@dataclass(frozen=True, slots=True)
class Spine:
    """The peers of a site on one indicator, in its unit. Quartiles are of type 7, None under QUARTILES_FROM peers.

    `similar`: the peers are those of a like size; else there were fewer than QUARTILES_FROM of them, and all the sites
    of the type are taken.
    """

    n_peers: int
    similar: bool
    low: float
    median: float
    high: float
    lower_quartile: float | None = None
    upper_quartile: float | None = None


def spine_of(own: Estimate, peers: Sequence[Estimate]) -> Spine | None:
    """The spine of `own`; None when it may not be shown itself, or with too few shown peers. `peers`: without it."""
    if not isinstance(own, Shown):
        return None
    shown = [peer for peer in peers if isinstance(peer, Shown)]
    like = [peer for peer in shown if _alike(own.n, peer.n)]
    similar = len(like) >= QUARTILES_FROM
    values = np.array([peer.value for peer in (like if similar else shown)], dtype=float)
    if len(values) < RANGE_FROM:
        return None
    low, first, median, third, high = (float(cut) for cut in np.quantile(values, (0, 0.25, 0.5, 0.75, 1)))
    if len(values) < QUARTILES_FROM:
        return Spine(len(values), similar, low, median, high)
    return Spine(len(values), similar, low, median, high, first, third)


def _alike(own: int | None, other: int | None) -> bool:
    return own is not None and other is not None and own / SIMILAR <= other <= own * SIMILAR


def quarter(own: Shown, spine: Spine, *, higher_is_better: bool) -> int:
    """1: in the most favourable quarter of the peers; −1: in the least; 0: between, or without quartiles."""
    if spine.lower_quartile is None or spine.upper_quartile is None:
        return 0
    side = (own.value > spine.upper_quartile) - (own.value < spine.lower_quartile)
    return side if higher_is_better else -side
