"""Points and 95 % intervals in groups on one axis: services under each engagement, measures under each service."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.charts.intervals import Point, drawn_verdict, marks
from dashboard.charts.palette import Palette
from dashboard.charts.scale import Measure, fitted, shown_values
from dashboard.charts.signs import Verdict
from dashboard.charts.theme import LINE, Rows, blank, figure, second_axis, value_axis
from dashboard.domain.estimate import Shown

ROW = 28
"""Pixels of a row, heads included."""


@dataclass(frozen=True, slots=True)
class Group:
    """A head and its points; `note` is written at the right of the head (the gap of two services, for instance)."""

    label: str
    points: tuple[Point, ...]
    note: str = ""


def grouped_intervals(groups: Sequence[Group], measure: Measure, palette: Palette) -> go.Figure:
    """Every group on the same axis, in the order given; the values are written at the right.

    A withheld figure leaves no row; a group without any figure leaves no head.
    """
    rows: list[tuple[str, str, Point | None]] = []
    for group in groups:
        shown = [(point, point.estimate) for point in group.points if isinstance(point.estimate, Shown)]
        rows += [(group.label, _bold(group.note), None)] if shown else []
        rows += [(point.label, measure.figure(estimate), point) for point, estimate in shown]
    placed = [(i, p, e) for i, (_, _, p) in enumerate(rows) if p is not None and isinstance(e := p.estimate, Shown)]
    lines = Rows.of([label for label, _, _ in rows], ROW)
    labels = [_bold(label) if rows[i][2] is None else label for i, label in enumerate(lines.labels)]
    data = [
        marks(chosen, verdict, lines, measure, palette)
        for verdict in Verdict
        if (chosen := [(i, p, e) for i, p, e in placed if drawn_verdict(p, e) is verdict])
    ]
    values = shown_values([estimate for _, _, estimate in placed], measure)
    axes = {
        "xaxis": value_axis(palette, measure, fitted(values, measure), named=False),
        "yaxis": lines.axis(palette, labels),
        "yaxis2": lines.axis(palette, [text for _, text, _ in rows], overlaying="y", side="right"),
    }
    height = round(78 + lines.height + LINE * -(-len(data) // 2))
    edges = [_edge(lines, i, palette) for i, (_, _, point) in enumerate(rows) if point is None and i]
    # The labels are on the axis of the left, which is drawn only when a trace belongs to it.
    return figure([*data, {**second_axis(), "yaxis": "y"}], {**blank(palette, height), **axes, "shapes": edges})


def _bold(text: str) -> str:
    """Line by line: a mark that spans a line break is not read by every renderer."""
    return "<br>".join(f"<b>{line}</b>" if line else "" for line in text.split("<br>"))


def _edge(lines: Rows, index: int, palette: Palette) -> dict[str, object]:
    """A thin line between two groups."""
    place = (lines.middles[index - 1] + lines.middles[index]) / 2
    line = {"color": palette.grid, "width": 1}
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": place, "y1": place, "line": line}
