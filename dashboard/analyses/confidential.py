"""Which figures the secret statistique withholds beside the small ones: those from which a small one follows."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from dashboard.analyses.observed import Key, restrictions
from dashboard.analyses.question import JUDICIAL, Axis, Question
from dashboard.analyses.scopes import judicial_areas
from dashboard.domain.period import Period, shift
from dashboard.domain.scope import Scope
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.store.records import ClosedMonths
from dashboard.suppression.selection import Boundary, ClosedUnits, Selection, is_open
from dashboard.suppression.units import Unit


class Window(NamedTuple):
    """The months of an indicator that one step of the time axis holds (`bucket` None: the whole period)."""

    indicator: str
    bucket: dt.date | None
    span: Period


@dataclass(frozen=True, slots=True)
class Confidential:
    """What is withheld for one question: by indicator and period, the units that have no figure."""

    question: Question
    closed: Mapping[tuple[str, Period], ClosedUnits]
    kept: Selection

    def withholds(self, key: Key, span: Period) -> bool:
        """Whether the figure of `key` over `span` is withheld. It speaks of sites, added over time."""
        closed = self.closed.get((key.indicator, span))
        if closed is None:
            return False
        if Axis.SITE in self.question.by:  # a site is a unit, whatever the filters
            return key.site in closed.sites
        return not is_open(selected(self.kept, self.question.places, key), closed)


def selected(scope: Selection, places: Iterable[Axis], key: Key) -> Selection:
    """The sites of a figure: those of the scope that have the values of its axes."""
    return scope._replace(**{axis.value: frozenset([key.place(axis)]) for axis in places})


def kept(scope: Scope) -> Selection:
    """The sites of a scope."""
    asked = (scope.services, scope.site_types, scope.regions, scope.departments, scope.sites)
    return Selection(*(frozenset(codes) or None for codes in asked))


def _judicial(reader: Reader, scope: Scope) -> Selection:
    """The same sites as `kept`, a list of départements that is a ressort or a direction under its own name: more of it
    is known to be shown already."""
    found = kept(scope)
    if len(scope.departments) > 1:
        for axis in JUDICIAL:
            areas: dict[str | None, set[str]] = {}
            for row in judicial_areas(reader):
                areas.setdefault(getattr(row, axis.value), set()).add(row.department)
            for code, inside in areas.items():
                if code is not None and inside == set(scope.departments):
                    return found._replace(department=None, **{axis.value: frozenset([code])})
    return found


def confidential(
    reader: Reader,
    question: Question,
    asked: Mapping[Key, Period],
    windows: Iterable[Window] = (),
    period: Period | None = None,
) -> Confidential:
    """What is closed at both ends of the figures that are asked (key → span), and of the `windows` of the question.

    `period`: the months that are read. A year of which they hold ten months is a figure of these ten months.
    """
    reader = reader.reference  # what must be withheld depends on everyone
    spans = {(key.indicator, span) for key, span in asked.items()} | {(w.indicator, w.span) for w in windows}
    codes = {code for code, _ in spans}
    # Nobody is counted before the first month nor after the last: the boundaries out there are these.
    limits = {
        code: (known.first_month, shift(known.last_month, 1)) for code, known in reads.traits(reader, codes).items()
    }
    ends = {(code, span): _within(_read(span, period), *limits[code]) for code, span in spans if code in limits}
    wanted = {(code, day) for (code, _), days in ends.items() for day in days}
    boundaries = None if _large(question, asked) else sorted({day for _, day in wanted})
    scope = restrictions(question.scope if boundaries is not None else Scope())
    # The figure of a site needs no group: it is shown or not for itself.
    grouped = not (Axis.SITE in question.by or len(question.scope.sites) == 1)
    rows = reads.closed_months(reader, indicators=sorted(limits), boundaries=boundaries, with_groups=grouped, **scope)
    places = _boundaries(row for row in rows if (row.indicator, row.boundary) in wanted)
    closed = {}
    for (code, span), days in ends.items():
        start, stop = (places.get((code, day)) for day in days)
        if start is not None or stop is not None:
            closed[code, span] = (start or Boundary()).until(stop or Boundary())
    return Confidential(question, closed, _judicial(reader, question.scope))


def _read(span: Period, period: Period | None) -> Period:
    """The months of a span that a read over `period` adds up."""
    if period is None or not span.overlaps(period):
        return span
    return Period(max(span.start, period.start), min(span.stop, period.stop))


def _within(span: Period, first: dt.date, stop: dt.date) -> tuple[dt.date, dt.date]:
    return min(max(span.start, first), stop), min(max(span.stop, first), stop)


def _boundaries(rows: Iterable[ClosedMonths]) -> dict[tuple[str, dt.date], Boundary]:
    units: dict[tuple[str, dt.date], tuple[list[Unit], list[Unit]]] = {}
    for row in rows:
        units.setdefault((row.indicator, row.boundary), ([], []))[row.calendar].append(Unit._make(row[2:-1]))
    return {place: Boundary(frozenset(shut), frozenset(calendar)) for place, (shut, calendar) in units.items()}


def _large(question: Question, asked: Iterable[Key]) -> bool:
    """Whether every figure is that of the whole, of one service or of one region: few rows, read once for all."""
    if any(key.place(axis) is None for axis in question.places for key in asked):
        return False
    scope, by = question.scope, {axis.value for axis in question.places}
    if scope.site_types or scope.departments or scope.sites or by - {"service", "region"}:
        return False
    services = "service" in by or bool(scope.services)
    regions = "region" in by or bool(scope.regions)
    one_service = "service" in by or len(scope.services) <= 1
    one_region = "region" in by or len(scope.regions) <= 1
    return not (services and regions) and one_service and one_region
