"""Series with their control limits: gaps kept, method breaks never bridged, the running month apart."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise

from dashboard.analyses.answers import Answer
from dashboard.analyses.monthly import monthly
from dashboard.analyses.observed import Key
from dashboard.analyses.question import Axis
from dashboard.analyses.span import concerned
from dashboard.analyses.unfinished import unfinished_month
from dashboard.disclosure import Thresholds
from dashboard.domain.estimate import Estimate, Shown, Status, Withheld
from dashboard.domain.indicator import Indicator, MethodBreak
from dashboard.domain.period import Period, months_between, shift
from dashboard.domain.scope import Scope
from dashboard.stats.p_series import p_series
from dashboard.stats.runs import Rule
from dashboard.stats.xmr import Point, Segment, Signal, signal, xmr
from dashboard.store.reads import Reader


class Chart(StrEnum):
    """Which control chart."""

    XMR = "xmr"
    P = "p"  # shares: limits follow the base of each date


@dataclass(frozen=True, slots=True)
class Cadence:
    """Months between two figures, and whether these overlap."""

    step: int
    rolling: bool = False


@dataclass(frozen=True, slots=True)
class Month:
    """One step of a series: its figure, the limits of its segment, and the signal, if any. `rule` is the one to show.

    `month` is the last one that it covers. `unfinished`: it was still running when the data were loaded; it has no
    signal.
    """

    month: date
    estimate: Estimate
    centre: float | None = None
    lower: float | None = None
    upper: float | None = None
    signal: Signal = Signal.COMMON_CAUSE
    rules: frozenset[Rule] = frozenset()
    rule: Rule | None = None
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """Every step from the first to the last, gaps included. `step` is in months: 1, 3, 6 or 12.

    `rolling`: figures over several months that overlap; they are drawn, never judged. `chart`: how limits are computed;
    `laney`: those of a p chart are widened for large bases.
    """

    indicator: Indicator
    months: tuple[Month, ...]
    segments: tuple[Segment, ...]
    breaks: tuple[MethodBreak, ...]
    step: int = 1
    rolling: bool = False
    chart: Chart = Chart.XMR
    laney: bool = False

    @property
    def last(self) -> Month | None:
        """The last whole month that has a figure."""
        done = [m for m in self.months if not m.unfinished and isinstance(m.estimate, Shown)]
        return done[-1] if done else None

    @property
    def provisional(self) -> bool:
        """Whether the limits of the last whole month come from fewer than 12 points."""
        if self.last is None:
            return False
        place = self.months.index(self.last)
        return any(segment.provisional for segment in self.segments if segment.start <= place < segment.stop)

    @property
    def covered(self) -> Period:
        """The months that its steps cover."""
        return Period(shift(self.months[0].month, 1 - self.step), shift(self.months[-1].month, 1))

    @property
    def missing(self) -> int:
        """Steps without a figure to show, the running month left aside."""
        return sum(isinstance(m.estimate, Withheld) for m in self.months if not m.unfinished)


def series_by(
    reader: Reader,
    indicators: Sequence[Indicator],
    places: tuple[Axis, ...],
    scope: Scope,
    period: Period,
    thresholds: Thresholds,
) -> dict[Key, Series]:
    """One series an indicator and unit (key without bucket)."""
    running = unfinished_month(reader)
    grouped: dict[Key, dict[date, Answer]] = {}
    for key, answer in monthly(reader, indicators, places, scope, period, thresholds).items():
        if key.bucket is not None:
            grouped.setdefault(key._replace(bucket=None), {})[key.bucket] = answer
    known = {indicator.code: indicator for indicator in indicators}
    return {
        key: series_of(known[key.indicator], months, running, (key.service,) if key.service else scope.services)
        for key, months in grouped.items()
    }


def series_of(
    indicator: Indicator,
    found: Mapping[date, Answer],
    unfinished: date | None,
    services: tuple[str, ...] = (),
    cadence: Cadence | None = None,
    kind: Chart = Chart.XMR,
) -> Series:
    """The series of the months that were observed (at least one); `cadence` None: that of the figures themselves."""
    cadence = cadence or _cadence(found)
    step, rolling = cadence.step, cadence.rolling
    first, last = min(found), max(found)
    dates = [shift(first, i) for i in range(0, months_between(first, last) + 1, step)]
    estimates = [found[d].estimate if d in found else Withheld(Status.NO_DATA, "Non transmis") for d in dates]
    running = [unfinished is not None and d >= unfinished for d in dates]
    breaks = tuple(b for b in concerned(indicator, services) if dates[0] < b.month <= dates[-1])
    whole = [e if isinstance(e, Shown) and not late else None for e, late in zip(estimates, running, strict=True)]
    chart = _Limits() if rolling else _limits(kind, whole, rebased(dates, breaks))
    months = _months(indicator, dates, estimates, running, chart)
    return Series(indicator, months, chart.segments, breaks, step, rolling, kind, chart.laney)


@dataclass(frozen=True, slots=True)
class _Limits:
    """What a control chart says of each date: its signals, its centre and limits."""

    points: tuple[Point, ...] = ()
    limits: tuple[tuple[float | None, float | None, float | None], ...] = ()
    segments: tuple[Segment, ...] = ()
    laney: bool = False


def _limits(kind: Chart, whole: Sequence[Shown | None], rebased: Sequence[int]) -> _Limits:
    if kind is Chart.P:
        return _p_limits(whole, rebased)
    chart = xmr([None if figure is None else figure.value for figure in whole], rebased)
    segments = [chart.segments[point.segment] for point in chart.points]
    return _Limits(chart.points, tuple((s.mean, s.lower, s.upper) for s in segments), chart.segments)


def base_of(figure: Shown) -> float | None:
    """What the answers of a figure are worth: their number, once weighted when they have weights."""
    return figure.n_eff if figure.n_eff is not None else figure.n


def _p_limits(whole: Sequence[Shown | None], rebased: Sequence[int]) -> _Limits:
    """Shares as percentages; a figure without a base is in no limit."""
    bases = [None if figure is None else base_of(figure) for figure in whole]
    counts = [None if f is None or b is None else f.value / 100 * b for f, b in zip(whole, bases, strict=True)]
    chart = p_series(counts, [None if x is None else b for x, b in zip(counts, bases, strict=True)], rebased)
    none: tuple[float | None, float | None, float | None] = (None, None, None)
    limits = tuple(none if found is None else _percent(*found) for found in chart.limits)
    segments = tuple(replace(s, mean=None if s.mean is None else 100 * s.mean) for s in chart.segments)
    return _Limits(chart.points, limits, segments, chart.laney)


def _percent(centre: float, lower: float, upper: float) -> tuple[float, float, float]:
    return 100 * centre, 100 * lower, 100 * upper


def _cadence(found: Mapping[date, Answer]) -> Cadence:
    lengths = [int(a.row.months) for a in found.values() if a.row is not None and a.row.months]
    return cadence_of(found, min(lengths, default=1))


def cadence_of(found: Iterable[date], length: int) -> Cadence:
    """The cadence of figures that cover `length` months (the shortest) and end with these months."""
    gaps = [months_between(a, b) for a, b in pairwise(sorted(found))]
    step = min([*gaps, length]) if gaps and min(gaps) < length else length
    # Irregular deliveries: the finest step that reaches every date.
    if any(gap % step for gap in gaps):
        step = 1
    return Cadence(max(step, 1), bool(gaps) and length > min(gaps))


def rebased(dates: Sequence[date], breaks: Sequence[MethodBreak]) -> list[int]:
    """The first step from each break on."""
    return [next(i for i, d in enumerate(dates) if d >= b.month) for b in breaks]


def _months(
    indicator: Indicator, dates: Sequence[date], estimates: Sequence[Estimate], running: Sequence[bool], chart: _Limits
) -> tuple[Month, ...]:
    months = []
    for index, (day, estimate, late) in enumerate(zip(dates, estimates, running, strict=True)):
        if not chart.points or late:
            months.append(Month(day, estimate, unfinished=late))
            continue
        point = chart.points[index]
        centre, lower, upper = chart.limits[index]
        flagged = isinstance(estimate, Shown) and not estimate.fragile
        months.append(
            Month(
                day,
                estimate,
                centre,
                lower,
                upper,
                signal(point, indicator.direction) if flagged else Signal.COMMON_CAUSE,
                point.rules if flagged else frozenset(),
                point.label if flagged else None,
            )
        )
    return tuple(months)
