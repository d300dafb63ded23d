"""Questions by what they explain of an overall opinion: bars with their interval, then importance against performance.

A question has the same number on both: names would cover each other on the map.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.charts.palette import Palette
from dashboard.charts.scale import Measure, fitted, from_zero
from dashboard.charts.theme import LINE, Layout, Rows, Trace, blank, figure, second_axis, value_axis, wrapped
from dashboard.stats.quadrant import Quadrant

ROW = 34
IMPORTANCE = Measure("importance", decimals=0)
PERFORMANCE = Measure("réponses favorables", decimals=0)
MAP_HEIGHT = 420
SIGNS = {
    Quadrant.PRIORITY: ("square", "worse"),
    Quadrant.KEEP: ("circle", "better"),
    Quadrant.OVERINVESTED: ("diamond", "usual"),
    Quadrant.SECONDARY: ("triangle-up", "usual"),
}
"""Symbol and colour of the palette."""
CORNERS = {
    Quadrant.PRIORITY: (0, 1, "left", "top"),
    Quadrant.KEEP: (1, 1, "right", "top"),
    Quadrant.OVERINVESTED: (1, 0, "right", "bottom"),
    Quadrant.SECONDARY: (0, 0, "left", "bottom"),
}


@dataclass(frozen=True, slots=True)
class Importance:
    """A question: its number, its share (%) and bar, its favourable share (%) with its interval; `quadrant` None: it is
    not on the map."""

    number: int
    label: str
    share: float
    lower: float | None
    upper: float | None
    performance: float
    low: float | None = None
    high: float | None = None
    quadrant: Quadrant | None = None


def importance_bars(rows: Sequence[Importance], palette: Palette) -> go.Figure:
    """One bar a question in the order given, from zero, with its 95 % bar; the share at the right."""
    lines = Rows.of([f"{row.number}. {row.label}" for row in rows], ROW)
    reach = from_zero([value for row in rows for value in (row.share, row.upper or row.share)], IMPORTANCE)
    bars: Trace = {
        "type": "bar",
        "orientation": "h",
        "x": [row.share for row in rows],
        "y": lines.middles,
        "width": 20,
        "marker": {"color": palette.usual},
        "error_x": _whiskers([(row.share, row.lower, row.upper) for row in rows], palette.text, thickness=1.5, width=5),
        "text": [_tooltip(row) for row in rows],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
    }
    texts = [f"<b>{IMPORTANCE.text(row.share)}</b>" for row in rows]
    layout = {
        **blank(palette, round(60 + lines.height), legend=False),
        "xaxis": value_axis(palette, IMPORTANCE, reach),
        "yaxis": lines.axis(palette),
        "yaxis2": lines.axis(palette, texts, overlaying="y", side="right"),
    }
    return figure([bars, second_axis()], layout)


def priority_map(rows: Sequence[Importance], middle: tuple[float, float], palette: Palette) -> go.Figure:
    """Favourable share across, importance up; two lines at `middle` (importance, performance), a name in each corner.

    Only the questions with a quadrant are drawn.
    """
    kept = [row for row in rows if row.quadrant is not None]
    across = fitted([value for row in kept for value in (row.performance, row.low, row.high) if value is not None],
                    PERFORMANCE)  # fmt: skip
    up = from_zero([value for row in kept for value in (row.share, row.upper or row.share)], IMPORTANCE)
    data = [_marks([row for row in kept if row.quadrant is quadrant], quadrant, palette) for quadrant in Quadrant]
    names = sum(any(row.quadrant is quadrant for row in kept) for quadrant in Quadrant)
    layout = {
        **blank(palette, MAP_HEIGHT + LINE * names, above=8),
        "xaxis": value_axis(palette, PERFORMANCE, across),
        "yaxis": value_axis(palette, IMPORTANCE, up),
        "shapes": [_line(palette, x=middle[1]), _line(palette, y=middle[0])],
        "annotations": [_corner(quadrant, palette) for quadrant in Quadrant],
    }
    return figure([trace for trace in data if trace["x"]], layout)


def _marks(rows: Sequence[Importance], quadrant: Quadrant, palette: Palette) -> Trace:
    symbol, role = SIGNS[quadrant]
    colour = getattr(palette, role)
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": quadrant.value.capitalize(),
        "x": [row.performance for row in rows],
        "y": [row.share for row in rows],
        "text": [f"<b>{row.number}</b>" for row in rows],
        "textposition": "top right",
        "textfont": {"size": 14, "color": palette.text},
        "marker": {"symbol": symbol, "size": 13, "color": colour},
        "error_x": _whiskers([(row.performance, row.low, row.high) for row in rows], colour),
        "error_y": _whiskers([(row.share, row.lower, row.upper) for row in rows], colour),
        "customdata": [_tooltip(row) for row in rows],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _whiskers(
    limits: Sequence[tuple[float, float | None, float | None]], colour: str, *, thickness: float = 1, width: int = 0
) -> Layout:
    return {
        "type": "data", "color": colour, "thickness": thickness, "width": width,
        "array": [None if high is None else high - value for value, _, high in limits],
        "arrayminus": [None if low is None else value - low for value, low, _ in limits],
    }  # fmt: skip


def _line(palette: Palette, *, x: float | None = None, y: float | None = None) -> Layout:
    """A line across the whole map: at `x` or at `y`."""
    along = {"x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "paper"}
    flat = {"y0": y, "y1": y, "x0": 0, "x1": 1, "xref": "paper"}
    dashed = {"color": palette.axis, "width": 1, "dash": "6px,4px"}
    return {"type": "line", "layer": "below", "line": dashed, **(along if y is None else flat)}


def _corner(quadrant: Quadrant, palette: Palette) -> Layout:
    x, y, xanchor, yanchor = CORNERS[quadrant]
    return {
        "x": x, "y": y, "xref": "paper", "yref": "paper", "xanchor": xanchor, "yanchor": yanchor, "align": xanchor,
        "text": wrapped(quadrant.value.capitalize(), 18), "showarrow": False,
        "font": {"size": 12, "color": palette.muted},
    }  # fmt: skip


def _tooltip(row: Importance) -> str:
    lines = [
        f"{row.number}. {wrapped(row.label, 40)}",
        f"Importance\u00a0: {IMPORTANCE.text(row.share)}",
        f"Réponses favorables\u00a0: {PERFORMANCE.text(row.performance)}",
        row.quadrant.value.capitalize() if row.quadrant is not None else "",
    ]
    return "<br>".join(line for line in lines if line)
