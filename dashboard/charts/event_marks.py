"""Events on a series: a numbered vertical line, and a bar above the months that it lasted."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.charts.palette import Palette
from dashboard.charts.series import HALF_MONTH, Mark
from dashboard.domain.period import months_between, shift

ROW = 20
"""Pixels of a row of numbers."""
NARROW = 290
"""Pixels of the months on a telephone: numbers that are apart there are apart everywhere."""
NUMBER = 22
"""Pixels of a number with its frame."""


@dataclass(frozen=True, slots=True)
class EventMarks:
    """What is added to a layout; `above`: pixels that the numbers need over the drawing."""

    shapes: list[dict[str, Any]]
    annotations: list[dict[str, Any]]
    above: int


def event_marks(
    marks: Sequence[Mark], first: dt.date, last: dt.date, step: int, palette: Palette, *, above: int = 0
) -> EventMarks:
    """The marks between two months, at the point of the step that holds each; `above`: pixels already taken."""
    shown = [mark for mark in marks if shift(first, 1 - step) <= mark.month <= last]
    days = [_point(mark.month, last, step) for mark in shown]
    rows = _rows([months_between(first, day) for day in days], NUMBER * (months_between(first, last) + 1) / NARROW)
    shapes, annotations = [], []
    for mark, day, row in zip(shown, days, rows, strict=True):
        line = {"color": palette.muted, "width": 1}
        at = {"x0": day.isoformat(), "x1": day.isoformat(), "yref": "paper"}
        shapes.append({"type": "line", **at, "y0": 0, "y1": 1, "line": line})
        if mark.last_month is not None and (end := min(_point(mark.last_month, last, step), last)) > day:
            until = (end + HALF_MONTH).isoformat()
            shapes.append({"type": "line", **at, "x1": until, "y0": 1, "y1": 1, "line": {**line, "width": 4}})
        annotations.append(_number(mark.rank, day, above + ROW * row, palette))
    return EventMarks(shapes, annotations, ROW * (max(rows) + 1) if rows else 0)


def _point(month: dt.date, last: dt.date, step: int) -> dt.date:
    """Where the step that holds a month is drawn: at its last month."""
    return shift(last, -(months_between(month, last) // step * step)) if month <= last else last


def _rows(places: Sequence[int], apart: float) -> list[int]:
    """The lowest row where each number, in order, touches no other."""
    ends: list[float] = []
    rows: list[int] = []
    for place in places:
        row = next((i for i, end in enumerate(ends) if place >= end), len(ends))
        ends[row : row + 1] = [place + apart]
        rows.append(row)
    return rows


def _number(rank: int, day: dt.date, shifted: int, palette: Palette) -> dict[str, Any]:
    return {
        "x": day.isoformat(), "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": shifted + 2, "xanchor": "center",
        "showarrow": False, "text": f"<b>{rank}</b>", "font": {"size": 11, "color": palette.text},
        "bgcolor": palette.surface, "bordercolor": palette.muted, "borderwidth": 1, "borderpad": 1,
    }  # fmt: skip
