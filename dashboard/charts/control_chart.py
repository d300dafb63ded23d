"""A monthly series with the limits of its usual variation: what is a signal, what is noise, what cannot be compared."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard.charts.event_marks import EventMarks, event_marks
from dashboard.charts.intervals import tooltip
from dashboard.charts.palette import Palette
from dashboard.charts.scale import Measure, fitted
from dashboard.charts.series import HALF_MONTH, MonthPoint, Series, holed, limit_runs, running_tail, stair
from dashboard.charts.signs import RULES, SIGNALS, Rule, Signal
from dashboard.charts.theme import LINE, Layout, Trace, blank, figure, month_axis, value_axis, wrapped
from dashboard.domain.estimate import Shown
from dashboard.domain.indicator import MethodBreak
from dashboard.domain.period import months_between
from dashboard.wording.steps import of_the_step, running_words, steps

NAMES = 20
"""Pixels of the names of method breaks."""


def control_chart(series: Series, measure: Measure, palette: Palette, *, height: int = 320) -> go.Figure:
    """The series with centre, limits as a band, marked months, target, and vertical cuts at method breaks."""
    entries = 3 + len(signals_of([series])) + (series.target is not None)
    named = NAMES if series.breaks else 0
    above = named + _marks_of(series, palette, named).above
    layout = blank(palette, height + above + LINE * -(-entries // 2), above=above)
    return _drawn(layout, series, measure, palette, _limits([series], measure))


def _marks_of(series: Series, palette: Palette, above: int) -> EventMarks:
    if not series.points:
        return EventMarks([], [], 0)
    return event_marks(series.marks, series.points[0].month, series.points[-1].month, series.step, palette, above=above)


def small_multiples(
    several: Sequence[Series], measure: Measure, palette: Palette, *, height: int = 170
) -> tuple[go.Figure, ...]:
    """One small chart a series, all with the same vertical range and the same months.

    Separate figures, so that the page lays them in a grid that falls to one column on a telephone and each keeps
    its own text alternative. No legend: the page writes `signals_of` once for all.
    """
    limits = _limits(several, measure)
    months = [point.month for series in several for point in series.points]
    span = (min(months), max(months)) if months else None
    return tuple(
        _drawn(blank(palette, height, legend=False), series, measure, palette, limits, span=span) for series in several
    )


def compact_chart(
    series: Series, measure: Measure, palette: Palette, span: tuple[dt.date, dt.date], *, height: int = 180
) -> go.Figure:
    """One small chart on its own scale, over the months of `span`. No legend: see `signals_of`."""
    layout = blank(palette, height, legend=False)
    return _drawn(layout, series, measure, palette, _limits([series], measure), span=span)


def signals_of(several: Sequence[Series]) -> list[tuple[Signal, Rule]]:
    """The pairs signal × rule that occur, in a fixed order."""
    found = {(point.signal, point.rule) for series in several for point in series.points if point.marked}
    return [(signal, rule) for signal in Signal for rule in Rule if (signal, rule) in found]


def signal_words(signal: Signal, rule: Rule, step: int = 1) -> str:
    """« Amélioration : hors limites »; rules count in steps."""
    return f"{SIGNALS[signal].word}\u00a0: {RULES[rule][1].replace('mois', steps(step))}"


def _drawn(
    layout: Layout,
    series: Series,
    measure: Measure,
    palette: Palette,
    limits: tuple[float, float],
    *,
    span: tuple[dt.date, dt.date] | None = None,
) -> go.Figure:
    """`span` is given to a small chart: fewer ticks, no title, no name on the breaks."""
    if not series.points:
        return figure([], layout)
    compact = span is not None
    first, last = span or (series.points[0].month, series.points[-1].month)
    data = _usual(series, limits, measure, palette)
    if series.target is not None:
        data.append(_target(series.target, first, last, measure, palette))
    data += _values(series, measure, palette, compact=compact)
    data += [_marks(series, *found, measure, palette, compact=compact) for found in signals_of([series])]
    breaks = [item for item in series.breaks if first < item.month <= last]
    middle = first + (last - first) / 2
    months = months_between(first, last) + 1
    every = next((step for step, longest in ((1, 4), (3, 13), (6, 37)) if months <= longest), 12)
    axes = {
        "xaxis": month_axis(
            palette, first, last, every=every if compact else None, stacked=not compact, span=series.step
        ),
        "yaxis": value_axis(palette, measure, limits, ticks=3 if compact else 5, titled=not compact, named=False),
    }
    cuts = {
        "shapes": [_cut(item, series.step, palette) for item in breaks],
        "annotations": [] if compact else [_cut_name(item, series.step, palette, middle) for item in breaks],
    }
    if not compact:
        happened = _marks_of(series, palette, NAMES if series.breaks else 0)
        cuts = {"shapes": cuts["shapes"] + happened.shapes, "annotations": cuts["annotations"] + happened.annotations}
    return figure(data, {**layout, **axes, **cuts})


def _limits(several: Sequence[Series], measure: Measure) -> tuple[float, float]:
    points = [point for series in several for point in series.points]
    values = [point.estimate.value for point in points if isinstance(point.estimate, Shown)]
    values += [limit for point in points for limit in (point.lower_limit, point.upper_limit) if limit is not None]
    return fitted(values + [series.target for series in several if series.target is not None], measure)


def _usual(series: Series, limits: tuple[float, float], measure: Measure, palette: Palette) -> list[Trace]:
    """The band of each run, clipped to the axis, then the centre of each."""
    runs = list(limit_runs(series))
    bands = [_band(run, series.step, limits, palette, named=place == 0) for place, run in enumerate(runs)]
    centres = [
        _centre(run, series.step, measure, palette, named=place == len(runs) - 1) for place, run in enumerate(runs)
    ]
    return bands + centres


def _band(run: Sequence[MonthPoint], step: int, limits: tuple[float, float], palette: Palette, *, named: bool) -> Trace:
    days, upper = stair(run, [min(p.upper_limit or 0.0, limits[1]) for p in run], step)
    back, lower = stair(run, [max(p.lower_limit or 0.0, limits[0]) for p in run], step)
    return {
        "type": "scatter", "x": days + back[::-1], "y": upper + lower[::-1], "mode": "lines",
        "fill": "toself", "fillcolor": palette.band, "line": {"width": 1, "dash": "2px,2px", "color": palette.axis},
        "name": "Variation habituelle", "legendgroup": "band", "showlegend": named, "hoverinfo": "skip",
    }  # fmt: skip


def _centre(run: Sequence[MonthPoint], step: int, measure: Measure, palette: Palette, *, named: bool) -> Trace:
    days, centre = stair(run, [p.centre for p in run], step)
    final = run[-1].centre
    return {
        "type": "scatter", "x": days, "y": centre, "mode": "lines", "line": {"width": 1.5, "color": palette.muted},
        "name": "" if final is None else f"Moyenne\u00a0: {measure.text(final)}",
        "legendgroup": "centre", "showlegend": named, "hoverinfo": "skip",
    }  # fmt: skip


def _target(target: float, first: dt.date, last: dt.date, measure: Measure, palette: Palette) -> Trace:
    return {
        "type": "scatter",
        "x": [(first - HALF_MONTH).isoformat(), (last + HALF_MONTH).isoformat()],
        "y": [target, target],
        "mode": "lines",
        "line": {"width": 1.5, "dash": "6px,4px", "color": palette.text},
        "name": f"Cible\u00a0: {measure.text(target)}",
        "hoverinfo": "skip",
    }


def _values(series: Series, measure: Measure, palette: Palette, *, compact: bool) -> list[Trace]:
    """The finished months and, when there is one, the month still running."""
    words = {
        point.month: tooltip(series.when(point), point.estimate, measure)
        for point in series.points
        if isinstance(point.estimate, Shown)
    }
    line, tail = holed(series), running_tail(series)
    finished = {
        "type": "scatter", "x": [day.isoformat() for day, _ in line], "y": [value for _, value in line],
        "mode": "lines+markers", "connectgaps": False, "line": {"width": 2, "color": palette.mark},
        "marker": {"size": 4 if compact else 5, "color": palette.mark}, "name": _name(series),
        "text": [words.get(day, "") for day, _ in line], "hovertemplate": "%{text}<extra></extra>",
    }  # fmt: skip
    return [finished, _running(tail, words, series.step, palette)] if tail else [finished]


def _name(series: Series) -> str:
    return "Valeur des 12 mois" if series.rolling else f"Valeur {of_the_step(series.step)}"


def _running(tail: Sequence[tuple[dt.date, float]], words: Mapping[dt.date, str], step: int, palette: Palette) -> Trace:
    return {
        "type": "scatter", "x": [day.isoformat() for day, _ in tail], "y": [value for _, value in tail],
        "mode": "lines+markers", "line": {"width": 2, "dash": "2px,3px", "color": palette.mark},
        "name": running_words(step),
        "marker": {
            "size": [0] * (len(tail) - 1) + [9], "opacity": 1, "symbol": "circle-open", "color": palette.mark,
            "line": {"width": 2},
        },
        "text": [f"{words[day]}<br>{running_words(step).lower()}" for day, _ in tail],
        "hovertemplate": "%{text}<extra></extra>",
    }  # fmt: skip


def _marks(series: Series, signal: Signal, rule: Rule, measure: Measure, palette: Palette, *, compact: bool) -> Trace:
    """The shape says the rule, the colour and the dot at its heart say the direction."""
    found = [
        (point, point.estimate)
        for point in series.points
        if point.marked and (point.signal, point.rule) == (signal, rule) and isinstance(point.estimate, Shown)
    ]
    colour = SIGNALS[signal].colour(palette)
    words = signal_words(signal, rule, series.step)
    symbol = RULES[rule][0] + SIGNALS[signal].symbol
    return {
        "type": "scatter",
        "x": [point.month.isoformat() for point, _ in found],
        "y": [estimate.value for _, estimate in found],
        "mode": "markers",
        "name": words,
        "marker": {
            "symbol": symbol, "size": 9 if compact else 12, "color": colour,
            "line": {"width": 2 if "open" in symbol else 1, "color": palette.surface},
        },
        "text": [tooltip(series.when(point), estimate, measure, words) for point, estimate in found],
        "hovertemplate": "%{text}<extra></extra>",
    }  # fmt: skip


def short_break(label: str) -> str:
    """What comes before the explanation: the whole label is in the method page, and has no room above a chart."""
    return label.split("\u00a0:")[0].split(" :")[0].split(",")[0].split(" (")[0]


def _cut_day(item: MethodBreak, step: int) -> str:
    """Half way between the last step of the old definition and the first of the new one."""
    return (item.month + (step - 2) * HALF_MONTH).isoformat()


def _cut(item: MethodBreak, step: int, palette: Palette) -> dict[str, Any]:
    """A vertical line where the definition changes."""
    day = _cut_day(item, step)
    line = {"color": palette.text, "width": 1, "dash": "1px,3px"}
    return {"type": "line", "x0": day, "x1": day, "y0": 0, "y1": 1, "yref": "paper", "line": line}


def _cut_name(item: MethodBreak, step: int, palette: Palette, middle: dt.date) -> dict[str, Any]:
    """Its name above, on the side where there is room."""
    return {
        "x": _cut_day(item, step), "y": 1, "yref": "paper", "yanchor": "bottom",
        "xanchor": "left" if item.month <= middle else "right", "showarrow": False,
        "text": wrapped(short_break(item.label), 30), "font": {"size": 12, "color": palette.muted},
    }  # fmt: skip
