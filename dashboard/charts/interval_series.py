"""One indicator through time with the 95 % interval of each step: no limit of control, no verdict."""

import plotly.graph_objects as go

from dashboard.charts.intervals import tooltip
from dashboard.charts.palette import Palette
from dashboard.charts.scale import Measure, fitted, shown_values
from dashboard.charts.series import Series, holed, running_tail
from dashboard.charts.theme import LINE, Trace, blank, figure, month_axis, value_axis
from dashboard.domain.estimate import Shown
from dashboard.domain.period import Grain
from dashboard.wording.dates import bucket

HEIGHT = 380


def interval_series(series: Series, grain: Grain | None, measure: Measure, palette: Palette) -> go.Figure:
    """A missing or withheld step is a hole, a method break cuts the line; a fragile figure and a step that is still
    running are hollow. `grain` names the step of a point by its first month; None: by its last, as `Series.when`."""
    shown = [point for point in series.points if isinstance(point.estimate, Shown)]
    layout = blank(palette, HEIGHT + LINE)
    if not shown:
        return figure([], layout)
    limits = fitted(shown_values([point.estimate for point in shown], measure), measure)
    axes = {
        "xaxis": month_axis(palette, series.points[0].month, series.points[-1].month),
        "yaxis": value_axis(palette, measure, limits),
    }
    cuts = [
        {
            "type": "line", "yref": "paper", "y0": 0, "y1": 1,
            "x0": item.month.isoformat(), "x1": item.month.isoformat(),
            "line": {"width": 1.5, "dash": "2px,3px", "color": palette.text},
        }
        for item in series.breaks
    ]  # fmt: skip
    data = [_line(series, palette), *_points(series, grain, measure, palette)]
    return figure(data, {**layout, **axes, "shapes": cuts})


def _line(series: Series, palette: Palette) -> Trace:
    line = [*holed(series), *((day, value) for day, value in running_tail(series))]
    return {
        "type": "scatter", "x": [day.isoformat() for day, _ in line], "y": [value for _, value in line],
        "mode": "lines", "connectgaps": False, "line": {"width": 1.5, "color": palette.mark},
        "showlegend": False, "hoverinfo": "skip",
    }  # fmt: skip


def _points(series: Series, grain: Grain | None, measure: Measure, palette: Palette) -> list[Trace]:
    """The solid steps, then the hollow ones under a name of their own."""
    kinds = (
        ("Valeur et intervalle à 95\u00a0%", False, False),
        ("Base faible", True, False),
        ("Période en cours, incomplète", False, True),
    )
    traces = []
    for name, fragile, unfinished in kinds:
        found = [
            (point, point.estimate)
            for point in series.points
            if isinstance(point.estimate, Shown)
            and point.unfinished is unfinished
            and (unfinished or point.estimate.fragile is fragile)
        ]
        if found:
            limits = [(e.value, *measure.limits(e)) for _, e in found]
            traces.append(
                {
                    "type": "scatter",
                    "x": [point.month.isoformat() for point, _ in found],
                    "y": [e.value for _, e in found],
                    "mode": "markers",
                    "name": name,
                    "marker": {
                        "size": 8, "color": palette.mark,
                        "symbol": "circle-open" if fragile or unfinished else "circle",
                    },
                    "error_y": {
                        "type": "data", "color": palette.mark, "thickness": 1.5, "width": 3,
                        "array": [None if upper is None else upper - value for value, _, upper in limits],
                        "arrayminus": [None if lower is None else value - lower for value, lower, _ in limits],
                    },
                    "text": [tooltip(series.when(point) if grain is None else bucket(point.month, grain), e, measure)
                        for point, e in found],
                    "hovertemplate": "%{text}<extra></extra>",
                }
            )  # fmt: skip
    return traces
