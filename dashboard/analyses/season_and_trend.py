"""What a series says beside its control chart: its season removed (« CVS »), and its trend with its interval."""

import statistics
from dataclasses import dataclass
from datetime import date

from dashboard.analyses.time_series import Month, Series
from dashboard.domain.estimate import Shown, Status
from dashboard.stats.result import Result
from dashboard.stats.season import CYCLES_TO_SHOW, Season, season
from dashboard.stats.seasonal_trend import YEARS, seasonal_trend
from dashboard.stats.trend import trend

YEAR = 12


@dataclass(frozen=True, slots=True)
class Adjusted:
    """The series « CVS » over the last run of steps without a hole. `season` None: fewer than three whole cycles;
    `known` and `needed` say how many steps there are and how many it takes."""

    months: tuple[date, ...]
    season: Season | None
    known: int
    needed: int
    step: int


@dataclass(frozen=True, slots=True)
class Trend:
    """The slope a year with its interval, since the last method break. `seasonal`: seasons are compared with
    themselves. `middle`: a point of the line (month, value)."""

    result: Result
    months: tuple[date, ...]
    values: tuple[float | None, ...]
    seasonal: bool
    step: int

    @property
    def shown(self) -> bool:
        return self.result.status is Status.OK and self.result.value is not None

    def line(self, slope: float | None = None) -> tuple[float, float]:
        """The values at both ends of the line of the trend, or of another slope (a year) through its middle."""
        own = self.result.value or 0.0
        known = [(place * self.step / YEAR, v) for place, v in enumerate(self.values) if v is not None]
        middle = statistics.median(time for time, _ in known)
        level = statistics.median(v - own * (time - middle) for time, v in known)
        length = (len(self.values) - 1) * self.step / YEAR
        given = own if slope is None else slope
        return level - given * middle, level + given * (length - middle)


def _segment(series: Series) -> tuple[Month, ...]:
    """The whole steps since the last method break."""
    start = next((i for i, m in enumerate(series.months) if series.breaks and m.month >= series.breaks[-1].month), 0)
    return tuple(month for month in series.months[start:] if not month.unfinished)


def adjusted(series: Series) -> Adjusted | None:
    """None for a series that has no season: a step of a year, figures that overlap."""
    if series.rolling or series.step >= YEAR:
        return None
    period = YEAR // series.step
    run: list[tuple[date, float]] = []
    for month in _segment(series):
        if isinstance(month.estimate, Shown):
            run.append((month.month, month.estimate.value))
        else:
            run = []
    needed = CYCLES_TO_SHOW * period
    found = season([value for _, value in run], period) if len(run) >= needed else None
    shown = found if found is not None and found.may_be_shown else None
    return Adjusted(tuple(month for month, _ in run), shown, len(run), needed, series.step)


def trend_of(series: Series) -> Trend | None:
    """None for figures that overlap. Seasons are compared with themselves from three whole years on."""
    if series.rolling:
        return None
    months = _segment(series)
    dates = tuple(month.month for month in months)
    values = tuple(month.estimate.value if isinstance(month.estimate, Shown) else None for month in months)
    period = YEAR // series.step
    if period > 1 and len(values) >= YEARS * period:
        found = seasonal_trend(values, period)
        if found.status is Status.OK:
            return Trend(found, dates, values, seasonal=True, step=series.step)
    times = [place * series.step / YEAR for place in range(len(values))]
    return Trend(trend(values, times), dates, values, seasonal=False, step=series.step)
