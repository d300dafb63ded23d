"""A few categories at two dates, joined by a line; names and values are written at the ends, one above the other."""

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard.charts.dumbbell import Change
from dashboard.charts.intervals import tooltip
from dashboard.charts.labels import spread
from dashboard.charts.palette import Palette
from dashboard.charts.scale import Measure
from dashboard.charts.signs import SIGNALS, Signal
from dashboard.charts.theme import Trace, axis, blank, figure, second_axis, wrapped
from dashboard.domain.estimate import Shown

DASHES = {Signal.USUAL: "solid", Signal.IMPROVEMENT: "solid", Signal.CONCERN: "8px,3px", Signal.CHANGE: "3px,2px"}


def slope(
    changes: Sequence[Change], measure: Measure, palette: Palette, *, before: str, after: str, height: int = 400
) -> go.Figure:
    """One line a category whose two figures may be shown (at most ten read well); established changes stand out."""
    rows = [
        (change, change.before, change.after)
        for change in changes
        if isinstance(change.before, Shown) and isinstance(change.after, Shown)
    ]
    values = [estimate.value for _, old, new in rows for estimate in (old, new)] or [0.0, 1.0]
    air = (max(values) - min(values)) * 0.08 or 1.0
    low, high = min(values) - air, max(values) + air
    groups = [(signal, [row for row in rows if row[0].signal is signal]) for signal in Signal]
    data = [_lines(chosen, signal, measure, palette) for signal, chosen in groups if chosen]
    left = [measure.figure(old) for _, old, _ in rows]
    right = [wrapped(f"<b>{measure.figure(new)}</b> {change.label}", 29) for change, _, new in rows]
    pixels = [4 + 16 * (text.count("<br>") + 1) for text in right]
    height = max(height, 120 + sum(pixels))
    unit = (high - low) / (height - 120)
    starts = spread([old.value for _, old, _ in rows], [17 * unit] * len(rows))
    finishes = spread([new.value for _, _, new in rows], [size * unit for size in pixels])
    ends = axis(palette, range=[low, high], showgrid=False, tickmode="array")
    across = {"range": [-0.04, 1.04], "tickmode": "array", "tickvals": [0, 1], "ticktext": [before, after]}
    axes = {
        "xaxis": axis(palette, **across, gridcolor=palette.axis),
        "yaxis": {**ends, "tickvals": starts, "ticktext": left},
        "yaxis2": {**ends, "tickvals": finishes, "ticktext": right, "overlaying": "y", "side": "right"},
    }
    return figure([*data, second_axis()], {**blank(palette, height), "height": height, **axes})


def _lines(rows: Sequence[tuple[Change, Shown, Shown]], signal: Signal, measure: Measure, palette: Palette) -> Trace:
    """All the lines of one verdict in one trace, a hole between two categories."""
    sign = SIGNALS[signal]
    ends = [
        (x, estimate.value, tooltip(change.label, estimate, measure))
        for change, old, new in rows
        for x, estimate in ((0, old), (1, new))
    ]
    pairs = [item for i in range(0, len(ends), 2) for item in (*ends[i : i + 2], (None, None, ""))]
    return {
        "type": "scatter",
        "x": [x for x, _, _ in pairs[:-1]],
        "y": [y for _, y, _ in pairs[:-1]],
        "mode": "lines+markers",
        "name": "Pas d’écart démontré" if signal is Signal.USUAL else sign.word,
        "line": {"width": 1.5 if signal is Signal.USUAL else 3, "color": sign.colour(palette), "dash": DASHES[signal]},
        "marker": {"size": 8, "symbol": "circle", "color": sign.colour(palette)},
        "text": [text for _, _, text in pairs[:-1]],
        "hovertemplate": "%{text}<extra></extra>",
    }
