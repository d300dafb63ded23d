"""All the indicators of a site among its peers, each on its own scale, better to the right."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.analyses.spine import Spine
from dashboard.charts.intervals import tooltip
from dashboard.charts.palette import Palette
from dashboard.charts.scale import Measure
from dashboard.charts.signs import VERDICTS, Verdict
from dashboard.charts.theme import Rows, Trace, axis, blank, figure
from dashboard.domain.estimate import Shown

ROW = 32
"""Pixels of a row."""
LONGEST = 12
"""Characters of a figure at the end of its row."""
EDGE = 1.06
"""How far the axis goes: the farthest peer, or the site itself, stands at 1 from the median."""


@dataclass(frozen=True, slots=True)
class SpineRow:
    """An indicator. `lower_is_better`: its scale is turned round; `neutral`: it has no better side."""

    label: str
    estimate: Shown
    spine: Spine
    measure: Measure
    verdict: Verdict
    lower_is_better: bool = False
    neutral: bool = False


def spine(rows: Sequence[SpineRow], palette: Palette) -> go.Figure:
    """One row an indicator: the spread of the peers, their middle half, their median, the site with its interval."""
    lines = Rows.of([f"{row.label}{' (sans sens)' if row.neutral else ''}" for row in rows], ROW, 24)
    data = [
        _spread(rows, lines, "Étendue des pairs", palette, middle=False),
        _spread(rows, lines, "Moitié centrale des pairs", palette, middle=True),
        {
            "type": "scatter", "x": [0, 0], "y": [0, lines.height], "mode": "lines", "hoverinfo": "skip",
            "line": {"width": 1.5, "color": palette.text}, "name": "Médiane des pairs",
        },
    ]  # fmt: skip
    for verdict in Verdict:
        chosen = [(place, row) for place, row in enumerate(rows) if _verdict(row) is verdict]
        if chosen:
            data.append(_marks(chosen, verdict, lines, palette))
    texts = [f"<b>{_short(row)}</b>" for row in rows]
    sides = {"text": "◀ moins bien – mieux ▶", "font": {"size": 12, "color": palette.muted}, "standoff": 6}
    axes = {
        "xaxis": axis(palette, range=[-EDGE, EDGE], showgrid=False, side="top", showticklabels=False, title=sides),
        "yaxis": lines.axis(palette),
        "yaxis2": lines.axis(palette, texts, overlaying="y", side="right"),
        "barmode": "overlay",
    }
    # The words of the sides stand between the rows and the legend.
    return figure(data, {**blank(palette, round(150 + lines.height), above=30), **axes})


def _short(row: SpineRow) -> str:
    """The figure with its unit when that is short: « 1,01 », not « 1,01 par affaire nouvelle » (tooltip and table)."""
    text = row.measure.figure(row.estimate)
    return text if len(text) <= LONGEST else text.replace("\u00a0", " ").split(" ")[0]


def place(row: SpineRow, value: float) -> float:
    """Where a value stands: 0 at the median of the peers, 1 or −1 at the farthest of them or of the site."""
    found = row.spine
    reach = max(found.high - found.median, found.median - found.low, abs(row.estimate.value - found.median)) or 1.0
    at = (value - found.median) / reach
    return round(max(-EDGE, min(EDGE, -at if row.lower_is_better else at)), 4)


def _verdict(row: SpineRow) -> Verdict:
    return Verdict.UNJUDGED if row.estimate.fragile else row.verdict


def _spread(rows: Sequence[SpineRow], lines: Rows, name: str, palette: Palette, *, middle: bool) -> Trace:
    """The range as a bar, the middle half as a box: every mark stands out on both."""
    starts, lengths, middles = [], [], []
    for row, at in zip(rows, lines.middles, strict=True):
        ends = (row.spine.lower_quartile, row.spine.upper_quartile) if middle else (row.spine.low, row.spine.high)
        if ends[0] is None or ends[1] is None:
            continue
        left, right = sorted((place(row, ends[0]), place(row, ends[1])))
        starts.append(left)
        lengths.append(round(right - left, 4))
        middles.append(at)
    return {
        "type": "bar", "orientation": "h", "base": starts, "x": lengths, "y": middles, "width": 18,
        "marker": {
            "color": palette.band if middle else palette.grid,
            "line": {"color": palette.axis, "width": 1 if middle else 0},
        },
        "name": name, "hoverinfo": "skip",
    }  # fmt: skip


def _marks(chosen: Sequence[tuple[int, SpineRow]], verdict: Verdict, lines: Rows, palette: Palette) -> Trace:
    sign = VERDICTS[verdict]
    colour = sign.colour(palette)
    spots = [place(row, row.estimate.value) for _, row in chosen]
    margins = [_margin(row) for _, row in chosen]
    return {
        "type": "scatter",
        "x": spots,
        "y": [lines.middles[at] for at, _ in chosen],
        "yaxis": "y2",
        "mode": "markers",
        "name": sign.word,
        "marker": {"symbol": sign.symbol, "size": 13, "color": colour, "line": {"color": palette.surface, "width": 1}},
        "error_x": {
            "type": "data",
            "array": [None if m is None else m[1] - x for x, m in zip(spots, margins, strict=True)],
            "arrayminus": [None if m is None else x - m[0] for x, m in zip(spots, margins, strict=True)],
            "color": colour,
            "thickness": 2,
            "width": 0,
        },
        "text": [tooltip(row.label, row.estimate, row.measure, _words(row, sign.word)) for _, row in chosen],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _margin(row: SpineRow) -> tuple[float, float] | None:
    lower, upper = row.measure.limits(row.estimate)
    if lower is None or upper is None:
        return None
    left, right = sorted((place(row, lower), place(row, upper)))
    return left, right


def _words(row: SpineRow, word: str) -> str:
    found, text = row.spine, row.measure.text
    peers = f"{found.n_peers} pairs\u00a0: de {text(found.low)} à {text(found.high)}, médiane {text(found.median)}"
    return f"{word}<br>{peers}"
