"""Who is up to date: the sites that deliver measures, those that are late for a month, and for which indicators."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.analyses.limits import setting_of
from dashboard.analyses.observed import restrictions
from dashboard.analyses.unfinished import unfinished_month, whole_until
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.wording.delivery import read_delivery
from dashboard.wording.reading import Reading


@dataclass(frozen=True, slots=True)
class Delivery:
    """One service. `expected`: indicators × sites; `delivered`: those that are not late; `late` of its `sites` have at
    least one that is. `median_delay` and `longest_delay`: months missed by the late sites, None without any."""

    service: str | None
    delivered: int
    expected: int
    sites: int
    late: int
    median_delay: float | None = None
    longest_delay: int | None = None


@dataclass(frozen=True, slots=True)
class Late:
    """An indicator that a site delivered before, and that is late. `month`: the month that is looked at."""

    site: str
    label: str
    service: str | None
    indicator: str
    month: date
    last_delivered: date


@dataclass(frozen=True, slots=True)
class Coverage:
    """`month`: the last whole month of the period. `n_delivered` of `n_expected` deliveries (one an indicator and site)
    are up to date for it; `n_late` of the `n_sites` sites lack at least one of those that they usually give."""

    month: date | None
    n_expected: int
    n_delivered: int
    n_sites: int
    n_late: int
    services: tuple[Delivery, ...]
    late: tuple[Late, ...]
    reading: Reading


def coverage(
    reader: Reader, scope: Scope, period: Period, indicators: Sequence[str] | None = None, *, named: bool = True
) -> Coverage:
    """Lateness at the last whole month of `period`; `indicators` None: all of them. `named` False: `late` stays empty.

    Only measure files are expected: answers and opinions come when people write them. An indicator of a site in
    activity is late once a whole further period (a month, a quarter, a year: that of its last figure) has ended without
    a figure. A site silent for more than 24 months has left the perimeter: it is expected no more.
    """
    last, running = _last_whole(period, unfinished_month(reader)), setting_of(reader, period).running
    if last is None:
        return Coverage(None, 0, 0, 0, 0, (), (), read_delivery(0, 0, running=running))
    codes = None if indicators is None else sorted(set(indicators))
    filters = restrictions(scope)
    rows = reads.coverage(reader, month=last, indicators=codes, **filters)
    services = tuple(
        Delivery(r.service, r.n_delivered, r.n_expected, r.n_sites, r.n_late, r.median_delay, r.longest_delay)
        for r in rows
    )
    expected, delivered = sum(d.expected for d in services), sum(d.delivered for d in services)
    n_sites, n_late = sum(d.sites for d in services), sum(d.late for d in services)
    missing = reads.missing_deliveries(reader, month=last, indicators=codes, **filters) if named and n_late else []
    late = tuple(Late(r.site, r.name, r.service, r.indicator, last, r.last_delivered) for r in missing)
    reading = read_delivery(n_sites - n_late, n_sites, last, running)
    return Coverage(last, expected, delivered, n_sites, n_late, services, late, reading)


def _last_whole(period: Period, unfinished: date | None) -> date | None:
    last = whole_until(period.last_month, unfinished)
    return last if last >= period.start else None
