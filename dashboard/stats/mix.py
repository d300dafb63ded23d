"""Did the mix of two groups change? Standardised difference of a trait with several categories (after Yang and Dalton,
2012; 0.1 as in Austin, 2009), and χ² of homogeneity. Own code: no library here has the first from counts, and
the χ² of `groups.homogeneity` is of shares, that is of two categories.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import chdtrc

SLIGHT = 0.10
"""Standardised difference from which a mix is said to have changed."""


@dataclass(frozen=True, slots=True)
class MixChange:
    """`difference`: the standardised difference (0: same mix), less what chance alone makes of it; `p_value`: χ²."""

    difference: float
    p_value: float


def mix_change(first: Sequence[float], second: Sequence[float]) -> MixChange | None:
    """The change of mix between the counts of two groups, category by category.

    d² = (p₁ − p₂)ᵀ S⁻¹ (p₁ − p₂) = Σ (p₁ − p₂)² ÷ p̄, S the multinomial covariance of p̄, the mean of both mixes: that of
    each group alone cannot be inverted when they have no category in common. Chance alone makes (k − 1)(1/n₁ + 1/n₂) of
    it on average, which is taken off: many categories would else look like a change. Categories that both groups lack
    do not count. None with an empty group or a single category. ValueError: negative counts, different lengths.
    """
    if len(first) != len(second) or min((*first, *second), default=0) < 0:
        raise ValueError("counts of the same categories are needed")
    table = np.array([first, second], dtype=float)
    table = table[:, table.sum(axis=0) > 0]
    sizes = table.sum(axis=1)
    free = table.shape[1] - 1
    if free < 1 or not sizes.all():
        return None
    shares = table / sizes[:, None]
    squared = float(((shares[0] - shares[1]) ** 2 / shares.mean(axis=0)).sum())
    chance = free * float((1 / sizes).sum())
    expected = np.outer(sizes, table.sum(axis=0)) / sizes.sum()
    statistic = float(((table - expected) ** 2 / expected).sum())
    return MixChange(math.sqrt(max(0.0, squared - chance)), float(chdtrc(free, statistic)))
