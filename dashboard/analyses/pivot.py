"""Figures crossed by two dimensions; the other dimensions lengthen the names of the rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.analyses.exploration import INDICATOR, Dimension, dimensions
from dashboard.analyses.figures import AxisValue, Figure
from dashboard.analyses.question import TIMES, Axis, Question

Key = tuple[AxisValue, ...]


@dataclass(frozen=True, slots=True)
class Pivot:
    """`rows` and `columns` are keys: the value of each of their dimensions. A pair without figure has no cell."""

    row_dimensions: tuple[Dimension, ...]
    column_dimension: Dimension | None
    rows: tuple[Key, ...]
    columns: tuple[Key, ...]
    cells: dict[tuple[Key, Key], Figure]


def pivot(figures: Sequence[Figure], question: Question, rows: Dimension | None, columns: Dimension | None) -> Pivot:
    """One cell a figure. `rows` comes first in the names of the rows, then every dimension that is not `columns`."""
    known = dimensions(question)
    across = columns if columns in known and columns != rows else None
    down = [one for one in known if one != across]
    down.sort(key=lambda one: one != rows)
    cells: dict[tuple[Key, Key], Figure] = {}
    for figure in figures:
        key = tuple(value_of(figure, one) for one in down)
        cells[key, (value_of(figure, across),) if across is not None else ()] = figure
    listed_rows = _listed([row for row, _ in cells], down)
    listed_columns = _listed([column for _, column in cells], [across] if across is not None else [])
    return Pivot(tuple(down), across, listed_rows, listed_columns, cells)


def value_of(figure: Figure, dimension: Dimension) -> AxisValue:
    """The value of a figure on a dimension."""
    return figure.indicator.code if dimension == INDICATOR else figure.axes.get(Axis(dimension))


def _listed(keys: Sequence[Key], of: Sequence[Dimension]) -> tuple[Key, ...]:
    """Each key once: by time when there is only time, else in the order of the figures."""
    once = list(dict.fromkeys(keys))
    return tuple(sorted(once, key=str) if of and all(one in TIMES for one in of) else once)
