"""Fisher's exact test of two shares, two-sided (specification § 5; Fisher 1935).

Own code, for the time of a page: `scipy.stats.fisher_exact` takes half a millisecond a table, and a second to load.
Same definition as R's `fisher.test`, with its tolerance on ties; checked against SciPy and against exact fractions.
"""

import math
from collections.abc import Callable, Iterator

AS_LIKELY = 1 + 1e-7
"""A table as likely as the observed one, but for rounding, is as extreme."""


def fisher(x1: int, n1: int, x2: int, n2: int) -> float:
    """Probability (0 to 1) of the tables with the same margins that are no likelier than the observed one.

    `x` of `n` on each side, whole numbers; 1 when only one table is possible. Raises ValueError on impossible counts.
    """
    if not (0 <= x1 <= n1 and 0 <= x2 <= n2):
        raise ValueError(f"impossible shares: {x1} out of {n1}, {x2} out of {n2}")
    chosen = x1 + x2
    least, most = max(0, chosen - n2), min(chosen, n1)
    mode = min(most, max(least, (n1 + 1) * (chosen + 1) // (n1 + n2 + 2)))
    # Likelihoods from that of the mode: none is above 1, the far ones fade to 0.
    weights = {mode: 1.0}
    weights.update(_fading(mode, most, 1, lambda k: (n1 - k) * (chosen - k) / ((k + 1) * (n2 - chosen + k + 1))))
    weights.update(_fading(mode, least, -1, lambda k: k * (n2 - chosen + k) / ((n1 - k + 1) * (chosen - k + 1))))
    observed = weights.get(x1, 0.0) * AS_LIKELY
    extreme = math.fsum(weight for weight in weights.values() if weight <= observed)
    return min(1.0, extreme / math.fsum(weights.values()))


def _fading(start: int, end: int, step: int, ratio: Callable[[int], float]) -> Iterator[tuple[int, float]]:
    """Likelihood of each table from `start` (excluded) to `end`, as long as a float can tell it from 0."""
    weight = 1.0
    for k in range(start, end, step):
        weight *= ratio(k)
        if weight == 0.0:
            return
        yield k + step, weight
