"""The events of a perimeter: those that concern all of it are drawn, those that concern a part of it are listed."""

from dashboard.analyses.observed import restrictions
from dashboard.domain.event import Event, EventKind
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.store import reads
from dashboard.store.reads import Reader


def events(reader: Reader, indicator: str, scope: Scope, window: Period) -> tuple[Event, ...]:
    """What happened over `window`, oldest first, those drawn before the others."""
    asked = restrictions(scope)
    rows = reads.events(reader, indicator=indicator, start=window.start, stop=window.stop, **asked)
    found = [
        Event(
            month=row.month,
            title=row.title,
            kind=EventKind(row.kind),
            day=row.day,
            last_month=row.last_month,
            where=", ".join(name for name in (row.service, row.region, row.department, row.site) if name),
            whole=row.n_concerned == row.n_sites,
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda event: not event.whole))


def within(listed: tuple[Event, ...], span: Period) -> tuple[Event, ...]:
    """Those drawn that began in a span."""
    return tuple(event for event in listed if event.whole and span.start <= event.month < span.stop)
