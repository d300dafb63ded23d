"""One site among its peers, before across and after up: on the diagonal nothing moved."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.charts.palette import Palette
from dashboard.charts.scale import Measure, fitted
from dashboard.charts.theme import LINE, Trace, blank, figure, value_axis

HEIGHT = 420


@dataclass(frozen=True, slots=True)
class Place:
    """A site before and after, in the unit of the axis."""

    label: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """The site of an action; `expected` what it should have become without it, `lower` to `upper` what it may have been
    expected at, 95 %. `good`: True when its effect goes the expected way, False the other way, None: not shown."""

    place: Place
    expected: float
    lower: float
    upper: float
    good: bool | None = None


def before_after(outcome: Outcome, peers: Sequence[Place], measure: Measure, palette: Palette) -> go.Figure:
    """The peers as dots, the site as a diamond joined to what was expected of it."""
    places = [*peers, outcome.place]
    across = fitted([one.before for one in places], measure)
    up = fitted([*(one.after for one in places), outcome.lower, outcome.upper], measure)
    data = [_unmoved(across, up, palette), _peers(peers, measure, palette), *_site(outcome, measure, palette)]
    axes = {
        "xaxis": value_axis(palette, measure, across, named=False),
        "yaxis": value_axis(palette, measure, up, named=False),
    }
    axes["xaxis"]["title"] = _title("Avant l’action", palette)
    axes["yaxis"]["title"] = _title("Après l’action", palette)
    return figure(data, {**blank(palette, HEIGHT + 2 * LINE), **axes})


def _title(text: str, palette: Palette) -> dict[str, object]:
    return {"text": text, "font": {"size": 12, "color": palette.muted}, "standoff": 8}


def _unmoved(across: tuple[float, float], up: tuple[float, float], palette: Palette) -> Trace:
    ends = [max(across[0], up[0]), min(across[1], up[1])]
    return {
        "type": "scatter", "x": ends, "y": ends, "mode": "lines", "hoverinfo": "skip",
        "name": "Sans changement", "line": {"width": 1.5, "dash": "6px,4px", "color": palette.axis},
    }  # fmt: skip


def _peers(peers: Sequence[Place], measure: Measure, palette: Palette) -> Trace:
    return {
        "type": "scatter", "mode": "markers", "name": "Sites pairs sans action",
        "x": [one.before for one in peers], "y": [one.after for one in peers],
        "marker": {"symbol": "circle-open", "size": 9, "color": palette.usual, "line": {"width": 1.5}},
        "text": [_tooltip(one, measure) for one in peers], "hovertemplate": "%{text}<extra></extra>",
    }  # fmt: skip


def _site(outcome: Outcome, measure: Measure, palette: Palette) -> list[Trace]:
    place = outcome.place
    colour = {True: palette.better, False: palette.worse, None: palette.text}[outcome.good]
    expected: Trace = {
        "type": "scatter", "mode": "markers", "name": "Attendu sans l’action, IC\u00a095\u00a0%",
        "x": [place.before], "y": [outcome.expected],
        "marker": {"symbol": "line-ew", "size": 18, "line": {"width": 3, "color": palette.text}},
        "error_y": {
            "type": "data", "color": palette.text, "thickness": 1.5, "width": 5,
            "array": [outcome.upper - outcome.expected], "arrayminus": [outcome.expected - outcome.lower],
        },
        "text": [f"Attendu sans l’action\u00a0: {measure.text(outcome.expected)}"],
        "hovertemplate": "%{text}<extra></extra>",
    }  # fmt: skip
    observed: Trace = {
        "type": "scatter", "mode": "markers", "name": place.label, "x": [place.before], "y": [place.after],
        "marker": {"symbol": "diamond", "size": 14, "color": colour, "line": {"width": 1, "color": palette.surface}},
        "text": [_tooltip(place, measure)], "hovertemplate": "%{text}<extra></extra>",
    }  # fmt: skip
    return [expected, observed]


def _tooltip(place: Place, measure: Measure) -> str:
    return (
        f"<b>{place.label}</b><br>Avant\u00a0: {measure.text(place.before)}<br>Après\u00a0: {measure.text(place.after)}"
    )
