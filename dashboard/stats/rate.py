"""Rates of events, such as complaints per 1,000 visits (specification § 15).

Exact Poisson limits by `scipy.special.gammaincinv` (half a χ² quantile; Garwood 1936) below 10 events, Byar's
approximation from 10 on (Breslow and Day 1987, own code), as R's `PHEindicatormethods::phe_rate`. `epitools::pois.byar`
is another one (Rothman): x + ½ for both limits, where this one has x for the lower and x + 1 for the upper.
"""

import math

from scipy.special import gammaincinv

from dashboard.domain.estimate import Status
from dashboard.stats.constants import Z95
from dashboard.stats.result import Result

EXACT_BELOW = 10
PER = 1000.0


def exact_limits(events: float) -> tuple[float, float]:
    """95 % limits of a Poisson mean: χ²(2.5 %; 2x) ÷ 2 and χ²(97.5 %; 2x + 2) ÷ 2; lower 0 for no event."""
    lower = float(gammaincinv(events, 0.025)) if events > 0 else 0.0
    # Below a thousandth of an event the quantile is under the smallest float.
    return 0.0 if math.isnan(lower) else lower, float(gammaincinv(events + 1, 0.975))


def byar_limits(events: float) -> tuple[float, float]:
    """95 % limits of a Poisson mean by Byar's approximation; `events` above 0."""

    def cube(x: float, z: float) -> float:
        return float(x * (1 - 1 / (9 * x) + z / (3 * math.sqrt(x))) ** 3)

    return cube(events, -Z95), cube(events + 1, Z95)


def rate(events: float, exposure: float, per: float = PER) -> Result:
    """`per` × events ÷ exposure with its 95 % interval; n is the number of events. No exposure: `no_data`.

    Raises ValueError on negative or infinite numbers, and on an exposure too small to divide by.
    """
    if not (0 <= events < math.inf and 0 <= exposure < math.inf and per > 0):
        raise ValueError(f"impossible rate: {events} events for an exposure of {exposure}")
    events = events or 0.0  # never −0
    if exposure == 0:
        return Result(n=events, method="poisson", status=Status.NO_DATA)
    exact = events < EXACT_BELOW
    lower, upper = exact_limits(events) if exact else byar_limits(events)
    factor = per / exposure
    if not math.isfinite(upper * factor):
        raise ValueError(f"impossible rate: {events} events for an exposure of {exposure}")
    return Result(
        events * factor,
        lower * factor,
        upper * factor,
        n=events,
        se=math.sqrt(events) * factor,
        method="poisson-exact" if exact else "byar",
    )
