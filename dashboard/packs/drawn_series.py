"""A series as places between 0 and 1, for a template that draws it: months across, values upwards."""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from dashboard.domain.agenda import FrozenFigure, FrozenPoint
from dashboard.domain.period import months_between, shift
from dashboard.wording.dates import short_month
from dashboard.wording.frozen_values import described, interval_at
from dashboard.wording.numerals import number, with_unit

MOST_TICKS, MOST_MONTHS = 5, 9
_FINEST, _DIGITS = 1e-6, 10
"""The smallest step of an axis, and the digits after the point to which its ticks are exact."""


def drawn_series(figure: FrozenFigure) -> dict[str, Any]:
    """Ticks, names of months, lines and bands cut at a missing month, points; `alt` is what a reader hears instead."""
    first, last = figure.points[0].month, figure.points[-1].month
    span = months_between(first, last) or 1
    ticks = ticks_of(figure)
    low, high = ticks[0], ticks[-1]

    def up(value: float) -> float:
        return (value - low) / (high - low)

    def place(point: FrozenPoint) -> dict[str, Any]:
        lower, upper = interval_at(figure, point)
        return {
            "x": months_between(first, point.month) / span,
            "y": up(point.value),
            "fragile": point.fragile,
            "lower": None if lower is None else up(lower),
            "upper": None if upper is None else up(upper),
        }

    runs = [[place(point) for point in run] for run in _runs(figure)]
    step = math.ceil((span + 1) / MOST_MONTHS)
    decimals = decimals_of(ticks)
    return {
        "title": f"{figure.label}, mois par mois",
        "alt": described(figure),
        "ticks": [{"at": up(tick), "text": with_unit(number(tick, decimals), _short(figure.unit))} for tick in ticks],
        "months": [{"at": rank / span, "text": short_month(shift(first, rank))} for rank in range(0, span + 1, step)],
        "bands": [run for run in runs if len(run) > 1 and all(one["lower"] is not None for one in run)],
        "lines": [run for run in runs if len(run) > 1],
        "points": [one for run in runs for one in run],
    }


def ticks_of(figure: FrozenFigure) -> list[float]:
    """Round values from under the lowest limit to above the highest, at least two; an end of the scale stands for what
    is beyond it, so that the first and the last hold all that is drawn."""
    reached = [point.value for point in figure.points]
    reached += [limit for point in figure.points for limit in interval_at(figure, point) if limit is not None]
    low, high = min(reached), max(reached)
    step = _round_step(max((high - low) / (MOST_TICKS - 1), _FINEST) if high > low else max(abs(high), 1.0) / 10)
    first, last = math.floor(low / step), math.ceil(high / step)
    if first == last:
        first, last = first - 1, last + 1
    ticks = [round(rank * step, _DIGITS) for rank in range(first, last + 1)]
    least = ticks[0] if figure.lower_bound is None or low < figure.lower_bound else figure.lower_bound
    most = ticks[-1] if figure.upper_bound is None or high > figure.upper_bound else figure.upper_bound
    kept = sorted({min(max(tick, least), most) for tick in ticks})
    return kept if len(kept) > 1 else ticks


def decimals_of(ticks: Sequence[float]) -> int:
    """The fewest at which every tick is written as it is: two of them never read the same."""
    return next((digits for digits in range(_DIGITS) if all(round(one, digits) == one for one in ticks)), _DIGITS)


def step_of(ticks: Sequence[float]) -> float:
    """The distance between two ticks, but for one that the end of the scale cut."""
    return round(max(after - before for before, after in pairwise(ticks)), _DIGITS)


def _round_step(wanted: float) -> float:
    """1, 2 or 5 times a power of ten, at least what is wanted."""
    power: float = 10.0 ** math.floor(math.log10(wanted))
    return next(power * times for times in (1, 2, 5, 10) if power * times >= wanted * (1 - 1e-9))


def _runs(figure: FrozenFigure) -> Iterator[list[FrozenPoint]]:
    """The months that follow one another."""
    run = [figure.points[0]]
    for before, point in pairwise(figure.points):
        if months_between(before.month, point.month) > 1:
            yield run
            run = []
        run.append(point)
    yield run


def _short(unit: str) -> str:
    """A long unit is in the title of the figure: an axis has room for a sign."""
    return unit if len(unit) <= 2 else ""
