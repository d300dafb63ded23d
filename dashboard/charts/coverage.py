"""Who has delivered what, month by month: a strip a site, and the share of the sites that delivered."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import plotly.graph_objects as go

from dashboard.charts.palette import Palette
from dashboard.charts.scale import Measure
from dashboard.charts.theme import LINE, Rows, Trace, blank, figure, month_axis, value_axis, wrapped
from dashboard.wording.dates import month
from dashboard.wording.numerals import number

ROW = 24


class Delivery(StrEnum):
    """State of one site for one month."""

    DELIVERED = "delivered"
    RUNNING = "running"  # the month is not over
    MISSING = "missing"
    UNCONCERNED = "unconcerned"


_STYLES = {
    Delivery.DELIVERED: ("Livré", "square", "mark"),
    Delivery.RUNNING: ("En cours", "square-open", "mark"),
    Delivery.MISSING: ("Non livré", "x-thin-open", "worse"),
    Delivery.UNCONCERNED: ("Non concerné", "line-ew-open", "axis"),
}


@dataclass(frozen=True, slots=True)
class SiteDelivery:
    """A site and the state of each month; a month that is not listed is not drawn."""

    label: str
    months: Mapping[dt.date, Delivery]


@dataclass(frozen=True, slots=True)
class MonthCount:
    """How many of the sites expected in a month delivered it."""

    month: dt.date
    delivered: int
    expected: int


def deliveries(sites: Sequence[SiteDelivery], palette: Palette) -> go.Figure:
    """One mark a site and month; the shape alone says the state. Meant for at most some fifty sites at a time."""
    months = [day for site in sites for day in site.months]
    lines = Rows.of([site.label for site in sites], ROW, 30)
    layout = blank(palette, round(70 + 2 * LINE + lines.height))
    if not months:
        return figure([], layout)
    axes = {"xaxis": month_axis(palette, min(months), max(months)), "yaxis": lines.axis(palette)}
    marks = [_marks(sites, state, lines, palette) for state in Delivery]
    return figure([trace for trace in marks if trace["x"]], {**layout, **axes})


def _marks(sites: Sequence[SiteDelivery], state: Delivery, lines: Rows, palette: Palette) -> Trace:
    word, symbol, role = _STYLES[state]
    found = [(row, day) for row, site in enumerate(sites) for day in sorted(site.months) if site.months[day] is state]
    colour = getattr(palette, role)
    labels = [wrapped(site.label, 40) for site in sites]
    return {
        "type": "scatter",
        "x": [day.isoformat() for _, day in found],
        "y": [lines.middles[row] for row, _ in found],
        "mode": "markers",
        "name": word,
        "marker": {"symbol": symbol, "size": 10, "color": colour, "line": {"color": colour, "width": 2}},
        "text": [f"{labels[row]}<br>{month(day)}\u00a0: {word.lower()}" for row, day in found],
        "hovertemplate": "%{text}<extra></extra>",
    }


def delivery_rate(counts: Sequence[MonthCount], palette: Palette, *, height: int = 220) -> go.Figure:
    """Bars from 0 to 100 %: share of the expected sites that delivered each month."""
    kept = [count for count in counts if count.expected > 0]
    layout = blank(palette, height, legend=False)
    if not kept:
        return figure([], layout)
    share = Measure(title="Sites ayant livré", decimals=0)
    bars = {
        "type": "bar",
        "x": [count.month.isoformat() for count in kept],
        "y": [round(100 * count.delivered / count.expected, 1) for count in kept],
        "marker": {"color": palette.mark},
        "text": [
            f"{month(c.month)}<br>{number(c.delivered)} sur {number(c.expected)}, "
            f"soit {share.text(100 * c.delivered / c.expected)}"
            for c in kept
        ],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
    }
    days = [count.month for count in kept]
    axes = {
        "xaxis": month_axis(palette, min(days), max(days)),
        "yaxis": value_axis(palette, share, (0.0, 100.0), ticks=4),
    }
    return figure([bars], {**layout, **axes, "bargap": 0.3})
