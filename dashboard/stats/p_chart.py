"""p chart for shares whose base varies, with Laney's p′ for large bases (specification § 10; Laney 2002). Own code."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dashboard.stats.constants import SLACK
from dashboard.stats.xmr import SCREEN_FACTOR

LARGE = 1000


@dataclass(frozen=True, slots=True)
class PChart:
    """Centre and limits (0 to 1), one pair a date, None where it has no base. `sigma_z` is 1 for a plain chart."""

    centre: float | None
    limits: tuple[tuple[float, float] | None, ...]
    sigma_z: float = 1.0
    laney: bool = False


def _sigma_z(scores: Sequence[float | None]) -> float | None:
    """Mean moving range of z ÷ 1.128, screened once; None when no two neighbours are known."""
    ranges = [abs(b - a) for a, b in pairwise(scores) if a is not None and b is not None]
    if not ranges:
        return None
    average = math.fsum(ranges) / len(ranges)
    kept = [r for r in ranges if r < SCREEN_FACTOR * average * (1 - SLACK)]
    screened = math.fsum(kept) / len(kept) if kept else average
    return (screened or average) / 1.128


def p_chart(x: Sequence[float | None], n: Sequence[float | None], laney: bool | None = None) -> PChart:
    """Limits p̄ ± 3√(p̄(1−p̄)/n), clipped to [0, 1]. `laney` None: p′ when the mean base is above 1,000."""
    known = [(a, b) for a, b in zip(x, n, strict=True) if a is not None and b]
    if not known:
        return PChart(None, tuple(None for _ in x))
    total = math.fsum(b for _, b in known)
    centre = math.fsum(a for a, _ in known) / total
    spread = math.sqrt(max(0.0, centre * (1 - centre)))
    if laney is None:
        laney = total / len(known) > LARGE
    sigma = 1.0
    if laney and spread > 0:
        scores = [
            (a / b - centre) / (spread / math.sqrt(b)) if a is not None and b else None
            for a, b in zip(x, n, strict=True)
        ]
        sigma = _sigma_z(scores) or 1.0
    limits = tuple(
        (max(0.0, centre - 3 * sigma * spread / math.sqrt(b)), min(1.0, centre + 3 * sigma * spread / math.sqrt(b)))
        if a is not None and b
        else None
        for a, b in zip(x, n, strict=True)
    )
    return PChart(centre, limits, sigma, laney)
