"""Season: classical additive decomposition and year on year (specification § 14).

The decomposition is `statsmodels.tsa.seasonal.seasonal_decompose`, the same as R's `decompose`. Own code: year on year.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.stats.missing import known_or_none

CYCLES_TO_COMPUTE = 2
CYCLES_TO_SHOW = 3
ADJUSTED = "CVS"
"""How an adjusted series is labelled: « corrigée des variations saisonnières ». Never mixed with a raw one."""


@dataclass(frozen=True, slots=True)
class Season:
    """The parts of a series, whose sum is the series; all in its unit.

    `effects`: one a season, of sum 0, from the season of the first date. `adjusted`: the series « CVS ». `trend` and
    `remainder`: one a date, None at the half cycle of both ends that the moving average does not reach.
    `may_be_shown`: three full cycles are there.
    """

    effects: tuple[float, ...]
    adjusted: tuple[float, ...]
    may_be_shown: bool
    trend: tuple[float | None, ...] = ()
    remainder: tuple[float | None, ...] = ()


def season(values: Sequence[float | None], period: int = 12) -> Season | None:
    """The decomposition of a whole series; None when a date is missing or two full cycles are not there.

    Centred moving average (2 × period when it is even), mean deviation by season, centred. ValueError: period below 2.
    """
    if period < 2:
        raise ValueError(f"a season needs at least two dates a cycle, not {period}")
    known = [value for value in known_or_none(values) if value is not None]
    if len(known) < len(values) or len(known) < CYCLES_TO_COMPUTE * period:
        return None
    from statsmodels.tsa.seasonal import seasonal_decompose  # loaded here: a second of start-up, needed by one panel

    parts = seasonal_decompose(known, model="additive", period=period, two_sided=True)
    return Season(
        effects=tuple(float(effect) for effect in parts.seasonal[:period]),
        adjusted=tuple(float(value - effect) for value, effect in zip(known, parts.seasonal, strict=True)),
        may_be_shown=len(known) >= CYCLES_TO_SHOW * period,
        trend=tuple(_defined(value) for value in parts.trend),
        remainder=tuple(_defined(value) for value in parts.resid),
    )


def _defined(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def year_on_year(values: Sequence[float | None], period: int = 12) -> list[float | None]:
    """For each date, the value less that of the same season of the previous year; None when either is missing."""
    if period < 1:
        raise ValueError(f"impossible period: {period}")
    values = known_or_none(values)
    earlier: list[float | None] = [*([None] * min(period, len(values))), *values[: max(0, len(values) - period)]]
    return [None if a is None or b is None else a - b for a, b in zip(values, earlier, strict=True)]
