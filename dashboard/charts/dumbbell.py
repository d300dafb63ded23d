"""Two periods side by side, one row a category: where it was, where it is, and whether the change is established."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.charts.intervals import ROW, tooltip
from dashboard.charts.palette import Palette
from dashboard.charts.scale import Measure, fitted
from dashboard.charts.signs import SIGNALS, Signal
from dashboard.charts.theme import LINE, Rows, Trace, blank, figure, value_axis
from dashboard.domain.estimate import Estimate, Shown


@dataclass(frozen=True, slots=True)
class Change:
    """A category at two periods. `signal` is the verdict of the analysis; USUAL: no change shown."""

    label: str
    before: Estimate
    after: Estimate
    signal: Signal = Signal.USUAL


def dumbbell(changes: Sequence[Change], measure: Measure, palette: Palette, *, before: str, after: str) -> go.Figure:
    """One row a category whose two figures may be shown; the change is written at the right, never cut."""
    rows = [
        (change, change.before, change.after)
        for change in changes
        if isinstance(change.before, Shown) and isinstance(change.after, Shown)
    ]
    limits = fitted([estimate.value for _, old, new in rows for estimate in (old, new)], measure)
    signals = [signal for signal in Signal if any(change.signal is signal for change, _, _ in rows)]
    lines = Rows.of([change.label for change, _, _ in rows], ROW)
    data = [
        _stems([(old.value, new.value) for _, old, new in rows], lines, palette),
        _old([(change, old) for change, old, _ in rows], before, lines, measure, palette),
    ]
    for signal in signals:
        chosen = [(i, c, new) for i, (c, _, new) in enumerate(rows) if c.signal is signal]
        data.append(_new(chosen, signal, after, lines, measure, palette))
    gaps = [measure.gap(new.value - old.value) for _, old, new in rows]
    texts = [
        f"<b>{gap}</b>" if change.signal is not Signal.USUAL else gap
        for gap, (change, _, _) in zip(gaps, rows, strict=True)
    ]
    axes = {
        "xaxis": value_axis(palette, measure, limits),
        "yaxis": lines.axis(palette),
        "yaxis2": lines.axis(palette, texts, overlaying="y", side="right"),
    }
    height = round(64 + lines.height + LINE * -(-(1 + len(signals)) // 2))
    return figure(data, {**blank(palette, height), **axes})


def _stems(pairs: Sequence[tuple[float, float]], lines: Rows, palette: Palette) -> Trace:
    return {
        "type": "scatter",
        "x": [value for pair in pairs for value in (*pair, None)],
        "y": [y for middle in lines.middles for y in (middle, middle, None)],
        "mode": "lines",
        "line": {"width": 3, "color": palette.axis},
        "showlegend": False,
        "hoverinfo": "skip",
    }


def _old(rows: Sequence[tuple[Change, Shown]], name: str, lines: Rows, measure: Measure, palette: Palette) -> Trace:
    line = {"color": palette.usual, "width": 2}
    return {
        "type": "scatter",
        "x": [old.value for _, old in rows],
        "y": lines.middles,
        "mode": "markers",
        "name": name,
        "marker": {"symbol": "circle", "size": 11, "color": palette.surface, "line": line},
        "text": [tooltip(change.label, old, measure, name) for change, old in rows],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _new(
    chosen: Sequence[tuple[int, Change, Shown]],
    signal: Signal,
    name: str,
    lines: Rows,
    measure: Measure,
    palette: Palette,
) -> Trace:
    sign = SIGNALS[signal]
    word = "pas d’écart démontré" if signal is Signal.USUAL else sign.word.lower()
    symbol = {Signal.IMPROVEMENT: "diamond", Signal.CONCERN: "square", Signal.CHANGE: "pentagon"}.get(signal, "circle")
    return {
        "type": "scatter",
        "x": [new.value for _, _, new in chosen],
        "y": [lines.middles[row] for row, _, _ in chosen],
        "yaxis": "y2",
        "mode": "markers",
        "name": f"{name}\u00a0: {word}",
        "marker": {"symbol": symbol, "size": 12, "color": sign.colour(palette)},
        "text": [tooltip(change.label, new, measure, f"{name}, {word}") for _, change, new in chosen],
        "hovertemplate": "%{text}<extra></extra>",
    }
