"""What those who gave each answer to a question of a survey say of another one, as it may be shown.

Small cells are withheld, with those from which they follow (`suppression.two_way`). Shares are rounded to more than a
person and bases down to ten, so that nobody counts those who left one of the questions out (docs/decisions/0041).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil, floor

from dashboard.analyses.crossed_groups import Category, Group, crossed_groups
from dashboard.analyses.drawing import scaled
from dashboard.analyses.survey_crossing import Pair
from dashboard.disclosure import Thresholds, protect
from dashboard.domain.estimate import Estimate, Shown
from dashboard.domain.indicator import Indicator
from dashboard.stats.difference import judged, proportions
from dashboard.stats.proportion import wilson
from dashboard.stats.weighted import effective_size
from dashboard.store.crossings import CrossedAnswers
from dashboard.wording import survey_crossing as wording
from dashboard.wording.reading import Reading

ROUNDED_TO = 10
STEPS = ((500, 1), (200, 2), (50, 5), (20, 10), (0, 20))
"""People from which shares are multiples of so many percents: two of them at least are in what is rounded."""


@dataclass(frozen=True, slots=True)
class CrossedRow:
    """Those who gave one answer to the first question. `n`: how many answered both, rounded down to ten, 0 when they
    are too few to be told; `shares`: rounded percentages by answer to the second question, None where withheld; `top`:
    their favourable share, rounded, None when it would give what is withheld."""

    label: str
    n: int
    shares: tuple[int | None, ...]
    top: Estimate | None

    @property
    def shown(self) -> bool:
        """Whether anything of it is."""
        return any(share is not None for share in self.shares)


@dataclass(frozen=True, slots=True)
class CrossedTable:
    """`first` None: the channel."""

    first: Indicator | None
    second: Indicator
    columns: tuple[Category, ...]
    rows: tuple[CrossedRow, ...]
    reading: Reading


@dataclass(frozen=True, slots=True)
class _Exact:
    """A row before it is rounded: to multiples of `step`."""

    row: CrossedRow
    top: Estimate | None = None
    step: int = 1

    @property
    def solid(self) -> Shown | None:
        return self.top if isinstance(self.top, Shown) and not self.top.fragile else None


def crossed_table(pair: Pair, answers: Sequence[CrossedAnswers], thresholds: Thresholds) -> CrossedTable:
    """The second question by the answers to the first one; `answers` are those to `asked_crossing`."""
    first, second = pair
    groups = crossed_groups(pair, answers, thresholds)
    withheld = groups.withheld
    if withheld is None:
        return CrossedTable(first, second, groups.columns, (), Reading(wording.UNPROTECTED, ""))
    exact = [
        _row(one.label, inside, groups.columns, {column for row, column in withheld if row == place}, thresholds)
        for place, (one, inside) in enumerate(zip(groups.rows, groups.cells, strict=True))
        if any(group.n for group in inside)
    ]
    kept = tuple(one.row for one in exact)
    hidden = sum(None in row.shares for row in kept)
    coarse = any(row.shown and row.n < STEPS[0][0] for row in kept)
    read = wording.read_crossing(first, second, *_compared(exact, first, second), hidden, coarse=coarse)
    return CrossedTable(first, second, groups.columns, kept, read)


def _row(
    label: str, inside: Sequence[Group], columns: Sequence[Category], hidden: set[int], thresholds: Thresholds
) -> _Exact:
    weight, n = sum(group.w for group in inside), sum(group.n for group in inside)
    if n < thresholds.masked_below or len(hidden) == len(columns):
        told = 0 if n < thresholds.masked_below else _tens(n)
        return _Exact(CrossedRow(label, told, (None,) * len(columns), None))
    step = next(step for least, step in STEPS if n >= least)
    shares = tuple(
        None if column in hidden else step * round(100 * group.w / weight / step) for column, group in enumerate(inside)
    )
    favourable = {column for column, of in enumerate(columns) if of.side > 0}
    # It must not give what is withheld: all of it is on one side.
    said = favourable and (hidden <= favourable or not hidden & favourable)
    top = _top(inside, favourable, thresholds) if said else None
    return _Exact(CrossedRow(label, _tens(n), shares, _written(top, step)), top, step)


def _tens(n: int) -> int:
    return n // ROUNDED_TO * ROUNDED_TO


def _top(inside: Sequence[Group], favourable: set[int], thresholds: Thresholds) -> Estimate:
    weight, squares = sum(group.w for group in inside), sum(group.w_2 for group in inside)
    share = min(1.0, sum(inside[column].w for column in favourable) / weight)
    effective = effective_size(weight, squares)
    return protect(scaled(wilson(share * effective, effective), 100), thresholds)


def _written(top: Estimate | None, step: int) -> Estimate | None:
    """Its interval never gets narrower."""
    if not isinstance(top, Shown):
        return top
    lower, upper = _wider(top.lower, top.upper, step)
    return replace(top, value=float(step * round(top.value / step)), lower=lower, upper=upper)


def _wider(lower: float | None, upper: float | None, step: int) -> tuple[float | None, float | None]:
    return (
        None if lower is None else float(step * floor(lower / step)),
        None if upper is None else float(step * ceil(upper / step)),
    )


def _compared(
    rows: Sequence[_Exact], first: Indicator | None, second: Indicator
) -> tuple[list[wording.Said], wording.Gap | None]:
    """Of a scale, those who answered worst and best. Of channels, the two by which most people answered: two that are
    chosen by their result would differ by chance."""
    solid = [one for one in rows if one.solid is not None]
    if len(solid) < 2:
        return [], None
    ends = [solid[0], solid[-1] if first else solid[1]]
    said = [wording.Said(one.row.label, one.row.top) for one in ends if isinstance(one.row.top, Shown)]
    return said, _gap(ends, second)


def _gap(ends: Sequence[_Exact], second: Indicator) -> wording.Gap:
    """The greater share less the other: two groups of different people."""
    tops = sorted((one.solid for one in ends if one.solid is not None), key=lambda top: -top.value)
    sides = [(top.value / 100 * (top.n or 0), top.n or 0) for top in tops]
    found = judged(proportions(*sides[0], *sides[1]), second.material_gap, 100)
    step, points = max(one.step for one in ends), scaled(found.result, 100)
    lower, upper = _wider(points.lower, points.upper, step)
    gap = float(step * round((points.value or 0.0) / step))
    return wording.Gap(gap, lower, upper, found.significant, found.material)
