"""Two measures of the same thing, both on one row a category: a shape for each, the gap written at the right."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.charts.intervals import ROW, Point, marks
from dashboard.charts.palette import Palette
from dashboard.charts.scale import Measure, fitted, shown_values
from dashboard.charts.signs import Verdict
from dashboard.charts.theme import LINE, Rows, blank, figure, second_axis, value_axis
from dashboard.domain.estimate import Estimate, Shown


@dataclass(frozen=True, slots=True)
class Pair:
    """A category and its two figures, in the unit of the measure."""

    label: str
    first: Estimate
    second: Estimate


def paired_intervals(pairs: Sequence[Pair], measure: Measure, palette: Palette, names: tuple[str, str]) -> go.Figure:
    """One row a category whose two figures may be shown; `names`: those of the first and of the second measure."""
    rows = [
        (pair.label, pair.first, pair.second)
        for pair in pairs
        if isinstance(pair.first, Shown) and isinstance(pair.second, Shown)
    ]
    lines = Rows.of([label for label, _, _ in rows], ROW)
    data = []
    # Neither better nor worse: two shapes without a verdict.
    for place, sign in enumerate((Verdict.HIGHER, Verdict.SIMILAR)):
        chosen = [
            (i, Point(row[0], figures[place]), figures[place]) for i, row in enumerate(rows) if (figures := row[1:])
        ]
        data.append(marks(chosen, sign, lines, measure, palette, names[place]))
    values = shown_values([estimate for _, *figures in rows for estimate in figures], measure)
    texts = [f"<b>{measure.gap(first.value - second.value)}</b>" for _, first, second in rows]
    axes = {
        "xaxis": value_axis(palette, measure, fitted(values, measure), named=False),
        "yaxis": lines.axis(palette),
        "yaxis2": lines.axis(palette, texts, overlaying="y", side="right"),
    }
    height = round(78 + lines.height + LINE)
    return figure([*data, {**second_axis(), "yaxis": "y"}], {**blank(palette, height), **axes})
