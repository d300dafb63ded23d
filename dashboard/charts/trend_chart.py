"""A series with its trend and the interval of its slope, and the series without its season (« CVS »), each apart."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.charts.event_marks import event_marks
from dashboard.charts.palette import Palette
from dashboard.charts.scale import Measure, fitted
from dashboard.charts.series import Mark
from dashboard.charts.theme import LINE, Layout, Trace, blank, figure, month_axis, value_axis
from dashboard.wording.steps import of_the_step, step_words

Points = Sequence[tuple[dt.date, float | None]]


@dataclass(frozen=True, slots=True)
class Line:
    """A trend between two months: values at both ends, and those of the limits of the slope."""

    start: dt.date
    stop: dt.date
    values: tuple[float, float]
    lower: tuple[float, float]
    upper: tuple[float, float]


def adjusted_chart(
    points: Points, measure: Measure, palette: Palette, *, step: int, marks: Sequence[Mark] = (), height: int = 360
) -> go.Figure:
    """The series « CVS » alone: no raw value beside it."""
    trace = _line(points, measure, step, "Série CVS (corrigée des variations saisonnières)", palette.notable)
    return _framed([trace], [value for _, value in points], points, measure, palette, step, marks, height)


def trend_chart(
    points: Points, line: Line, measure: Measure, palette: Palette, *, step: int, marks: Sequence[Mark] = (),
    height: int = 360,
) -> go.Figure:  # fmt: skip
    """The series, its trend, and the lines of the smallest and largest slope around it."""
    ends = [line.start.isoformat(), line.stop.isoformat()]
    fan = {
        "type": "scatter", "x": ends + ends[::-1], "y": [*line.lower, *line.upper[::-1]], "mode": "lines",
        "fill": "toself", "fillcolor": palette.band, "line": {"width": 1, "dash": "2px,2px", "color": palette.axis},
        "name": "Pentes possibles (IC 95\u00a0%)", "hoverinfo": "skip",
    }  # fmt: skip
    slope = {
        "type": "scatter", "x": ends, "y": list(line.values), "mode": "lines",
        "line": {"width": 2.5, "dash": "8px,4px", "color": palette.notable}, "name": "Tendance", "hoverinfo": "skip",
    }  # fmt: skip
    values = _line(points, measure, step, f"Valeur {of_the_step(step)}", palette.mark)
    drawn = [*(value for _, value in points), *line.values, *line.lower, *line.upper]
    return _framed([fan, values, slope], drawn, points, measure, palette, step, marks, height)


def _line(points: Points, measure: Measure, step: int, name: str, colour: str) -> Trace:
    texts = [
        "" if value is None else f"{step_words(day, step)}<br><b>{measure.text(value)}</b>" for day, value in points
    ]
    return {
        "type": "scatter", "x": [day.isoformat() for day, _ in points], "y": [value for _, value in points],
        "mode": "lines+markers", "connectgaps": False, "line": {"width": 2, "color": colour},
        "marker": {"size": 5, "color": colour}, "name": name, "text": texts,
        "hovertemplate": "%{text}<extra></extra>",
    }  # fmt: skip


def _framed(
    data: list[Trace], values: Sequence[float | None], points: Points, measure: Measure, palette: Palette, step: int,
    marks: Sequence[Mark], height: int,
) -> go.Figure:  # fmt: skip
    first, last = points[0][0], points[-1][0]
    happened = event_marks(marks, first, last, step, palette)
    layout: Layout = blank(palette, height + happened.above + LINE * -(-len(data) // 2), above=happened.above)
    limits = fitted([value for value in values if value is not None], measure)
    axes = {
        "xaxis": month_axis(palette, first, last, span=step),
        "yaxis": value_axis(palette, measure, limits, named=False),
        "shapes": happened.shapes,
        "annotations": happened.annotations,
    }
    return figure(data, {**layout, **axes})
