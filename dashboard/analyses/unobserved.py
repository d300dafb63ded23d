"""Figures that nobody is counted in, where saying so would tell too much.

« No answer » is a figure as well: it says that a unit counts as many people from the first month of a period as from
the month after its last. Where the figure of the unit over that period is withheld, its emptiness is withheld too, in
the same words. Months in which its whole service counts nobody are told, when the figure of the service tells them.
"""

from collections.abc import Container, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from dashboard.analyses.confidential import Confidential, Window, confidential
from dashboard.analyses.observed import Key, deliveries
from dashboard.analyses.question import Axis, Question
from dashboard.domain.period import Grain, Period, shift
from dashboard.domain.scope import Scope
from dashboard.store.reads import Reader
from dashboard.suppression.units import Unit


def windows_of(reader: Reader, indicators: Sequence[str], grain: Grain | None, period: Period) -> list[Window]:
    """The windows of `period` that may be empty: between the first and the last month of each indicator."""
    known = {row[0]: (row[-2], row[-1]) for row in reader.read("observation_traits")}
    found = []
    for code in indicators:
        if code in known:
            first, last = known[code]
            found += [Window(code, bucket, span) for bucket, span in _buckets(period, grain, first, last)]
    return found


def _buckets(period: Period, grain: Grain | None, first: date, last: date) -> Iterator[tuple[date | None, Period]]:
    if grain is None:
        yield None, period
        return
    start = max(period.start, first)
    start = shift(start, -((start.month - 1) % grain.months))
    while start < period.stop and start <= last:
        yield start, Period(start, shift(start, grain.months))
        start = shift(start, grain.months)


class _Months(NamedTuple):
    """Some months of an indicator in a service (None: all of them)."""

    indicator: str
    service: str | None
    span: Period


def unobserved(
    reader: Reader,
    question: Question,
    places: Sequence[Axis],
    closed: Confidential,
    asked: Sequence[Window],
    seen: Container[Key],
) -> dict[Key, Period]:
    """The figures by `places` that have no observation (`seen`: those that have) and are withheld: key → span."""
    found: dict[Key, _Months] = {}
    for window in asked:
        units = closed.closed.get((window.indicator, window.span))
        for unit in (*units.sites.values(), *units.groups) if units else ():
            key = _key(places, window, unit) if _inside(question.scope, unit) else None
            if key is not None and key not in seen and key not in found and closed.withholds(key, window.span):
                found[key] = _Months(window.indicator, unit.service, window.span)
    told = _told(reader, set(found.values()))
    return {key: months.span for key, months in found.items() if months not in told}


def _inside(scope: Scope, unit: Unit) -> bool:
    asked = (scope.services, scope.site_types, scope.regions, scope.departments, scope.sites)
    return all(not codes or value in codes for codes, value in zip(asked, unit, strict=True))


def _key(places: Sequence[Axis], window: Window, unit: Unit) -> Key | None:
    """The combination that holds a unit; None: it belongs to several."""
    values = {axis.value: getattr(unit, axis.value) for axis in places}
    if unit.site is None and None in values.values():
        return None
    return Key(window.indicator, **values, bucket=window.bucket)


def _told(reader: Reader, asked: set[_Months]) -> set[_Months]:
    """Those in which the service counts nobody, when its figure may say so."""
    empty = asked - _delivered(reader, asked)
    told: set[_Months] = set()
    for by in ((Axis.SERVICE,), ()):
        kept = [months for months in empty if (months.service is None) is not bool(by)]
        if kept:
            codes = tuple(sorted({months.indicator for months in kept}))
            windows = [Window(months.indicator, None, months.span) for months in kept]
            closed = confidential(reader, Question(codes, by), {}, windows)
            told |= {one for one in kept if not closed.withholds(Key(one.indicator, one.service), one.span)}
    return told


def _delivered(reader: Reader, asked: set[_Months]) -> set[_Months]:
    """Those in which the service gave a figure."""
    if not asked:
        return set()
    codes = sorted({months.indicator for months in asked})
    whole = Period(min(months.span.start for months in asked), max(months.span.stop for months in asked))
    ends = {
        service: deliveries(reader, codes, (service,) if service else (), whole)
        for service in sorted({months.service for months in asked}, key=str)
    }
    return {
        months
        for months in asked
        if any(months.span.start <= day < months.span.stop for day in ends[months.service][months.indicator])
    }
