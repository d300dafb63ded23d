"""A monthly series with the limits of its usual variation: what is a signal, what is noise, what cannot be compared."""

import datetime as dt
from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard.charts.intervals import tooltip
from dashboard.charts.palette import Palette
from dashboard.charts.scale import Measure, fitted
from dashboard.charts.series import HALF_MONTH, Series, holed, limit_runs, running_tail, stair
from dashboard.charts.signs import RULES, SIGNALS, Rule, Signal
from dashboard.charts.theme import LINE, blank, month_axis, value_axis, wrapped
from dashboard.domain.estimate import Shown
from dashboard.domain.period import months_between
from dashboard.wording.dates import month


def control_chart(series: Series, measure: Measure, palette: Palette, *, height: int = 320) -> go.Figure:
    """The series with centre, limits as a band, marked months, target, and vertical cuts at method breaks."""
    entries = 3 + len(signals_of([series])) + (series.target is not None)
    figure = blank(palette, height + LINE * -(-entries // 2), above=20 if series.breaks else 0)
    return _drawn(figure, series, measure, palette, _limits([series], measure))


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
    frame = blank(palette, height, legend=False)
    return _drawn(frame, series, measure, palette, _limits([series], measure), span=span)


def signals_of(several: Sequence[Series]) -> list[tuple[Signal, Rule]]:
    """The pairs signal × rule that occur, in a fixed order."""
    found = {(point.signal, point.rule) for series in several for point in series.points if point.marked}
    return [(signal, rule) for signal in Signal for rule in Rule if (signal, rule) in found]


def signal_words(signal: Signal, rule: Rule) -> str:
    """« Amélioration : hors limites »."""
    return f"{SIGNALS[signal].word}\u00a0: {RULES[rule][1]}"


def _drawn(
    figure: go.Figure,
    series: Series,
    measure: Measure,
    palette: Palette,
    limits: tuple[float, float],
    *,
    span: tuple[dt.date, dt.date] | None = None,
) -> go.Figure:
    """`span` is given to a small chart: fewer ticks, no title, no name on the breaks."""
    if not series.points:
        return figure
    compact = span is not None
    first, last = span or (series.points[0].month, series.points[-1].month)
    _draw_limits(figure, series, limits, measure, palette)
    if series.target is not None:
        figure.add_trace(_target(series.target, first, last, measure, palette))
    _draw_values(figure, series, measure, palette, compact=compact)
    for signal, rule in signals_of([series]):
        figure.add_trace(_marks(series, signal, rule, measure, palette, compact=compact))
    _draw_breaks(figure, series, first, last, palette, compact=compact)
    months = months_between(first, last) + 1
    every = next((step for step, longest in ((1, 4), (3, 13), (6, 37)) if months <= longest), 12)
    return figure.update_layout(
        xaxis=month_axis(palette, first, last, every=every if compact else None, stacked=not compact),
        yaxis=value_axis(palette, measure, limits, ticks=3 if compact else 5, titled=not compact, named=False),
    )


def _limits(several: Sequence[Series], measure: Measure) -> tuple[float, float]:
    points = [point for series in several for point in series.points]
    values = [point.estimate.value for point in points if isinstance(point.estimate, Shown)]
    values += [limit for point in points for limit in (point.lower_limit, point.upper_limit) if limit is not None]
    return fitted(values + [series.target for series in several if series.target is not None], measure)


def _draw_limits(
    figure: go.Figure, series: Series, limits: tuple[float, float], measure: Measure, palette: Palette
) -> None:
    """The band of each run, clipped to the axis, then its centre."""
    runs = list(limit_runs(series))
    for place, run in enumerate(runs):
        days, upper = stair(run, [min(p.upper_limit or 0.0, limits[1]) for p in run], series.step)
        back, lower = stair(run, [max(p.lower_limit or 0.0, limits[0]) for p in run], series.step)
        figure.add_trace(
            go.Scatter(
                x=days + back[::-1], y=upper + lower[::-1], fill="toself", fillcolor=palette.band, mode="lines",
                line={"width": 1, "dash": "2px,2px", "color": palette.axis}, name="Variation habituelle",
                legendgroup="band", showlegend=place == 0,
                hoverinfo="skip",
            )
        )  # fmt: skip
    for place, run in enumerate(runs):
        days, centre = stair(run, [p.centre for p in run], series.step)
        final = run[-1].centre
        figure.add_trace(
            go.Scatter(
                x=days, y=centre, mode="lines", line={"width": 1.5, "color": palette.muted}, hoverinfo="skip",
                name="" if final is None else f"Moyenne\u00a0: {measure.text(final)}", legendgroup="centre",
                showlegend=place == len(runs) - 1,
            )
        )  # fmt: skip


def _target(target: float, first: dt.date, last: dt.date, measure: Measure, palette: Palette) -> go.Scatter:
    return go.Scatter(
        x=[(first - HALF_MONTH).isoformat(), (last + HALF_MONTH).isoformat()],
        y=[target, target],
        mode="lines",
        line={"width": 1.5, "dash": "6px,4px", "color": palette.text},
        name=f"Cible\u00a0: {measure.text(target)}",
        hoverinfo="skip",
    )


def _draw_values(figure: go.Figure, series: Series, measure: Measure, palette: Palette, *, compact: bool) -> None:
    line = holed(series)
    words = {
        point.month: tooltip(month(point.month), point.estimate, measure)
        for point in series.points
        if isinstance(point.estimate, Shown)
    }
    figure.add_trace(
        go.Scatter(
            x=[day.isoformat() for day, _ in line], y=[value for _, value in line], mode="lines+markers",
            connectgaps=False, line={"width": 2, "color": palette.mark},
            marker={"size": 4 if compact else 5, "color": palette.mark}, name="Valeur du mois",
            text=[words.get(day, "") for day, _ in line], hovertemplate="%{text}<extra></extra>",
        )
    )  # fmt: skip
    tail = running_tail(series)
    if tail:
        figure.add_trace(
            go.Scatter(
                x=[day.isoformat() for day, _ in tail], y=[value for _, value in tail], mode="lines+markers",
                line={"width": 2, "dash": "2px,3px", "color": palette.mark}, name="Mois en cours, incomplet",
                marker={
                    "size": [0] * (len(tail) - 1) + [9],
                    "opacity": 1, "symbol": "circle-open", "color": palette.mark,
                    "line": {"width": 2},
                },
                text=[f"{words[day]}<br>mois incomplet" for day, _ in tail], hovertemplate="%{text}<extra></extra>",
            )
        )  # fmt: skip


def _marks(
    series: Series, signal: Signal, rule: Rule, measure: Measure, palette: Palette, *, compact: bool
) -> go.Scatter:
    """The shape says the rule, the colour and the dot at its heart say the direction."""
    found = [
        (point, point.estimate)
        for point in series.points
        if point.marked and (point.signal, point.rule) == (signal, rule) and isinstance(point.estimate, Shown)
    ]
    colour = SIGNALS[signal].colour(palette)
    words = signal_words(signal, rule)
    return go.Scatter(
        x=[point.month.isoformat() for point, _ in found],
        y=[estimate.value for _, estimate in found],
        mode="markers",
        name=words,
        marker={
            "symbol": RULES[rule][0] + SIGNALS[signal].symbol, "size": 9 if compact else 12, "color": colour,
            "line": {"width": 1, "color": palette.surface},
        },
        text=[tooltip(month(point.month), estimate, measure, words) for point, estimate in found],
        hovertemplate="%{text}<extra></extra>",
    )  # fmt: skip


def short_break(label: str) -> str:
    """What comes before the explanation: the whole label is in the method page, and has no room above a chart."""
    return label.split("\u00a0:")[0].split(" :")[0].split(",")[0].split(" (")[0]


def _draw_breaks(
    figure: go.Figure, series: Series, first: dt.date, last: dt.date, palette: Palette, *, compact: bool
) -> None:
    """A vertical line half a month before the new definition, its name above, on the side where there is room."""
    middle = first + (last - first) / 2
    for item in series.breaks:
        if not first < item.month <= last:
            continue
        day = (item.month - HALF_MONTH).isoformat()
        figure.add_shape(
            type="line", x0=day, x1=day, y0=0, y1=1, yref="paper",
            line={"color": palette.text, "width": 1, "dash": "1px,3px"},
        )  # fmt: skip
        if not compact:
            figure.add_annotation(
                x=day, y=1, yref="paper", yanchor="bottom", xanchor="left" if item.month <= middle else "right",
                showarrow=False, text=wrapped(short_break(item.label), 30), font={"size": 12, "color": palette.muted},
            )  # fmt: skip
