"""A map without any geographic subplot (Plotly would fetch a world outline): projected outlines as filled lines."""

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go

from dashboard.charts.area import Area, outline
from dashboard.charts.intervals import tooltip
from dashboard.charts.palette import Palette
from dashboard.charts.scale import Measure, step_of
from dashboard.charts.signs import VERDICTS, Verdict
from dashboard.charts.theme import Layout, Trace, blank, figure, wrapped
from dashboard.domain.estimate import Estimate, Shown, Status, Withheld


@dataclass(frozen=True, slots=True)
class Frame:
    """The border of an inset (overseas, petite couronne) and its name."""

    label: str
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Place:
    """A site, in the plane of the outlines."""

    label: str
    x: float
    y: float
    estimate: Estimate
    verdict: Verdict = Verdict.SIMILAR


def site_map(
    areas: Sequence[Area],
    figures: Mapping[str, Estimate],
    measure: Measure,
    palette: Palette,
    *,
    frames: Sequence[Frame] = (),
    places: Sequence[Place] = (),
    height: int = 560,
) -> go.Figure:
    """Areas in five classes at most, one trace a class; withheld areas are hatched, those without data are plain.

    `figures`: by area code. The legend is under the map, so that it can cover no inset. Withheld sites leave no trace.
    """
    known = {area.code: figures.get(area.code, Withheld(Status.NO_DATA)) for area in areas}
    data: list[Trace] = []
    for name, fill, hatched, chosen in _groups(areas, known, measure, palette):
        data += [_filled(chosen, fill, palette, hatched=hatched), _swatch(name, fill, palette, hatched=hatched)]
    if not places:
        data.append(_hover(areas, known, measure))
    for verdict in Verdict:
        found = [(place, place.estimate) for place in places if place.verdict is verdict]
        visible = [(place, estimate) for place, estimate in found if isinstance(estimate, Shown)]
        if visible:
            data.append(_marks(visible, verdict, measure, palette))
    return figure(data, _layout(areas, frames, palette, height))


def _layout(areas: Sequence[Area], frames: Sequence[Frame], palette: Palette, height: int) -> Layout:
    layout = blank(palette, height)
    return {
        **layout,
        **_window(areas, frames),
        "shapes": [_border(frame, palette) for frame in frames],
        "annotations": [_border_name(frame, palette) for frame in frames],
        "hovermode": "closest",
        "legend": {**layout["legend"], "y": -0.01, "yanchor": "top", "x": 0.5, "xanchor": "center"},
        "margin": {**layout["margin"], "l": 4, "r": 4, "t": 4, "b": 80},
    }


def _window(areas: Sequence[Area], frames: Sequence[Frame]) -> Layout:
    """Both axes, unseen, at the same scale, around all that is drawn, with room for the name of the highest frame."""
    drawn = [outline(area) for area in areas]
    across = [side for each in drawn for side in each.across]
    along = [side for each in drawn for side in each.along]
    across += [side for frame in frames for side in (frame.left, frame.right)] or [0.0, 1.0]
    along += [side for frame in frames for side in (frame.bottom, frame.top)] or [0.0, 1.0]
    air = (max(along) - min(along)) * 0.02
    hidden = {"visible": False, "fixedrange": True, "showgrid": False, "zeroline": False, "constrain": "domain"}
    return {
        "xaxis": {**hidden, "range": [min(across) - air, max(across) + air]},
        "yaxis": {**hidden, "range": [min(along) - air, max(along) + 3 * air], "scaleanchor": "x", "scaleratio": 1},
    }


def classes(values: Sequence[float], most: int = 5) -> list[tuple[float, float]]:
    """At most `most` classes that hold about as many areas each, cut at round values; empty without values."""
    if not values:
        return []
    ordered = sorted(values)
    low, high = ordered[0], ordered[-1]
    grain = step_of(low, high, 40) if high > low else 1.0
    inner = {
        round(ordered[len(ordered) * rank // most] / grain) * grain
        for rank in range(1, most)
        if len(ordered) >= 2 * most
    }
    start, stop = math.floor(low / grain) * grain, math.ceil(high / grain) * grain
    cuts = [
        start,
        *sorted(round(cut, 9) for cut in inner if start < cut < stop),
        stop if stop > start else start + grain,
    ]
    return list(itertools.pairwise(cuts))


def _groups(
    areas: Sequence[Area], known: Mapping[str, Estimate], measure: Measure, palette: Palette
) -> list[tuple[str, str, bool, list[Area]]]:
    """(legend, colour, hatched, areas) of every class that is used; the two kinds of absence come last."""
    values = {code: estimate.value for code, estimate in known.items() if isinstance(estimate, Shown)}
    bounds = classes(list(values.values()))
    groups: list[tuple[str, str, bool, list[Area]]] = []
    for rank, (low, high) in enumerate(bounds):
        final = rank == len(bounds) - 1
        inside = [
            a
            for a in areas
            if a.code in values and (low <= values[a.code] < high or (final and values[a.code] == high))
        ]
        shade = palette.shades[round(rank * 4 / max(len(bounds) - 1, 1))]
        if inside:
            groups.append(
                (
                    f"de {measure.text(low, _decimals(high - low))} à {measure.text(high, _decimals(high - low))}",
                    shade,
                    False,
                    inside,
                )
            )
    masked = [a for a in areas if _status(known[a.code]) is Status.MASKED]
    empty = [a for a in areas if _status(known[a.code]) not in (None, Status.MASKED)]
    if masked:
        groups.append(("Secret statistique", palette.surface, True, masked))
    if empty:
        groups.append(("Sans donnée", palette.absent, False, empty))
    return groups


def _decimals(step: float) -> int:
    return 0 if step >= 1 else 1


def _status(estimate: Estimate) -> Status | None:
    return estimate.status if isinstance(estimate, Withheld) else None


def _filled(chosen: Sequence[Area], fill: str, palette: Palette, *, hatched: bool) -> Trace:
    """One closed line a ring, a hole between two rings. Outlines are public: no figure hides in these coordinates."""
    drawn = [outline(area) for area in chosen]
    hatch = {"shape": "/", "size": 6, "fgcolor": palette.muted, "bgcolor": fill, "solidity": 0.25}
    trace = {
        "type": "scatter",
        "x": np.concatenate([each.x for each in drawn])[:-1],
        "y": np.concatenate([each.y for each in drawn])[:-1],
        "mode": "lines",
        "fill": "toself",
        "fillcolor": fill,
        "showlegend": False,
        "hoverinfo": "skip",
        "line": {"width": 0.6, "color": palette.axis},
    }
    return {**trace, "fillpattern": hatch} if hatched else trace


def _swatch(name: str, fill: str, palette: Palette, *, hatched: bool) -> Trace:
    """The legend of a class: a bar without any value, because only bars have a square, hatched when needed."""
    hatch = {"shape": "/", "size": 5, "fgcolor": palette.muted, "bgcolor": fill, "solidity": 0.3}
    marker = {"color": fill, "line": {"width": 1, "color": palette.axis}, **({"pattern": hatch} if hatched else {})}
    return {"type": "bar", "x": [None], "y": [None], "name": name, "marker": marker}


def _hover(areas: Sequence[Area], known: Mapping[str, Estimate], measure: Measure) -> Trace:
    """An unseen mark at the middle of each area carries its words: a filled line has no tooltip of its own."""
    texts = []
    for area in areas:
        estimate = known[area.code]
        if isinstance(estimate, Shown):
            texts.append(tooltip(area.label, estimate, measure, "base fragile" if estimate.fragile else ""))
        else:
            reason = "secret statistique" if estimate.status is Status.MASKED else "sans donnée"
            texts.append(f"{wrapped(area.label, 40)}<br>{estimate.note or reason}")
    middles = [outline(area).middle for area in areas]
    return {
        "type": "scatter",
        "x": [x for x, _ in middles],
        "y": [y for _, y in middles],
        "mode": "markers",
        "marker": {"size": 16, "opacity": 0},
        "showlegend": False,
        "text": texts,
        "hovertemplate": "%{text}<extra></extra>",
    }


def _border(frame: Frame, palette: Palette) -> dict[str, Any]:
    return {
        "type": "rect", "x0": frame.left, "x1": frame.right, "y0": frame.bottom, "y1": frame.top,
        "line": {"width": 1, "color": palette.axis},
    }  # fmt: skip


def _border_name(frame: Frame, palette: Palette) -> dict[str, Any]:
    label = wrapped(frame.label, 16)
    return {
        "x": (frame.left + frame.right) / 2, "y": frame.top, "yanchor": "bottom" if "<br>" in label else "middle",
        "showarrow": False, "text": label, "bgcolor": palette.surface, "borderpad": 0,
        "font": {"size": 10, "color": palette.text},
    }  # fmt: skip


def _marks(visible: Sequence[tuple[Place, Shown]], verdict: Verdict, measure: Measure, palette: Palette) -> Trace:
    sign = VERDICTS[verdict]
    colour = sign.colour(palette)
    return {
        "type": "scatter",
        "x": [round(place.x, 1) for place, _ in visible],
        "y": [round(place.y, 1) for place, _ in visible],
        "mode": "markers",
        "name": sign.word,
        "marker": {
            "symbol": sign.symbol, "size": 11, "color": colour,
            "line": {"width": 1.5, "color": colour if sign.symbol.endswith("open") else palette.surface},
        },
        "text": [tooltip(place.label, estimate, measure, sign.word) for place, estimate in visible],
        "hovertemplate": "%{text}<extra></extra>",
    }  # fmt: skip
