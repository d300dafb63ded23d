"""The value axis: unit, bounds, round limits and French ticks."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.domain.estimate import Estimate, Shown
from dashboard.domain.indicator import Indicator
from dashboard.wording.numerals import (
    NETS,
    SMALL_BASE,
    bounds_of,
    clipped,
    interval,
    number,
    points,
    self_selected,
    unit_of,
    with_unit,
)


@dataclass(frozen=True, slots=True)
class Measure:
    """What the value axis carries. `lower` and `upper` are the bounds that no figure can pass (None: none)."""

    title: str = ""
    unit: str = "%"
    decimals: int = 1
    lower: float | None = 0.0
    upper: float | None = 100.0
    signed: bool = False
    indicative: bool = False
    """Drawn from open opinions: the margin is only indicative."""

    @classmethod
    def of(cls, indicator: Indicator) -> "Measure":
        """The axis of an indicator of the catalogue."""
        lower, upper = bounds_of(indicator)
        net, indicative = indicator.kind in NETS, self_selected(indicator)
        return cls(indicator.label, indicator.unit, indicator.decimals, lower, upper, net, indicative)

    def text(self, value: float, decimals: int | None = None) -> str:
        """« 71,4 % » (no-break spaces)."""
        shown = number(value, self.decimals if decimals is None else decimals, signed=self.signed)
        return with_unit(shown, self._unit(value))

    def figure(self, estimate: Shown) -> str:
        """The figure as the pages write it: a share on fewer than 100 answers has no decimal."""
        return self.text(estimate.value, self._decimals(estimate))

    def interval(self, estimate: Shown) -> str:
        """« IC 95 % [68,9 ; 73,7] » within the scale, empty without limits."""
        return interval(*self.limits(estimate), self._decimals(estimate), indicative=self.indicative)

    def limits(self, estimate: Shown) -> tuple[float | None, float | None]:
        """The interval as it is drawn, within the scale."""
        bounds = self.lower, self.upper
        return clipped(estimate.lower, bounds), clipped(estimate.upper, bounds)

    def gap(self, difference: float) -> str:
        """A difference: « +2,7 points » between percentages, « −3,1 jours » otherwise."""
        shown = number(difference, self.decimals, signed=True)
        return with_unit(shown, points(difference) if self.unit == "%" else self._unit(difference))

    def _decimals(self, estimate: Shown) -> int:
        small = self.unit == "%" and estimate.n is not None and estimate.n < SMALL_BASE
        return 0 if small else self.decimals

    def _unit(self, value: float) -> str:
        return points(value) if self.unit in ("point", "points") else unit_of(self.unit, value)


def shown_values(estimates: Iterable[Estimate], measure: Measure) -> list[float]:
    """Every number that will be drawn: values and limits of the figures that may be shown."""
    return [
        value
        for estimate in estimates
        if isinstance(estimate, Shown)
        for value in (estimate.value, *measure.limits(estimate))
        if value is not None
    ]


def step_of(low: float, high: float, ticks: int) -> float:
    """The round step (1, 2, 5 × 10ⁿ) that cuts the span in at most `ticks` intervals."""
    rough = (high - low) / ticks
    power = 10.0 ** math.floor(math.log10(rough))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough * 0.999)


def fitted(values: Sequence[float], measure: Measure, ticks: int = 5) -> tuple[float, float]:
    """Round limits around `values`, a little air on both sides, never past the bounds of the measure.

    A point plot may leave zero out (it is read by position); `from_zero` is for bars, which are read by length.
    """
    if not values:
        return measure.lower or 0.0, measure.upper if measure.upper is not None else (measure.lower or 0.0) + 1.0
    low, high = min(values), max(values)
    air = (high - low) * 0.06 or max(abs(high) * 0.05, 1.0)
    step = step_of(low - air, high + air, 2 * ticks)
    low, high = math.floor((low - air) / step) * step, math.ceil((high + air) / step) * step
    low = low if measure.lower is None else max(low, measure.lower)
    high = high if measure.upper is None else min(high, measure.upper)
    return low, high


def from_zero(values: Sequence[float], measure: Measure, ticks: int = 5) -> tuple[float, float]:
    """Limits of an axis of bars: zero is always on it."""
    low, high = fitted([0.0, *values], measure, ticks)
    return min(low, 0.0) if min([0.0, *values]) < 0 else 0.0, high


def ticks_of(limits: tuple[float, float], measure: Measure, ticks: int = 5) -> tuple[list[float], list[str]]:
    """Where the ticks are and what they say."""
    low, high = limits
    step = step_of(low, high, ticks)
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    count = math.floor((high - math.ceil(low / step - 1e-9) * step) / step + 1e-9)
    first = math.ceil(low / step - 1e-9) * step
    values = [round(first + i * step, 10) for i in range(count + 1)]
    return values, [measure.text(value, decimals) for value in values]


def cut_notice(limits: tuple[float, float]) -> str:
    """The words that tell a reader that the axis leaves zero out; empty when it does not."""
    return "" if limits[0] <= 0 <= limits[1] else "l’axe ne part pas de zéro"
