"""Figures that nobody is counted in, where saying so would tell too much.

« No answer » is a figure as well: it says that a unit counts as many people from the first month of a period as from
the month after its last. Where the figure of the unit over that period is withheld, its emptiness is withheld too, in
the same words.
"""

from collections.abc import Container, Iterator, Sequence
from datetime import date

from dashboard.analyses.confidential import Confidential, Window, kept
from dashboard.analyses.observed import Key, deliveries
from dashboard.analyses.question import Axis, Question
from dashboard.domain.period import Grain, Period, shift
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.suppression.units import Unit


def windows_of(reader: Reader, indicators: Sequence[str], grain: Grain | None, period: Period) -> list[Window]:
    """The windows of `period` that may be empty: between the first and the last month of each indicator."""
    return [
        Window(code, bucket, span)
        for code, known in reads.traits(reader, indicators).items()
        for bucket, span in _buckets(period, grain, known.first_month, known.last_month)
    ]


def _buckets(period: Period, grain: Grain | None, first: date, last: date) -> Iterator[tuple[date | None, Period]]:
    if grain is None:
        yield None, period
        return
    start = grain.first(max(period.start, first))
    while start < period.stop and start <= last:
        yield start, Period(start, shift(start, grain.months))
        start = shift(start, grain.months)


def unobserved(
    reader: Reader,
    question: Question,
    places: Sequence[Axis],
    closed: Confidential,
    asked: Sequence[Window],
    seen: Container[Key],
) -> dict[Key, Period]:
    """The figures by `places` that have no observation (`seen`: those that have) and are withheld: key → span."""
    found: dict[Key, Period] = {}
    scope = kept(question.scope)
    for window in asked:
        units = closed.closed.get((window.indicator, window.span))
        for unit in (*units.sites.values(), *units.groups) if units else ():
            key = _key(places, window, unit) if scope.holds(unit) else None
            if key is not None and key not in seen and key not in found and closed.withholds(key, window.span):
                found[key] = window.span
    return _counted(reader, found)


def _counted(reader: Reader, found: dict[Key, Period]) -> dict[Key, Period]:
    """Those of the months in which anybody is counted: a yearly survey is no secret."""
    if not found:
        return found
    whole = Period(min(span.start for span in found.values()), max(span.stop for span in found.values()))
    ends = deliveries(reader, sorted({key.indicator for key in found}), (), whole)
    counted = {
        (code, span)
        for code, span in {(key.indicator, span) for key, span in found.items()}
        if any(span.start <= month < span.stop for month in ends[code])
    }
    return {key: span for key, span in found.items() if (key.indicator, span) in counted}


def _key(places: Sequence[Axis], window: Window, unit: Unit) -> Key | None:
    """The combination that holds a unit; None: it belongs to several."""
    values = {axis.value: getattr(unit, axis.value) for axis in places}
    if unit.site is None and None in values.values():
        return None
    return Key(window.indicator, **values, bucket=window.bucket)
