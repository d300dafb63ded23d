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
    """`month`: the last whole month of the period. `n_delivered` of `n_expected` sites gave at least one figure for it;
    `n_late` lack at least one of those that they usually give."""

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
    expected, delivered = _sites(reader, codes, scope, last)
    reading = sentences.delivery(delivered, expected, len({item.site for item in late}), f"pour {month(last)}")
    return Coverage(last, expected, delivered, len({item.site for item in late}), deliveries, late, reading)


def _last_whole(period: Period, unfinished: date | None) -> date | None:
    last = period.last_month if unfinished is None else min(period.last_month, shift(unfinished, -1))
    return last if last >= period.start else None


def _sites(reader: Reader, codes: list[str] | None, scope: Scope, last: date) -> tuple[int, int]:
    """Sites in activity that ever delivered, and those of them with a figure that speaks of month `last`."""
    active = {row.code for row in reads.sites(reader, levels=["site"], **restrictions(scope)) if row.active}
    ever = _delivering(reader, codes, scope, Period(EARLIEST, shift(last, 12)))
    now = {site for site, spans in ever.items() if any(first <= last <= end for first, end in spans)}
    past = {site for site, spans in ever.items() if any(first <= last for first, _ in spans)}
    return len(past & active), len(now & active)


EARLIEST = date(1990, 1, 1)


def _delivering(
    reader: Reader, codes: list[str] | None, scope: Scope, period: Period
) -> dict[str, list[tuple[date, date]]]:
    rows = reads.observations(
        reader,
        indicators=codes,
        start=period.start,
        stop=period.stop,
        grain="month",
        by_site=True,
        **restrictions(scope),
    )
    found: dict[str, list[tuple[date, date]]] = {}
    for row in rows:
        if row.n_sites and row.site is not None and row.first_month is not None and row.last_month is not None:
            found.setdefault(row.site, []).append((row.first_month, row.last_month))
    return found
