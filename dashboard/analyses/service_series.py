"""The same indicator through time, one series a service, and how many of them end on a signal."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.analyses.answers import resolve
from dashboard.analyses.question import Axis, Question
from dashboard.analyses.scopes import check_scope
from dashboard.analyses.time_series import Series, series_by
from dashboard.disclosure import Thresholds
from dashboard.domain.indicator import Indicator
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.stats.xmr import Signal
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.wording.grammar import Noun
from dashboard.wording.reading import Reading
from dashboard.wording.signals import read_signals
from dashboard.wording.units import SERVICE


@dataclass(frozen=True, slots=True)
class ServiceSeries:
    """`services`: label and series, in the order of the labels; only those that were observed in the window."""

    indicator: Indicator
    services: tuple[tuple[str, Series], ...]
    reading: Reading


def service_series(
    reader: Reader, indicator: str, scope: Scope, thresholds: Thresholds, window: Period | None
) -> ServiceSeries:
    """`window`: the months shown, all that is published without one. Raises QueryError."""
    [chosen], shown = resolve(reader, Question((indicator,), (Axis.SERVICE,), scope, window))
    check_scope(reader, scope)
    if shown is None:
        return ServiceSeries(chosen, (), read_last([], SERVICE))
    found = series_by(reader, [chosen], (Axis.SERVICE,), scope, shown, thresholds)
    names = {row.code: row.name for row in reads.services(reader)}
    listed = sorted(
        ((names.get(key.service or "", key.service or ""), series) for key, series in found.items()),
        key=lambda item: item[0],
    )
    return ServiceSeries(chosen, tuple(listed), read_last([series for _, series in listed], SERVICE))


def read_last(series: Sequence[Series], noun: Noun) -> Reading:
    """The last whole step of each series that has limits; the others are left aside."""
    lasts = [one.last for one in series if one.last is not None and one.last.upper is not None]
    found = Counter(last.signal for last in lasts)
    counts = found[Signal.IMPROVEMENT], found[Signal.CONCERN], found[Signal.NEUTRAL]
    return read_signals(len(lasts), *counts, apart=len(series) - len(lasts), noun=noun)
