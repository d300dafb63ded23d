"""Season: classical additive decomposition (specification § 14), by `statsmodels.tsa.seasonal.seasonal_decompose`."""

from collections.abc import Sequence
from dataclasses import dataclass

CYCLES_TO_COMPUTE = 2
CYCLES_TO_SHOW = 3


@dataclass(frozen=True, slots=True)
class Season:
    """`effects`: one a season, of sum 0, from the season of the first date. `adjusted`: the series « CVS »."""

    effects: tuple[float, ...]
    adjusted: tuple[float, ...]
    may_be_shown: bool


def season(values: Sequence[float | None], period: int = 12) -> Season | None:
    """The seasonal effects of a whole series; None when a date is missing or two full cycles are not there."""
    known = [value for value in values if value is not None]
    if len(known) < len(values) or len(known) < CYCLES_TO_COMPUTE * period:
        return None
    from statsmodels.tsa.seasonal import seasonal_decompose  # loaded here: a second of start-up, needed by one panel

    effects = seasonal_decompose(known, model="additive", period=period, two_sided=True).seasonal
    return Season(
        effects=tuple(float(effect) for effect in effects[:period]),
        adjusted=tuple(float(value - effect) for value, effect in zip(known, effects, strict=True)),
        may_be_shown=len(known) >= CYCLES_TO_SHOW * period,
    )
