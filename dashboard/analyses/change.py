"""« Depuis quand ? »: the date of the last lasting change of a series, once its control chart has raised a signal."""

from dataclasses import dataclass
from datetime import date

from dashboard.analyses.time_series import Series, base_of
from dashboard.domain.estimate import Shown
from dashboard.domain.indicator import Direction, Kind
from dashboard.domain.period import Period, shift
from dashboard.stats.change_point import ChangePoint, last_change
from dashboard.stats.xmr import Signal

BASED = frozenset({Kind.SHARE, Kind.DISTRIBUTION, Kind.MEAN, Kind.NET, Kind.NPS})
"""Kinds whose figure of a month is the surer, the larger its base."""


@dataclass(frozen=True, slots=True)
class Change:
    """Steps by their last month. `since` is the first step of the change, `earliest` to `latest` hold 95 % of the
    confidence; `settled` the first at the new level, None when the change goes on; levels in the unit of the
    indicator."""

    since: date
    earliest: date
    latest: date
    settled: date | None
    before: float
    after: float
    signal: Signal
    step: int

    @property
    def sudden(self) -> bool:
        return self.settled == self.since

    @property
    def interval(self) -> Period:
        """The months among which the change began."""
        return Period(shift(self.earliest, 1 - self.step), shift(self.latest, 1))


@dataclass(frozen=True, slots=True)
class Dated:
    """`signalled`: the last segment has a signal; without one nothing is said. `change` None: it cannot be dated."""

    signalled: bool = False
    change: Change | None = None


NOT_SIGNALLED = Dated()


def dated(series: Series | None) -> Dated:
    """The last change since the last method break; the running step is left aside."""
    if series is None or series.rolling or not series.segments:
        return NOT_SIGNALLED
    start = series.segments[-1].start
    months = series.months[start:]
    if all(month.signal is Signal.COMMON_CAUSE for month in months):
        return NOT_SIGNALLED
    whole = [m.estimate if isinstance(m.estimate, Shown) and not m.unfinished else None for m in months]
    bases = [None if figure is None else base_of(figure) for figure in whole]
    weighted = series.indicator.kind in BASED and all(b for f, b in zip(whole, bases, strict=True) if f is not None)
    found = last_change([None if f is None else f.value for f in whole], bases if weighted else None)
    return Dated(True, None if found is None else _change(series, [month.month for month in months], found))


def _change(series: Series, dates: list[date], found: ChangePoint) -> Change:
    direction = series.indicator.direction
    signal = Signal.NEUTRAL
    if direction is not Direction.NEUTRAL:
        good = (found.after > found.before) == (direction is Direction.HIGHER)
        signal = Signal.IMPROVEMENT if good else Signal.CONCERN
    return Change(
        since=dates[found.index],
        earliest=dates[found.earliest],
        latest=dates[found.latest],
        settled=None if found.settled is None else dates[found.settled],
        before=found.before,
        after=found.after,
        signal=signal,
        step=series.step,
    )
