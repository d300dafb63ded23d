"""Who delivered: sites with a figure against the sites that are expected, month by month, and who is late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.analyses.observed import restrictions
from dashboard.analyses.unfinished import unfinished_month
from dashboard.domain.period import Period, shift
from dashboard.domain.scope import Scope
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.wording import sentences
from dashboard.wording.dates import month
from dashboard.wording.sentences import Reading


@dataclass(frozen=True, slots=True)
class Delivery:
    """One indicator, service and month. `expected`: sites in activity that delivered that indicator before."""

    indicator: str
    service: str | None
    month: date
    delivered: int
    expected: int


@dataclass(frozen=True, slots=True)
class Late:
    """A site that delivered an indicator before and gave nothing for the last whole month."""

    site: str
    label: str
    service: str | None
    indicator: str
    month: date
    last_delivered: date | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """`month`: the last whole month of the period. `n_delivered` of `n_expected` deliveries (one an indicator and site)
    arrived for it; `n_late` sites lack at least one of those that they usually give."""

    month: date | None
    n_expected: int
    n_delivered: int
    n_late: int
    deliveries: tuple[Delivery, ...]
    late: tuple[Late, ...]
    reading: Reading


def coverage(reader: Reader, scope: Scope, period: Period, indicators: Sequence[str] | None = None) -> Coverage:
    """Deliveries of `period`, and lateness at its last whole month; `indicators` None: all of them."""
    codes = list(indicators) if indicators is not None else None
    filters = restrictions(scope)
    rows = reads.coverage(reader, indicators=codes, start=period.start, stop=period.stop, **filters)
    deliveries = tuple(Delivery(r.indicator, r.service, r.month, r.n_delivered, r.n_expected) for r in rows)
    last = _last_whole(period, unfinished_month(reader))
    if last is None or not deliveries:
        return Coverage(None, 0, 0, 0, deliveries, (), sentences.delivery(0, 0, 0))
    missing = reads.missing_deliveries(reader, indicators=codes, start=last, stop=shift(last, 1), **filters)
    late = tuple(Late(r.site, r.name, r.service, r.indicator, r.month, r.last_delivered) for r in missing)
    now = [delivery for delivery in deliveries if delivery.month == last]
    expected, delivered = sum(d.expected for d in now), sum(d.delivered for d in now)
    n_late = len({item.site for item in late})
    reading = sentences.delivery(delivered, expected, n_late, f"pour {month(last)}")
    return Coverage(last, expected, delivered, n_late, deliveries, late, reading)


def _last_whole(period: Period, unfinished: date | None) -> date | None:
    last = period.last_month if unfinished is None else min(period.last_month, shift(unfinished, -1))
    return last if last >= period.start else None
