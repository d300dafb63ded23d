"""A map without any geographic subplot (Plotly would fetch a world outline): projected outlines as filled lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go

from dashboard.charts.area import Area, outline
from dashboard.charts.intervals import tooltip
from dashboard.charts.map_classes import DOTS, MapClass, by_value, by_verdict
from dashboard.charts.palette import Palette, text_on
from dashboard.charts.place_marks import Place, place_marks
from dashboard.charts.scale import Measure
from dashboard.charts.signs import VERDICTS, Verdict
from dashboard.charts.theme import Layout, Trace, blank, figure, wrapped
from dashboard.domain.estimate import Estimate, Shown, Status, Withheld


@dataclass(frozen=True, slots=True)
class Frame:
    """The border of an inset (overseas, petite couronne) and its name, on its upper border unless `below`."""

    label: str
    left: float
    bottom: float
    right: float
    top: float
    below: bool = False


def site_map(
    areas: Sequence[Area],
    figures: Mapping[str, Estimate],
    measure: Measure,
    palette: Palette,
    *,
    frames: Sequence[Frame] = (),
    verdicts: Mapping[str, Verdict] | None = None,
    height: int = 510,
) -> go.Figure:
    """Areas by verdict when `verdicts` are given (by area code), else by value; withheld areas are hatched.

    `figures`: by area code. The map keeps to the top left and the legend to the bottom right: beside the map on a wide
    screen, under it on a telephone.
    """
    known = {area.code: figures.get(area.code, Withheld(Status.NO_DATA)) for area in areas}
    drawn = (
        by_value(areas, known, measure, palette) if verdicts is None else by_verdict(areas, known, verdicts, palette)
    )
    data: list[Trace] = []
    for one in drawn:
        data += [_filled(one, palette), _swatch(one, palette)]
    data += [_glyphs(one) for one in drawn if one.glyph]
    data.append(_hover(areas, known, verdicts or {}, measure))
    return figure(data, _layout(areas, frames, palette, height))


def place_map(
    areas: Sequence[Area],
    places: Sequence[Place],
    measure: Measure,
    palette: Palette,
    *,
    frames: Sequence[Frame] = (),
    height: int = 510,
) -> go.Figure:
    """Sites as marks. The areas are only a background: two verdicts at one spot would not be told apart."""
    ground = MapClass("", palette.surface, tuple(areas))
    data = [_filled(ground, palette), *place_marks(places, measure, palette)]
    return figure(data, _layout(areas, frames, palette, height))


def _layout(areas: Sequence[Area], frames: Sequence[Frame], palette: Palette, height: int) -> Layout:
    layout = blank(palette, height)
    return {
        **layout,
        **_window(areas, frames),
        "shapes": [_border(frame, palette) for frame in frames],
        "annotations": [_border_name(frame, palette) for frame in frames],
        "hovermode": "closest",
        "legend": {**layout["legend"], "orientation": "v", "x": 1, "xanchor": "right", "y": 0, "yanchor": "bottom"},
        "margin": {**layout["margin"], "l": 4, "r": 4, "t": 4, "b": 4},
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
        "xaxis": {**hidden, "range": [min(across) - air, max(across) + air], "constraintoward": "left"},
        "yaxis": {
            **hidden,
            "range": [min(along) - air, max(along) + 3 * air],
            "scaleanchor": "x",
            "scaleratio": 1,
            "constraintoward": "top",
        },
    }


def _filled(one: MapClass, palette: Palette) -> Trace:
    """One closed line a ring, a hole between two rings. Outlines are public: no figure hides in these coordinates."""
    drawn = [outline(area) for area in one.areas]
    trace = {
        "type": "scatter",
        "x": np.concatenate([each.x for each in drawn])[:-1],
        "y": np.concatenate([each.y for each in drawn])[:-1],
        "mode": "lines",
        "fill": "toself",
        "fillcolor": one.fill,
        "showlegend": False,
        "hoverinfo": "skip",
        "line": {"width": 0.6, "color": palette.axis},
    }
    return {**trace, "fillpattern": _pattern(one, palette)} if one.pattern else trace


def _pattern(one: MapClass, palette: Palette) -> dict[str, Any]:
    dots = one.pattern == DOTS
    return {
        "shape": one.pattern, "size": 5 if dots else 6, "fgcolor": palette.muted, "bgcolor": one.fill,
        "solidity": 0.15 if dots else 0.25,
    }  # fmt: skip


def _swatch(one: MapClass, palette: Palette) -> Trace:
    """The legend of a class: a bar without any value, because only bars have a square, with its pattern."""
    marker: dict[str, Any] = {"color": one.fill, "line": {"width": 1, "color": palette.axis}}
    if one.pattern:
        marker["pattern"] = _pattern(one, palette)
    return {"type": "bar", "x": [None], "y": [None], "name": one.name, "marker": marker}


def _glyphs(one: MapClass) -> Trace:
    """The sign of the verdict in the middle of each area: colour is never alone."""
    middles = [outline(area).middle for area in one.areas]
    return {
        "type": "scatter",
        "x": [x for x, _ in middles],
        "y": [y for _, y in middles],
        "mode": "text",
        "text": [one.glyph] * len(middles),
        "textfont": {"size": 11, "color": text_on(one.fill)},
        "showlegend": False,
        "hoverinfo": "skip",
    }


def _hover(
    areas: Sequence[Area], known: Mapping[str, Estimate], verdicts: Mapping[str, Verdict], measure: Measure
) -> Trace:
    """An unseen mark at the middle of each area carries its words: a filled line has no tooltip of its own."""
    texts = []
    for area in areas:
        estimate = known[area.code]
        if isinstance(estimate, Shown):
            said = VERDICTS[verdicts[area.code]].word if area.code in verdicts else ""
            said = said or ("base fragile" if estimate.fragile else "")
            texts.append(tooltip(area.label, estimate, measure, said))
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
        "x": frame.left, "xanchor": "left", "y": frame.bottom if frame.below else frame.top,
        "yanchor": "bottom" if "<br>" in label else "middle",
        "showarrow": False, "text": label, "bgcolor": palette.surface, "borderpad": 0,
        "font": {"size": 9.5, "color": palette.text},
    }  # fmt: skip
