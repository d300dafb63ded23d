"""The value axis: unit, bounds, round limits and French ticks."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.domain.estimate import Estimate, Shown

NBSP = "\u00a0"
MINUS = "\u2212"


@dataclass(frozen=True, slots=True)
class Measure:
    """What the value axis carries. `lower` and `upper` are the bounds that no figure can pass (None: none)."""

    title: str = ""
    unit: str = "%"
    decimals: int = 1
    lower: float | None = 0.0
    upper: float | None = 100.0

    @property
    def suffix(self) -> str:
        return f"{NBSP}{self.unit}" if self.unit else ""

    def text(self, value: float, decimals: int | None = None) -> str:
        """« 71,4 % » (no-break spaces)."""
        return number(value, self.decimals if decimals is None else decimals) + self.suffix

    def gap(self, value: float) -> str:
        """A difference: « +2,7 pts » when the unit is a percentage, else « +2,7 min »."""
        text = number(value, self.decimals, signed=True)
        if self.unit != "%":
            return text + self.suffix
        return f"{text}{NBSP}{'pt' if abs(value) < 2 else 'pts'}"


def number(value: float, decimals: int = 0, *, signed: bool = False) -> str:
    """A French number: decimal comma, no-break space between thousands, true minus sign; zero never has a sign."""
    rounded = round(value, decimals)
    text = f"{abs(rounded):,.{decimals}f}".replace(",", NBSP).replace(".", ",")
    if rounded < 0:
        return MINUS + text
    return f"+{text}" if signed and rounded > 0 else text


def shown_values(estimates: Iterable[Estimate]) -> list[float]:
    """Every number that will be drawn: values and limits of the figures that may be shown."""
    return [
        number
        for estimate in estimates
        if isinstance(estimate, Shown)
        for number in (estimate.value, estimate.lower, estimate.upper)
        if number is not None
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
    step = step_of(low - air, high + air, ticks)
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
