"""Sites by number of answers, between the limits that chance alone would reach: no league table."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.charts.crowd import MOST, SIZE, Places, crowd
from dashboard.charts.intervals import tooltip
from dashboard.charts.labels import placed
from dashboard.charts.palette import Palette
from dashboard.charts.scale import Measure, fitted, step_of
from dashboard.charts.signs import VERDICTS, Verdict
from dashboard.charts.theme import Trace, axis, blank, figure, value_axis, wrapped
from dashboard.domain.estimate import Estimate, Shown
from dashboard.wording.grammar import count
from dashboard.wording.numerals import number

NARROW = (290.0, 300.0)
"""Plot area in pixels on a telephone: labels that fit there fit everywhere."""


@dataclass(frozen=True, slots=True)
class FunnelSite:
    """A site. `verdict` comes from the limits of the analysis; `far`: outside those at 99.8 %; `short`: name drawn."""

    label: str
    estimate: Estimate
    verdict: Verdict = Verdict.SIMILAR
    far: bool = False
    short: str = ""


@dataclass(frozen=True, slots=True)
class FunnelLimits:
    """The curves, in the unit of the indicator, for growing `n`; `centre` is the value of the network."""

    centre: float
    n: tuple[float, ...]
    lower_95: tuple[float, ...]
    upper_95: tuple[float, ...]
    lower_998: tuple[float, ...]
    upper_998: tuple[float, ...]


def funnel_plot(
    sites: Sequence[FunnelSite], limits: FunnelLimits, measure: Measure, palette: Palette, *, height: int = 460
) -> go.Figure:
    """One mark a site that may be shown, with a base; the few outside the limits are named where there is room. Of very
    many sites, those without a gap are a crowd: no tooltip of their own."""
    drawn = [(s, s.estimate, s.estimate.n) for s in sites if isinstance(s.estimate, Shown) and s.estimate.n]
    values = [e.value for _, e, _ in drawn]
    around = [*values, limits.centre, *limits.lower_95[len(limits.n) // 4 :], *limits.upper_95[len(limits.n) // 4 :]]
    vertical = fitted(around, measure)
    sizes = [float(n) for _, _, n in drawn] or [1.0]
    logarithmic = max(sizes) > 12 * sorted(sizes)[len(sizes) // 2]
    span = _span(sizes, logarithmic=logarithmic)
    data = _curves(limits, measure, palette, vertical, span)
    places = [(_across(n, span, logarithmic=logarithmic), _up(e.value, vertical)) for _, e, n in drawn]
    crowds = []
    for verdict in Verdict:
        inside = [i for i, (site, estimate, _) in enumerate(drawn) if _verdict(site, estimate) is verdict]
        if inside and verdict in _ORDINARY and len(drawn) > MOST:
            crowds.append(_crowd([places[i] for i in inside], verdict, palette))
            data.append(_legend(verdict, len(inside), palette))
        elif inside:
            data.append(_marks([drawn[i] for i in inside], verdict, measure, palette))
    named = _named(drawn, places)
    if named:
        data.append(_names(drawn, named, palette))
    axes = {
        "xaxis": _sizes_axis(palette, span, logarithmic=logarithmic),
        "yaxis": value_axis(palette, measure, vertical, named=False),
    }
    return figure(data, {**blank(palette, height), **axes, "images": crowds})


_ORDINARY = (Verdict.SIMILAR, Verdict.UNJUDGED)


def _crowd(places: Places, verdict: Verdict, palette: Palette) -> Trace:
    hollow = palette.surface if verdict is Verdict.UNJUDGED else ""
    return crowd(places, VERDICTS[verdict].colour(palette), hollow=hollow)


def _legend(verdict: Verdict, number_of: int, palette: Palette) -> Trace:
    """The line of a crowd in the legend: a trace without a mark."""
    sign = VERDICTS[verdict]
    name = f"{sign.word} ({count(number_of, 'site')})"
    marker = {"symbol": sign.symbol, "size": SIZE, "color": sign.colour(palette)}
    return {"type": "scatter", "x": [None], "y": [None], "mode": "markers", "name": name, "marker": marker}


def _across(n: float, span: tuple[float, float], *, logarithmic: bool) -> float:
    if logarithmic:
        return math.log(n / span[0]) / math.log(span[1] / span[0])
    return (n - span[0]) / (span[1] - span[0])


def _up(value: float, vertical: tuple[float, float]) -> float:
    low, high = vertical
    return (value - low) / (high - low)


def _verdict(site: FunnelSite, estimate: Shown) -> Verdict:
    return Verdict.UNJUDGED if estimate.fragile else site.verdict


def _span(sizes: Sequence[float], *, logarithmic: bool) -> tuple[float, float]:
    if logarithmic:
        return min(sizes) * 0.8, max(sizes) * 1.25
    return 0.0, max(sizes) * 1.06


def _sizes_axis(palette: Palette, span: tuple[float, float], *, logarithmic: bool) -> dict[str, object]:
    title = "Nombre de réponses"
    if logarithmic:
        powers = range(math.floor(math.log10(span[0])), math.ceil(math.log10(span[1])) + 1)
        ticks = [f * 10.0**p for p in powers for f in (1, 3) if span[0] <= f * 10.0**p <= span[1]]
        limits = [math.log10(span[0]), math.log10(span[1])]
        title += " (échelle logarithmique)"
    else:
        step = step_of(*span, 5)
        ticks = [step * i for i in range(math.floor(span[1] / step) + 1)]
        limits = list(span)
    return axis(
        palette,
        type="log" if logarithmic else "linear",
        range=limits,
        tickmode="array",
        tickvals=ticks,
        ticktext=[number(tick) for tick in ticks],
        showline=True,
        linecolor=palette.axis,
        title={"text": title, "font": {"size": 12, "color": palette.muted}, "standoff": 8},
    )


def _curves(
    limits: FunnelLimits, measure: Measure, palette: Palette, vertical: tuple[float, float], span: tuple[float, float]
) -> list[Trace]:
    """The two pairs of limits, each pair one trace (a hole between the two curves), and the network."""
    low, high = vertical
    kept = [i for i, n in enumerate(limits.n) if span[0] <= n <= span[1]]
    sizes = [round(limits.n[i], 1) for i in kept]

    def pair(lower: Sequence[float], upper: Sequence[float], name: str, dash: str) -> Trace:
        curve: list[float | None] = [v if low <= (v := round(upper[i], 2)) <= high else None for i in kept]
        curve += [None] + [v if low <= (v := round(lower[i], 2)) <= high else None for i in kept]
        return {
            "type": "scatter", "x": [*sizes, None, *sizes], "y": curve, "mode": "lines", "name": name,
            "hoverinfo": "skip", "line": {"width": 1.5, "dash": dash, "color": palette.muted},
        }  # fmt: skip

    return [
        pair(limits.lower_95, limits.upper_95, "Limites à 95\u00a0%", "2px,3px"),
        pair(limits.lower_998, limits.upper_998, "Limites à 99,8\u00a0%", "8px,4px"),
        {
            "type": "scatter", "x": list(span), "y": [limits.centre] * 2, "mode": "lines", "hoverinfo": "skip",
            "line": {"width": 1.5, "color": palette.text}, "name": f"Réseau\u00a0: {measure.text(limits.centre)}",
        },
    ]  # fmt: skip


def _marks(
    chosen: Sequence[tuple[FunnelSite, Shown, int]], verdict: Verdict, measure: Measure, palette: Palette
) -> Trace:
    sign = VERDICTS[verdict]
    colour = sign.colour(palette)
    hollow = verdict is Verdict.UNJUDGED
    return {
        "type": "scatter",
        "x": [n for _, _, n in chosen],
        "y": [e.value for _, e, _ in chosen],
        "mode": "markers",
        "name": sign.word,
        "marker": {
            "symbol": sign.symbol,
            "size": [13 if site.far else 10 for site, _, _ in chosen],
            "color": colour,
            "opacity": 1,
            "line": {"color": colour if hollow else palette.surface, "width": 1.5 if hollow else 0.75},
        },
        "text": [tooltip(site.label, e, measure, _words(site, sign.word)) for site, e, _ in chosen],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _words(site: FunnelSite, words: str) -> str:
    return f"{words}, hors limites à 99,8\u00a0%" if site.far else words


def _named(drawn: Sequence[tuple[FunnelSite, Shown, int]], places: Places) -> list[tuple[int, str, str]]:
    """The names to write: the far ones first, then the greatest gap to the middle."""
    pixels = [(x * NARROW[0], y * NARROW[1]) for x, y in places]
    middle = sum(e.value for _, e, _ in drawn) / max(len(drawn), 1)
    outside = [i for i, (s, e, _) in enumerate(drawn) if _verdict(s, e) not in _ORDINARY]
    outside.sort(key=lambda i: (not drawn[i][0].far, -abs(drawn[i][1].value - middle)))
    return placed(pixels, [(i, wrapped(drawn[i][0].short or drawn[i][0].label, 18)) for i in outside[:8]], *NARROW)


def _names(
    drawn: Sequence[tuple[FunnelSite, Shown, int]], named: Sequence[tuple[int, str, str]], palette: Palette
) -> Trace:
    return {
        "type": "scatter",
        "x": [drawn[i][2] for i, _, _ in named],
        "y": [drawn[i][1].value for i, _, _ in named],
        "mode": "markers+text",
        "marker": {"size": 14, "opacity": 0},
        "text": [text for _, text, _ in named],
        "textposition": [side for _, _, side in named],
        "textfont": {"size": 12, "color": palette.text},
        "showlegend": False,
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
