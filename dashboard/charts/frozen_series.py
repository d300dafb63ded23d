"""The series of a figure as it was frozen for a meeting: every month with its interval."""

from typing import Any

import plotly.graph_objects as go

from dashboard.charts.interval_series import interval_series
from dashboard.charts.palette import Palette
from dashboard.charts.scale import Measure, fitted, ticks_of
from dashboard.charts.series import MonthPoint, Series
from dashboard.domain.agenda import FrozenFigure
from dashboard.domain.estimate import Shown, Status
from dashboard.domain.period import Grain
from dashboard.wording.numerals import exact, unit_of, with_unit

WALL = 24
"""Size of the words of a chart that is projected, in pixels: read at five metres."""


def measure_of(kept: FrozenFigure) -> Measure:
    """The axis that the figure had."""
    return Measure(kept.label, kept.unit, kept.decimals, kept.lower_bound, kept.upper_bound, kept.signed)


def frozen_series(kept: FrozenFigure, palette: Palette) -> go.Figure:
    """The months that had a figure, a missing one being a hole, and the target where it was kept; written for a wall.
    It takes the height that it is given."""
    points = tuple(
        MonthPoint(
            point.month,
            Shown(
                point.value,
                point.lower,
                point.upper,
                point.n,
                status=Status.FRAGILE if point.fragile else Status.OK,
            ),
        )
        for point in kept.points
    )
    drawn = interval_series(Series(kept.label, points), Grain.MONTH, measure_of(kept), palette)
    drawn.update_layout(legend_font_size=WALL, height=None)
    drawn.update_xaxes(tickfont_size=WALL)
    drawn.update_yaxes(tickfont_size=WALL, title_text="")
    if kept.target is not None:
        _aim(drawn, kept.target, measure_of(kept), palette)
    return drawn


def _aim(drawn: go.Figure, target: float, measure: Measure, palette: Palette) -> None:
    """A dashed line across the chart, with its words, within an axis that holds it."""
    limits = fitted([*drawn.layout.yaxis.range, target], measure)
    values, texts = ticks_of(limits, measure, 5)
    drawn.update_yaxes(range=list(limits), tickvals=values, ticktext=texts)
    line: dict[str, Any] = {"dash": "dash", "width": 3, "color": palette.text}
    drawn.add_shape(type="line", xref="paper", x0=0, x1=1, y0=target, y1=target, line=line)
    words = f"Cible\u00a0: {with_unit(exact(target), unit_of(measure.unit, target))}"
    font = {"size": WALL, "color": palette.text}
    place: dict[str, Any] = {"xref": "paper", "x": 1, "xanchor": "right", "y": target, "yanchor": "bottom"}
    drawn.add_annotation(text=words, font=font, showarrow=False, **place)
