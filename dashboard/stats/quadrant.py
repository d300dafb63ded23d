"""Importance–performance quadrants of key drivers (specification § 12; Martilla and James 1977). Own code, two cuts."""

import math
from collections.abc import Sequence
from enum import StrEnum

from dashboard.stats.constants import SLACK


class Quadrant(StrEnum):
    """Importance and performance, each above the mean of the drivers or not."""

    KEEP = "à conserver"
    PRIORITY = "prioritaire"
    OVERINVESTED = "surinvestissement possible"
    SECONDARY = "secondaire"


def quadrants(shares: Sequence[float | None], performance: Sequence[float]) -> list[Quadrant | None]:
    """The quadrant of each driver, cut at the means of the drivers: high is strictly above. None without share."""
    known = [share for share in shares if share is not None]
    if len(known) < len(shares):
        return [None] * len(shares)
    cut, level = math.fsum(known) / len(known), math.fsum(performance) / len(performance)
    names = {
        (True, True): Quadrant.KEEP,
        (True, False): Quadrant.PRIORITY,
        (False, True): Quadrant.OVERINVESTED,
        (False, False): Quadrant.SECONDARY,
    }
    slack = SLACK * max(1.0, abs(level))
    return [names[share > cut + SLACK, mean > level + slack] for share, mean in zip(known, performance, strict=True)]
