"""The periods of an extract: whole months, quarters and years, and years that end with the last whole month.

Twelve months are asked to the last whole month and to the same month of earlier years: what pages show and compare. The
secret statistique keeps these open first.
"""

import datetime as dt
from collections.abc import Iterator

from dashboard.domain.period import Grain, Period, shift

YEAR = 12


def stepped(grain: Grain, known: Period, asked: Period | None) -> Period | None:
    """The months to read so that no step is cut: those of `known`, from the beginning of its first step, narrowed to
    the steps that `asked` holds whole. The last step of `known` may be under way. None when nothing is left."""
    start, stop = grain.first(known.start), known.stop
    if asked is not None and asked.start > known.start:
        start = _ceiling(asked.start, grain)
    if asked is not None and asked.stop < known.stop:
        stop = grain.first(asked.stop)
    return Period(start, stop) if start < stop else None


def yearly(period: Period) -> Iterator[Period]:
    """The same months, a calendar year at a time: no step is cut."""
    for year in range(period.start.year, period.last_month.year + 1):
        whole = Period.year(year)
        yield Period(max(period.start, whole.start), min(period.stop, whole.stop))


def rolling(last: dt.date, known: Period, asked: Period | None) -> Iterator[Period]:
    """Twelve months to `last` and to the same month of earlier years, the latest first, inside `known` and `asked`."""
    span = Period.ending(last, YEAR)
    while span.start >= known.start:
        inside = asked is None or (asked.start <= span.start and span.stop <= asked.stop)
        if inside and span.overlaps(known):
            yield span
        span = span.last_year()


def last_whole_year(last: dt.date, asked: Period | None) -> Period:
    """The last calendar year that is over at the end of `last` and inside `asked` (when one is)."""
    stop = shift(last, 1) if asked is None else min(shift(last, 1), asked.stop)
    return Period.year(stop.year - 1)


def _ceiling(month: dt.date, grain: Grain) -> dt.date:
    return shift(month, -(month.month - 1) % grain.months)
