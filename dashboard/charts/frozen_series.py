"""The series of a figure as it was frozen for a meeting: every month with its interval."""

import plotly.graph_objects as go

from dashboard.charts.interval_series import interval_series
from dashboard.charts.palette import Palette
from dashboard.charts.scale import Measure
from dashboard.charts.series import MonthPoint, Series
from dashboard.domain.agenda import FrozenFigure
from dashboard.domain.estimate import Shown, Status
from dashboard.domain.period import Grain

WALL, HEIGHT = 24, 400
"""Size of the words of a chart that is projected, and its height, in pixels."""


def measure_of(kept: FrozenFigure) -> Measure:
    """The axis that the figure had."""
    return Measure(kept.label, kept.unit, kept.decimals, kept.lower_bound, kept.upper_bound, kept.signed)


def frozen_series(kept: FrozenFigure, palette: Palette) -> go.Figure:
    """The months that had a figure, a missing one being a hole; written for a wall, to be read at five metres."""
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
    drawn.update_layout(legend_font_size=WALL, height=HEIGHT)
    drawn.update_xaxes(tickfont_size=WALL)
    drawn.update_yaxes(tickfont_size=WALL, title_text="")
    return drawn
