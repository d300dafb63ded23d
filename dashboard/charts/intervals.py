"""Point and 95 % interval, one row a category, against the network and the target."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.charts.palette import Palette
from dashboard.charts.scale import Measure, fitted, shown_values
from dashboard.charts.signs import VERDICTS, Verdict
from dashboard.charts.theme import LINE, Rows, Trace, blank, figure, second_axis, value_axis, wrapped
from dashboard.domain.estimate import Estimate, Shown
from dashboard.wording.numerals import base

ROW = 34
"""Pixels of a row."""


@dataclass(frozen=True, slots=True)
class Point:
    """A category (service, site, indicator) and its figure. `verdict` is that of the analysis, never computed here."""

    label: str
    estimate: Estimate
    verdict: Verdict = Verdict.SIMILAR


@dataclass(frozen=True, slots=True)
class Reference:
    """A vertical line: the network (`target` False, full line) or a target (dashes)."""

    label: str
    value: float
    target: bool = False


def intervals(
    points: Sequence[Point], measure: Measure, palette: Palette, references: Sequence[Reference] = ()
) -> go.Figure:
    """One row a figure that may be shown, in the order given; the value is written at the right of its row.

    A withheld figure leaves no row, no label and no gap. A fragile one is hollow and pale, without verdict.
    """
    rows = [(point, point.estimate) for point in points if isinstance(point.estimate, Shown)]
    values = shown_values([estimate for _, estimate in rows], measure) + [reference.value for reference in references]
    limits = fitted(values, measure)
    entries = len({drawn_verdict(point, estimate) for point, estimate in rows}) + len(references)
    lines = Rows.of([point.label for point, _ in rows], ROW)
    # Labels belong to the first axis, which is drawn only when a trace does: the references, or a trace without mark.
    data = [_line(reference, measure, palette, lines.height) for reference in references]
    data = data or [{**second_axis(), "yaxis": "y"}]
    for verdict in Verdict:
        chosen = [(i, p, e) for i, (p, e) in enumerate(rows) if drawn_verdict(p, e) is verdict]
        if chosen:
            data.append(marks(chosen, verdict, lines, measure, palette))
    texts = [f"<b>{measure.figure(e)}</b>" for _, e in rows]
    axes = {
        "xaxis": value_axis(palette, measure, limits),
        "yaxis": lines.axis(palette),
        "yaxis2": lines.axis(palette, texts, overlaying="y", side="right"),
    }
    height = round(78 + lines.height + LINE * -(-entries // 2))
    return figure(data, {**blank(palette, height), **axes})


def drawn_verdict(point: Point, estimate: Shown) -> Verdict:
    """The verdict that is drawn: none on a fragile figure."""
    return Verdict.UNJUDGED if estimate.fragile else point.verdict


def _line(reference: Reference, measure: Measure, palette: Palette, height: float) -> Trace:
    return {
        "type": "scatter",
        "x": [reference.value] * 2,
        "y": [0, height],
        "mode": "lines",
        "line": {"color": palette.text, "width": 1.5, "dash": "6px,4px" if reference.target else "solid"},
        "name": f"{reference.label}\u00a0: {measure.text(reference.value)}",
        "hoverinfo": "skip",
    }


def marks(
    chosen: Sequence[tuple[int, Point, Shown]],
    verdict: Verdict,
    lines: Rows,
    measure: Measure,
    palette: Palette,
    name: str = "",
) -> Trace:
    """The points of one verdict with their intervals; `chosen`: row, point and its figure. `name`: what the legend says
    when it is not the verdict."""
    sign = VERDICTS[verdict]
    words = name or sign.word
    colour = sign.colour(palette)
    pale = verdict is Verdict.UNJUDGED
    limits = [(e.value, *measure.limits(e)) for _, _, e in chosen]
    return {
        "type": "scatter",
        "x": [e.value for _, _, e in chosen],
        "y": [lines.middles[row] for row, _, _ in chosen],
        "yaxis": "y2",
        "mode": "markers",
        "name": words,
        "marker": {"symbol": sign.symbol, "size": 14, "color": colour, "line": {"color": colour, "width": 1.5}},
        "error_x": {
            "type": "data",
            "array": [None if upper is None else upper - value for value, _, upper in limits],
            "arrayminus": [None if lower is None else value - lower for value, lower, _ in limits],
            "color": colour,
            "thickness": 1 if pale else 2.5,
            "width": 0 if not pale else 4,
        },
        "text": [tooltip(p.label, e, measure, words) for _, p, e in chosen],
        "hovertemplate": "%{text}<extra></extra>",
    }


def tooltip(label: str, estimate: Shown, measure: Measure, words: str = "") -> str:
    """« Lyon / 71,2 % / IC 95 % [68,0 ; 74,2] / n = 1 234 / verdict », one a line."""
    lines = [
        wrapped(label, 40),
        f"<b>{measure.figure(estimate)}</b>",
        measure.interval(estimate),
        base(estimate.n),
        words,
    ]
    return "<br>".join(line for line in lines if line)
