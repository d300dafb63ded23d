"""Values of the years against the targets of the years: what was reached, what remains to be."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.charts.intervals import tooltip
from dashboard.charts.palette import Palette
from dashboard.charts.scale import Measure, fitted, shown_values
from dashboard.charts.theme import LINE, Trace, axis, blank, figure, value_axis
from dashboard.domain.estimate import Estimate, Shown


@dataclass(frozen=True, slots=True)
class YearPoint:
    """A year, its figure and its target; `running`: not over, drawn hollow and apart."""

    year: int
    estimate: Estimate
    target: float | None = None
    running: bool = False


def trajectory(points: Sequence[YearPoint], measure: Measure, palette: Palette, *, height: int = 300) -> go.Figure:
    """Every year has its place; one without a figure is a hole in the line, never a bridge."""
    if not points:
        return figure([], blank(palette, height))
    known = {point.year: point for point in points}
    years = range(min(known), max(known) + 1)
    done = [point for point in points if not point.running]
    late = [point for point in points if point.running and isinstance(point.estimate, Shown)]
    data = [_values(done, years, measure, palette), _targets(points, measure, palette)]
    data += [_running(late, measure, palette)] if late else []
    values = shown_values([point.estimate for point in points], measure)
    values += [point.target for point in points if point.target is not None]
    across = {"range": [years[0] - 0.4, years[-1] + 0.4], "tickmode": "array", "tickvals": list(years)}
    axes = {
        "xaxis": axis(palette, **across, ticktext=[str(year) for year in years], showgrid=False, tickangle=0),
        "yaxis": value_axis(palette, measure, fitted(values, measure), named=False),
    }
    return figure(data, {**blank(palette, height + LINE), **axes})


def _values(done: Sequence[YearPoint], years: range, measure: Measure, palette: Palette) -> Trace:
    shown = {point.year: point.estimate for point in done if isinstance(point.estimate, Shown)}
    limits = [(e.value, *measure.limits(e)) if (e := shown.get(year)) else (None, None, None) for year in years]
    return {
        "type": "scatter",
        "x": list(years),
        "y": [value for value, _, _ in limits],
        "mode": "lines+markers",
        "connectgaps": False,
        "name": "Résultat de l’année",
        "line": {"width": 2, "color": palette.mark},
        "marker": {"size": 9, "color": palette.mark},
        "error_y": {
            "type": "data",
            "array": [None if value is None or upper is None else upper - value for value, _, upper in limits],
            "arrayminus": [None if value is None or lower is None else value - lower for value, lower, _ in limits],
            "color": palette.mark,
            "thickness": 1.5,
            "width": 0,
        },
        "text": [tooltip(str(year), e, measure) if (e := shown.get(year)) else "" for year in years],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _targets(points: Sequence[YearPoint], measure: Measure, palette: Palette) -> Trace:
    aims = [(point.year, point.target) for point in points if point.target is not None]
    return {
        "type": "scatter",
        "x": [year for year, _ in aims],
        "y": [target for _, target in aims],
        "mode": "lines+markers",
        "name": "Cible de l’année",
        "line": {"width": 1.5, "dash": "6px,4px", "color": palette.text},
        "marker": {"symbol": "diamond-open", "size": 11, "color": palette.text, "line": {"width": 2}},
        "text": [f"{year}<br>cible\u00a0: <b>{measure.text(target)}</b>" for year, target in aims],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _running(late: Sequence[YearPoint], measure: Measure, palette: Palette) -> Trace:
    shown = [(point.year, point.estimate) for point in late if isinstance(point.estimate, Shown)]
    return {
        "type": "scatter",
        "x": [year for year, _ in shown],
        "y": [estimate.value for _, estimate in shown],
        "mode": "markers",
        "name": "Année en cours, incomplète",
        "marker": {"symbol": "circle-open", "size": 10, "color": palette.mark, "line": {"width": 2}},
        "text": [tooltip(str(year), estimate, measure, "année incomplète") for year, estimate in shown],
        "hovertemplate": "%{text}<extra></extra>",
    }
