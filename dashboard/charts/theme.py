"""The frame that every figure shares: fonts, margins, axes, legend. No default template: it weighs 6 KB a figure.

Charts assemble plain dicts and make their figure once: Plotly copies and checks again at each thing added to a figure.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go
from _plotly_utils.utils import convert_to_base64

from dashboard.charts.palette import FONT, Palette
from dashboard.charts.scale import Measure, cut_notice, ticks_of
from dashboard.domain.period import months_between, shift
from dashboard.wording.dates import short_month

LINE = 22
"""Pixels of a line of legend or of axis text at 13 px."""


Trace = dict[str, Any]
"""A trace of Plotly, with its `type`."""
Layout = dict[str, Any]
"""The layout of Plotly: frame, axes, shapes, annotations."""


class Drawn(go.Figure):  # type: ignore[misc]  # Plotly has no types
    """A figure that is sent as it was written. Plotly makes objects of it and copies them, a tenth of a click; here its
    objects are made for whoever asks for `data` or `layout` only: the tests, which check every chart."""

    def __init__(self, data: Sequence[Trace], layout: Layout) -> None:
        # Not Plotly's own, which is what costs. `__dict__`: it forbids new attributes.
        self.__dict__["_sent"] = {"data": list(data), "layout": layout}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or "_sent" not in self.__dict__ or "_data_objs" in self.__dict__:
            raise AttributeError(name)
        super().__init__(**self.__dict__["_sent"], _validate=False)
        return getattr(self, name)

    def to_dict(self) -> dict[str, Any]:
        """What is sent: traces and layout, shared with the figure, not to be changed."""
        if "_data_objs" in self.__dict__:  # its objects were asked for, and perhaps changed
            return dict(super().to_dict())
        sent: dict[str, Any] = self.__dict__["_sent"]
        convert_to_base64(sent)
        return sent


def figure(data: Sequence[Trace], layout: Layout) -> go.Figure:
    """The figure of these traces and this layout, not checked: `tests/unit/test_charts_figures.py` checks every chart.

    Checking costs five times more than all the rest, at each rerun of a page, for dicts that only the tests can change.
    """
    return Drawn(data, layout)


def blank(palette: Palette, height: int, *, legend: bool = True, above: int = 0, right: int = 12) -> Layout:
    """The common layout: transparent, French separators, legend at the top left, `above` pixels kept under it."""
    font = {"family": FONT, "size": 13, "color": palette.text}
    return {
        "template": {},
        "height": height,
        "margin": {"l": 8, "r": right, "t": 8 + above, "b": 8, "pad": 4},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": font,
        "separators": ",\u00a0",
        "showlegend": legend,
        "legend": {
            "orientation": "h", "x": 0, "xanchor": "left", "font": {"size": 12},
            "y": 1 + above / max(height - 120, 60), "yanchor": "bottom", "yref": "paper",
            "bgcolor": "rgba(0,0,0,0)", "itemclick": False, "itemdoubleclick": False, "traceorder": "normal",
        },
        "hoverlabel": {"bgcolor": palette.surface, "bordercolor": palette.axis, "font": font, "align": "left"},
        "dragmode": False,
    }  # fmt: skip


def axis(palette: Palette, **more: Any) -> dict[str, Any]:
    """Settings common to every axis: automatic margin, no zoom (the mode bar is hidden), discreet grid."""
    return {
        "automargin": True, "fixedrange": True, "zeroline": False, "showline": False, "ticks": "",
        "gridcolor": palette.grid, "gridwidth": 1, "tickfont": {"color": palette.text}, **more,
    }  # fmt: skip


def value_axis(
    palette: Palette,
    measure: Measure,
    limits: tuple[float, float],
    *,
    ticks: int = 5,
    titled: bool = True,
    named: bool = True,
) -> dict[str, Any]:
    """An axis of values with French ticks. Its title says when zero is left out, after the measure when `named`."""
    values, texts = ticks_of(limits, measure, ticks)
    title = wrapped(" – ".join(word for word in (measure.title if named else "", cut_notice(limits)) if word), 46)
    settings = axis(palette, range=list(limits), tickmode="array", tickvals=values, ticktext=texts)
    if titled and title:
        font = {"size": 12, "color": palette.muted}
        settings["title"] = {"text": title[:1].upper() + title[1:], "font": font, "standoff": 8}
    return settings


def second_axis() -> Trace:
    """A trace without mark: a second vertical axis is drawn only when a trace belongs to it."""
    return {
        "type": "scatter", "x": [None], "y": [None], "yaxis": "y2", "mode": "markers",
        "showlegend": False, "hoverinfo": "skip",
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a figure, in pixels from the top: each is as high as its label, so that equal labels stay apart."""

    labels: list[str]
    middles: list[float]
    height: float

    @classmethod
    def of(cls, labels: Sequence[str], least: int, width: int = 26) -> "Rows":
        """Labels wrapped at `width` characters; no row is lower than `least` pixels."""
        wrapped_labels = [wrapped(label, width) for label in labels]
        heights = [max(least, 10 + 17 * (label.count("<br>") + 1)) for label in wrapped_labels]
        return cls(wrapped_labels, [sum(heights[:i]) + own / 2 for i, own in enumerate(heights)], sum(heights) or least)

    def axis(self, palette: Palette, texts: Sequence[str] | None = None, **more: Any) -> dict[str, Any]:
        """The vertical axis with the labels, or with other `texts` at the same places."""
        shown = self.labels if texts is None else list(texts)
        settings = {"range": [self.height, 0], "tickmode": "array", "tickvals": self.middles, "ticktext": shown}
        return axis(palette, showgrid=False, **{**settings, **more})


def month_axis(
    palette: Palette,
    first: dt.date,
    last: dt.date,
    *,
    every: int | None = None,
    stacked: bool = True,
    span: int = 1,
) -> dict[str, Any]:
    """An axis of months; January and the first have their year, under the name when `stacked`, else « janv. 26 ».

    `span` 3 or 12: quarters or years, each at its last month, named as such.
    """
    length = months_between(first, last) + 1
    step = every or next((s for s, longest in ((1, 7), (2, 13), (3, 25), (6, 49)) if length <= longest), 12)
    ticks = [month for month in (shift(first, i) for i in range(length)) if (month.month - 1) % step == 0]
    ticks = ticks or [first]
    texts = [_month_text(month, dated=month.month == 1 or month == ticks[0], stacked=stacked) for month in ticks]
    if span in (3, 12) and stacked:
        ticks, texts = _spans(first, length, span)
    half = dt.timedelta(days=20)
    return axis(
        palette,
        type="date",
        range=[(first - half).isoformat(), (last + half).isoformat()],
        tickmode="array",
        tickvals=[month.isoformat() for month in ticks],
        ticktext=texts,
        showgrid=False,
        showline=True,
        linecolor=palette.axis,
        tickangle=0,
    )


def _spans(first: dt.date, length: int, span: int) -> tuple[list[dt.date], list[str]]:
    """Quarters and years at their last month, thinned when they are many."""
    ends = [shift(first, place) for place in range(0, length, span)]
    if span == 12:
        return ends, [str(end.year) for end in ends]
    rare = 1 if len(ends) <= 8 else 2 if len(ends) <= 16 else 4
    kept = [end for end in ends if (end.month // 3 - 1) % rare == 0]
    return kept, [f"T{end.month // 3}<br>{end.year if end.month == 3 or end == kept[0] else ''}" for end in kept]


def _month_text(month: dt.date, *, dated: bool, stacked: bool) -> str:
    name = short_month(month).rsplit(" ", 1)[0]
    if not dated:
        return name
    return f"{name}<br>{month.year}" if stacked else short_month(month)


def wrapped(label: str, width: int) -> str:
    """The label on several lines (`<br>`), cut between words only; never shortened."""
    lines = [""]
    for word in label.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "<br>".join(lines)
