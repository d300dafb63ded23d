"""Answers by grade as diverging bars (Heiberger and Robbins, 2014): favourable to the right of zero."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from dashboard.charts.palette import Palette, text_on
from dashboard.charts.scale import Measure
from dashboard.charts.theme import LINE, Layout, Rows, Trace, axis, blank, figure, second_axis, wrapped
from dashboard.wording.numerals import number

SHARE = Measure(decimals=0)
ROW = 38
FEW_ROWS = 2
APART = 4.0
"""Points between the end of the scale and the answers outside it."""


@dataclass(frozen=True, slots=True)
class Answers:
    """One row: percentages by grade in the order of the scale, None when withheld. `n` counts the valid answers.

    `aside`: percentage of « ne sait pas », outside the scale; `net`: favourable minus unfavourable, in points.
    """

    label: str
    shares: tuple[float, ...] | None
    n: int | None = None
    net: float | None = None
    aside: float | None = None
    fragile: bool = False


@dataclass(frozen=True, slots=True)
class GradeStyle:
    """A grade of the scale and the side of zero where it lies: −1, 0 (cut in two halves by zero) or 1."""

    label: str
    side: int


THREE_PARTS = (GradeStyle("Insatisfaits", -1), GradeStyle("Neutres", 0), GradeStyle("Satisfaits", 1))
"""The French national idiom, with the net at the right."""


def distribution(
    rows: Sequence[Answers],
    grades: Sequence[GradeStyle],
    palette: Palette,
    *,
    aside_label: str = "Ne sait pas (NSP)",
    aside_short: str = "NSP",
) -> go.Figure:
    """Diverging bars; at the right the net (when given) and the number of answers; « ne sait pas » apart, same scale.

    `grades` goes from the most unfavourable to the most favourable. Withheld rows leave no trace.
    """
    kept = [(row, row.shares) for row in rows if row.shares is not None]
    aside = any(row.aside for row, _ in kept)
    lines = Rows.of([row.label + (" *" if row.fragile else "") for row, _ in kept], ROW)
    reach = _reach([shares for _, shares in kept], grades)
    colours = _colours(grades, palette)
    data = [_bars(kept, grades, place, colours[place], lines, palette) for place in range(len(grades))]
    if aside:
        data.append(_aside(kept, aside_label, reach[1] + APART, lines, palette))
    edge = reach[1] + (APART + max(row.aside or 0 for row, _ in kept) + 1 if aside else 0)
    # A phone writes one name a line of legend: a row or two leave it no other room to take.
    names = len(grades) + aside
    legend = names if len(kept) <= FEW_ROWS else -(-names // 2)
    layout = {
        **blank(palette, round(70 + lines.height + LINE * legend), above=20),
        **_right_column(kept, lines, aside_short, palette),
        "barmode": "overlay",
        "uniformtext": {"mode": "hide", "minsize": 11},
        "shapes": [_zero(grades, palette)],
        "xaxis": _shares_axis(reach, edge, palette),
        "yaxis": lines.axis(palette),
    }
    return figure([*data, second_axis()], layout)


def _zero(grades: Sequence[GradeStyle], palette: Palette) -> dict[str, Any]:
    """The line of zero: under the neutral bar that it cuts, above the bars otherwise."""
    return {
        "type": "line", "x0": 0, "x1": 0, "y0": 0, "y1": 1, "yref": "paper",
        "line": {"color": palette.text, "width": 1.5},
        "layer": "below" if any(grade.side == 0 for grade in grades) else "above",
    }  # fmt: skip


def _shares_axis(reach: tuple[float, float], edge: float, palette: Palette) -> dict[str, Any]:
    """Percentages without sign on both sides of zero; what lies past the scale, up to `edge`, has no tick."""
    step = 50.0 if max(reach) > 50 else 25.0
    ticks = [step * i for i in range(-int(reach[0] // step), int(reach[1] // step) + 1)]
    texts = [SHARE.text(abs(tick)) if tick else "0" for tick in ticks]
    return axis(palette, range=[-reach[0], edge], tickangle=0, tickmode="array", tickvals=ticks, ticktext=texts)


def _reach(shares: Sequence[tuple[float, ...]], grades: Sequence[GradeStyle]) -> tuple[float, float]:
    """How far the bars go to the left and to the right, rounded up to 5 points, at most 100."""

    def side(values: tuple[float, ...], sign: int) -> float:
        return sum(v / 2 if g.side == 0 else v for v, g in zip(values, grades, strict=True) if g.side in (0, sign))

    left, right = (max((side(values, sign) for values in shares), default=50.0) for sign in (-1, 1))
    return tuple(min(100.0, 5.0 * -(-reach // 5)) or 5.0 for reach in (left + 1, right + 1))  # type: ignore[return-value]


def _colours(grades: Sequence[GradeStyle], palette: Palette) -> list[str]:
    """The strongest colour for the extreme of each side."""
    bad, good = [i for i, g in enumerate(grades) if g.side < 0], [i for i, g in enumerate(grades) if g.side > 0]
    far_bad, near_bad, neutral, near_good, far_good = palette.grades
    colours = [neutral] * len(grades)
    middle_bad, middle_good = palette.middles
    sides = (bad, far_bad, middle_bad, near_bad), (good[::-1], far_good, middle_good, near_good)
    for places, far, middle, near in sides:
        for rank, place in enumerate(places):
            colours[place] = far if rank == 0 else near if rank == len(places) - 1 else middle
    return colours


def _start(shares: tuple[float, ...], grades: Sequence[GradeStyle], place: int) -> float:
    """Where the bar of a grade begins."""
    left = sum(v / 2 if g.side == 0 else v for v, g in zip(shares, grades, strict=True) if g.side <= 0)
    return -left + sum(shares[:place])


def _bars(
    kept: Sequence[tuple[Answers, tuple[float, ...]]],
    grades: Sequence[GradeStyle],
    place: int,
    colour: str,
    lines: Rows,
    palette: Palette,
) -> Trace:
    """The extreme unfavourable grade is hatched: the scale is read without its colours."""
    ink = text_on(colour)
    hatch = {"shape": "/", "bgcolor": colour, "fgcolor": ink, "fgopacity": 0.3, "size": 7}
    return {
        "type": "bar",
        "x": [round(shares[place], 2) for _, shares in kept],
        "base": [round(_start(shares, grades, place), 2) for _, shares in kept],
        "y": lines.middles,
        "width": 26,
        "orientation": "h",
        "name": grades[place].label,
        "marker": {
            "color": colour,
            "line": {"color": palette.axis, "width": 0.5},
            **({"pattern": hatch} if place == 0 else {}),
        },
        "text": [SHARE.text(shares[place]) if shares[place] >= 7 else "" for _, shares in kept],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"color": ink, "size": 12},
        "constraintext": "inside",
        "customdata": [
            f"{wrapped(row.label, 40)}<br>{grades[place].label} : {SHARE.text(s[place], 1)}" for row, s in kept
        ],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _aside(
    kept: Sequence[tuple[Answers, tuple[float, ...]]], label: str, start: float, lines: Rows, palette: Palette
) -> Trace:
    return {
        "type": "bar",
        "x": [row.aside or 0 for row, _ in kept],
        "base": [start] * len(kept),
        "y": lines.middles,
        "width": 26,
        "orientation": "h",
        "name": f"{label}, à part",
        "marker": {"color": palette.absent, "line": {"color": palette.muted, "width": 1}},
        "hoverinfo": "skip",
    }


def _right_column(
    kept: Sequence[tuple[Answers, tuple[float, ...]]], lines: Rows, aside: str, palette: Palette
) -> Layout:
    """Net, n and what is aside as labels of a second vertical axis: the margin follows their width."""
    net = any(row.net is not None for row, _ in kept)
    texts = []
    for row, _ in kept:
        base = "" if row.n is None else number(row.n)
        text = f"<b>{_signed(row.net)}</b> ({base})" if net else base
        texts.append(text if row.aside is None else f"{text}<br>{aside}\u00a0{SHARE.text(row.aside)}")
    head = {
        "x": 1, "xref": "paper", "xanchor": "left", "xshift": 4, "y": 1, "yref": "paper", "yanchor": "bottom",
        "showarrow": False, "text": "<b>Solde</b> (n)" if net else "n", "font": {"size": 12, "color": palette.muted},
    }  # fmt: skip
    column = lines.axis(palette, texts, overlaying="y", side="right", anchor="free", position=1)
    return {"yaxis2": column, "annotations": [head]}


def _signed(value: float | None) -> str:
    return "" if value is None else number(value, 0, signed=True)
